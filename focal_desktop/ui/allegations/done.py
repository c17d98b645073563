"""Joins the page after notifying to what became of the report: told by phone, read, or still waiting."""

from __future__ import annotations

from PySide6.QtCore import QObject

from focal_desktop.ui.allegations import cases, review, wording
from focal_desktop.ui.allegations.review_view import DoneView
from focal_desktop.ui.context import Context, Place


class Done(QObject):
    """Shows one report that was just passed on."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context, self._record = context, ""
        self.view = DoneView(context.face)
        self.view.send_requested.connect(lambda: context.shell.go(Place(section="sync")))
        self.view.phone.told_requested.connect(lambda *said: wording.note_call(context, *said))

    def show(self, record: str) -> None:
        """Say where a report stands, and whom to call meanwhile."""
        self._record = record
        self.refresh()

    def refresh(self) -> None:
        """Draw anew what came since."""
        case = cases.find_case(self.context.session, self._record)
        told = wording.say_told(self.context, case)
        self.view.show_done(case.reference, told or review.say_waiting(self.context))
        wording.show_phone(self.context, self.view.phone, case)
