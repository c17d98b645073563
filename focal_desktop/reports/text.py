"""Text as it is printed, in either direction: broken into lines first, then put in order line by line."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import arabic_reshaper  # type: ignore[import-untyped]  # it ships no types
import msgspec
from bidi import algorithm  # type: ignore[import-untyped]  # it ships no types
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from focal_desktop.reports import faces
from focal_desktop.reports.told import Told

Align = Literal["start", "end", "centre"]

OPENERS = "\u2066\u2067\u2068"
CLOSER = "\u2069"
TIE = "\u00a0"
LEAST_TO_SPARE = 4
"""A line of so many words gives its last to a word that would stand alone below."""
# The vowel signs go: without a shaping engine they would float beside their letters.
_RESHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": True})
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_EMBED_LEFT, _EMBED_RIGHT, _EMBED_END = "\u202a", "\u202b", "\u202c"
_SILENT = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Style(msgspec.Struct, frozen=True):
    """How a text looks; sizes and distances in points."""

    size: float
    colour: str = "#1B2733"
    is_bold: bool = False
    align: Align = "start"
    before: float = 0
    after: float = 0
    leading: float = 1.42
    level: int = 0  # of a heading, for those who hear the page

    @property
    def line_height(self) -> float:
        """Return the distance from one line to the next."""
        return self.size * self.leading


class Line(msgspec.Struct, frozen=True):
    """One line, left to right as the printer draws it."""

    runs: tuple[faces.Run, ...]
    width: float


class Setter:
    """Sets text in the faces and the direction of a page, and remembers what it has set."""

    def __init__(self, held: faces.Faces, *, is_right_to_left: bool) -> None:
        self.faces, self.is_right_to_left = held, is_right_to_left
        self._set: dict[tuple[str, Style, float], tuple[Line, ...]] = {}

    def set_lines(self, text: str, style: Style, width: float) -> tuple[Line, ...]:
        """Return a text as lines no wider than `width`; a word that is wider is broken."""
        asked = (text, style, round(width, 2))
        if asked not in self._set:
            parts = text.split("\n")
            lines = (line for part in parts for line in self._break(part, style, width))
            self._set[asked] = tuple(self._order(line, style) for line in lines)
        return self._set[asked]

    def measure(self, text: str, style: Style) -> float:
        """Return how wide a text is on one line."""
        return self._measure(shape(text), style)

    def _break(self, text: str, style: Style, width: float) -> Iterator[str]:
        opened = ""  # what the line before left open, so that its direction goes on
        for line in self._fill(text, style, width):
            said = opened + " ".join(line)
            yield said
            opened = _find_open(said)

    def _fill(self, text: str, style: Style, width: float) -> list[list[str]]:
        """Return the words of each line; the last is no single word where the one before can spare one."""
        space = self._measure(" ", style)
        lines: list[list[str]] = [[]]
        used = 0.0
        for word in self._words(shape(text), style, width):
            long = self._measure(word, style)
            if lines[-1] and used + space + long > width:
                lines.append([word])
                used = long
            else:
                lines[-1].append(word)
                used += long + (space if len(lines[-1]) > 1 else 0)
        if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) >= LEAST_TO_SPARE:
            spared = lines[-2][-1]
            if used + space + self._measure(spared, style) <= width:
                lines[-2], lines[-1] = lines[-2][:-1], [spared, *lines[-1]]
        return lines

    def _words(self, text: str, style: Style, width: float) -> Iterator[str]:
        for word in self._part(text, style, width):
            rest = word
            while self._measure(rest, style) > width and len(rest) > 1:
                cut = len(rest) - 1
                while cut > 1 and self._measure(rest[:cut], style) > width:
                    cut -= 1
                yield rest[:cut]
                rest = rest[cut:]
            yield rest

    def _part(self, text: str, style: Style, width: float) -> Iterator[str]:
        for word in text.split(" "):
            # A tie holds as long as there is room for what it holds together.
            yield from word.split(TIE) if TIE in word and self._measure(word, style) > width else (word,)

    def _measure(self, shaped: str, style: Style) -> float:
        seen = shaped.translate(_SILENT)
        return sum(run.width(style.size) for run in self.faces.split(seen, is_bold=style.is_bold))

    def _order(self, line: str, style: Style) -> Line:
        seen = order(line, is_right_to_left=self.is_right_to_left)
        runs = tuple(self.faces.split(seen, is_bold=style.is_bold))
        return Line(runs, sum(run.width(style.size) for run in runs))


class Text(Flowable):
    """A paragraph of one style. It knows its words only through the setter that was given."""

    def __init__(self, setter: Setter, text: str, style: Style, lines: tuple[Line, ...] = ()) -> None:
        super().__init__()
        self._setter, self._text, self._style = setter, text, style
        self._lines, self._lines_width = lines, 0.0
        self._is_part = bool(lines)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Break into lines for this width and return the room they take."""
        if not self._is_part and self._lines_width != aW:
            self._lines, self._lines_width = self._setter.set_lines(self._text, self._style, aW), aW
        self.width, self.height = aW, len(self._lines) * self._style.line_height
        return self.width, self.height

    @property
    def level(self) -> int:
        """The level of a heading; 0 of what is none."""
        return self._style.level

    def find_height(self, lines: int) -> float:
        """Return how high so many lines are."""
        return lines * self._style.line_height

    def measure(self) -> float:
        """Return how wide it is on one line."""
        return self._setter.measure(self._text, self._style)

    def tell(self) -> list[Told]:
        """Return the words as they were given."""
        return [Told(self._text, self._style.level)] if self._text else []

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 reportlab's own names
        """Return what fits and the rest, never leaving one line alone."""
        self.wrap(aW, aH)
        fitting = int(aH // self._style.line_height)
        if len(self._lines) - fitting == 1:
            fitting -= 1
        if fitting < 2 or fitting >= len(self._lines):
            return []
        parts = self._lines[:fitting], self._lines[fitting:]
        return [Text(self._setter, self._text, self._style, lines) for lines in parts]

    def draw(self) -> None:
        """Draw the lines from the top down."""
        canvas: Any = self.canv
        down = self.height - self._style.size * 1.08
        for line in self._lines:
            room = self.width - line.width
            draw_line(canvas, line, self._style, self.find_start(room), down)
            down -= self._style.line_height

    def getSpaceBefore(self) -> float:  # noqa: N802 reportlab's own name
        """Return the room above."""
        return self._style.before

    def getSpaceAfter(self) -> float:  # noqa: N802 reportlab's own name
        """Return the room below."""
        return self._style.after

    def find_start(self, room: float) -> float:
        """Return where a line begins from the left, given how much room it leaves."""
        if self._style.align == "centre":
            return room / 2
        is_left = (self._style.align == "start") != self._setter.is_right_to_left
        return 0 if is_left else room


def draw_line(canvas: Canvas, line: Line, style: Style, left: float, down: float) -> None:
    """Draw one line with its left end and its base line here."""
    canvas.setFillColor(ink(style.colour))
    for run in line.runs:
        canvas.setFont(run.face.name, style.size * run.face.scale)
        canvas.drawString(left, down, run.text)
        left += run.width(style.size)


@cache
def ink(colour: str) -> Color:
    """Return a colour as the printer knows it; there are a dozen, and reading one is slow."""
    return HexColor(colour)


def shape(text: str) -> str:
    """Return a text with Arabic letters in their joined forms, still in the order it is read."""
    if not any("\u0600" <= letter <= "\u06ff" for letter in text):
        return text
    return str(_RESHAPER.reshape(text))


def order(line: str, *, is_right_to_left: bool) -> str:
    """Return a line in the order it is drawn, brackets turned and the invisible marks gone."""
    if not is_right_to_left and not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line):
        return line.translate(_SILENT)
    shown = algorithm.get_display(
        _embed(line, is_right_to_left=is_right_to_left), base_dir="R" if is_right_to_left else "L"
    )
    return str(shown).translate(_SILENT)


def _embed(line: str, *, is_right_to_left: bool) -> str:
    # The algorithm here knows embeddings and not isolates; between two marks of the line's own direction an
    # embedded value touches what is around it no more than an isolated one.
    mark = _RIGHT_MARK if is_right_to_left else _LEFT_MARK
    said, depth = [], 0
    for place, letter in enumerate(line):
        if letter in OPENERS:
            said.append(mark + (_EMBED_RIGHT if _is_opening_right(line[place:]) else _EMBED_LEFT))
            depth += 1
        elif letter == CLOSER:
            said.append(_EMBED_END + mark if depth else "")
            depth = max(0, depth - 1)
        else:
            said.append(letter)
    return "".join(said) + _EMBED_END * depth


def _is_opening_right(rest: str) -> bool:
    """Whether an isolate runs from the right: by its own first strong letter, not by one within another."""
    if rest[0] != OPENERS[2]:
        return rest[0] == OPENERS[1]
    depth = 0
    for letter in rest[1:]:
        depth += (letter in OPENERS) - (letter == CLOSER)
        if depth < 0:
            break
        if not depth and (kind := unicodedata.bidirectional(letter)) in {"L", "R", "AL"}:
            return kind != "L"
    return False


def _find_open(line: str) -> str:
    opened: list[str] = []
    for place, letter in enumerate(line):
        if letter in OPENERS:
            opened.append(OPENERS[1] if _is_opening_right(line[place:]) else OPENERS[0])
        elif letter == CLOSER and opened:
            opened.pop()
    return "".join(opened)
