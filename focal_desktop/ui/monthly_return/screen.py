"""Joins the monthly return to its use case; a month is known by office and month, filed twice it is one."""

from __future__ import annotations

from datetime import date

from focal_desktop.domain import monthly_return
from focal_desktop.domain.monthly_return import State
from focal_desktop.domain.record import Plain
from focal_desktop.store.rows import Row
from focal_desktop.ui import finding
from focal_desktop.ui.allegations import cases
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.monthly_return.view import CHECKED, Month, ReturnView
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import acts, channels, forms, records

KIND = "monthly_return"
MONTHS = 12


class ReturnScreen(Screen):
    """Shows the month that waits longest first."""

    SHOWS = frozenset({KIND})
    HELP = KIND

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._month = ""
        self._kept: dict[str, Plain] = {}
        self.view = ReturnView(context.face)
        self.view.month_chosen.connect(self._show)
        self.view.file_requested.connect(self._file)
        self.view.channels_requested.connect(lambda: context.shell.go(Place(section="channels")))
        parts.column(context.look, self.view, parent=self)

    def open_at(self, place: Place) -> None:
        """Open a month by its code, else the first that waits."""
        self._show(place.view or self._first_waiting())

    def place(self) -> Place:
        """Return the month that is shown."""
        return Place(section=KIND, view=self._month)

    def refresh(self) -> None:
        """Draw the strip again; what is being said stays."""
        self.view.show_months(self._list_months(), self._month)

    def finish(self) -> bool:
        """File with the key that finishes a form."""
        self._file()
        return True

    def keep(self) -> None:
        """Keep what is said as a draft of this month."""
        values = self.view.values()
        if self._month and values != self._kept:
            forms.keep(self.context.session, self._draft, values)
            self._kept = values

    @property
    def _draft(self) -> str:
        return f"{KIND}/{self._month}"

    def _show(self, month: str) -> None:
        if self._month:
            self.keep()
        self._month = month
        row = self._find(month)
        is_filed = row is not None and row.state == State.FILED
        held = forms.read(self.context.session, self._draft)
        values = dict(row.values) if row else {}
        if held and not is_filed:
            values.update(held.values)
        words = self.context.words
        if is_filed:
            said = words.say("Confirmed on {day}", day=words.iso_date(str(values.get("filed_on", ""))))
        else:
            said = words.say("Where one of these does not hold, please call headquarters; nothing is lost.")
        self.view.show_known(*_say_known(self.context, month))
        self.view.show_return(values, said, is_filed=is_filed)
        self._kept = self.view.values()
        self.refresh()

    def _file(self) -> None:
        session, values = self.context.session, self.view.values()
        with self.context.telling(self.view):
            row = self._find(self._month)
            wrong = [(name, "not_a_date") for name in (CHECKED,) if _is_no_day(values[name])]
            if wrong:
                self.view.show_problems(wrong)
                return
            if row is None:
                made = {"office": session.person.office, "month": self._month}
                identity = records.add(session, KIND, made).id
            else:
                identity = row.id
            acts.act(session, KIND, identity, "file", values)
            forms.drop(session, self._draft)
            done, self._month = self._month, ""
            self._show(self._first_waiting())
            self.context.tell(self._say_done(done), "ok")

    def _say_done(self, month: str) -> str:
        """Say which month was confirmed, and which one is shown now."""
        words = self.context.words
        said = [words.say("{month} is confirmed.", month=finding.say_month(month, words))]
        if self.context.shell.sync.has_hub:
            said.append(words.say("It goes to Nairobi with the next exchange."))
        if self._month not in self._list_filed():
            now = finding.say_month(self._month, words)
            said.append(words.say("{month} is still to confirm, and is shown now.", month=now))
        return " ".join(said)

    def _find(self, month: str) -> Row | None:
        own = self.context.session.person.office
        rows, _ = records.list_page(self.context.session, KIND, {"month": month, "office": own})
        return rows[0] if rows else None

    def _list_filed(self) -> set[str]:
        own = self.context.session.person.office
        rows, _ = records.list_page(self.context.session, KIND, {"office": own}, limit=500)
        return {str(row.values.get("month")) for row in rows if row.state == State.FILED}

    def _first_waiting(self) -> str:
        """Return the earliest open month of the last twelve that is not confirmed, else the last one."""
        filed, months = self._list_filed(), [month for month in self._codes() if self._is_over(month)]
        since = min(filed, default=months[-1])
        return next((month for month in months if month not in filed and month >= since), months[-1])

    def _codes(self) -> list[str]:
        today = self.context.session.today
        count = today.year * MONTHS + today.month - 1
        return [
            f"{place // MONTHS:04}-{place % MONTHS + 1:02}" for place in range(count - MONTHS + 1, count + 1)
        ]

    def _is_over(self, month: str) -> bool:
        last = monthly_return.last_day(month)
        return last is not None and last < self.context.session.today

    def _list_months(self) -> list[Month]:
        words, filed = self.context.words, self._list_filed()
        found = []
        for code in self._codes():
            year, number = (int(part) for part in code.split("-"))
            is_filed, is_over = code in filed, self._is_over(code)
            state = words.say("confirmed") if is_filed else words.say("to confirm")
            found.append(
                Month(
                    code=code,
                    short=words.month(number),
                    long=words.writing.long_month(date(year, number, 1)),
                    tone="ok" if is_filed else "warn" if is_over else "neutral",
                    state=state if is_over or is_filed else words.say("not over yet"),
                    is_open=is_over or is_filed,
                )
            )
        return found


def _say_known(context: Context, month: str) -> tuple[str, str, str]:
    """Return the newest test that is kept here, said of a month, and whom to call."""
    words, session = context.words, context.session
    last = channels.find_last_test(session)
    day = last.tested_on if last else None
    to_call = cases.say_numbers(cases.list_numbers(session), words)
    if day is None:
        return "", words.say("No test of a channel is kept here."), to_call
    if day.isoformat()[:7] < month:
        return day.isoformat(), words.say("None was kept since {day}.", day=words.date(day)), to_call
    said = words.say("The last test kept here is of {day}.", day=words.date(day))
    return day.isoformat(), said, to_call


def _is_no_day(value: Plain) -> bool:
    try:
        return bool(value) and date.fromisoformat(str(value)) is None
    except ValueError:
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return ReturnScreen(context)
