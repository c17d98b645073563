"""The section: which of its pages is shown, and what the window asks of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QStackedWidget

from focal_desktop.domain.allegation import State
from focal_desktop.ui import labels
from focal_desktop.ui.allegations import cases
from focal_desktop.ui.allegations.cases import Case
from focal_desktop.ui.allegations.intake import NEW, Intake
from focal_desktop.ui.allegations.list_view import CLOSED, ListView
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import acts, due, forms

LIMIT = 200


class AllegationsScreen(Screen):
    """List, intake and record; the views `new`, `draft` and `record` of the place say which."""

    SHOWS = frozenset({"allegation"})
    HELP = "allegations"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._limit = LIMIT
        self._place = Place(section="allegations")
        self.list = ListView(context.face, self._say_step, self._say_due, is_hq=context.session.person.is_hq)
        self.intake = Intake(context)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.intake)
        parts.column(context.look, self.pages, parent=self)
        self._connect()

    def _connect(self) -> None:
        go = self.context.shell.go
        self.list.opened.connect(self._open_case)
        self.list.new_requested.connect(self.start_new)
        self.list.going_on_requested.connect(self.start_new)
        self.list.channels_requested.connect(lambda: go(Place(section="channels")))
        self.list.return_requested.connect(lambda: go(Place(section="monthly_return")))
        self.list.more_requested.connect(self._show_more)
        self.list.filter_changed.connect(self.refresh)
        self.list.phone.told_requested.connect(self._on_told)
        self.intake.left.connect(lambda: go(Place(section="allegations")))

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Show the list, an empty page of intake, or a draft."""
        self._place = place
        if place.view in ("new", "draft"):
            self.intake.open(place.record)
            self.pages.setCurrentWidget(self.intake)
            return
        self.pages.setCurrentWidget(self.list)
        self.refresh()

    def place(self) -> Place | None:
        """Return the page that is open; what was passed on is no page to come back to."""
        if self.pages.currentWidget() is self.intake and self.intake.is_finished:
            return Place(section="allegations")
        return self._place

    def _open_case(self, identity: str) -> None:
        case = cases.find_case(self.context.session, identity)
        view = "draft" if case.state == State.DRAFT else "record"
        self.context.shell.go(Place(section="allegations", view=view, kind="allegation", record=identity))

    # --- the list

    def refresh(self) -> None:
        """Draw the list again; a page that is being written stays as it is."""
        if self.pages.currentWidget() is not self.list:
            return
        states = (State.CLOSED,) if self.list.wanted == CLOSED else cases.OPEN
        found, has_more = cases.list_cases(self.context.session, states, self._limit)
        self.list.show_cases(found, has_more=has_more)
        self._show_phone(found)
        self._show_unfinished()

    def _show_more(self) -> None:
        self._limit *= 4
        self.refresh()

    def _show_phone(self, found: list[Case]) -> None:
        waiting = [one for one in found if one.needs_phone or one.is_forgotten]
        case = min(waiting, key=lambda one: (one.received_on, one.id), default=None)
        self.list.phone.show_case(case.id if case else "", self.say_phone(case) if case else "")

    def say_phone(self, case: Case) -> str:
        """Return what to do while headquarters does not know: whom to call and what to say."""
        words = self.context.words
        numbers = cases.say_numbers(cases.list_numbers(self.context.session), words)
        if case.is_forgotten:
            return words.say(
                "{reference}: this draft has not been reported. Go on with it, or call {numbers}. Say: "
                "notice, office, category, child yes or no; no names.",
                reference=case.reference,
                numbers=numbers,
            )
        return words.say(
            "{reference}: headquarters does not know yet. Call {numbers}. Say: notice, office, category, "
            "child yes or no; no names.",
            reference=case.reference,
            numbers=numbers,
        )

    def _on_told(self, identity: str, told_to: str, told_at: str) -> None:
        with self.context.telling():
            values = {"told_to": told_to, "told_at": told_at}
            acts.act(self.context.session, "allegation", identity, "told_by_phone", values)
            self.context.tell(self.context.words.say("Noted: told by phone. Thank you."), "ok")
        self.refresh()

    def _show_unfinished(self) -> None:
        session, words = self.context.session, self.context.words
        held = forms.read(session, NEW)
        if held is None:
            return self.list.show_unfinished("", "neutral")
        begun = words.iso_instant(held.at)
        at = datetime.fromisoformat(held.at)
        is_late = due.desk_of(session).due("draft_not_reported", at, kind="allegation", record="").is_late
        if is_late:
            said = words.say("Unfinished text from {time}: this draft has not been reported.", time=begun)
        else:
            said = words.say("Unfinished text from {time}, kept on this computer alone.", time=begun)
        return self.list.show_unfinished(said, "warn" if is_late else "neutral")

    def _say_step(self, case: Case) -> str:
        slot = self.context.session.kind("allegation").slots["state"]
        return labels.of_code(slot, case.state, self.context.words, self.context.policy)

    def _say_due(self, case: Case) -> str:
        words = self.context.words
        if case.is_forgotten:
            return words.say("This draft has not been reported")
        if case.needs_phone:
            return words.say("Headquarters does not know yet: call")
        if case.waits_for_answer:
            return words.say("Waits for your answer")
        if case.next_due is None:
            return ""
        what = self.context.policy.label("deadline", case.next_due.code, words.language)
        when = words.iso_instant(case.next_due.due_at.isoformat())
        if case.next_due.is_late:
            return words.say("{what}: was due {when}", what=what, when=when)
        return words.say("{what} by {when}", what=what, when=when)

    # --- what the window asks

    def keep(self) -> None:
        """Keep what is being written."""
        if self.pages.currentWidget() is self.intake:
            self.intake.keep()

    def start_new(self) -> bool:
        """Begin a page of intake."""
        self.context.shell.go(Place(section="allegations", view="new"))
        return True

    def finish(self) -> bool:
        """Go on to the review, or from there notify."""
        if self.pages.currentWidget() is not self.intake:
            return False
        return self.intake.finish()

    def go_back(self) -> bool:
        """Leave the review, or the page."""
        if self.pages.currentWidget() is self.list:
            return False
        if not self.intake.go_back():
            self.context.shell.go(Place(section="allegations"))
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return AllegationsScreen(context)
