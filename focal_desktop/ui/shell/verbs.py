"""What keys and menus ask of the window, each by its name in the table of commands."""

from __future__ import annotations

from focal_desktop.ui.context import Place
from focal_desktop.ui.shell import copying, help_panel, palette
from focal_desktop.ui.shell.history import History
from focal_desktop.ui.shell.host import Host
from focal_desktop.ui.shell.keeper import Keeper
from focal_desktop.ui.shell.undo import UndoHeap
from focal_desktop.ui.widgets.message_bar import MessageBar
from focal_desktop.usecases.forms import Where


class Verbs(Host):
    """The window's own verbs; what it is made of stands in `ui.window`."""

    history: History
    keeper: Keeper
    undo: UndoHeap
    bar: MessageBar

    def ask_or_say(self, verb: str, nothing: str) -> None:
        """Ask the shown screen for a verb; where it has none and says nothing itself, a key is answered."""
        before = self.bar.message
        if not self.ask(verb) and self.bar.message is before:
            self.context.tell(nothing)

    def step_back(self) -> None:
        """Go where the person was before."""
        if place := self.history.back(self.place()):
            self.show_place(place)

    def step_on(self) -> None:
        """Go forward again."""
        if place := self.history.forward(self.place()):
            self.show_place(place)

    def step_out(self) -> None:
        """Close what lies on top: help, a message, what is open within the section; nothing typed is lost."""
        self.keeper.keep()
        if help_panel.leave_open(self):
            return
        if self.bar.isVisible():
            self.bar.close_message()
        elif not self.ask("go_back"):
            self.step_back()

    def take_back(self) -> None:
        """Undo the last deed that can be undone."""
        self.undo.take_back()

    def do_again(self) -> None:
        """Do again what was taken back last."""
        self.undo.do_again()

    def copy_rows(self) -> None:
        """Copy the chosen rows of the list that has the keys, where they may be copied."""
        copying.copy_rows(self)

    def keep_now(self) -> None:
        """Keep what is typed and say so; it happens by itself too."""
        if self.keeper.keep():
            self.context.tell(self.face.words.say("Kept on this computer. It is kept by itself, too."), "ok")

    def keep_all(self) -> None:
        """Keep what is typed and where the person is, before locking."""
        self.keeper.keep_all()

    def return_to(self, where: Where | None) -> None:
        """Open where the person was, else the first section."""
        self.keeper.return_to(where)

    def sync_now(self) -> None:
        """Open Sync and begin."""
        self.go(Place(section="sync", view="now"))

    def open_palette(self) -> None:
        """Open the line that goes to anything."""
        palette.open_palette(self)

    def show_help(self) -> None:
        """Show the help card of the screen."""
        screen = self.current
        help_panel.show_card(self, (screen.HELP or screen.objectName()) if screen else "home")

    def show_keys(self) -> None:
        """Show every key."""
        help_panel.show_keys(self)
