"""The section: which of its pages is shown, and what the window asks of it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QWidget

from focal_desktop.domain.allegation import State
from focal_desktop.ui.allegations import cases, wording
from focal_desktop.ui.allegations.cases import NEW, Case
from focal_desktop.ui.allegations.intake import Intake
from focal_desktop.ui.allegations.list_view import CLOSED, ListView
from focal_desktop.ui.allegations.record import RecordPage
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.stack import Stack
from focal_desktop.usecases import forms

LIMIT = 200
GONE = "gone"
"""Where the questions of a draft stood that was erased: another page than the list that it leads to."""


class AllegationsScreen(Screen):
    """List, intake and record; the views `new`, `draft` and `record` of the place say which."""

    SHOWS = frozenset({"allegation"})
    HELP = "allegations"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._limit = LIMIT
        self._place = Place(section="allegations")
        self.list = ListView(
            context.face,
            lambda case: wording.say_step(context, case),
            lambda case: wording.say_due(context, case),
            lambda case: wording.say_place(context, case),
            is_hq=context.session.person.is_hq,
        )
        self.pages = Stack()
        self.pages.addWidget(self.list)
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

    @cached_property
    def intake(self) -> Intake:
        """The page of intake, made when it is first asked for."""
        made = Intake(self.context)
        made.left.connect(lambda: self.context.shell.go(Place(section="allegations")))
        made.record_requested.connect(lambda record: self._go("record", record))
        self.pages.addWidget(made)
        return made

    @cached_property
    def page(self) -> RecordPage:
        """The page of one report, made when it is first asked for."""
        made = RecordPage(self.context)
        made.left.connect(lambda: self.context.shell.go(Place(section="allegations")))
        made.intake_requested.connect(lambda record: self._go("draft", record))
        self.pages.addWidget(made)
        return made

    @property
    def shown(self) -> QWidget | None:
        """The page that is shown."""
        return self.pages.currentWidget()

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Show the list, an empty page of intake, a draft, or the page of one report."""
        self._place = place
        if isinstance(self.shown, RecordPage):
            self.shown.leave()
        if place.view in ("new", "draft"):
            self.intake.open(place.record)
            self.pages.setCurrentWidget(self.intake)
            return
        if place.view == "record":
            self.page.open(place.record)
            self.pages.setCurrentWidget(self.page)
            return
        self.pages.setCurrentWidget(self.list)
        self.refresh()

    def place(self) -> Place | None:
        """Return the page that is open; what was passed on or erased is no page to come back to."""
        if isinstance(self.shown, Intake) and self.shown.is_finished:
            return Place(section="allegations")
        if isinstance(self.shown, Intake) and self.shown.writing.is_gone:
            return Place(section="allegations", view=GONE)
        return self._place

    def _open_case(self, identity: str) -> None:
        case = cases.find_case(self.context.session, identity)
        self._go("draft" if case.state == State.DRAFT else "record", identity)

    def _go(self, view: str, record: str) -> None:
        self.context.shell.go(Place(section="allegations", view=view, kind="allegation", record=record))

    # --- the list

    def refresh(self) -> None:
        """Draw the list or the page again; what is being written stays as it is."""
        if isinstance(self.shown, RecordPage | Intake):
            self.shown.refresh()
        if self.shown is not self.list:
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
        case = wording.find_to_call(found, self.list.phone.case)
        if case is None:
            self.list.phone.show_case("", "")
        else:
            wording.show_phone(self.context, self.list.phone, case)

    def _on_told(self, identity: str, told_to: str, told_at: str) -> None:
        wording.note_call(self.context, identity, told_to, told_at)
        self.refresh()

    def _show_unfinished(self) -> None:
        held = forms.read(self.context.session, NEW)
        self.list.show_unfinished(
            *(wording.say_unfinished(self.context, held.at) if held else ("", "neutral"))
        )

    # --- what the window asks

    def keep(self) -> None:
        """Keep what is being written."""
        if isinstance(self.shown, Intake | RecordPage):
            self.shown.keep()

    def start_new(self) -> bool:
        """Begin a page of intake."""
        self.context.shell.go(Place(section="allegations", view="new"))
        return True

    def finish(self) -> bool:
        """Go on to the review; on the page of a report keep what was answered."""
        if isinstance(self.shown, RecordPage):
            return self.shown.fields.finish()
        return isinstance(self.shown, Intake) and self.shown.finish()

    def go_back(self) -> bool:
        """Leave what lies over the page, or the page."""
        if self.shown is self.list:
            return False
        if not (isinstance(self.shown, Intake) and self.shown.go_back()):
            self.context.shell.go(Place(section="allegations"))
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return AllegationsScreen(context)
