"""The faces every page is printed with, from our own files, so that a page is the same on every computer."""

import io
from collections.abc import Iterator
from typing import Any

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from focal_desktop.base import paths

REGULAR = ("NotoSans-Regular", "NotoSansArabic-Regular")
SCALES = {"NotoSansArabic-Regular": 1.1, "NotoSansArabic-Bold": 1.1}  # beside Latin it looks small
BOLD = ("NotoSans-Bold", "NotoSansArabic-Bold")


class Face(msgspec.Struct, frozen=True, eq=False):
    """One face: its name in the PDF and the letters it holds."""

    name: str
    letters: frozenset[int]
    scale: float = 1.0

    def width(self, text: str, size: float) -> float:
        """Return how wide a text of this face's letters is, in points."""
        return float(pdfmetrics.stringWidth(text, self.name, size * self.scale))


class Run(msgspec.Struct, frozen=True):
    """A stretch of text that one face can print."""

    text: str
    face: Face

    def width(self, size: float) -> float:
        """Return its width in points."""
        return self.face.width(self.text, size)


class Faces(msgspec.Struct, frozen=True, eq=False):
    """The faces of one weight, in the order they are asked; the first also prints what none holds."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]

    def split(self, text: str, *, is_bold: bool = False) -> Iterator[Run]:
        """Yield a text as runs that one face holds each; a space stays with what is before it."""
        faces = self.bold if is_bold else self.regular
        start, current = 0, None
        for place, letter in enumerate(text):
            if current is not None and letter == " ":
                continue
            face = next((face for face in faces if ord(letter) in face.letters), faces[0])
            if current is not None and face is not current:
                yield Run(text[start:place], current)
                start = place
            current = face
        if current is not None:
            yield Run(text[start:], current)

    def find_missing(self, text: str) -> str:
        """Return the letters of a text that would print as an empty box."""
        held = frozenset[int]().union(*(face.letters for face in self.regular))
        return "".join(sorted({letter for letter in text if ord(letter) not in held}))


def load() -> Faces:
    """Return our faces, made known to the printer once and the same ones each time after."""
    return Faces(tuple(_face(name) for name in REGULAR), tuple(_face(name) for name in BOLD))


def _face(name: str) -> Face:
    if name not in pdfmetrics.getRegisteredFontNames():
        file = io.BytesIO(paths.resource("fonts", f"{name}.ttf").read_bytes())
        # We shape Arabic ourselves: a shaping engine that happens to be installed must not change the page.
        pdfmetrics.registerFont(TTFont(name, file, shapable=False))
    font: Any = pdfmetrics.getFont(name)
    return Face(name, frozenset(font.face.charToGlyph), SCALES.get(name, 1.0))
