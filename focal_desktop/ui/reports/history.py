"""What was printed or saved as a report here: when, what, by whom, in which language. Never of a case."""

from __future__ import annotations

import msgspec

from focal_desktop.base import words as languages
from focal_desktop.reports import printing
from focal_desktop.ui.context import Context
from focal_desktop.ui.face import Face
from focal_desktop.ui.reports import presets
from focal_desktop.ui.table import Column, Table
from focal_desktop.usecases import audit
from focal_desktop.usecases.audit import Deed

NAME = "history"
UNKNOWN = "–"
WHOLE = 28
"""So many ems of a report's name are never cut: what else is said goes below it first."""


class Outgoing(msgspec.Struct, frozen=True, kw_only=True):
    """One report that went out, as people read it."""

    at: str
    when: str
    what: str
    edition: str
    language: str
    way: str
    who: str


def list_outgoing(context: Context) -> list[Outgoing]:
    """Return what the trail tells of reports, the newest first."""
    lines = [one for one in audit.list_lines(context.session) if one.kind == printing.KIND]
    return [_tell(context, one) for one in reversed(lines)]


def _tell(context: Context, line: audit.Line) -> Outgoing:
    words, told = context.words, printing.read_part(line.part)
    is_mine = line.device == context.session.person.device
    return Outgoing(
        at=line.at,
        when=words.iso_instant(line.at),
        what=f"{presets.name_report(told.name, words)} {words.isolate(told.about)}".strip(),
        edition=presets.name_mode(told.mode, words),
        language=languages.NAMES.get(told.language, UNKNOWN),
        way=words.say("Printed") if line.what == Deed.PRINTED else words.say("Saved as a file"),
        who=words.say("You") if is_mine else words.say("Who had this desk before"),
    )


def make_table(face: Face) -> Table[Outgoing]:
    """Return the table that shows them."""
    words = face.words
    made = Table[Outgoing](
        face.look,
        words.say("Printed and saved here"),
        [
            Column(words.say("When"), lambda one: one.when, order=lambda one: one.at),
            Column(words.say("What"), lambda one: one.what, wide=1, least=WHOLE),
            Column(words.say("Edition"), lambda one: one.edition, yields=2),
            Column(words.say("Language"), lambda one: one.language, yields=1),
            Column(words.say("How it went out"), lambda one: one.way, yields=3),
            Column(words.say("By whom"), lambda one: one.who, yields=4),
        ],
    )
    made.setObjectName("report_history")
    return made
