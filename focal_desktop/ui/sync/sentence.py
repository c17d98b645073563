"""The one sentence about sync, for the status line and the page itself: what is safe, what waits."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from focal_desktop.base.words import Words
from focal_desktop.sync import lately, sizes
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.driver import SyncDriver
from focal_desktop.usecases import practising

if TYPE_CHECKING:
    from focal_desktop.sync.exchange import Synced

MINUTE_S, KILO = 60, 1024
TO_SIGN = Place(section="offices", view="signatures")


def in_short(context: Context, driver: SyncDriver) -> str:
    """Return the sentence of the status line."""
    words = context.words
    if not driver.has_hub:
        is_practice = practising.is_practice(context.session)
        return words.say("Practice: nothing leaves this computer.") if is_practice else _alone(words)
    waiting = lately.count_waiting(context.session)
    if driver.is_running:
        return words.say("Exchanging with Nairobi…")
    if driver.is_paused:
        if not waiting:
            return words.say("Paused · nothing waits here")
        return words.count(waiting, "Paused · one change waits here", "Paused · {n} changes wait here")
    if driver.trouble is not None:
        if driver.trouble.code == "hub_unreachable":
            if not waiting:
                return words.say("No connection. Nothing waits here.")
            return words.count(
                waiting,
                "No connection. One change is safe here.",
                "No connection. Your {n} changes are safe here.",
            )
        return messages.of_trouble(driver.trouble, words)
    return _at_rest(words, waiting, lately.read_last(context.session))


def _at_rest(words: Words, waiting: int, last: str) -> str:
    if not last and not waiting:
        return words.say("Nothing is waiting. No exchange with Nairobi yet.")
    if not last:
        return words.count(waiting, "One change waits · no sync yet", "{n} changes wait · no sync yet")
    when = words.iso_instant(last)
    if waiting:
        return words.fill(
            words.count(
                waiting, "One change waits · last sync {{when}}", "{n} changes wait · last sync {{when}}"
            ),
            when=when,
        )
    return words.say("Nothing is waiting. Last sync {when}", when=when)


def why_unsendable(context: Context, driver: SyncDriver) -> str:
    """Return why nothing can go from this vault whichever way, else nothing."""
    if practising.is_practice(context.session):
        return context.words.say(
            "This is practice: nothing can be sent from here. The vault of your office can."
        )
    return "" if driver.has_hub else _alone(context.words)


def _alone(words: Words) -> str:
    return words.say("Nothing is sent from here: this vault stands alone.")


def asked_to_sign(context: Context) -> str:
    """Return the sentence for an officer whose signature another one waits for, else nothing."""
    session, words = context.session, context.words
    if not session.person.is_hq:
        return ""
    confirming = import_module("focal_desktop.sync.confirming")  # an office needs none of it
    if confirming.is_asked(session):
        return words.say("A change of who works at headquarters waits for your signature.")
    orders = import_module("focal_desktop.usecases.orders")
    return words.say("An order to erase waits for a second officer.") if orders.is_asked(session) else ""


def next_try(words: Words, driver: SyncDriver) -> str:
    """Return when it is tried again by itself."""
    if not driver.has_hub or driver.is_paused or driver.is_running:
        return ""
    minutes = next_minutes(driver)
    return words.count(minutes, "next try by itself within a minute", "next try by itself within {n} minutes")


def next_minutes(driver: SyncDriver) -> int:
    """Return within how many minutes it is tried again by itself."""
    return max(1, driver.next_in_s // MINUTE_S)


def how_much(words: Words, size_bytes: int) -> str:
    """Return how much the next exchange sends, and how long a slow line takes."""
    if not size_bytes:
        return ""
    size, seconds = _kilo(size_bytes), sizes.last_s(size_bytes)
    if seconds < MINUTE_S:
        return words.say("about {size} KB to send, under a minute on a 2G line", size=size)
    return words.fill(
        words.count(
            -(-seconds // MINUTE_S),
            "about {{size}} KB to send, one minute on a 2G line",
            "about {{size}} KB to send, {n} minutes on a 2G line",
        ),
        size=size,
    )


def how_far(words: Words, done: int, whole: int) -> str:
    """Return how much of what waited has arrived, while an exchange is under way."""
    return words.say(
        "{done} of about {whole} KB sent; what has arrived stays there if the line breaks",
        done=_kilo(done),
        whole=_kilo(whole),
    )


def how_it_went(words: Words, done: Synced) -> str:
    """Return what an exchange that went well has carried."""
    return words.say(
        "Done: {sent} sent, {received} received, {size} KB over the line.",
        sent=done.sent,
        received=done.received,
        size=_kilo(done.bytes_up + done.bytes_down),
    )


def size_of(words: Words, size_bytes: int) -> str:
    """Return the size of one item for a narrow column; what is not told and what is small read the same."""
    if size_bytes < KILO:
        return words.say("small")
    return words.say("{size} KB", size=_kilo(size_bytes))


def _kilo(size_bytes: int) -> int:
    return -(-size_bytes // KILO)
