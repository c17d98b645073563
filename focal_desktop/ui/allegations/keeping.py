"""Joins headquarters' lines on a report to what they do: keep it, let parts of it go, order it erased."""

from __future__ import annotations

from typing import Protocol

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.allegations import leaving
from focal_desktop.ui.allegations.keep_view import KeepView
from focal_desktop.ui.context import Context
from focal_desktop.usecases.records import Opened


class ShowsReport(Protocol):
    """The page that shows one report; none while its name is empty."""

    record: str

    def refresh(self) -> None:
        """Draw it again."""

    def leave_erased(self, said: str) -> None:
        """Leave a report of which nothing is left."""


class KeepDesk:
    """Of the report that a page shows; an order that is carried out leads away from it."""

    def __init__(self, context: Context, view: KeepView, page: ShowsReport) -> None:
        self.context, self.view, self._page = context, view, page
        self.view.hold_requested.connect(self._hold)
        self.view.erase_requested.connect(self._erase)
        self.view.end_requested.connect(self._end_subject)
        self.view.cmts_requested.connect(self._set_in_cmts)

    def show_case(self, fresh: Opened) -> None:
        """Show what headquarters has said of its leaving."""
        self.view.show_hold(is_held=leaving.is_held(fresh))
        ended, in_cmts = (bool(fresh.values.get(name)) for name in ("subject_ended_on", "in_cmts_on"))
        self.view.show_outcome(is_ended=ended, is_in_cmts=in_cmts)

    def _hold(self, is_kept: bool) -> None:
        words = self.context.words
        with self.context.telling():
            leaving.set_hold(self.context, self._page.record, is_kept=is_kept)
            kept = words.say("Kept: nothing of it leaves the office by itself.")
            self._tell(kept if is_kept else words.say("It leaves the office when it is due."))

    def _end_subject(self) -> None:
        with self.context.telling():
            leaving.end_subject(self.context, self._page.record)
            said = self.context.words.say("Offices let go of the subject's part with their next exchange.")
            self._tell(said)

    def _set_in_cmts(self, is_there: bool) -> None:
        words = self.context.words
        with self.context.telling():
            leaving.set_in_cmts(self.context, self._page.record, is_there=is_there)
            kept = words.say("Noted: the working copies leave when it is time.")
            self._tell(kept if is_there else words.say("Taken back: the working copies stay."))

    def _tell(self, said: str) -> None:
        self._page.refresh()
        self.context.tell(said, "ok")

    def _erase(self, reason: str) -> None:
        words, page = self.context.words, self._page
        record, page.record = page.record, ""  # nothing is drawn or kept of it meanwhile
        with self.context.telling():
            try:
                is_gone = leaving.order(self.context, record, reason)
            except Trouble:
                page.record = record
                raise
            if is_gone:
                page.leave_erased(
                    words.say(
                        "Erased here. Every other computer that holds it erases it with its next exchange."
                    )
                )
                return
            page.record = record
            self._tell(
                words.say(
                    "Ordered. Nothing is erased until another officer confirms it: sync, and ask them to."
                )
            )
