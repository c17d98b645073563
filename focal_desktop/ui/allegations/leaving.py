"""What the page of a report says of its leaving this computer, and headquarters' words that make it leave."""

from __future__ import annotations

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.erase_order import Reason
from focal_desktop.domain.record import Answer, Leaves
from focal_desktop.domain.retention import AFTER_OUTCOME, CASE_ROW, WORKING_COPY, Due
from focal_desktop.store import erasing
from focal_desktop.ui.allegations import passed
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, orders, records, retention
from focal_desktop.usecases.records import Opened


def say(context: Context, record: str) -> str:
    """Return whether a report came with the desk, and what leaves first of it and when."""
    return " ".join(one for one in (passed.say(context, record), _say_first(context, record)) if one)


def _say_first(context: Context, record: str) -> str:
    """Return what leaves first; nothing while nothing is known to leave."""
    if context.session.person.is_hq and is_ordered(context, record):
        return context.words.say("An order to erase this everywhere waits for a second officer.")
    found = retention.find_due(context.session, record)
    if not found:
        return ""
    words, first = context.words, found[0]
    if first.is_held:
        return words.say("Kept: headquarters asked.")
    if first.rule == WORKING_COPY:
        return words.say(
            "This working copy leaves headquarters' computers on {day}: the outcome is in CMTS.",
            day=_say_day(context, first),
        )
    if first.rule == AFTER_OUTCOME:
        return words.say("The subject's part leaves this computer at once: headquarters needs it no more.")
    if first.rule != CASE_ROW:
        return _say_part(context, first)
    return words.say(
        "This report leaves this computer on {day}, 90 days after it was closed.",
        day=_say_day(context, first),
    )


def _say_part(context: Context, due: Due) -> str:
    words, day = context.words, _say_day(context, due)
    said = {
        Leaves.SURVIVOR: words.say(
            "The survivor's part leaves this computer on {day}, 30 days after headquarters read it.", day=day
        ),
        Leaves.REPORTER: words.say(
            "The part about who reported leaves this computer on {day}, 30 days after headquarters read it.",
            day=day,
        ),
        Leaves.SUBJECT: words.say(
            "The subject's part leaves this computer on {day}, 30 days after headquarters read it.", day=day
        ),
        Leaves.ACCOUNT: words.say(
            "The account leaves this computer on {day}, 30 days after headquarters read it.", day=day
        ),
    }
    return next((sentence for part, sentence in said.items() if part == due.part), "")


def _say_day(context: Context, due: Due) -> str:
    return context.words.iso_date(due.leaves_on.isoformat())


def is_held(opened: Opened) -> bool:
    """Tell whether headquarters asked to keep a report."""
    return opened.values.get("legal_hold") == Answer.YES


def list_reasons(context: Context) -> list[tuple[str, str]]:
    """Return the codes for which an order may be given, with what people read for them."""
    words = context.words
    said = {
        Reason.ASKED_FOR: words.say("The person asked for it"),
        Reason.MISTAKE: words.say("It was entered by mistake"),
        Reason.SAFETY: words.say("It is not safe to keep it"),
        Reason.OUTCOME: words.say("Nothing was substantiated, or no jurisdiction"),
        Reason.PERIOD_OVER: words.say("The time for keeping it is over"),
    }
    return [(code.value, text) for code, text in said.items()]


def set_hold(context: Context, record: str, *, is_kept: bool) -> None:
    """Keep a report, or let it go."""
    acts.act(context.session, KIND.name, record, "hold" if is_kept else "release", {})


def end_subject(context: Context, record: str) -> None:
    """Say that the subject's part may go."""
    acts.act(context.session, KIND.name, record, "end_subject", {})


def set_in_cmts(context: Context, record: str, *, is_there: bool) -> None:
    """Say that the outcome is in CMTS, or take that back."""
    if is_there:
        acts.act(context.session, KIND.name, record, "enter_in_cmts", {})
    else:
        records.edit(context.session, KIND.name, record, {"in_cmts_on": None})


def is_ordered(context: Context, record: str) -> bool:
    """Tell whether an order to erase a report waits for another officer."""
    given = orders.list_given(context.session)
    return any(one.target == record and one.state != orders.IN_FORCE for one in given)


def order(context: Context, record: str, reason: str) -> bool:
    """Order that a report is erased wherever it is held; tell whether it is gone here, or waits."""
    order_id = orders.order(context.session, KIND.name, record, reason)
    erasing.secure(context.session.store)
    return not orders.is_waiting(context.session, order_id)
