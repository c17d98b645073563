"""Joins the list of who is missing to what is done about it: a reminder to copy, a reason not to count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import QApplication

from focal_desktop.ui.context import Context
from focal_desktop.ui.training import saying
from focal_desktop.ui.training.joining import PersonDesk
from focal_desktop.ui.training.missing_view import MissingView
from focal_desktop.usecases.training import Register, Standing


class Reminding:
    """Copies what reminds people, and opens the reason of somebody."""

    def __init__(
        self, context: Context, view: MissingView, done: Callable[[], Any], left: Callable[[], Any]
    ) -> None:
        self._context, self._view, self._done, self._left = context, view, done, left
        self._register = Register()
        view.copy_requested.connect(self._copy)
        view.exempt_requested.connect(self.open)

    @cached_property
    def desk(self) -> PersonDesk:
        """The panel with the reason, made when one is first asked for."""
        desk = PersonDesk(self._context, self._done, is_exempting=True)
        self._view.beside.add_panel(desk.view)
        desk.view.closed.connect(self._left)
        return desk

    def show_register(self, register: Register) -> None:
        """Show who is missing what."""
        self._register = register
        self._view.show_register(register)

    def open(self, standing: Standing) -> None:
        """Open the reason why somebody is not counted."""
        self.desk.keep()
        self._view.beside.open_panel(self.desk.view)
        self.desk.open(standing, self._register)

    def _copy(self, missing: Sequence[Standing]) -> None:
        """Put the reminder on the clipboard; it names courses and nobody, so it may stay there."""
        words = self._context.words
        text, names = saying.write_reminder(missing, self._context.policy, words.language)
        QApplication.clipboard().setText(text)
        self._context.tell(
            words.say(
                "The text is copied ({languages}). It names no person: paste it into your message.",
                languages=words.say(", ").join(names),
            ),
            "ok",
        )
