"""Recording that an agreement was signed or has ended; a slip of the hand can be taken back."""

from __future__ import annotations

from focal_desktop.domain import codec
from focal_desktop.domain.agreement import KIND, State
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, records


def sign(context: Context, record: str, day: Plain) -> None:
    """Record the day of signing; taken back, the agreement is ready to sign again if nothing is missing."""
    session = context.session
    before = records.read(session, KIND.name, record).values
    old = before.get("signed_on", codec.plain_default(KIND.slots["signed_on"]))
    records.edit(session, KIND.name, record, {"state": State.SIGNED.value, "signed_on": day})

    def take_back() -> None:
        records.edit(session, KIND.name, record, {"state": State.DRAFT.value, "signed_on": old})
        acts.act(session, KIND.name, record, "ready_to_sign", {})

    context.shell.remember_undo(context.words.say("Recorded as signed."), take_back)


def end(context: Context, record: str) -> None:
    """Record that an agreement has ended; taken back, it is signed as before."""
    session = context.session
    records.edit(session, KIND.name, record, {"state": State.ENDED.value})
    back = {"state": State.SIGNED.value}
    context.shell.remember_undo(
        context.words.say("Recorded as ended."), lambda: records.edit(session, KIND.name, record, back)
    )
