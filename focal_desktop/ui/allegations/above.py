"""Joins the page about those above to where it leads: a sealed report, and the end of a draft kept before."""

from __future__ import annotations

from focal_desktop.domain.allegation import KIND
from focal_desktop.ui import own_draft
from focal_desktop.ui.allegations.ways_view import AboveView
from focal_desktop.ui.allegations.writing import Writing
from focal_desktop.ui.context import Context, Place


class AboveDesk:
    """Of the page of intake that is open; nothing of what is typed there is kept meanwhile."""

    def __init__(self, context: Context, writing: Writing) -> None:
        self.context, self.writing = context, writing
        self.view = AboveView(context.face)
        self.view.sealed_requested.connect(self._write_sealed)
        self.view.erase_requested.connect(self._erase_draft)

    def show(self) -> None:
        """Say what a draft that was kept before means now, and offer to erase it where that may be."""
        words, record = self.context.words, self.writing.record
        kept = words.say("A draft was kept before. It stays on this computer alone: do not notify with it.")
        may_erase = bool(record) and own_draft.may_let_go(self.context, record)
        self.view.show_kept(kept if record else "", may_erase=may_erase)

    def _erase_draft(self) -> None:
        if own_draft.let_go(self.context, self.writing.record):
            self.writing.is_gone = True
            self.view.show_kept("")

    def _write_sealed(self) -> None:
        """Let what was typed move; the sealed report knows of the draft only while the window lives."""
        draft = "" if self.writing.is_gone else self.writing.record
        self.writing.move_to_sealed()
        self.writing.open("", "")
        kind = KIND.name if draft else ""
        self.context.shell.go(Place(section="sealed_report", kind=kind, record=draft))
