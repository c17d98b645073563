"""What a person sees before notifying: what is stored here, exactly what leaves now, and what starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from focal_desktop.domain import codec, deadline
from focal_desktop.domain.allegation import KIND, State
from focal_desktop.domain.record import SEALED_PARTS, Leaves, Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.allegations.review_view import Lines, Review
from focal_desktop.ui.context import Context
from focal_desktop.usecases import due


def make_review(context: Context, values: Mapping[str, Plain], more: Lines) -> Review:
    """Return the review of values that were checked and are about to be kept."""
    notice = KIND.fields_leaving(Leaves.NOTICE)
    stamped = {**values, **_stamps(context, values)}
    return Review(
        stored=_say_all(context, {n: v for n, v in values.items() if n not in notice}),
        leaving=_say_all(context, {n: v for n, v in stamped.items() if n in notice}),
        starting=_list_starting(context, stamped),
        doubts=[*more, *_list_doubts(context, values)],
    )


def _stamps(context: Context, values: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return what *notify* adds: the step, the start of the clock, the role."""
    session = context.session
    return {
        "state": State.PASSED_ON.value,
        "clock_from_at": values.get("clock_from_at") or session.at,
        "recorder_role": values.get("recorder_role") or next(iter(session.person.roles), ""),
    }


def _say_all(context: Context, values: Mapping[str, Plain]) -> Lines:
    sealed = KIND.fields_leaving(*SEALED_PARTS)
    found = []
    for name in KIND.slots:
        if values.get(name) not in (None, "", []):
            slot = KIND.slots[name]
            said = labels.of_value(slot, values[name], context.words, context.policy)
            if name == "recorder_role":
                said = say_role(context, str(values[name]))
            if name in sealed:
                said = context.words.say("In its sealed part, closed")
            found.append((labels.of_field(slot, context.words), said))
    return found


def say_role(context: Context, role: str) -> str:
    """Return what people read for a role, whether it is a role of a vault or of a designation."""
    if context.policy.entry("fp_role", role):
        return context.policy.label("fp_role", role, context.words.language)
    return context.words.name(labels.plain(role))


def _list_starting(context: Context, values: Mapping[str, Plain]) -> Lines:
    words, desk = context.words, due.desk_of(context.session)
    record = codec.read(KIND, "", values)
    language = words.language
    found = [
        (context.policy.label("deadline", one.code, language), say_instant(context, one.due_at))
        for one in sorted(deadline.list_allegation(record, desk), key=lambda one: one.due_at)
    ]
    hours = timedelta(hours=context.policy.hours("phone_fallback"))
    call = (
        words.say("If headquarters has not read it, you are asked to call"),
        say_instant(context, context.session.clock.now() + hours),
    )
    return [call, *found]


def say_instant(context: Context, instant: datetime) -> str:
    """Return an instant as day and time of this computer's zone, the day alone at its end."""
    return context.words.iso_instant(instant.isoformat())


def _list_doubts(context: Context, values: Mapping[str, Plain]) -> Lines:
    record = codec.read(KIND, "", values)
    return [
        (labels.of_field(KIND.slots[one.field], context.words), messages.of_problem(one.code, context.words))
        for one in KIND.check(record, context.session.today)
    ]


def say_waiting(context: Context) -> str:
    """Return what headquarters knows just after notifying: nothing yet, and by when to call."""
    hours = timedelta(hours=context.policy.hours("phone_fallback"))
    return context.words.say(
        "It waits here to be sent. Headquarters knows once it says so: if it has not by {time}, this "
        "section tells you whom to call.",
        time=say_instant(context, context.session.clock.now() + hours),
    )
