"""The sentences about one report that the list and its page share; none says what was reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from focal_desktop.domain import codec
from focal_desktop.domain.allegation import KIND, ToldTo
from focal_desktop.ui import labels
from focal_desktop.ui.allegations import cases
from focal_desktop.ui.allegations.cases import Case
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, due, records
from focal_desktop.usecases.records import Opened

TOLD = ("told_to", "told_at")


def say_step(context: Context, case: Case) -> str:
    """Return the step where a report stands."""
    return labels.of_code(KIND.slots["state"], case.state, context.words, context.policy)


def say_place(context: Context, case: Case) -> str:
    """Return where it is: here, on its way, at the hub, read."""
    words = context.words
    said = {
        "here": words.say("On this computer only"),
        "waiting": words.say("Waiting to be sent"),
        "hub": words.say("At the hub, not read yet"),
        "read": words.say("Read in Nairobi"),
    }
    return said.get(case.place, "")


def say_due(context: Context, case: Case) -> str:
    """Return what is due next and by when."""
    words = context.words
    if case.is_forgotten:
        return words.say("This draft has not been reported")
    if case.needs_phone:
        return words.say("Headquarters does not know yet: call")
    if case.waits_for_answer:
        return words.say("Waits for your answer")
    if case.next_due is None:
        return say_told(context, case)
    what = context.policy.label("deadline", case.next_due.code, words.language)
    when = words.iso_instant(case.next_due.due_at.isoformat())
    if case.next_due.is_late:
        return words.say("{what}: was due {when}", what=what, when=when)
    return words.say("{what} by {when}", what=what, when=when)


def say_told(context: Context, case: Case) -> str:
    """Return who was told by telephone and when, until headquarters has read it."""
    words = context.words
    at = words.iso_instant(case.told_at)
    if case.told_to == ToldTo.OIOS:
        return words.say("OIOS was told by phone {time}", time=at)
    return words.say("Headquarters was told by phone {time}", time=at) if case.told_to else ""


class AsksForCall(Protocol):
    """What asks for a call about one report; an empty id asks for none."""

    def show_case(self, identity: str, sentence: str, tone: str = "warn") -> None:
        """Show the sentence in its tone."""


def find_to_call(found: Sequence[Case], shown: str) -> Case | None:
    """Return the report to call about first: the one that is shown stays, somebody may be typing its time.

    Else by its day, what has left and was not heard before what lies here.
    """
    waiting = [one for one in found if one.needs_phone or one.is_forgotten]
    stays = [one for one in waiting if one.id == shown]
    return min(stays or waiting, key=lambda one: (one.received_on, one.is_forgotten, one.id), default=None)


def show_phone(context: Context, view: AsksForCall, case: Case) -> None:
    """Ask for a call where one is due; where nobody has it yet, offer to note one that was made at once."""
    if case.needs_phone or case.is_forgotten:
        view.show_case(case.id, say_phone(context, case))
    elif case.is_unheard:
        view.show_case(case.id, say_phone_now(context), "neutral")
    else:
        view.show_case("", "")


def say_phone_now(context: Context) -> str:
    """Return that nobody has to wait for the network: whom to call and what to say."""
    numbers = cases.say_numbers(cases.list_numbers(context.session), context.words)
    return context.words.say(
        "You need not wait for the network: call {numbers}. Say: notice, office, category, child yes or no; "
        "no names.",
        numbers=numbers,
    )


def say_phone(context: Context, case: Case) -> str:
    """Return what to do while headquarters does not know: whom to call and what to say."""
    words = context.words
    numbers = cases.say_numbers(cases.list_numbers(context.session), words)
    if case.is_forgotten:
        return words.say(
            "{reference}: this draft has not been reported. Go on with it, or call {numbers}. Say: notice, "
            "office, category, child yes or no; no names.",
            reference=case.reference,
            numbers=numbers,
        )
    return words.say(
        "{reference}: headquarters does not know yet. Call {numbers}. Say: notice, office, category, child "
        "yes or no; no names.",
        reference=case.reference,
        numbers=numbers,
    )


def say_unfinished(context: Context, kept_at: str) -> tuple[str, str]:
    """Return that something is being written and since when, and its tone: after a while it must be said."""
    words, session = context.words, context.session
    at, desk = datetime.fromisoformat(kept_at), due.desk_of(session)
    begun = words.iso_instant(kept_at)
    if desk.due("draft_not_reported", at, kind=KIND.name, record="").is_late:
        said = words.say("Unfinished text from {time}: this draft has not been reported.", time=begun)
        return said, "warn"
    return words.say("Unfinished text from {time}, kept on this computer alone.", time=begun), "neutral"


def note_call(context: Context, identity: str, told_to: str, told_at: str) -> None:
    """Keep that somebody was told by telephone; it stops the clock, so a slip of the hand can be undone."""
    session = context.session
    with context.telling():
        before = records.read(session, KIND.name, identity).values
        old = {name: before.get(name, codec.plain_default(KIND.slots[name])) for name in TOLD}
        values = {"told_to": told_to, "told_at": told_at}
        acts.act(session, KIND.name, identity, "told_by_phone", values)
        said = context.words.say("Noted: told by phone. Thank you.")
        context.shell.remember_undo(
            said,
            lambda: records.edit(session, KIND.name, identity, old),
            lambda: acts.act(session, KIND.name, identity, "told_by_phone", values),
        )


def say_answer(context: Context, opened: Opened) -> str:
    """Return what headquarters answered, and when; empty while it has not."""
    words, code = context.words, str(opened.values.get("answer", ""))
    said = context.policy.label("hq_answers", code, words.language)
    day = words.iso_date(str(opened.values.get("answered_on", "")))
    return words.say("Headquarters, {day}: {answer}", day=day, answer=said) if code else ""
