"""The steps of an agreement as a hand takes them; each slip can be taken back, and be done again."""

from __future__ import annotations

from focal_desktop.domain import codec
from focal_desktop.domain.agreement import KIND, State
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, agreements, records

READY = "ready_to_sign"


def make_ready(context: Context, record: str) -> None:
    """Mark an agreement ready to sign; the gate judges it."""
    session, back = context.session, {"state": State.DRAFT.value}
    acts.act(session, KIND.name, record, READY, {})
    context.shell.remember_undo(
        context.words.say("Marked ready to sign."),
        lambda: records.edit(session, KIND.name, record, back),
        lambda: acts.act(session, KIND.name, record, READY, {}),
    )


def make_draft(context: Context, record: str) -> None:
    """Make it a draft again; that can be taken back as long as nothing became missing meanwhile."""
    session, back = context.session, {"state": State.DRAFT.value}
    records.edit(session, KIND.name, record, back)
    context.shell.remember_undo(
        context.words.say("It is a draft again."),
        lambda: acts.act(session, KIND.name, record, READY, {}),
        lambda: records.edit(session, KIND.name, record, back),
    )


def hold(context: Context, record: str, *, is_held: bool) -> None:
    """Put an agreement on hold, or release it: headquarters' word, without a reason."""
    session, words = context.session, context.words
    done, back = ("hold", "release") if is_held else ("release", "hold")
    acts.act(session, KIND.name, record, done, {})
    said = words.say("On hold.") if is_held else words.say("The hold is released.")
    context.shell.remember_undo(
        said,
        lambda: acts.act(session, KIND.name, record, back, {}),
        lambda: acts.act(session, KIND.name, record, done, {}),
    )


def sign(context: Context, record: str, day: Plain) -> None:
    """Record the day of signing; taken back, the agreement is ready to sign again if nothing is missing."""
    session = context.session
    before = records.read(session, KIND.name, record).values
    old = before.get("signed_on", codec.plain_default(KIND.slots["signed_on"]))
    signed: dict[str, Plain] = {"state": State.SIGNED.value, "signed_on": day}
    records.edit(session, KIND.name, record, signed)

    def take_back() -> None:
        records.edit(session, KIND.name, record, {"state": State.DRAFT.value, "signed_on": old})
        acts.act(session, KIND.name, record, READY, {})

    context.shell.remember_undo(
        context.words.say("Recorded as signed."),
        take_back,
        lambda: records.edit(session, KIND.name, record, signed),
    )


def end(context: Context, record: str) -> None:
    """Record that an agreement has ended; taken back, it is signed as before if nothing is missing."""
    session, ended = context.session, {"state": State.ENDED.value}
    records.edit(session, KIND.name, record, ended)

    def take_back() -> None:
        held = records.read(session, KIND.name, record).values
        agreements.require_open(session, codec.read(KIND, record, held))  # else it would stay a draft
        records.edit(session, KIND.name, record, {"state": State.DRAFT.value})
        acts.act(session, KIND.name, record, READY, {})
        records.edit(session, KIND.name, record, {"state": State.SIGNED.value})

    context.shell.remember_undo(
        context.words.say("Recorded as ended."),
        take_back,
        lambda: records.edit(session, KIND.name, record, ended),
    )
