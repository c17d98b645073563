"""Exports in the window: how their texts speak, where a file goes, and a desk list as a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from focal_desktop.reports import exports, printing
from focal_desktop.reports.exports import TABLE, Teller
from focal_desktop.ui import labels
from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import exporting
from focal_desktop.usecases.exporting import Wanted, Way


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


def save_table(context: Context, kind: str, path: Path) -> None:
    """Write all records of a desk kind as a table into a new file."""
    words = context.words

    def tell(_: None) -> None:
        said = words.say("Saved. The vault no longer protects this file; delete it when nobody needs it.")
        context.tell(said, "ok")

    with context.telling():
        taken = exporting.take(context.session, Wanted(kind=kind), Way.PLAIN)
        data = exports.write_table(taken, context.session.kind(kind), make_teller(context))
        context.face.jobs.run(lambda: printing.write_new(path, data), tell, context.tell_trouble)
