"""What every section is to the window: a widget that can be opened somewhere, refreshed and kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from focal_desktop.ui.context import Context, Place


class Screen(QWidget):
    """Joins a view to use cases. A section's own screen is a class of this name in its `screen` module."""

    SHOWS: frozenset[str] = frozenset()
    """The kinds it draws: it is refreshed when one of them was written."""
    LIST = ""
    """The desk kind whose list this section is, where it can be saved as a table; never one of cases."""
    HELP = ""
    """The help card of this screen, by its name in `ui.help`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def open_at(self, place: Place) -> None:  # noqa: ARG002 a screen of one view needs no more
        """Show a place within the section; called each time somebody goes there."""
        self.refresh()

    def place(self) -> Place | None:
        """Return where the person is, for the way back and for unlocking; nothing means the section."""
        return None

    def refresh(self) -> None:
        """Draw again what the session holds now; what is being typed stays."""

    def keep(self) -> None:
        """Keep what is being written as a draft; called every two seconds and before locking."""

    def start_new(self) -> bool:
        """Begin something new here, as Ctrl+N asks; return whether there is such a thing."""
        return False

    def print_this(self) -> bool:
        """Print what is shown, as Ctrl+P asks; return whether there is something to print."""
        return False

    def save_list(self) -> bool:
        """Save the list of this section as a table, as the menu asks; return whether there is one."""
        from focal_desktop.ui import exported  # noqa: PLC0415 a door: what writes tables is seldom needed

        if self.LIST:
            exported.ask_table(self.context, self, self.LIST)
        else:
            self.context.tell(self.context.words.say("There is no list here that can be saved as a table."))
        return bool(self.LIST)

    def finish(self) -> bool:
        """Finish the form that is open, as Ctrl+Enter asks; return whether there is one."""
        return False

    def go_back(self) -> bool:
        """Leave what is open within the section, as Esc asks; return whether something was left."""
        return False
