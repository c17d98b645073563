"""Tells once after unlocking that this computer's day cannot be right. Blocks nothing, and blames nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from focal_desktop.base.words import Words
from focal_desktop.store import reader
from focal_desktop.sync import lately
from focal_desktop.ui.context import Context
from focal_desktop.usecases.session import Session

EARLIEST = date(2026, 1, 1)
"""No copy of the program is older than this day."""
SLACK = timedelta(hours=1)
"""So far a clock may be set back, around midnight too, without a word."""


def tell(context: Context) -> None:
    """Say which day this computer has, what is safe and what may be wrong; nothing if it can be right."""
    words, session = context.words, context.session
    said = say_old(words, session.today)
    if not said and is_before(session.clock.now(), find_newest(session)):
        said = words.say(
            "This computer says {day}. There are later entries here. Nothing is lost; days may be wrong "
            "until the computer's clock is set.",
            day=words.date(session.today),
        )
    if said:
        context.tell(said, "warn", stays=True)


def say_old(words: Words, today: date) -> str:
    """Return what to say of a day on which this program was not made yet; nothing of any other."""
    if today >= EARLIEST:
        return ""
    return words.say(
        "This computer says {day}. That is older than this program. Nothing is lost; days may be wrong "
        "until the computer's clock is set.",
        day=words.date(today),
    )


def is_before(now: datetime, newest: str) -> bool:
    """Tell whether it is a day before the one of the newest entry, by more than a small correction."""
    if not newest:
        return False
    at = datetime.fromisoformat(newest)
    return now.date() < at.date() and at - now > SLACK


def find_newest(session: Session) -> str:
    """Return when this computer last wrote something; of others' entries their own clocks answer."""
    return max(_list_last(session), default="")


def _list_last(session: Session) -> Iterator[str]:
    connection, device = session.store.connection, session.person.device
    for scope in lately.list_told(session):
        for *_, at in reader.read_last_own(connection, scope.id, device, after=scope.counter - 1):
            yield at
