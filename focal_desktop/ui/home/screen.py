"""Home: what needs the person, and nothing that anyone passing by could read a case from."""

from __future__ import annotations

from focal_desktop.ui.context import Context
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts


class HomeScreen(Screen):
    """Draws the five tasks and what is due."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        parts.column(context.look, parts.title(context.look, context.words.say("Home")), 1, parent=self)


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return HomeScreen(context)
