"""The sentences about one report that the list and its page share; none says what was reported."""

from __future__ import annotations

from datetime import datetime

from focal_desktop.domain.allegation import KIND
from focal_desktop.ui import labels
from focal_desktop.ui.allegations import cases
from focal_desktop.ui.allegations.cases import Case
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, due
from focal_desktop.usecases.records import Opened


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
        return ""
    what = context.policy.label("deadline", case.next_due.code, words.language)
    when = words.iso_instant(case.next_due.due_at.isoformat())
    if case.next_due.is_late:
        return words.say("{what}: was due {when}", what=what, when=when)
    return words.say("{what} by {when}", what=what, when=when)


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
    """Keep that somebody was told by telephone; it stops the clock."""
    with context.telling():
        values = {"told_to": told_to, "told_at": told_at}
        acts.act(context.session, KIND.name, identity, "told_by_phone", values)
        context.tell(context.words.say("Noted: told by phone. Thank you."), "ok")


def say_answer(context: Context, opened: Opened) -> str:
    """Return what headquarters answered, and when; empty while it has not."""
    words, code = context.words, str(opened.values.get("answer", ""))
    said = context.policy.label("hq_answers", code, words.language)
    day = words.iso_date(str(opened.values.get("answered_on", "")))
    return words.say("Headquarters, {day}: {answer}", day=day, answer=said) if code else ""
