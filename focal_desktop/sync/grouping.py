"""Changes as the text of a feed: tables, so that what is alike stands together; and back, strictly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby, pairwise
from typing import Any

import msgspec

from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain

LATEST_S = 253_402_300_799  # the last second of the year 9999
Base = int | str
"""One name in a base: a counter of the author's own, or device and counter of another."""


class _Column(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """One field: its values, what each replaces (0: nothing), and the rows that have it (none: all)."""

    field: str
    values: list[int | str | list[str] | None]
    bases: list[Base | list[Base]] = []
    rows: list[int] = []


class _Table(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    """Saves of one kind in order, a row each; what is missing at the end of a table is empty.

    Counter, Lamport number and second are those of the first row; the last three columns tell by how much
    each later row is off from following directly, one save after the other, in the same second.
    """

    kind: str
    records: list[str]
    counter: int
    lamport: int
    second: int
    columns: list[_Column]
    counters: list[int] = []
    lamports: list[int] = []
    seconds: list[int] = []


def pack(changes: Sequence[Change]) -> bytes:
    """Return changes of one device and scope as deterministic JSON, a table for each run of one kind."""
    tables = [_tabulate(list(run)) for _, run in groupby(changes, key=lambda change: change.kind)]
    return msgspec.json.encode(tables, order="deterministic")


def _tabulate(changes: Sequence[Change]) -> list[Any]:
    rows, fields = _lay_out(changes)
    first = rows[0][0]
    columns = [_list_column(field, rows) for field in fields]
    counters = [after[0].counter - before[-1].counter - 1 for before, after in pairwise(rows)]
    lamports = [after[0].lamport - before[0].lamport - 1 for before, after in pairwise(rows)]
    seconds = [_second(after[0].at) - _second(before[0].at) for before, after in pairwise(rows)]
    return _cut(
        [
            *(first.kind, [row[0].record for row in rows]),
            *(first.counter, first.lamport, _second(first.at), columns),
            *(steps if any(steps) else [] for steps in (counters, lamports, seconds)),
        ]
    )


def _lay_out(changes: Sequence[Change]) -> tuple[list[list[Change]], list[str]]:
    """Return the rows of a table and its fields: in a row they stand in the order of the columns."""
    places: dict[str, int] = {}
    rows: list[list[Change]] = []
    for change in changes:
        place = places.setdefault(change.field, len(places))
        last = rows[-1][-1] if rows else None
        if last is None or not _is_next(last, change) or places[last.field] >= place:
            rows.append([])
        rows[-1].append(change)
    return rows, list(places)


def _is_next(last: Change, change: Change) -> bool:
    """Tell whether a change comes right behind another in the same save of the same record."""
    is_same_save = (last.lamport, last.at, last.counter + 1) == (change.lamport, change.at, change.counter)
    return is_same_save and last.record == change.record


def _list_column(field: str, rows: Sequence[Sequence[Change]]) -> list[Any]:
    found = [(place, change) for place, row in enumerate(rows) for change in row if change.field == field]
    bases = [_shorten_base(change) for _, change in found]
    places = [place for place, _ in found]
    return _cut(
        [
            *(field, [change.value for _, change in found]),
            *(bases if any(bases) else [], places if len(places) < len(rows) else []),
        ]
    )


def _shorten_base(change: Change) -> Base | list[Base]:
    own = f"{change.device}:"
    names: list[Base] = [int(b[len(own) :]) if b.startswith(own) else b for b in change.base]
    return names[0] if len(names) == 1 else names or 0


def _cut(parts: list[Any]) -> list[Any]:
    """Return a list without the empty lists at its end."""
    while parts[-1] == []:
        parts.pop()
    return parts


def unpack(data: bytes, scope: str, device: str) -> list[Change]:
    """Read what `pack` wrote; anything else is a ValueError."""
    tables = msgspec.json.decode(data, type=list[_Table])
    return [change for table in tables for change in _read_table(table, scope, device)]


def _read_table(table: _Table, scope: str, device: str) -> Iterator[Change]:
    counter, lamport, second = table.counter, table.lamport, table.second
    steps = [_fill(s, len(table.records) - 1) for s in (table.counters, table.lamports, table.seconds)]
    cells = _list_cells(table, device)
    for place, record in enumerate(table.records):
        if place:
            counter += steps[0][place - 1]
            lamport += 1 + steps[1][place - 1]
            second += steps[2][place - 1]
        if counter < 1 or lamport < 0 or not 0 <= second <= LATEST_S:
            raise ValueError("not a save")
        at = _instant(second)
        for field, value, base in cells[place]:
            yield Change(
                scope=scope,
                device=device,
                counter=counter,
                lamport=lamport,
                kind=table.kind,
                record=record,
                field=field,
                value=value,
                base=base,
                at=at,
            )
            counter += 1


def _fill(steps: list[int], size: int) -> list[int]:
    if steps and len(steps) != size:
        raise ValueError("not a table")
    return steps or [0] * size


def _list_cells(table: _Table, device: str) -> list[list[tuple[str, Plain, tuple[str, ...]]]]:
    """Return field, value and base of every change, row by row."""
    cells: list[list[tuple[str, Plain, tuple[str, ...]]]] = [[] for _ in table.records]
    for column in table.columns:
        size = len(column.values)
        bases = column.bases or [0] * size
        rows = column.rows or range(len(cells))
        if not size == len(bases) == len(rows):
            raise ValueError("not a column")
        if any(later <= row for row, later in pairwise(rows)) or not 0 <= rows[0] <= rows[-1] < len(cells):
            raise ValueError("not rows of the table")
        for row, value, base in zip(rows, column.values, bases, strict=True):
            cells[row].append((column.field, value, _name_base(base, device)))
    return cells


def _name_base(base: Base | list[Base], device: str) -> tuple[str, ...]:
    if base == 0:
        return ()
    names = base if isinstance(base, list) else [base]
    if any(isinstance(name, str) and "/" in name for name in names):
        raise ValueError("nothing from outside reaches into another scope")
    return tuple(sorted(f"{device}:{name}" if isinstance(name, int) else name for name in names))


def _second(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp()) if at else 0


def _instant(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC).replace(tzinfo=None).isoformat()}Z" if second else ""
