"""Which counts of people may be printed, so that none that is hidden can be worked out again.

A small count points to people, and the totals beside it give it back. So a breakdown is printed whole or not
at all: that hides more than the usual choice of single cells, and holds against a reader who knows the rule.
"""

from collections.abc import Sequence

import msgspec

SMALLEST_CELL = 5
SMALLEST_NUMBER_OF_OFFICES = 10


class Suppressed(msgspec.Struct, frozen=True):
    """A table of counts and its totals; what may not be printed is not in it."""

    cells: tuple[tuple[int, ...], ...] | None
    rows: tuple[int, ...] | None
    columns: tuple[int, ...] | None
    total: int | None


def suppress(counts: Sequence[Sequence[int]]) -> Suppressed:
    """Return what may be printed of a table: its cells, its totals, the whole, each only where none is small.

    For every hidden count that leaves two values at least to a reader who knows all that is printed and this
    rule: a test tries every small table. A line of one is its own total, so a table takes two of each.
    """
    if len(counts) < 2 or len(counts[0]) < 2:
        raise ValueError("a table of one line has nothing to hide behind")
    rows = tuple(sum(line) for line in counts)
    columns = tuple(sum(column) for column in zip(*counts, strict=True))
    total = sum(rows)
    is_whole = all(_are_large(line) for line in counts)
    return Suppressed(
        tuple(tuple(line) for line in counts) if is_whole else None,
        rows if _are_large(rows) else None,
        columns if _are_large(columns) else None,
        total if _are_large((total,)) else None,
    )


def _are_large(counts: Sequence[int]) -> bool:
    return min(counts) >= SMALLEST_CELL
