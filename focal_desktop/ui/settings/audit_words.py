"""The audit trail in words: what was done, and to what. A case by its neutral reference, and nothing more."""

from __future__ import annotations

from focal_desktop.domain.kinds import Kinds
from focal_desktop.reports import printing
from focal_desktop.ui.context import Context
from focal_desktop.usecases import exporting
from focal_desktop.usecases.audit import Deed, Line


def say_deed(context: Context, what: str) -> str:
    """Return what people read for an act."""
    words = context.words
    said = {
        Deed.SEEN: words.say("Opened to be read"),
        Deed.REVEALED: words.say("Opened something sealed"),
        Deed.PRINTED: words.say("Printed"),
        Deed.SAVED: words.say("Saved as a file"),
        Deed.EXPORTED: words.say("Exported"),
        Deed.ERASED: words.say("Erased"),
        Deed.HELD: words.say("Kept from being erased"),
        Deed.BACKED_UP: words.say("Made a backup"),
        Deed.RESTORED: words.say("Came back from a backup"),
        Deed.PASSPHRASE_CHANGED: words.say("Changed the passphrase"),
        Deed.RECOVERED: words.say("Recovered with the printed sheet"),
        Deed.HANDED_OVER: words.say("Handed over"),
        Deed.CASE_PASSED: words.say("Passed to who took the desk over"),
        Deed.CASE_KEPT: words.say("Kept at headquarters after a hand-over"),
        Deed.ESCROW_OPENED: words.say("Opened by two officers"),
    }
    return next((text for deed, text in said.items() if deed == what), words.say("Cannot be read any more"))


def say_about(context: Context, line: Line) -> str:
    """Return what it was done to: a reference, a list by its kind, a report by its name."""
    words = context.words
    if line.reference:
        return words.isolate(line.reference)
    if line.kind == printing.KIND:
        name, _, edition = line.part.partition(" ")
        return f"{_say_report(context, name)} {edition.partition(' ')[0]}".strip()
    return _say_kind(context, context.session.kinds, line.kind)


def _say_report(context: Context, name: str) -> str:
    words = context.words
    said = {
        "office_annual": words.say("Annual report of the office"),
        "hq_annual": words.say("Annual report of the entity"),
        "partner_note": words.say("Record of PSEA capacity review"),
    }
    return said.get(name, words.say("A report"))


def _say_kind(context: Context, kinds: Kinds, name: str) -> str:
    """Return the label of a kind of the desk; one of cases is not named here."""
    kind = kinds.get(name)
    if kind is None or exporting.is_case(kind):
        return ""
    return context.words.name(kind.label)


def say_reason(context: Context, line: Line) -> str:
    """Return why it was done, or that the reason was erased with what it was about."""
    if line.is_reason_erased:
        return context.words.say("Erased with the record")
    front, _, code = line.reason.partition("/")
    if line.what == Deed.ERASED and front == "retention":
        return context.policy.label("retention", code, context.words.language)
    if line.what == Deed.ERASED and front == "order":
        return context.words.say("Headquarters ordered it")
    return context.words.isolate(line.reason) if line.reason else ""
