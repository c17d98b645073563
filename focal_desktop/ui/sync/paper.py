"""Sync's list on paper: neutral references, sizes and times. Nothing of a case: its lines could be counted.

A count of cases stands on no paper of an office (do_no_harm.md A14), so not even their references do.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from focal_desktop.base.words import Words
from focal_desktop.reports import edition
from focal_desktop.reports.printing import KIND
from focal_desktop.reports.sync_list import MOST, NAME, SyncList
from focal_desktop.store.rows import reference_of
from focal_desktop.ui import finding, printing
from focal_desktop.ui.context import Context
from focal_desktop.ui.sync.view import Line
from focal_desktop.usecases import audit
from focal_desktop.usecases.audit import Deed


def print_list(context: Context, parent: QWidget, lines: Sequence[Line]) -> bool:
    """Print these lines, drawn aside; return whether there is one that may stand on paper."""
    sheet = make_sheet(context, lines)
    if sheet is None:
        return False
    words, jobs = context.words, context.face.jobs
    jobs.run(lambda: _render(sheet, words), lambda data: _ask(context, parent, data), context.tell_trouble)
    return True


def _render(sheet: SyncList, words: Words) -> bytes:
    from focal_desktop.reports import sync_sheet  # noqa: PLC0415 a door: it loads what sets type

    return sync_sheet.render(sheet, words).data


def _ask(context: Context, parent: QWidget, data: bytes) -> None:
    session, words = context.session, context.words
    part = f"{NAME} {session.today.isoformat()} {edition.INTERNAL} {words.language}"
    printing.ask_printer(
        parent,
        data,
        lambda: context.tell(words.say("Sent to the printer."), "ok"),
        context.tell_trouble,
        context.face.jobs,
        before=lambda: audit.note(session, Deed.PRINTED, kind=KIND, part=part),
    )


def make_sheet(context: Context, lines: Sequence[Line]) -> SyncList | None:
    """Return what stands on the page, or nothing where nothing may."""
    words, session = context.words, context.session
    may = [one for one in lines if one.kind == "monthly_return" or not finding.is_case(context, one.kind)]
    if not may:
        return None
    shown = _choose(may)
    left = len(may) - len(shown)
    more = words.count(left, "One more line stands on the screen.", "{n} more lines stand on the screen.")
    known = words.say(
        "As this computer knew it on {when}. What is in a section of its own is left out.",
        when=words.iso_instant(session.at),
    )
    return SyncList(
        title=words.say("Sync with Nairobi"),
        office=session.person.office,
        said=(known,),
        heads=(
            words.say("Item"),
            words.say("What it is"),
            words.say("Size"),
            words.say("State"),
            words.say("Since"),
        ),
        rows=tuple((_name(one), one.what, one.size, one.state, one.since) for one in shown),
        left=more if left else "",
    )


def _name(line: Line) -> str:
    """Return the neutral reference; a return goes by its month, which says nothing else."""
    return line.item if line.kind == "monthly_return" else reference_of(line.id)


def _choose(lines: Sequence[Line]) -> list[Line]:
    """Return as many as the page takes, in their order: of what was received at least half of it."""
    read = [one for one in lines if one.place == "read"]
    open_ = [one for one in lines if one.place != "read"][: MOST - min(len(read), MOST // 2)]
    kept = {one.id for one in (*open_, *read[: MOST - len(open_)])}
    return [one for one in lines if one.id in kept]
