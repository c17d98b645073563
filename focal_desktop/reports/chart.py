"""The few drawings of a report: bars where people would rather look than read, and the cover's figures.

Each bar stands beside its number, so nothing is said by colour or length alone.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from reportlab.platypus import Flowable

from focal_desktop.reports import text, tokens
from focal_desktop.reports.told import Told

PALE = 1.5
"""Red, green and blue of a colour together, each from 0 to 1; on a lighter one letters are dark."""


class Bar(Flowable):
    """A share of one as a bar in its track; it grows from the side reading starts at."""

    def __init__(self, share: float, colour: str, *, is_right_to_left: bool, height: float = 7.0) -> None:
        super().__init__()
        self._share, self._colour = min(1.0, max(0.0, share)), colour
        self._is_right_to_left, self.height = is_right_to_left, height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Take the whole width."""
        self.width = aW
        return aW, self.height + 3.5

    def draw(self) -> None:
        """Draw the track, then the share."""
        canvas: Any = self.canv
        canvas.setFillColor(tokens.TRACK)
        canvas.roundRect(0, 0, self.width, self.height, 1.5, stroke=0, fill=1)
        long = self.width * self._share
        if long > 0:
            canvas.setFillColor(self._colour)
            left = self.width - long if self._is_right_to_left else 0
            canvas.roundRect(left, 0, long, self.height, min(1.5, long / 2), stroke=0, fill=1)


class Part(msgspec.Struct, frozen=True):
    """One part of a whole: what it is, how many, its colour."""

    name: str
    number: int
    shown: str
    colour: str


class Stack(Flowable):
    """A whole as one bar of parts, with its key below: each part named and counted."""

    BAR, KEY = 13.0, tokens.CELL

    def __init__(self, setter: text.Setter, parts: Sequence[Part]) -> None:
        super().__init__()
        self._setter = setter
        self._parts = [part for part in parts if part.number]
        self._keys: list[tuple[float, int, Part, text.Line, text.Line]] = []

    def tell(self) -> list[Told]:
        """Return each part with its number."""
        return [Told(pairs=tuple((part.name, part.shown) for part in self._parts))]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Place the key in as many rows as it needs."""
        self.width, left, row = aW, 0.0, 0
        self._keys = []
        for part in self._parts:
            number = self._setter.set_lines(part.shown, tokens.CELL_STRONG, aW)[0]
            name = self._setter.set_lines(part.name, self.KEY, aW)[0]
            long = 11 + number.width + 3.5 + name.width
            if left and left + long > aW:
                left, row = 0.0, row + 1
            self._keys.append((left, row, part, number, name))
            left += long + 16
        self.height = self.BAR + 7 + (row + 1) * self.KEY.line_height + 4
        return aW, self.height

    def draw(self) -> None:
        """Draw the bar, then its key."""
        canvas: Any = self.canv
        total, gone = sum(part.number for part in self._parts), 0.0
        for part in self._parts:
            long = self.width * part.number / total
            self._block(canvas, (gone, self.height - self.BAR), (max(0.6, long - 1), self.BAR), part.colour)
            self._number(canvas, part, gone, long)
            gone += long
        for left, row, part, number, name in self._keys:
            base = self.height - self.BAR - 7 - (row + 1) * self.KEY.line_height + 3
            self._block(canvas, (left, base - 0.5), (7, 7), part.colour)
            self._say(canvas, number, tokens.CELL_STRONG, left + 11, base)
            self._say(canvas, name, self.KEY, left + 11 + number.width + 3.5, base)

    def _number(self, canvas: Any, part: Part, start: float, long: float) -> None:
        """Draw a part's number in its part: printed in grey, the colours of the key are much the same."""
        is_pale = sum(text.ink(part.colour).rgb()) > PALE
        style = msgspec.structs.replace(tokens.CELL_STRONG, colour=tokens.INK if is_pale else "#FFFFFF")
        line = self._setter.set_lines(part.shown, style, self.width)[0]
        if line.width + 4 < long:
            self._say(canvas, line, style, start + (long - 1 - line.width) / 2, self.height - self.BAR + 3.4)

    def _block(self, canvas: Any, at: tuple[float, float], size: tuple[float, float], colour: str) -> None:
        left = self.width - at[0] - size[0] if self._setter.is_right_to_left else at[0]
        canvas.setFillColor(colour)
        canvas.rect(left, at[1], *size, stroke=0, fill=1)

    def _say(self, canvas: Any, line: text.Line, style: text.Style, left: float, base: float) -> None:
        place = self.width - left - line.width if self._setter.is_right_to_left else left
        text.draw_line(canvas, line, style, place, base)


class Figure(msgspec.Struct, frozen=True):
    """One large number, what it counts, and of how many."""

    shown: str
    name: str
    note: str


class Figures(Flowable):
    """A row of large numbers, each under a thin rule of the accent."""

    GAP = 11.0

    def __init__(self, setter: text.Setter, figures: Sequence[Figure]) -> None:
        super().__init__()
        self._setter, self._figures = setter, tuple(figures)
        self._set: list[list[tuple[text.Line, text.Style]]] = []

    def tell(self) -> list[Told]:
        """Return each number after what it counts."""
        return [
            Told(pairs=((one.name, one.shown), ("", one.note))[: 2 if one.note else 1])
            for one in self._figures
        ]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Break each figure's words into its column."""
        self.width = aW
        wide = self._wide()
        styles = (tokens.FIGURE, tokens.CELL_STRONG, tokens.FIGURE_NOTE)
        self._set = [
            [
                (line, style)
                for said, style in zip((f.shown, f.name, f.note), styles, strict=True)
                for line in (self._setter.set_lines(said, style, wide) if said else ())
            ]
            for f in self._figures
        ]
        self.height = 8 + max(sum(style.line_height for _, style in lines) for lines in self._set)
        return aW, self.height

    def draw(self) -> None:
        """Draw every column from its rule down."""
        canvas: Any = self.canv
        wide = self._wide()
        for place, lines in enumerate(self._set):
            is_mirrored = self._setter.is_right_to_left
            column = len(self._set) - 1 - place if is_mirrored else place
            left = column * (wide + self.GAP)
            canvas.setFillColor(tokens.ACCENT)
            canvas.rect(left, self.height - 1.6, wide, 1.6, stroke=0, fill=1)
            down = self.height - 8
            for line, style in lines:
                start = left + wide - line.width if is_mirrored else left
                text.draw_line(canvas, line, style, start, down - style.size * 1.0)
                down -= style.line_height

    def _wide(self) -> float:
        return (self.width - self.GAP * (len(self._figures) - 1)) / len(self._figures)


class Marked(Flowable):
    """A word with a small square of its colour before it."""

    SIDE, GAP = 5.6, 4.0

    def __init__(self, setter: text.Setter, said: str, style: text.Style, colour: str) -> None:
        super().__init__()
        self._setter, self._style, self._colour = setter, style, colour
        self._said = text.Text(setter, said, style)

    def tell(self) -> list[Told]:
        """Return the word."""
        return self._said.tell()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 reportlab's own names
        """Leave room for the square."""
        self.width = aW
        self.height = self._said.wrap(aW - self.SIDE - self.GAP, aH)[1]
        return aW, self.height

    def getSpaceBefore(self) -> float:  # noqa: N802 reportlab's own name
        """Return the room above."""
        return self._style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 reportlab's own name
        """Return the room below."""
        return self._style.after

    def draw(self) -> None:
        """Draw the square beside the first line."""
        canvas: Any = self.canv
        is_mirrored = self._setter.is_right_to_left
        canvas.setFillColor(self._colour)
        left = self.width - self.SIDE if is_mirrored else 0
        canvas.rect(left, self.height - self._style.size * 1.08, self.SIDE, self.SIDE, stroke=0, fill=1)
        self._said.drawOn(canvas, 0 if is_mirrored else self.SIDE + self.GAP, 0)


class Box(msgspec.Struct, frozen=True):
    """One month of a strip: filed, missing, or not due."""

    name: str
    is_full: bool | None


class Boxes(Flowable):
    """A strip of boxes, one a month; what is missing is an empty box, what was not due a dash."""

    SIDE = 15.0

    def __init__(
        self, setter: text.Setter, boxes: Sequence[Box], told: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self._setter, self._boxes, self._told = setter, tuple(boxes), tuple(told)

    def tell(self) -> list[Told]:
        """Return what the strip shows as it was said beside it; a box alone has no word."""
        return [Told(pairs=self._told)] if self._told else []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Take the whole width."""
        self.width, self.height = aW, self.SIDE + tokens.FIGURE_NOTE.line_height + 10
        return aW, self.height

    def draw(self) -> None:
        """Draw the boxes with their months below."""
        canvas: Any = self.canv
        wide = self.width / len(self._boxes)
        for place, box in enumerate(self._boxes):
            column = len(self._boxes) - 1 - place if self._setter.is_right_to_left else place
            left = column * wide
            line = self._setter.set_lines(box.name, tokens.FIGURE_NOTE, wide)[0]
            text.draw_line(canvas, line, tokens.FIGURE_NOTE, left + (wide - line.width) / 2, 7)
            start = left + (wide - self.SIDE) / 2
            if box.is_full is None:
                canvas.setFillColor(tokens.RULE)
                canvas.rect(start + 4, self.height - self.SIDE / 2 - 2, self.SIDE - 8, 1.2, stroke=0, fill=1)
            else:
                self._draw_box(canvas, start, is_full=box.is_full)

    def _draw_box(self, canvas: Any, left: float, *, is_full: bool) -> None:
        foot = self.height - self.SIDE - 2
        canvas.setStrokeColor(tokens.ACCENT if is_full else tokens.LINE)
        canvas.setFillColor(tokens.ACCENT if is_full else "#FFFFFF")
        canvas.setLineWidth(0.9)
        canvas.roundRect(left, foot, self.SIDE, self.SIDE, 2, stroke=1, fill=1)
        if is_full:
            canvas.setStrokeColor("#FFFFFF")
            canvas.setLineWidth(1.6)
            canvas.lines(
                [
                    (left + 3.6, foot + 7.4, left + 6.4, foot + 4.4),
                    (left + 6.4, foot + 4.4, left + 11.6, foot + 10.6),
                ]
            )
