"""What stands before the desk: unlocking a vault, or making one; then the window of the open vault."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from focal_desktop.store.vault import Proof
    from focal_desktop.ui.first_run.maker import Made as Left
    from focal_desktop.ui.restore.maker import Made
    from focal_desktop.ui.restore.screen import RestoreScreen
    from focal_desktop.ui.window import Window
    from focal_desktop.usecases.session import Session

WIDE, HIGH = 68, 42
IDLE_MINUTES = 15


def open_door(desktop: Desktop) -> None:
    """Show the unlock screen of a vault that is there, the first run where there is none."""
    if neighbours.is_vault(desktop.folder):
        show_unlock(desktop)
    else:
        show_first_run(desktop)


def show_unlock(desktop: Desktop) -> UnlockScreen:
    """Show the unlock screen; everything behind it is loaded later."""
    screen = UnlockScreen(desktop.face, desktop.folder, desktop.wait_at(desktop.folder))

    def wear(chosen: Preferences) -> None:
        screen.wear(desktop.choose(chosen))

    def open_at(folder: Path) -> None:
        desktop.folder = folder
        open_door(desktop)

    screen.proven.connect(lambda proof: enter(desktop, proof))
    screen.recovered.connect(lambda proof, unchanged: enter(desktop, proof, unchanged))
    screen.face_chosen.connect(wear)
    screen.folder_chosen.connect(open_at)
    screen.restore_requested.connect(lambda: show_restore(desktop))
    _resize(desktop, screen)
    desktop.show(screen, screen.show_trouble)
    return screen


def show_first_run(desktop: Desktop, left: Left | None = None) -> None:
    """Let a person begin: join an office, or practise; or finish what is left of it in a new vault.

    Who goes away from a vault that is made finds it locked.
    """
    first_run = import_module("focal_desktop.ui.first_run.screen")
    idle = import_module("focal_desktop.ui.shell.idle")
    screen = first_run.FirstRun(desktop.face, desktop.folder, left)
    watch = idle.Idle(desktop.application, desktop.clock, lambda: IDLE_MINUTES, screen)
    watch.ended.connect(lambda: desktop.leave(AGAIN) if screen.made else None)
    screen.proven.connect(lambda proof: enter(desktop, proof, asks=False))
    screen.restore_requested.connect(lambda: show_restore(desktop))
    screen.face_chosen.connect(lambda chosen: screen.wear(desktop.choose(chosen)))
    _resize(desktop, screen)
    desktop.show(screen, screen.show_trouble)


def show_restore(desktop: Desktop, known: int | None = None) -> RestoreScreen:
    """Lead the way back from a backup, or from a vault that lacks saves; what is made is opened.

    Of a vault that lacks saves it is said which is the newest backup it knows.
    """
    restoring = import_module("focal_desktop.ui.restore.screen")
    makers = import_module("focal_desktop.ui.restore.maker")
    target = neighbours.find_free(desktop.folder)
    maker = makers.Maker(desktop.folder, target, desktop.clock, known=known)
    screen: RestoreScreen = restoring.RestoreScreen(desktop.face, maker)

    def leave() -> None:
        if known is not None:  # a vault was open in this process
            desktop.leave(AGAIN)
        else:
            open_door(desktop)

    def begin(made: Made) -> None:
        desktop.folder = made.folder
        desktop.choose(desktop.chosen._replace(vault=str(made.folder)))
        enter(desktop, made.proof)

    screen.made.connect(begin)
    screen.left.connect(leave)
    screen.face_chosen.connect(lambda chosen: screen.wear(desktop.choose(chosen)))
    _resize(desktop, screen)
    desktop.show(screen, screen.show_trouble)
    return screen


def _resize(desktop: Desktop, screen: QWidget) -> None:
    look = desktop.face.look
    room = desktop.application.primaryScreen().availableGeometry()
    screen.resize(min(look.em(WIDE), room.width()), min(look.em(HIGH), room.height()))


def enter(desktop: Desktop, proof: Proof, unchanged: Trouble | None = None, *, asks: bool = True) -> None:
    """Open the proven vault in this thread and show its desk; a trouble goes back to where it began.

    After a recovery that could not change the passphrase the desk says why. Where something is left of the
    first run, that is asked before.
    """
    opening = import_module("focal_desktop.ui.opening")
    try:
        session = opening.open_session(desktop.folder, proof, desktop.clock)
    except Trouble as trouble:
        desktop.tell(trouble)
        return
    if asks and unchanged is None and (left := _find_left(session, proof)) is not None:
        opening.lock(session)
        show_first_run(desktop, left)
        return
    window = open_desk(desktop, session)
    if unchanged is not None:
        window.context.tell_trouble(unchanged)


def _find_left(session: Session, proof: Proof) -> Left | None:
    """Return what a new vault still asks of its person; what asks for it is loaded only then."""
    if import_module("focal_desktop.usecases.first_steps").read(session).is_done:
        return None
    left: Left | None = import_module("focal_desktop.ui.first_run.maker").find_left(session, proof)
    return left


def open_desk(desktop: Desktop, session: Session) -> Window:
    """Show the window of an open vault where the person left it, and let somebody stand guard."""
    windows = import_module("focal_desktop.ui.window")
    guards = import_module("focal_desktop.ui.guard")
    forms = import_module("focal_desktop.usecases.forms")
    backups = import_module("focal_desktop.usecases.backups")
    window: Window = windows.Window(session, desktop.face)
    guard = guards.Guard(desktop, window)

    def go_on() -> None:
        last = backups.read_last(session)
        guard.close()
        show_restore(desktop, last.number if last else 0)

    window.continue_requested.connect(go_on)
    desktop.show(window, window.context.tell_trouble)
    desktop.give_room(window)
    window.return_to(None if session.store.behind else forms.take_place(session))
    import_module("focal_desktop.ui.wrong_clock").tell(window.context)
    import_module("focal_desktop.ui.tried").tell(window.context, desktop.folder)
    open_to = import_module("focal_desktop.ui.sections").list_open(session.person)
    import_module("focal_desktop.ui.warming").Warming(open_to, window).begin()
    if not session.store.behind:
        window.leaving.begin()
        window.sync.begin()
        window.safety.begin()
    return window
