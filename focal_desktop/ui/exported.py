"""Exports in the window: how their texts speak, where a file goes, and a desk list as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from focal_desktop.reports import exports, printing
from focal_desktop.reports.exports import TABLE, Teller
from focal_desktop.ui import labels
from focal_desktop.ui.context import Context
from focal_desktop.ui.turns import CALM, Pace, Turning, Work, follow
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import exporting


def make_teller(context: Context) -> Teller:
    """Return what says fields and values in the window's language."""
    words, policy = context.words, context.policy
    return Teller(
        session=context.session,
        words=words,
        say_field=lambda slot: labels.of_field(slot, words),
        say_value=lambda slot, value: labels.of_value(slot, value, words, policy),
    )


def ask_file(context: Context, parent: QWidget, suffix: str, chosen: Callable[[Path], object]) -> None:
    """Let the person choose a new file; its name tells nothing, and no folder is remembered."""
    name = f"{exporting.new_name()}.{suffix}"
    file_dialog.ask_save(parent, context.words, chosen, name=name, may_replace=False)


def ask_table(context: Context, parent: QWidget, kind: str) -> None:
    """Ask where a desk list goes, then write it."""
    ask_file(context, parent, TABLE, lambda path: save_table(context, kind, path))


def save_table(context: Context, kind: str, path: Path, pace: Pace = CALM) -> None:
    """Write all records of a desk kind as a table into a new file: read in turns here, written aside."""
    words = context.words
    Turning(
        context,
        _save(context, kind, path),
        lambda share: words.say("The list is being written: {share}", share=share),
        lambda: context.tell(words.say("Stopped. No file was written.")),
        pace,
    ).go_on()


def _save(context: Context, kind_name: str, path: Path) -> Work:
    kind, words, rows = context.session.kind(kind_name), context.words, list[list[str]]()
    taken = yield from follow(exporting.take_list(context.session, kind_name), 0.0, 0.5)
    for row in exports.say_rows(taken, kind, make_teller(context)):
        rows.append(row)
        yield 0.5 + len(rows) / (len(taken.rows) + 1) / 2

    def tell(_: None) -> None:
        said = words.say("Saved. The vault no longer protects this file; delete it when nobody needs it.")
        context.tell(said, "ok")

    context.face.jobs.run(
        lambda: printing.write_new(path, exports.write_cells(rows)), tell, context.tell_trouble
    )
