"""The real window over a real vault of invented data, drawn off screen with the shipped faces alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from focal_desktop.base import words as languages
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store.vault import Making
from focal_desktop.ui import look as looks
from focal_desktop.ui import singletons, tokens
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.window import Window
from focal_desktop.usecases import practising, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY

NOW = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)
SMALL = (1366, 680)
"""What a laptop of 1366x768 leaves to a window between its own title and the task bar."""


@dataclass(frozen=True)
class Style:
    """One way to draw: language, light or dark, text size."""

    language: str = "en"
    theme: str = "light"
    size: int = 100

    @property
    def name(self) -> str:
        """A file name's part."""
        return f"{self.language}_{self.theme}_{self.size}"


def make_application() -> QApplication:
    """Return the one application of this process, with the shipped faces alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    singletons.keep_alive()
    held = QApplication.instance()
    if isinstance(held, QApplication):
        return held
    application = QApplication(["Work records", "-style", "Fusion"])
    looks.name_faces(application, alone=True)
    looks.load_faces()
    return application


def make_face(style: Style, clock: HandClock, parent: QWidget | None = None) -> Face:
    """Return words and look of a style, and put the look on."""
    words = languages.load(style.language)
    colours = tokens.DARK if style.theme == "dark" else tokens.LIGHT
    look = Look(colours, size=style.size, is_right_to_left=words.is_right_to_left)
    look.apply(make_application())
    return Face(words=words, look=look, jobs=Jobs(parent), clock=clock)


def make_practice(folder: Path, language: str, clock: HandClock) -> None:
    """Make a vault of invented data and lock it."""
    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    made = practising.create(folder, making, language, clock=clock, policy=POLICY, kinds=KINDS)
    for _ in practising.fill(made, language):
        pass
    unlocking.lock(made)
    shutil.copy(unlocking.anchor_copy(folder), kept_copy(folder))


def kept_copy(template: Path) -> Path:
    """Return where a template's second anchor waits: whoever tests beside us may move the settings."""
    return template.with_name(f"{template.name}.anchor")


def open_copy(template: Path, folder: Path, clock: HandClock) -> Session:
    """Copy a locked vault and open the copy."""
    shutil.copytree(template, folder)
    unlocking.anchor_copy(folder).parent.mkdir(parents=True, exist_ok=True)
    kept = kept_copy(template)
    shutil.copy(kept if kept.exists() else unlocking.anchor_copy(template), unlocking.anchor_copy(folder))
    return unlocking.unlock(folder, PASSPHRASE, clock=clock, policy=POLICY, kinds=KINDS)


def open_window(session: Session, face: Face, size: tuple[int, int] = SMALL) -> Window:
    """Show the window of an open vault at the size of an old laptop."""
    window = Window(session, face)
    window.resize(*size)
    window.show()
    window.return_to(None)
    settle()
    return window


def close_window(window: Window) -> None:
    """Close the window and its vault, and let Qt forget both."""
    window.close()
    unlocking.lock(window.session)
    window.face.jobs.stop()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()


def settle() -> None:
    """Let Qt draw what is pending, and let go of what was taken away."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        make_application().processEvents()


@contextmanager
def job_under_way(jobs: Jobs) -> Iterator[Callable[[], None]]:
    """Let a job go on until it is let go, so that what is begun meanwhile waits; at the end it is anyway."""
    gate = Event()
    jobs.run(lambda: gate.wait(30), lambda _: None, lambda _: None)
    try:
        yield gate.set
    finally:
        gate.set()


def count_turns(most: int) -> int:
    """Let the event loop turn so often, each time answering what is pending, and return how often it did."""
    turns: list[int] = []

    def turn() -> None:
        turns.append(len(turns))
        if len(turns) < most:
            QTimer.singleShot(0, turn)

    QTimer.singleShot(0, turn)
    for _ in range(most * 10):
        make_application().processEvents()
        if len(turns) == most:
            break
    return len(turns)


def clock_at(instant: datetime = NOW) -> HandClock:
    """Return a clock that stands at an instant."""
    clock = HandClock()
    clock.set(instant)
    return clock
