"""A report on its way out, and only because a person asked: to a printer, or into a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from focal_desktop.reports.printing import KIND, Wanted, keep_line, write_whole
from focal_desktop.ui import printing
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.context import Context
from focal_desktop.ui.reports.drawing import Drawn
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import audit
from focal_desktop.usecases.audit import Deed


def say_before(context: Context, wanted: Wanted) -> str:
    """Return when this report last went out from here, by whichever way; empty where never."""
    words = context.words
    for line in reversed(audit.list_lines(context.session)):
        if line.kind == KIND and line.part.startswith(f"{wanted.name} {wanted.about} "):
            day = words.iso_instant(line.at)
            if line.what == Deed.PRINTED:
                return words.say("Last printed here on {day}.", day=day)
            return words.say("Last saved as a file here on {day}.", day=day)
    return ""


def name_file(wanted: Wanted) -> str:
    """Return the name that a file is offered under: the year, or the neutral reference of a record."""
    what = "capacity-review" if wanted.record else "annual-report"
    return f"{what}-{wanted.about}-{wanted.language}-{wanted.mode}.pdf"


class Delivery:
    """Asks where to, does it aside, and says how it went."""

    def __init__(self, context: Context, jobs: Jobs, parent: QWidget) -> None:
        self._context, self._jobs, self._parent = context, jobs, parent

    def print(self, drawn: Drawn) -> None:
        """Let the person choose a printer."""
        printing.ask_printer(
            self._parent,
            drawn.data,
            self._on_printed,
            self._context.tell_trouble,
            self._jobs,
            before=lambda: keep_line(self._context.session, drawn.wanted, Deed.PRINTED),
        )

    def _on_printed(self) -> None:
        self._context.tell(self._context.words.say("Sent to the printer."), "ok")

    def ask_file(self, drawn: Drawn) -> None:
        """Let the person choose a file; the dialog begins at home and remembers no folder."""
        name = name_file(drawn.wanted)
        file_dialog.ask_save(
            self._parent, self._context.words, lambda path: self.save(drawn, path), name=name, suffix="pdf"
        )

    def save(self, drawn: Drawn, path: Path) -> None:
        """Write a report into a file, whole or not at all."""
        keep_line(self._context.session, drawn.wanted, Deed.SAVED)
        self._jobs.run(
            lambda: write_whole(path, drawn.data), lambda _: self._on_saved(path), self._context.tell_trouble
        )

    def _on_saved(self, path: Path) -> None:
        words = self._context.words
        said = words.say(
            "Saved as {name} in {folder}. The vault no longer protects this file; "
            "delete it when nobody needs it.",
            name=words.isolate(path.name),
            folder=words.isolate(str(path.parent)),
        )
        self._context.tell(said, "ok")
