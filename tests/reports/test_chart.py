"""What is drawn says its numbers in words too, and grows from the side reading starts at."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from focal_desktop.base import words
from focal_desktop.reports import chart, press, tokens

WIDTH = 200.0


def draw(block: Flowable, width: float = WIDTH) -> tuple[str, str]:
    """Return the drawing's commands and its text."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    block.wrap(width, 500)
    block.drawOn(canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    pdf = PdfReader(io.BytesIO(out.getvalue())).pages[0]
    contents: Any = pdf.get_contents()
    return contents.get_data().decode("latin-1"), " ".join(pdf.extract_text().split())


def list_rectangles(commands: str) -> list[tuple[float, float]]:
    """Return left end and width of each rectangle."""
    found = [line.split() for line in commands.splitlines() if line.endswith((" re f*", " re", " re f"))]
    return [(float(words_[-6 if words_[-1].startswith("f") else -5]), _width(words_)) for words_ in found]


def _width(said: list[str]) -> float:
    return float(said[said.index("re") - 2])


def make_parts(*numbers: int) -> list[chart.Part]:
    """Return parts of a whole."""
    return [chart.Part(f"Part {n}", number, str(number), tokens.OK) for n, number in enumerate(numbers)]


def test_a_stack_names_and_counts_each_part_that_is_not_empty() -> None:
    setter = press.start(words.load("en")).setter
    assert draw(chart.Stack(setter, make_parts(3, 0, 12)))[1] == "3 12 3 Part 0 12 Part 2"


@pytest.mark.parametrize(("language", "left"), [("en", 0.0), ("ar", WIDTH * 0.25 + 1)])
def test_a_stack_begins_where_reading_begins(language: str, left: float) -> None:
    setter = press.start(words.load(language)).setter
    first = list_rectangles(draw(chart.Stack(setter, make_parts(3, 1)))[0])[0]
    assert first == pytest.approx((left, WIDTH * 0.75 - 1), abs=0.01)


def test_a_key_too_long_for_one_row_takes_another() -> None:
    setter = press.start(words.load("en")).setter
    tall = [chart.Stack(setter, make_parts(*numbers)).wrap(WIDTH, 500)[1] for numbers in ((1,), (1,) * 9)]
    assert tall[1] > tall[0] + tokens.CELL.line_height


@pytest.mark.parametrize(("share", "is_drawn"), [(0.5, True), (0.0, False), (3.0, True), (-1.0, False)])
def test_a_bar_draws_its_share_and_never_leaves_its_track(share: float, is_drawn: bool) -> None:
    bar = chart.Bar(share, tokens.ACCENT, is_right_to_left=False)
    bar.wrap(WIDTH, 50)
    commands = draw(bar)[0]
    assert commands.splitlines().count("f*") == (2 if is_drawn else 1)
    numbers = [float(word) for word in commands.split() if word.replace(".", "").isdigit()]
    assert max(numbers) <= WIDTH


def test_figures_show_number_name_and_note() -> None:
    setter = press.start(words.load("en")).setter
    figures = [chart.Figure("86%", "Training", "43 of 50"), chart.Figure("3/4", "Partners", "")]
    assert draw(chart.Figures(setter, figures), 400)[1] == "86% Training 43 of 50 3/4 Partners"


@pytest.mark.parametrize(("language", "lefts"), [("en", [0.0, 205.5]), ("ar", [205.5, 0.0])])
def test_figures_stand_in_reading_order(language: str, lefts: list[float]) -> None:
    setter = press.start(words.load(language)).setter
    figures = [chart.Figure("1", "A", ""), chart.Figure("2", "B", "")]
    found = [left for left, _ in list_rectangles(draw(chart.Figures(setter, figures), 400)[0])]
    assert found == pytest.approx(lefts)


def test_a_strip_names_each_month_and_ticks_those_that_are_full() -> None:
    setter = press.start(words.load("en")).setter
    boxes = [chart.Box("Jan", is_full=True), chart.Box("Feb", is_full=False), chart.Box("Mar", is_full=None)]
    commands, said = draw(chart.Boxes(setter, boxes))
    assert said == "Jan Feb Mar"
    assert sum(line in {"B*", "b*"} for line in commands.splitlines()) == 2
    assert len(list_rectangles(commands)) == 1


@pytest.mark.parametrize(("language", "left"), [("en", 0.0), ("ar", WIDTH - chart.Marked.SIDE)])
def test_a_mark_stands_before_its_word(language: str, left: float) -> None:
    setter = press.start(words.load(language)).setter
    marked = chart.Marked(setter, "Delayed", tokens.CELL, tokens.WARN)
    commands, said = draw(marked)
    assert said == "Delayed"
    assert list_rectangles(commands)[0][0] == pytest.approx(left, abs=0.01)
