"""The log of one report in words: who by role, when, and what was done; never what a sealed part says."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import msgspec

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import BLOCK
from focal_desktop.ui import labels
from focal_desktop.ui.allegations import review
from focal_desktop.ui.context import Context
from focal_desktop.ui.table import Column, Table
from focal_desktop.usecases import audit, records, roster
from focal_desktop.usecases.audit import Line

WHOLE = 120
"""So many ems of what was done are never cut: where there is less room it goes below the row."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log."""

    written_at: str
    who: str
    what: str


def make_table(context: Context) -> Table[Entry]:
    """Return the table of the log, empty."""
    words = context.words
    when = Column[Entry](
        words.say("When"), lambda one: words.iso_instant(one.written_at), order=lambda one: one.written_at
    )
    who = Column[Entry](words.say("Who, by role"), lambda one: one.who)
    what = Column[Entry](words.say("What"), lambda one: one.what, wide=1, least=WHOLE, yields=1)
    return Table(context.look, words.say("Log"), [when, who, what])


def list_entries(context: Context, identity: str) -> list[Entry]:
    """Return the log, the newest first."""
    session = context.session
    changes = records.history(session, KIND.name, identity)
    found = [
        Entry(written_at=at, who=say_who(context, device), what=say_what(context, list(group)))
        for (at, device), group in groupby(changes, key=lambda one: (one.at, one.device))
    ]
    found += [
        Entry(written_at=one.at, who=say_who(context, one.device), what=said)
        for one in audit.list_about(session, KIND.name, identity)
        if (said := say_line(context, one))
    ]
    return sorted(found, key=lambda one: one.written_at, reverse=True)


def say_line(context: Context, line: Line) -> str:
    """Return what the audit trail tells of this report; nothing for what is told elsewhere."""
    words = context.words
    match line.what:
        case audit.Deed.SEEN:
            return words.say("Opened to be read")
        case audit.Deed.REVEALED:
            part = say_part(context, line.part)
            return words.say("Opened a sealed part ({part}): {reason}", part=part, reason=line.reason)
        case audit.Deed.PRINTED:
            return words.say("Printed: {reason}", reason=line.reason)
        case audit.Deed.EXPORTED:
            return words.say("Exported as a file: {reason}", reason=line.reason)
        case audit.Deed.ERASED:
            return words.say("Erased on this computer: {part}", part=say_part(context, line.part))
    return ""


def say_who(context: Context, device: str) -> str:
    """Return the role of whoever wrote, never a name."""
    session, comma = context.session, context.words.say(", ")
    if device == session.person.device:
        return comma.join(review.say_role(context, role) for role in session.person.roles)
    known = roster.find(roster.load(session.store), device)
    if known is None:
        return context.words.say("Another computer of this office")
    return comma.join(review.say_role(context, role) for role in known.roles)


def say_what(context: Context, changes: Iterable[Change]) -> str:
    """Return what was done in one go."""
    held = list(changes)
    words = context.words
    sent = [say_part(context, one.field.removeprefix(BLOCK)) for one in held if one.is_block]
    if sent:
        return words.say("Sent to the case officers, sealed: {parts}", parts=words.say(", ").join(sent))
    step = next((one.value for one in held if one.field == "state"), None)
    names = [labels.of_field(KIND.slots[one.field], words) for one in held if one.field in KIND.slots]
    said = " · ".join(dict.fromkeys(names))
    if step:
        label = labels.of_code(KIND.slots["state"], str(step), words, context.policy)
        return words.say("Step: {step}", step=label)
    if all(one.is_local for one in held):
        return words.say("Kept here: {fields}", fields=said)
    return words.say("Passed on: {fields}", fields=said)


def say_part(context: Context, part: str) -> str:
    """Return what people read for a sealed part."""
    words = context.words
    said = {
        "survivor": words.say("survivor"),
        "reporter": words.say("reporter"),
        "subject": words.say("subject of the report"),
        "account": words.say("account"),
    }
    return said.get(part, part)
