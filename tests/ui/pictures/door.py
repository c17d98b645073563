"""Pictures of what stands before the desk, and of what covers it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.vault import Proof
from focal_desktop.ui import door
from focal_desktop.ui.first_run.maker import Made
from focal_desktop.ui.first_run.screen import FirstRun
from focal_desktop.ui.first_run.sheet import SheetPage
from focal_desktop.ui.shell.card import TellingCard
from focal_desktop.ui.shell.hiding import WorkCalendar
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases.first_steps import FirstSteps
from tests.ui import windows

WRONG = "This is not the passphrase of this vault. Nothing was changed."
WORDS = "lamp river onion quiet seven boat"
OFFERED = "lamp river onion quiet seven"
MADE = ("sheet", "words")
CODE = "7HQ2-M4XD-9RTB-K6WY-3FNC-8PVA-2JEZ-5GMQ"


def keep(window: Window, shown: QWidget, size: tuple[int, int] | None = None) -> QWidget:
    """Show a screen beside the window, at most as large as an old laptop; it goes with the window."""
    shown.setParent(window, shown.windowFlags())
    wide, high = size or (window.face.look.em(door.WIDE), window.face.look.em(door.HIGH))
    shown.resize(min(wide, windows.SMALL[0]), min(high, windows.SMALL[1]))
    shown.show()
    windows.settle()
    return shown


def _unlock(window: Window) -> QWidget:
    return keep(window, UnlockScreen(window.face, window.session.store.folder))


def _unlock_error(window: Window) -> QWidget:
    screen = UnlockScreen(window.face, window.session.store.folder)
    shown = keep(window, screen)
    screen.view.passphrase.line.setText("A passphrase")
    screen.view.passphrase.keyboard.has_caps = True
    screen.view.passphrase.keyboard.script = "LATIN"
    screen.view.passphrase.keyboard.changed.emit()
    for _ in range(4):
        screen.show_trouble(Trouble("wrong_passphrase", WRONG))
    screen.patience.timer.stop()
    return shown


def _unlock_busy(window: Window) -> QWidget:
    screen = UnlockScreen(window.face, window.session.store.folder)
    shown = keep(window, screen)
    screen.view.show_working()
    return shown


def _card(window: Window) -> QWidget:
    return keep(window, TellingCard(window, window.face, window.session.store.folder), (1180, 640))


def _hidden(window: Window) -> QWidget:
    return keep(window, WorkCalendar(window.face), windows.SMALL)


def _first(way: str, page: str) -> Callable[[Window], QWidget]:
    def take(window: Window) -> QWidget:
        left = FirstSteps(code=CODE, group=2, has_words=True)
        made = Made(msgspec.convert(None, Proof | None), left, WORDS) if page in MADE else None
        screen = FirstRun(window.face, Path("nowhere"), made)
        screen.plan.is_resumed = False
        shown = keep(window, screen)
        screen.plan.way, screen.plan.offered = way, OFFERED
        screen.show_page(page)
        windows.settle()
        return shown

    return take


def _left(window: Window) -> QWidget:
    left = FirstSteps(code=CODE, group=2, has_words=True)
    made = Made(msgspec.convert(None, Proof | None), left, WORDS)
    return keep(window, FirstRun(window.face, Path("nowhere"), made))


def _kept(window: Window) -> QWidget:
    shown = _first("join", "office")(window)
    assert isinstance(shown, FirstRun)
    shown.plan.invitation, shown._is_kept, shown._is_again = b"sealed", True, True
    shown.draw()
    return shown


def _making(window: Window) -> QWidget:
    shown = _first("practice", "passphrase")(window)
    assert isinstance(shown, FirstRun)
    shown.show_working(is_working=True)
    shown.progress._move(40)
    return shown


def _wrong_code(window: Window) -> QWidget:
    shown = _first("join", "office")(window)
    assert isinstance(shown, FirstRun)
    shown.show_trouble(Trouble("invitation_wrong_code", "This is not the code of this invitation."))
    return shown


def _covered(window: Window) -> QWidget:
    shown = _first("practice", "sheet")(window)
    assert isinstance(shown, FirstRun)
    assert isinstance(shown.page, SheetPage)
    shown.page.sheet.cover()
    return shown


PICTURES = {
    "unlock": _unlock,
    "unlock_error": _unlock_error,
    "unlock_busy": _unlock_busy,
    "card": _card,
    "hidden": _hidden,
    "first_way": _first("", "way"),
    "first_office": _first("join", "office"),
    "first_alone": _first("alone", "alone"),
    "first_passphrase": _first("practice", "passphrase"),
    "first_sheet": _first("join", "sheet"),
    "first_sheet_covered": _covered,
    "first_words": _first("join", "words"),
    "first_kept": _kept,
    "first_wrong_code": _wrong_code,
    "first_making": _making,
    "first_left": _left,
}
