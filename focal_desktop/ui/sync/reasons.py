"""Why an item is where it is, and what to do: the true reason of now; it promises nothing of an exchange."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words
from focal_desktop.store import feeds
from focal_desktop.sync import lately
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.driver import SyncDriver
from focal_desktop.ui.sync import sentence
from focal_desktop.usecases import practising, roster

LATE = timedelta(days=3)
"""So long at the hub without a receipt, and the stick or the telephone is offered (design: 72 h)."""
OFFLINE, UNKNOWN = "hub_unreachable", "not_admitted"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known now of the way to Nairobi; `lacking` are the classes of scope whose key has not come."""

    now: datetime
    is_practice: bool = False
    has_hub: bool = True
    is_admitted: bool = True
    is_paused: bool = False
    trouble: Trouble | None = None
    next_minutes: int = 1
    lacking: frozenset[str] = frozenset()


def find_standing(context: Context, driver: SyncDriver) -> Standing:
    """Return what holds for every line of the list now."""
    session = context.session
    connection, told = session.store.connection, lately.list_told(session)
    lacking = [scope.scope_class for scope in told if feeds.sealing_key(connection, scope.id) is None]
    return Standing(
        now=session.clock.now(),
        is_practice=practising.is_practice(session),
        has_hub=driver.has_hub,
        is_admitted=roster.find(session.store.roster, session.person.device) is not None,
        is_paused=driver.is_paused,
        trouble=driver.trouble,
        next_minutes=sentence.next_minutes(driver),
        lacking=frozenset(lacking),
    )


def say_place(words: Words, place: str) -> str:
    """Return where an item is."""
    say = words.say
    return {
        "here": say("On this computer"),
        "waiting": say("Waiting"),
        "hub": say("At the hub"),
        "read": say("Read in Nairobi"),
    }[place]


def say_why(words: Words, standing: Standing, place: str, *, since: str = "", scope: str = "") -> str:
    """Return why an item is at a place, and what to do."""
    say = words.say
    if standing.is_practice:
        return say("Practice: nothing leaves this computer.")
    if not standing.has_hub:
        return say("Nothing is sent from here: this vault stands alone.")
    if place == "waiting":
        return _say_waiting(words, standing, scope)
    if place == "hub":
        if is_late(since, standing.now):
            return say("Not read for over three days. Take a stick, or telephone.")
        return say("Arrived, not read yet. After three days: stick or telephone.")
    if place == "read":
        return say("Nothing to do.")
    return say("A draft, or kept here by your choice. It does not leave.")


def is_late(since: str, now: datetime) -> bool:
    """Tell whether an item has been at the hub for so long that another way is better."""
    return now - datetime.fromisoformat(since) > LATE


def _say_waiting(words: Words, standing: Standing, scope: str) -> str:
    """Return what holds an item back, what a person has to mend before what mends itself."""
    trouble = standing.trouble
    if trouble is not None and trouble.code != OFFLINE:
        return messages.of_trouble(trouble, words)  # refused, another copy, no room: it says so itself
    if not standing.is_admitted:
        return messages.of_problem(UNKNOWN, words)
    if standing.is_paused:
        return words.say("You paused the exchange. Choose Go on, or take a stick.")
    if trouble is not None:
        return words.count(
            standing.next_minutes,
            "No connection. Next try within a minute; a stick works too.",
            "No connection. Next try within {n} minutes; a stick works too.",
        )
    if scope in standing.lacking:
        return words.say("Waits for a key from headquarters; an exchange brings it.")
    return words.say("Goes with the next exchange, or by stick.")
