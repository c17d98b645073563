"""One A4 page: its margins, what stands on every one of them, and a story as the bytes of a PDF."""

import io
from collections.abc import Sequence
from typing import Any

import msgspec
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from focal_desktop.base.words import Words
from focal_desktop.reports import flow, text, tokens, told
from focal_desktop.reports.told import Told

RISE, FALL = 13 * tokens.MM, 12 * tokens.MM  # from the paper's edge to the line of the head and of the foot
ROOM = (tokens.WIDTH, tokens.PAGE[1] - tokens.TOP - tokens.BOTTOM)


class Rendered(msgspec.Struct, frozen=True):
    """A finished document, in memory alone, and what it says for those who hear it."""

    data: bytes
    pages: int
    told: tuple[Told, ...] = ()


class TooLong(Exception):
    """The story needs more pages than it may have; it was not printed to its end."""


class Furniture(msgspec.Struct, frozen=True, kw_only=True):
    """What every page says of itself."""

    title: str
    author: str
    classification: str
    template: str
    check_code: str
    most_pages: int = 10_000


def render(story: Sequence[Flowable], furniture: Furniture, words: Words, setter: text.Setter) -> Rendered:
    """Return a story as a PDF; the same story gives the same bytes, one that is too long gives none."""
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=tokens.PAGE,
        title=furniture.title,
        author=furniture.author,
        subject=furniture.classification,
        creator=furniture.author,
        lang=words.language,
        invariant=1,
    )
    frame = Frame(
        tokens.MARGIN,
        tokens.BOTTOM,
        *ROOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    press = _Furnisher(furniture, words, setter)
    said = tuple(told.read(story))
    document.build(list(flow.hold_headings(story, ROOM)), canvasmaker=press.make_canvas)
    return Rendered(out.getvalue(), press.pages, (*press.tell_head(), *said, *press.tell_foot()))


class _Furnisher:
    """Draws head and foot once the number of pages is known."""

    def __init__(self, furniture: Furniture, words: Words, setter: text.Setter) -> None:
        self._said, self._words, self._setter = furniture, words, setter
        self.pages = 0

    def make_canvas(self, *args: Any, **named: Any) -> Canvas:
        """Return a canvas that keeps its pages until the last is known."""
        canvas = _KeptPages(self, *args, **named)
        if self._words.is_right_to_left:
            canvas.setViewerPreference("Direction", "R2L")
        return canvas

    @property
    def most_pages(self) -> int:
        """Return how many pages there may be."""
        return self._said.most_pages

    def furnish(self, canvas: Canvas, number: int, total: int) -> None:
        """Draw what stands on every page."""
        self.pages = total
        top, foot = tokens.PAGE[1] - RISE, FALL
        canvas.setStrokeColor(tokens.RULE)
        canvas.setLineWidth(0.6)
        for height in (top - 6, foot + 11):
            canvas.line(tokens.MARGIN, height, tokens.PAGE[0] - tokens.MARGIN, height)
        self._put(canvas, self._said.author, tokens.FURNITURE, top)
        self._put(canvas, self._said.classification, tokens.MARK, top, is_end=True)
        self._put(canvas, self._name_print(), tokens.FURNITURE, foot)
        page = self._words.say("Page {n} of {total}", n=number, total=total)
        self._put(canvas, page, tokens.FURNITURE, foot, is_end=True)

    def _name_print(self) -> str:
        return self._words.say(
            "Template {template} · check code {code}",
            template=self._said.template,
            code=self._said.check_code,
        )

    def tell_head(self) -> tuple[Told, ...]:
        """Return what stands above every page, to be heard once."""
        return (Told(self._said.classification), Told(self._said.author))

    def tell_foot(self) -> tuple[Told, ...]:
        """Return what stands below every page."""
        return (Told(self._name_print()),)

    def _put(
        self, canvas: Canvas, said: str, style: text.Style, height: float, *, is_end: bool = False
    ) -> None:
        line = self._setter.set_lines(said, style, tokens.WIDTH)[0]
        is_left = is_end == self._setter.is_right_to_left
        left = tokens.MARGIN if is_left else tokens.PAGE[0] - tokens.MARGIN - line.width
        text.draw_line(canvas, line, style, left, height)


class _KeptPages(Canvas):
    """A canvas whose pages are written at the end, because each says how many there are."""

    def __init__(self, furnisher: _Furnisher, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._furnisher = furnisher
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 reportlab's own name
        """Keep the page, unless it is one too many."""
        if len(self._kept) == self._furnisher.most_pages:
            raise TooLong
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # the stubs leave it out

    def save(self) -> None:
        """Furnish and write every page kept."""
        for number, state in enumerate(self._kept, 1):
            self.__dict__.update(state)
            self._furnisher.furnish(self, number, len(self._kept))
            Canvas.showPage(self)
        super().save()
