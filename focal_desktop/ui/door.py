"""What stands before the desk: unlocking a vault, or making one; then the window of the open vault."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from focal_desktop.store.vault import Proof
    from focal_desktop.ui.window import Window
    from focal_desktop.usecases.session import Session

HEADER = "header.bin"


def open_door(desktop: Desktop) -> None:
    """Show the unlock screen of a vault that is there, the first run where there is none."""
    if (desktop.folder / HEADER).is_file():
        screen = UnlockScreen(desktop.face, desktop.folder)
        screen.proven.connect(lambda proof: enter(desktop, proof))
        screen.face_chosen.connect(lambda chosen: reopen(desktop, chosen))
        screen.resize(desktop.face.look.em(60), desktop.face.look.em(38))
        desktop.show(screen)
        return
    first_run = import_module("focal_desktop.ui.first_run.screen")
    first_run.open_first_run(desktop, lambda session: open_desk(desktop, session))


def reopen(desktop: Desktop, chosen: Preferences) -> None:
    """Show the door again in another language or look."""
    desktop.choose(chosen)
    open_door(desktop)


def enter(desktop: Desktop, proof: Proof) -> None:
    """Open the proven vault in this thread and show its desk; a trouble goes back to the unlock screen."""
    opening = import_module("focal_desktop.ui.opening")
    try:
        session = opening.open_session(desktop, proof)
    except Trouble as trouble:
        if isinstance(desktop.window, UnlockScreen):
            desktop.window.show_trouble(trouble)
        return
    open_desk(desktop, session)


def open_desk(desktop: Desktop, session: Session) -> Window:
    """Show the window of an open vault where the person left it."""
    windows = import_module("focal_desktop.ui.window")
    forms = import_module("focal_desktop.usecases.forms")
    window: Window = windows.Window(session, desktop.face)
    window.lock_requested.connect(lambda: lock(desktop, window))
    desktop.show(window)
    window.return_to(None if session.store.behind else forms.take_place(session))
    return window


def lock(desktop: Desktop, window: Window) -> None:
    """Keep what is typed, close the vault, and ask for a new process: this one's memory goes with it."""
    window.keep_all()
    unlocking = import_module("focal_desktop.usecases.unlocking")
    unlocking.lock(window.session)
    desktop.application.exit(AGAIN)
