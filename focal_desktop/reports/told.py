"""What a printed page says, in the order it is read: by its own blocks, never read back from the drawing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

import msgspec

UNKNOWN = "–"
"""What a table prints where nothing is known; read out it would say nothing."""


class Told(msgspec.Struct, frozen=True):
    """A heading with its level, a paragraph of level 0, or one row as pairs of column and value."""

    said: str = ""
    level: int = 0
    pairs: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class Teller(Protocol):
    """A block that knows what it says."""

    def tell(self) -> Sequence[Told]:
        """Return what the block says, in the order it is read."""
        ...


def read(story: Iterable[object]) -> Iterator[Told]:
    """Yield what the blocks of a story say; a gap and a page break say nothing."""
    for block in story:
        if isinstance(block, Teller):
            yield from block.tell()


def read_cell(cell: object) -> str:
    """Return what a cell of a table says on one line; a bar says nothing, for its number stands beside it."""
    if isinstance(cell, str):
        return " · ".join(cell.splitlines())
    return " · ".join(one.said for one in read([cell]))


def make_row(names: Sequence[str], cells: Sequence[object]) -> Told:
    """Return a row with the name of its column before each value that is known."""
    said = zip(names, map(read_cell, cells), strict=True)
    return Told(pairs=tuple((name, value) for name, value in said if value not in ("", UNKNOWN)))
