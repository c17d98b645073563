"""What is said of a waiver: where it stands, what became of the last one, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.waiver import OVER, State, Waiver
from focal_desktop.ui.context import Context
from focal_desktop.usecases import records

CLOSED = ("ready_to_sign", "signed", "ended")


def say(context: Context, agreement: Agreement, waiver: Waiver | None, lacks: Sequence[str]) -> str:
    """Return where a waiver stands, and who must still approve it."""
    words = context.words
    if waiver is None:
        if agreement.state in CLOSED:
            return words.say("There is no waiver, and none is needed any more.")
        return words.say(
            "A waiver lets an agreement be signed though something is missing: for a stated reason, "
            "with something done instead, and only until a day."
        )
    if "waiver_incomplete" in lacks:
        return words.say("Fill in the reason, what is done instead and the end. Then it can be approved.")
    if "waiver_expired" in lacks:
        return words.say("This waiver has expired. Choose a later end, or withdraw it.")
    if "first_approver" in lacks and "second_approver" in lacks:
        return words.say("The office and headquarters must both approve it. Neither has yet.")
    if "first_approver" in lacks:
        return words.say("The office must still approve it.")
    if "second_approver" in lacks:
        return words.say("The office has approved it. Headquarters must still approve it.")
    return words.say("Approved. It counts until {day}.", day=waiver.expires_on or "–")


def say_over(context: Context, found: Sequence[Waiver]) -> str:
    """Return what became of the waiver that was asked for last, and when."""
    ended = [(_find_end(context, one), one.state) for one in found if one.state in OVER]
    at, state = max(ended, default=("", ""))
    words = context.words
    if state == State.REFUSED:
        return words.say("The waiver that was asked for was refused {day}.", day=words.iso_date(at[:10]))
    return words.say("The last waiver was withdrawn {day}.", day=words.iso_date(at[:10])) if state else ""


def _find_end(context: Context, waiver: Waiver) -> str:
    written = records.open_record(context.session, "waiver", waiver.id).written.get("state", ())
    return max((one.at for one in written), default="")


def describe(context: Context, waiver: Waiver) -> list[tuple[str, str]]:
    """Return what a waiver says, and who approved it."""
    words, policy = context.words, context.policy

    def label(list_name: str, code: str) -> str:
        return policy.label(list_name, code, words.language) if code else ""

    measures = words.say(", ").join(label("mitigation", one) for one in waiver.mitigation)
    return [
        (words.say("Reason"), label("waiver_reason", waiver.reason)),
        (words.say("What is done instead"), measures),
        (words.say("Expires on"), words.date(waiver.expires_on) if waiver.expires_on else ""),
        (words.say("Approved for the office by"), label("responsible_role", waiver.approver)),
        (words.say("Approved on"), words.date(waiver.approved_on) if waiver.approved_on else ""),
        (words.say("Approved at headquarters by"), label("responsible_role", waiver.second_approver)),
        (
            words.say("Approved at headquarters on"),
            words.date(waiver.second_approved_on) if waiver.second_approved_on else "",
        ),
    ]
