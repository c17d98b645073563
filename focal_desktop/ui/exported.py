"""Exports in the window: how their texts speak, where a file goes, and a desk list as a table."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QWidget

from focal_desktop.reports import exports, printing
from focal_desktop.reports.exports import TABLE, Teller
from focal_desktop.ui import labels
from focal_desktop.ui.context import Context, Message
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import exporting
from focal_desktop.usecases.exporting import Taken


class Pace(NamedTuple):
    """How long one turn is, and how long nobody is told that there are more than one."""

    turn_ms: int
    blink_ms: int


CALM = Pace(20, 400)


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
    """Write all records of a desk kind as a table into a new file, in short turns of the window."""
    with context.telling():
        ListSaving(context, kind, path).go_on()


class ListSaving:
    """One list on its way into a file: read and said in turns here, written aside; it can be stopped."""

    def __init__(self, context: Context, kind: str, path: Path, pace: Pace = CALM) -> None:
        self._context, self._kind, self._path = context, context.session.kind(kind), path
        self._turns: Iterator[float] = self._work()
        self._is_stopped, self._pace = False, pace
        self._clock = QElapsedTimer()
        self._clock.start()
        self._told = 0

    def go_on(self) -> None:
        """Take one turn, then let the window breathe; nothing is written before the last."""
        turn = QElapsedTimer()
        turn.start()
        with self._context.telling():
            while not self._is_stopped and self._context.session.store.is_open:
                share = next(self._turns, None)
                if share is None:
                    return
                if turn.elapsed() > self._pace.turn_ms:
                    self._tell(share)
                    QTimer.singleShot(0, self.go_on)
                    return

    def stop(self) -> None:
        """Write nothing."""
        self._is_stopped = True
        self._context.tell(self._context.words.say("Stopped. No file was written."))

    def _work(self) -> Iterator[float]:
        """Read the list, then say it, half of the way each."""
        reading = exporting.take_list(self._context.session, self._kind.name)
        taken = yield from _halve(reading)
        rows = list[list[str]]()
        for row in exports.say_rows(taken, self._kind, make_teller(self._context)):
            rows.append(row)
            yield 0.5 + len(rows) / (len(taken.rows) + 1) / 2
        self._write(rows)

    def _write(self, rows: list[list[str]]) -> None:
        context, path, words = self._context, self._path, self._context.words

        def tell(_: None) -> None:
            said = words.say("Saved. The vault no longer protects this file; delete it when nobody needs it.")
            context.tell(said, "ok")

        context.face.jobs.run(
            lambda: printing.write_new(path, exports.write_cells(rows)), tell, context.tell_trouble
        )

    def _tell(self, share: float) -> None:
        """Say how far it is, a few times in all, once it takes longer than a blink."""
        words, tenth = self._context.words, int(share * 10)
        if self._clock.elapsed() > self._pace.blink_ms and tenth > self._told:
            self._told = tenth
            said = words.say("The list is being written: {share}", share=words.percent(tenth / 10))
            self._context.shell.tell(Message(text=said, action=words.say("Stop"), act=self.stop, stays=True))


def _halve(reading: Generator[float, None, Taken]) -> Generator[float, None, Taken]:
    """Go through some turns as the first half of more."""
    while True:
        try:
            yield next(reading) / 2
        except StopIteration as ended:
            found: Taken = ended.value
            return found
