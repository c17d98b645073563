"""Pictures of the way back: from damage or a backup, and what a restored desk says of itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import begun, shelf
from focal_desktop.store.vault import Proof
from focal_desktop.ui.context import Place
from focal_desktop.ui.restore.maker import Made, Maker
from focal_desktop.ui.restore.screen import RestoreScreen
from focal_desktop.ui.unlock.screen import UnlockScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import backups, safekeeping
from focal_desktop.usecases.backups import Done
from focal_desktop.usecases.safekeeping import Told
from tests.ui import windows
from tests.ui.pictures.door import WORDS, keep

DAMAGED = (
    "A part of the vault was damaged or altered outside the program. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: P1."
)
AT = "2026-09-12T08:40:00Z"


def _screen(window: Window, *, has_here: bool) -> RestoreScreen:
    folder = window.session.store.folder
    home = backups.home_of(folder)
    shelf.make(home)
    for number, day in enumerate(("2026-09-10", "2026-09-12"), 1):
        out = home / shelf.name(number, day)
        if not out.exists():
            safekeeping.back_up(window.session, out)
    known = 1 if has_here else None
    return RestoreScreen(window.face, Maker(folder, folder, window.session.clock, known=known))


def _choose(*, has_here: bool, with_code: bool = False) -> Callable[[Window], QWidget]:
    def take(window: Window) -> QWidget:
        screen = _screen(window, has_here=has_here)
        shown = keep(window, screen)
        if with_code:
            screen.choose.secret._turn()
            windows.settle()
        return shown

    return take


def _again(window: Window) -> QWidget:
    screen = _screen(window, has_here=False)
    folder = window.session.store.folder.with_name("half")
    folder.mkdir(exist_ok=True)
    (folder / begun.MARK).write_bytes(b"made")
    screen.maker = Maker(window.session.store.folder, folder, window.session.clock)
    screen.draw()
    return keep(window, screen)


def _officers(window: Window) -> QWidget:
    screen = _screen(window, has_here=False)
    shown = keep(window, screen)
    screen._ask_officers()
    windows.settle()
    return shown


def _busy(window: Window) -> QWidget:
    screen = _screen(window, has_here=False)
    shown = keep(window, screen)
    screen.show_working(is_working=True)
    screen.progress._move(40)
    return shown


def _recovery(window: Window) -> QWidget:
    screen = UnlockScreen(window.face, window.session.store.folder)
    shown = keep(window, screen)
    screen._forget()
    assert screen.recovery is not None
    screen.recovery.show_working(is_working=True)
    screen.recovery.progress._move(40)
    windows.settle()
    return shown


def _found(window: Window) -> QWidget:
    screen = _screen(window, has_here=False)
    shown = keep(window, screen)
    proof = msgspec.convert(None, Proof | None)
    screen._found = Made(Path("vault-2"), proof, AT, 14, False, WORDS)
    screen.draw()
    windows.settle()
    return shown


def _damaged(window: Window) -> QWidget:
    screen = UnlockScreen(window.face, window.session.store.folder)
    shown = keep(window, screen)
    screen.show_trouble(Trouble("damaged", DAMAGED))
    return shown


def _restored(window: Window) -> None:
    with window.session.store.transaction() as writer:
        writer.set_meta(safekeeping.RESTORED, msgspec.json.encode(Told(AT, 3, True)))
    window.safety.done = Done(is_made=True, stick="missing")
    window.draw(window.face)
    window.go(Place(section="home"))


PICTURES = {
    "damaged": _damaged,
    "choose": _choose(has_here=False),
    "code": _choose(has_here=False, with_code=True),
    "here": _choose(has_here=True),
    "found": _found,
    "banner": _restored,
    "again": _again,
    "officers": _officers,
    "busy": _busy,
    "recovery": _recovery,
}
