"""Home: what needs the person, and nothing that anyone passing by could read a case from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtGui import QHideEvent

from focal_desktop.domain import access
from focal_desktop.domain.deadline import Due
from focal_desktop.domain.record import Scope
from focal_desktop.ui.allegations import cases
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.gathering import Gathering
from focal_desktop.ui.home import charts, tasks
from focal_desktop.ui.home.view import HomeView, Line
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import due, today
from focal_desktop.usecases.today import Today

ICONS = {
    "partner_review_expiry": "handshake",
    "strengthening_plan": "handshake",
    "monthly_return": "calendar",
}
SOON_DAYS = 7
MINUTE = len("2026-01-01T00:00")


class HomeScreen(Screen):
    """Joins Home to the desk's figures."""

    SHOWS = frozenset(
        {
            *("allegation", "monthly_return", "assessment", "agreement", "partner", "person", "completion"),
            *("plan", "action", "quarter_note", "office"),
        }
    )
    HELP = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = HomeView(context.face)
        self.view.go_requested.connect(context.shell.go)
        self._shown: tuple[tuple[int, bytes], str, bool] | None = None
        self._is_drawn = False
        self._reading = Gathering(context, lambda: today.read_today(context.session))
        self._reading.done.connect(self._show)
        parts.column(context.look, self.view, parent=self)

    def refresh(self) -> None:
        """Ask anew what is due and how the desk stands, unless nothing was written and no minute has gone."""
        session = self.context.session
        now = (session.store.tail(), session.at[:MINUTE], cases.is_writing(session))
        if now == self._shown:
            return
        self._shown = now
        self._reading.start(is_whole=not self._is_drawn)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 Qt's own name
        """Read no further once Home is left; whoever comes back reads anew."""
        super().hideEvent(event)
        if not event.spontaneous() and self._reading.is_under_way:
            self._reading.stop()
            self._shown = None

    def _show(self, found: Today) -> None:
        self._is_drawn = True
        self.view.show_tasks(list(tasks.list_tasks(self.context, found)))
        self.view.show_lines(list(self._list_lines(found)))
        reads = Scope.DESK in access.readable(self.context.session.person.roles)
        self.view.show_charts(charts.list_charts(self.context, found) if reads else ())

    # --- what needs the person

    def _list_lines(self, found: Today) -> Iterator[Line]:
        say = self.context.words.say
        if found.calls_for_you or self._is_unheard():
            place = Place(section="allegations")
            yield Line("circle-dot", say("One thing waits for you alone."), "", "warn", place)
        for one in found.due:
            if one.code == "partner_review_expiry" and tasks.count_days(self.context, one) > tasks.AHEAD_DAYS:
                continue
            yield self._line(one)

    def _is_unheard(self) -> bool:
        """Tell whether a saved record is no report yet; a line without a word of it says so."""
        session = self.context.session
        reads = Scope.SEA in access.readable(session.person.roles) and not session.person.is_hq
        return reads and cases.needs_somebody(session)

    def _line(self, one: Due) -> Line:
        words = self.context.words
        said = self.context.policy.label("deadline", one.code, words.language)
        subject = self._subject(one)
        place = (
            Place(section="monthly_return", record=one.record)
            if one.code == "monthly_return"
            else Place(section="partners", view="record", kind=one.kind, record=one.record)
        )
        days = tasks.count_days(self.context, one)
        tone = "danger" if one.is_late else "warn" if days <= SOON_DAYS else "neutral"
        text = f"{subject}: {said}" if subject else said
        return Line(ICONS.get(one.code, "clock"), text, self._when(one), tone, place)

    def _subject(self, one: Due) -> str:
        """Return whose matter it is: the partner of an assessment, the month of a return."""
        return due.name_subject(self.context.session, one, self.context.words.writing.long_month)

    def _when(self, one: Due) -> str:
        words, days = self.context.words, tasks.count_days(self.context, one)
        if one.is_late:
            return words.say("was due {day}", day=words.short_date(_local(one.due_at)))
        if days == 0:
            return words.say("today")
        return words.count(days, "in one day", "in {n} days") if days <= tasks.AHEAD_DAYS else ""


def _local(instant: datetime) -> datetime:
    try:
        return instant.astimezone()
    except (OverflowError, ValueError):
        return instant


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return HomeScreen(context)
