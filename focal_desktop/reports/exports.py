"""What was taken for an export as files that anyone can read: a plain text with its JSON, or a table (CSV).

A table must never hold a cell that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words
from focal_desktop.domain.record import Kind, Plain, Slot
from focal_desktop.usecases import records
from focal_desktop.usecases.exporting import Taken
from focal_desktop.usecases.session import Session

BYTE_ORDER_MARK = "\ufeff"
TEXT, TABLE = "txt", "csv"
_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With these a formula begins in one spreadsheet or another; the last four are the wide forms."""
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_WIDTH = 72

SayValue = Callable[[Slot, Plain], str]


class Teller(msgspec.Struct, frozen=True, kw_only=True):
    """Says fields and values of records in one language."""

    session: Session
    words: Words
    say_field: Callable[[Slot], str]
    say_value: SayValue

    def value(self, slot: Slot, value: Plain) -> str:
        """Return what people read for a value; of a record that is pointed at, its title."""
        if slot.said.to and value:
            named = value if isinstance(value, list) else [str(value)]
            return ", ".join(self._name(slot.said.to, one) for one in named)
        return self.say_value(slot, value)

    def _name(self, kind: str, identity: str) -> str:
        try:
            row = records.read(self.session, kind, identity)
        except Trouble:
            return identity
        return f"{row.title} ({row.reference})"


def write(taken: Taken, kind: Kind[Any], teller: Teller, form: str) -> bytes:
    """Return the file in one of its two forms."""
    return write_table(taken, kind, teller) if form == TABLE else write_text(taken, kind, teller)


def write_text(taken: Taken, kind: Kind[Any], teller: Teller) -> bytes:
    """Return a text that opens anywhere: first to be read by people, then the same as JSON."""
    words = teller.words
    lines = [words.name(kind.label), words.say("Exported on {day}", day=words.iso_instant(taken.at))]
    for row, values in zip(taken.rows, taken.values, strict=True):
        lines += ["", "=" * _WIDTH, words.say("Reference {reference}", reference=row.reference), ""]
        for name in taken.fields:
            if name in values and (said := teller.value(kind.slots[name], values[name])):
                lines.append(f"{teller.say_field(kind.slots[name])}: {said}")
    lines += ["", "-" * _WIDTH, words.say("The same for programs (JSON):"), ""]
    found = [
        {"kind": taken.kind, "reference": row.reference, "values": dict(values)}
        for row, values in zip(taken.rows, taken.values, strict=True)
    ]
    body = msgspec.json.format(msgspec.json.encode(found), indent=1).decode()
    return ("\r\n".join(lines) + "\r\n" + body + "\r\n").encode()


def write_table(taken: Taken, kind: Kind[Any], teller: Teller) -> bytes:
    """Return a table for spreadsheets: a mark of its encoding, every cell in quotes, no formula."""
    return write_cells(list(say_rows(taken, kind, teller)))


def say_rows(taken: Taken, kind: Kind[Any], teller: Teller) -> Iterator[list[str]]:
    """Yield the head of a table and then its rows, one after the other, for `write_cells`."""
    yield [teller.words.say("Reference"), *(teller.say_field(kind.slots[name]) for name in taken.fields)]
    for row, values in zip(taken.rows, taken.values, strict=True):
        yield [
            row.reference,
            *(_say_cell(kind.slots[name], values.get(name), teller) for name in taken.fields),
        ]


def _say_cell(slot: Slot, value: Plain, teller: Teller) -> str:
    """Return a value as a spreadsheet takes it: days and numbers as they are stored."""
    if isinstance(value, int) or slot.form in ("date", "instant"):
        return str(value or "") if not isinstance(value, int) else str(value)
    return teller.value(slot, value)


def write_cells(rows: list[list[str]]) -> bytes:
    """Return rows of text as a table, each cell harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([[make_harmless(cell) for cell in row] for row in rows])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def make_harmless(cell: str) -> str:
    """Return a cell that is shown and never run: an apostrophe before what begins like a formula."""
    begun = cell.lstrip(" \u00a0\u200e\u200f\u2066\u2067\u2068\u202a\u202b")
    if _NUMBER.fullmatch(cell) or not begun.startswith(_STARTS):
        return cell
    return f"'{cell}"
