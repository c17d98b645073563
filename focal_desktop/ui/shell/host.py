"""What the parts around a screen may ask of the window that holds them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow

from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.face import Face
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.shell.top_bar import TopBar
from focal_desktop.usecases.session import Session


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do: which menu it stands in, what it is called, its keys, what it does."""

    menu: str
    said: str
    keys: tuple[str, ...] = ()
    act: Callable[[], Any]
    role: QAction.MenuRole = QAction.MenuRole.NoRole


class Habit(msgspec.Struct, frozen=True):
    """What some keys do wherever the keyboard is, without a menu."""

    keys: str
    said: str


class Host(QMainWindow):
    """The window as its own parts see it; `ui.window` is the one that is made."""

    lock_requested = Signal()
    hide_requested = Signal()
    continue_requested = Signal()
    card_requested = Signal()
    text_resized = Signal(int)

    session: Session
    face: Face
    context: Context
    top: TopBar
    commands: Sequence[Command]

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        raise NotImplementedError

    def place(self) -> Place | None:
        """Return where the person is."""
        raise NotImplementedError

    def go(self, place: Place) -> None:
        """Open a section at a place; the way back is kept."""
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        """Open a section at a place, without a way back."""
        raise NotImplementedError

    def ask(self, verb: str) -> bool:
        """Ask the shown screen to do one of its verbs."""
        raise NotImplementedError

    def ask_or_say(self, verb: str, nothing: str) -> None:
        """Ask the shown screen for a verb; where it has none, say so."""
        raise NotImplementedError

    def lock(self) -> None:
        """Lock at once, without a question."""
        self.lock_requested.emit()

    def go_on_from_here(self) -> None:
        """Leave a vault that lacks saves, and make one of it that can be written again."""
        self.continue_requested.emit()

    def do(self, verb: str) -> None:
        """Do one of the window's own verbs, by its name."""
        getattr(self, verb)()
