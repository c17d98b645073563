"""Joins the cases that a hand-over left open to passing each on, or keeping it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.handed_over_view import CaseLine, HandedOverView
from focal_desktop.usecases import handovers
from focal_desktop.usecases.handovers import KEPT, Undecided


class HandedOverDesk(QObject):
    """Decides nothing by itself; silence keeps a case at headquarters. Tells whether one waits."""

    asked = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.view = HandedOverView(context.face)
        self.view.pass_requested.connect(self._pass)
        self.view.keep_requested.connect(self._keep)

    def refresh(self) -> None:
        """List anew what is undecided, and what was kept."""
        try:
            found = handovers.list_cases(self.context.session)
        except Trouble as trouble:  # this device has not been admitted itself
            self.view.show_nothing(messages.of_trouble(trouble, self.context.words))
            return
        self.view.show_cases([self._line(one) for one in found])

    def look(self) -> None:
        """Tell, wherever this person is in the section, whether a case waits for a decision."""
        is_asked = handovers.is_asked(self.context.session)
        self.asked.emit(self.context.words.say("A case waits for your decision.") if is_asked else "")

    def _line(self, one: Undecided) -> CaseLine:
        words = self.context.words
        contact = (
            words.say(
                "The person agreed to be contacted again: let them know who is there now, if possible by "
                "the former focal point."
            )
            if one.tells_person
            else words.say("The person did not agree to be contacted again: nobody tells them of the change.")
        )
        return CaseLine(
            case=one.case,
            reference=one.reference,
            office=roles.say_office(one.office, words),
            stands=self._say_stand(one),
            contact=contact,
            is_kept=one.decided_on is not None,
        )

    def _say_stand(self, one: Undecided) -> str:
        words = self.context.words
        if one.decided_on is not None:
            day = words.iso_date(one.decided_on.isoformat())
            return words.say(
                "Kept at headquarters by a decision of {day}. It can still be passed on.", day=day
            )
        day = words.iso_date(one.keeps_on.isoformat())
        if one.state == KEPT:
            return words.say(
                "Nobody decided, so it is kept at headquarters since {day}. It can still be passed on.",
                day=day,
            )
        return words.count(
            one.days_left,
            "One day is left to decide. Without a decision it stays at headquarters.",
            "{n} days are left to decide. Without a decision it stays at headquarters.",
        )

    def _pass(self, case: str) -> None:
        words = self.context.words
        with self.context.telling():
            found = handovers.pass_case(self.context.session, case)
            said = words.say("Passed on. It goes to the office with the next exchange.")
            if any(one.tells_person for one in found):
                said = words.say(
                    "Passed on. It goes to the office with the next exchange. Let the person know who is "
                    "there now, if possible by the former focal point."
                )
            self.context.tell(said, "ok")
        self._after()

    def _keep(self, case: str) -> None:
        with self.context.telling():
            handovers.keep_case(self.context.session, case)
            self.context.tell(self.context.words.say("Kept at headquarters."), "ok")
        self._after()

    def _after(self) -> None:
        self.refresh()
        self.look()
