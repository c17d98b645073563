"""What is being typed in one form, kept while it differs from what is stored, and brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets.form import Form
from focal_desktop.usecases import forms


class Kept:
    """One name at a time: of the form that is open."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._name = ""
        self._last: Mapping[str, Any] = {}

    def open(self, name: str) -> Mapping[str, Any]:
        """Go over to a form and return what was left unfinished in it."""
        held = forms.read(self._context.session, name)
        self._name, self._last = name, held.values if held else {}
        return self._last

    def bring_back(self, name: str, form: Form) -> bool:
        """Put what was left unfinished into a form, say so quietly, and return whether there was any."""
        held = self.open(name)
        for field, value in held.items():
            if field in form.editors:
                form.editors[field].show(value)
        if held:
            self._context.tell(self._context.words.say("Your unfinished text is back."))
        return bool(held)

    def keep(self, typed: Mapping[str, Any]) -> None:
        """Keep what was typed if it is other than before; nothing typed is nothing kept.

        A full disk is told and stops nobody from going on: what was typed waits in memory.
        """
        if not self._name or typed == self._last:
            return
        with self._context.telling():
            if typed:
                forms.keep(self._context.session, self._name, typed)
            else:
                forms.drop(self._context.session, self._name)
            self._last = dict(typed)

    def drop(self) -> None:
        """Forget it: it was saved."""
        if self._name:
            forms.drop(self._context.session, self._name)
        self._name, self._last = "", {}
