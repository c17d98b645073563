"""Tables with thin rules and a light head, their columns mirrored where people read from the right."""

from collections.abc import Sequence
from typing import Any

import msgspec
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Table

from focal_desktop.reports import text, tokens
from focal_desktop.reports.told import Told, make_row

Cell = str | Flowable
EVERY_ROW = 10_000
SIDE = 5.0
LEAST_ROWS = 2


class Column(msgspec.Struct, frozen=True):
    """A heading, its share of the width, and where its cells stand."""

    title: str
    share: float
    align: text.Align = "start"
    is_strong: bool = False


class Row(msgspec.Struct, frozen=True):
    """The cells of one line."""

    cells: tuple[Cell, ...]


class Heading(msgspec.Struct, frozen=True):
    """A line across the table over the rows that follow: what they are, and at its end a word on them."""

    said: str
    aside: str = ""


class Remark(msgspec.Struct, frozen=True):
    """A line across the table on the rows before it."""

    said: str


Line = Row | Heading | Remark


class Look(msgspec.Struct, frozen=True):
    """How dense a table is."""

    cell: text.Style = tokens.CELL
    room: float = 4.2
    has_headings: bool = True  # else each row says itself what it belongs to


ROOMY = Look()
PAIRS = Look(tokens.BODY, 4)
MIDDLE = Look(text.Style(8.5, tokens.INK, leading=1.3), 3.0)
CLOSE = Look(text.Style(8, tokens.INK, leading=1.25), 2.2)
FLAT = Look(CLOSE.cell, CLOSE.room, has_headings=False)


class Extent(msgspec.Struct, frozen=True):
    """How many rows of a long list are shown: of each of its groups, and of all."""

    of_each: int = EVERY_ROW
    of_all: int = EVERY_ROW


class Grid(Table):
    """A table that knows its rows in the order they are read; a part that was split off tells nothing."""

    told: Sequence[Told] = ()

    def tell(self) -> Sequence[Told]:
        """Return each row with the names of its columns."""
        return self.told

    @property
    def least(self) -> float:
        """Return how high its head and first two rows are, once it was wrapped."""
        heights: Sequence[float] = self._rowHeights  # type: ignore[attr-defined]  # the stubs leave it out
        return sum(heights[: LEAST_ROWS + 1])


def make_table(
    setter: text.Setter, columns: Sequence[Column], rows: Sequence[Line], look: Look = ROOMY
) -> Grid:
    """Return a table over the whole width; its head is repeated on each page, a row is never broken."""
    widths = _share_out(setter, columns)
    lines: list[list[Any]] = [_head(setter, columns)]
    commands: list[tuple[Any, ...]] = [*_frame(look), *_keep_ends(len(rows))]
    for place, row in enumerate(rows, 1):
        if isinstance(row, Row):
            lines.append([_cell(setter, c, said, look) for c, said in zip(columns, row.cells, strict=True)])
        else:
            lines.append(_across(setter, _set_across(setter, row, look), len(columns)))
            commands += _keep(place, row)
    if setter.is_right_to_left:
        lines, widths = [line[::-1] for line in lines], widths[::-1]
    made = Grid(lines, colWidths=widths, repeatRows=1, hAlign="LEFT", spaceBefore=2, spaceAfter=9)
    made.setStyle(commands)
    made.told = [_tell(columns, row) for row in rows]
    return made


def _share_out(setter: text.Setter, columns: Sequence[Column]) -> list[float]:
    """Return how wide each column is; no word of a heading is broken while another column has room."""
    shares = sum(column.share for column in columns)
    widths = [tokens.WIDTH * column.share / shares for column in columns]
    for place, column in enumerate(columns):
        words = (setter.measure(word, tokens.CELL_HEAD) for word in column.title.split())
        missing = max(words, default=0.0) + 2 * SIDE + 0.5 - widths[place]
        if missing > 0:
            widest = widths.index(max(widths))
            widths[place], widths[widest] = widths[place] + missing, widths[widest] - missing
    return widths


def _keep_ends(rows: int) -> list[tuple[Any, ...]]:
    """Keep two rows below the head and two at the end together: no row stands alone on its page."""
    last = min(LEAST_ROWS, rows)
    return [("NOSPLIT", (0, 0), (0, last)), ("NOSPLIT", (0, max(0, rows - 1)), (0, rows))]


def _tell(columns: Sequence[Column], row: Line) -> Told:
    if isinstance(row, Row):
        return make_row([column.title for column in columns], row.cells)
    if isinstance(row, Remark):
        return Told(row.said)
    return Told(" · ".join(said for said in (row.said, row.aside) if said), level=4)


def make_pairs(
    setter: text.Setter, pairs: Sequence[tuple[str, str]], *, narrow: float = 0.16, look: Look = PAIRS
) -> Grid:
    """Return words and what they stand for, line by line between thin rules."""
    rows: list[list[Any]] = []
    muted = msgspec.structs.replace(tokens.CELL_MUTED, size=min(look.cell.size, tokens.CELL_MUTED.size))
    for word, said in pairs:
        row = [text.Text(setter, word, muted), text.Text(setter, said, look.cell)]
        rows.append(row[::-1] if setter.is_right_to_left else row)
    widths = [tokens.WIDTH * narrow, tokens.WIDTH * (1 - narrow)]
    made = Grid(rows, colWidths=widths[::-1] if setter.is_right_to_left else widths, hAlign="LEFT")
    made.told = [Told(pairs=(pair,)) for pair in pairs]
    made.setStyle(
        [
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), look.room),
            ("BOTTOMPADDING", (0, 0), (-1, -1), look.room),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(tokens.RULE)),
        ]
    )
    return made


def make_form(setter: text.Setter, lines: Sequence[Sequence[str]]) -> Grid:
    """Return lines to write on by hand, each with its word below; a line of one takes the left half."""
    gap = 24.0
    wide = (tokens.WIDTH - gap) / 2
    rows: list[list[Any]] = []
    commands: list[tuple[Any, ...]] = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for place, line in enumerate(lines):
        said = [text.Text(setter, word, tokens.FIGURE_NOTE) for word in line]
        row = [said[0], "", said[1] if len(said) > 1 else ""]
        rows.append(row[::-1] if setter.is_right_to_left else row)
        for column in (0, 2)[: len(said)]:
            at = 2 - column if setter.is_right_to_left else column
            commands.append(("LINEABOVE", (at, place), (at, place), 0.7, HexColor(tokens.LINE)))
    made = Grid(
        rows, colWidths=[wide, gap, wide], rowHeights=[44.0] * len(rows), hAlign="LEFT", spaceBefore=44
    )
    made.setStyle(commands)
    made.told = [Told(pairs=tuple(("", word) for word in line)) for line in lines]
    return made


def _head(setter: text.Setter, columns: Sequence[Column]) -> list[Any]:
    heads = (msgspec.structs.replace(tokens.CELL_HEAD, align=column.align) for column in columns)
    return [text.Text(setter, column.title, style) for column, style in zip(columns, heads, strict=True)]


def _cell(setter: text.Setter, column: Column, said: Cell, look: Look) -> Flowable:
    if isinstance(said, Flowable):
        return said
    style = msgspec.structs.replace(look.cell, align=column.align, is_bold=column.is_strong)
    return text.Text(setter, said, style)


def _across(setter: text.Setter, said: Flowable, columns: int) -> list[Any]:
    # A cell across takes its text from the leftmost column, which is the last one before rows are mirrored.
    line: list[Any] = [""] * columns
    line[-1 if setter.is_right_to_left else 0] = said
    return line


def _set_across(setter: text.Setter, row: Heading | Remark, look: Look) -> Flowable:
    replace = msgspec.structs.replace
    if isinstance(row, Remark):
        return text.Text(setter, row.said, replace(look.cell, colour=tokens.MUTED))
    name = text.Text(setter, row.said, replace(look.cell, colour=tokens.ACCENT, is_bold=True))
    return _Sides(
        setter,
        name,
        text.Text(
            setter, row.aside, replace(look.cell, size=look.cell.size - 0.7, colour=tokens.MUTED, align="end")
        ),
    )


class _Sides(Flowable):
    """Two texts on one line, one at each end; the second has the room it needs, up to its most."""

    MOST, GAP = 0.66, 10.0

    def __init__(self, setter: text.Setter, start: text.Text, end: text.Text) -> None:
        super().__init__()
        self._setter, self._sides = setter, (start, end)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 reportlab's own names
        """Break each in its part."""
        start, end = self._sides
        second = min(end.measure() + 1, aW * self.MOST)
        tall = start.wrap(aW - second - self.GAP, aH)[1], end.wrap(second, aH)[1]
        self.width, self.height = aW, max(tall)
        return aW, self.height

    def draw(self) -> None:
        """Draw both from the top, each from its own end."""
        for side, is_end in zip(self._sides, (False, True), strict=True):
            is_right = is_end != self._setter.is_right_to_left
            side.drawOn(self.canv, self.width - side.width if is_right else 0.0, self.height - side.height)


def _frame(look: Look) -> list[tuple[Any, ...]]:
    return [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), SIDE),
        ("TOPPADDING", (0, 0), (-1, -1), look.room),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.room),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(tokens.WASH)),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(tokens.RULE)),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(tokens.ACCENT)),
    ]


def _keep(place: int, row: Heading | Remark) -> list[tuple[Any, ...]]:
    span: tuple[Any, ...] = ("SPAN", (0, place), (-1, place))
    if isinstance(row, Remark):
        return [span, ("NOSPLIT", (0, place - 1), (0, place))]
    return [span, ("TOPPADDING", (0, place), (-1, place), 6), ("NOSPLIT", (0, place), (0, place + 1))]
