"""What `tests.bench.window` measures inside one program: a name and a number a line on standard output."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from focal_desktop.base import words as languages
from focal_desktop.base.clock import SystemClock
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store.vault import Making
from focal_desktop.ui import look as looks
from focal_desktop.ui import sections, singletons, tokens
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.context import Place
from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.warming import Warming
from focal_desktop.ui.window import Window
from focal_desktop.usecases import practising, records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.shipped import load_policy
from tests.bench.ground import PASSPHRASE
from tests.bench.ten_thousand import draft_partner
from tests.sync.company import Company

QUIET_S = 1.0
SEARCHES = ("wat", "water n", "council", "clinic hill", "seed")


def main(folder: Path, number: int) -> int:
    """Open the window over a vault of practice data and so many partners; measure; print."""
    singletons.keep_alive()
    application = QApplication(["Work records"])
    looks.name_faces(application, alone=True)
    looks.load_faces()
    look = Look(tokens.LIGHT)
    look.apply(application)
    face = Face(words=languages.load("en"), look=look, jobs=Jobs(), clock=SystemClock())
    unlocking.lock(_make(folder / "practice", 0))
    session = _make(folder / "many", number)
    window = _show(session, face)
    warm(window)
    for section in sections.list_open(session.person):
        if section.name != "home":
            tell(f"first_{section.name}", _open_first(window, section.name))
        tell(f"open_{section.name}", clock_ms(lambda name=section.name: _go(window, name)))  # type: ignore[misc]  # bound now
    for text in SEARCHES:
        tell("search", clock_ms(lambda text=text: _go(window, "search", text)))  # type: ignore[misc]  # bound now
    _leave(window)
    for gap in _exchange(folder, face, max(30, number // 10)):
        tell("turn", gap)
    return 0


def warm(window: Window) -> None:
    """Wait as a person does who reads Home first: a few seconds after unlocking every section is loaded."""
    warming = Warming(sections.list_open(window.session.person), window)
    warming.begin()
    while not warming.is_done:
        QApplication.processEvents()


def _open_first(window: Window, name: str) -> float:
    """Return how long the window is still at most: while it opens a section, or in the second after that."""
    with _beating(window) as beats:
        _go(window, name)
        wait(QUIET_S)
    return _longest(beats)


def _exchange(folder: Path, face: Face, number: int) -> Iterator[float]:
    """Send so many records by stick and take them in at headquarters; yield each longest stillness."""
    company = Company(folder / "company", SystemClock())
    desk = company.staff()
    records.add_many(desk, "partner", [draft_partner(place) for place in range(number)])
    for session in (desk, company.hq):
        window = _show(session, face)
        window.go(Place(section="sync"))
        settle()  # what the section takes to open is a figure of its own
        yield _longest_gap(window, folder)
        window.close()
    company.close()


def _longest_gap(window: Window, stick: Path) -> float:
    """Return the longest time between two beats of the window while it exchanges with a stick."""
    with _beating(window) as beats:
        window.sync.exchange_by_stick(stick)
        while window.sync.is_running:
            QApplication.processEvents()
    if window.sync.trouble is not None:
        raise RuntimeError(window.sync.trouble.sentence)
    return _longest(beats)


@contextmanager
def _beating(window: Window) -> Iterator[list[float]]:
    """Note when the window had time for anything else."""
    beats = [time.perf_counter()]
    heart = QTimer(window)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start(0)
    yield beats
    beats.append(time.perf_counter())
    heart.stop()


def _longest(beats: list[float]) -> float:
    return 1000 * max(after - before for before, after in pairwise(beats))


def _go(window: Window, name: str, view: str = "") -> None:
    window.go(Place(section=name, view=view))
    settle()


def _make(folder: Path, number: int) -> Session:
    clock, policy = SystemClock(), load_policy()
    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    session = practising.create(folder, making, "en", clock=clock, policy=policy, kinds=KINDS)
    for _ in practising.fill(session, "en"):
        pass
    if number:
        _fill(session, number)
    return session


def _fill(session: Session, number: int) -> None:
    """Add so many records in the mixture of a very large office: mostly people and what they completed."""
    shares = {"partner": 20, "person": 5}  # one of so many
    partners = [draft_partner(place) for place in range(number // shares["partner"])]
    people = [_draft_person(place) for place in range(number // shares["person"])]
    records.add_many(session, "partner", partners)
    saved = records.add_many(session, "person", people)
    courses = session.policy.codes("course")
    left = number - len(partners) - len(people)
    done = [
        {
            "person": saved[place % len(saved)].id,
            "course": courses[place // len(saved) % len(courses)],
            "completed_on": session.today.isoformat(),
            "evidence": "certificate",
        }
        for place in range(left)
    ]
    records.add_many(session, "completion", done)


def _draft_person(place: int) -> dict[str, str]:
    return {
        "code": f"P{place:05}",
        "name": f"Practice person {place}",
        "unit": ("Programme", "Operations", "Finance")[place % 3],
        "contract": ("staff_national", "intern", "consultant")[place % 3],
        "entered_on": "2024-01-15",
    }


def _show(session: Session, face: Face) -> Window:
    window = Window(session, face)
    window.resize(1366, 680)
    window.show()
    window.return_to(None)
    settle()
    return window


def _leave(window: Window) -> None:
    window.close()
    unlocking.lock(window.session)


def clock_ms(work: Callable[[], object]) -> float:
    """Do something once and return how many milliseconds it took."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def wait(seconds: float) -> None:
    """Let the window live for a while."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


def settle() -> None:
    """Let Qt draw all that is pending."""
    for _ in range(3):
        QApplication.processEvents()


def tell(name: str, value: float) -> None:
    """Print one figure."""
    sys.stdout.write(f"{name} {value:.3f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
