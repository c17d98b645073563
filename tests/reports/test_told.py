"""What is heard of a page is what was laid out: whole words in reading order, never the drawn letters."""

from __future__ import annotations

import re

import pytest

from focal_desktop.base import words
from focal_desktop.reports import catalogue, chart, edition, press, recovery_sheet, table, tokens, told
from focal_desktop.reports.page import Rendered
from focal_desktop.reports.told import Told
from tests.reports import samples
from tests.reports.reading import as_printed, read_all

PRESENTED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters as they are drawn: joined forms that no screen reader should be given."""
WORD = re.compile("[A-Za-zÀ-ÿ]{4,}|[\u0621-\u064a]{4,}")
VOWEL_SIGN = re.compile("[\u064b-\u0652]")
"""Heard, and not drawn."""


def draw(language: str, mode: str = edition.INTERNAL) -> Rendered:
    """Return an office's report."""
    model = samples.make_office(language="ar" if language == "ar" else "en")
    return catalogue.render("office_annual", model, language, mode)


def join(made: Rendered) -> str:
    """Return all that is told, as one text without the marks of direction."""
    found = [one.said or " ".join(f"{name} {value}" for name, value in one.pairs) for one in made.told]
    return re.sub("[\u2066-\u2069]", "", " ".join(found)).replace("\u00a0", " ")


def flatten(said: str) -> str:
    """Return a text without its spaces, for lines are broken where they end."""
    return re.sub(r"\s", "", said)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
@pytest.mark.parametrize("mode", edition.MODES)
def test_every_heading_and_cell_told_stands_on_the_page(language: str, mode: str) -> None:
    made, say = draw(language, mode), words.load(language).say
    drawn = flatten(read_all(made))
    boxes = say("Filed"), say("Missing")  # drawn as a tick or an empty box
    for one in made.told:
        if one.pairs and one.pairs[0][0] in boxes:
            continue
        for said in (one.said, *(part for pair in one.pairs for part in pair)):
            for word in WORD.findall(VOWEL_SIGN.sub("", said)):
                assert flatten(as_printed(word)) in drawn or flatten(word) in drawn, word


def test_headings_have_their_level_and_rows_their_columns() -> None:
    made = draw("en").told
    assert [one.said for one in made if one.level == 1] == ["Annual report 2025", "Action plan 2026"]
    sections = [one.said for one in made if one.level == 2]
    assert sections[:3] == ["Statement of the head of office", "What was done last year", "Training"]
    row = next(one for one in made if one.pairs and one.pairs[0][0] == "Course")
    assert [name for name, _ in row.pairs] == ["Course", "Up to date", "People", "Not counted"]
    assert made[0] == Told("CONFIDENTIAL")
    assert made[-1].said.startswith("Template ")


def test_latin_names_keep_their_order_in_arabic() -> None:
    said = join(draw("ar"))
    assert "شبكة مأوى دجلة (TSN)" in said
    assert "HabPost" in said
    assert "AoC-101/2025" in said
    assert not PRESENTED.search(said)


def test_a_strip_of_months_is_heard_as_what_was_filed_and_what_is_missing() -> None:
    said = next(one for one in draw("en").told if one.pairs and one.pairs[0][0] == "Filed")
    assert said.pairs[1] == ("Missing", "Aug")
    assert chart.Boxes(press.start(words.load("en")).setter, [chart.Box("Jan", None)]).tell() == []


def test_what_is_not_known_is_left_out_and_a_cell_of_lines_is_one() -> None:
    made = press.start(words.load("en"))
    bar = made.bar(0.5)
    columns = [table.Column(title, 1) for title in ("Action", "", "Due", "Status")]
    row = table.Row(("One\nnote", bar, "–", chart.Marked(made.setter, "Late", tokens.BODY, tokens.WARN)))
    found = made.table(columns, [table.Heading("Area", "2 actions"), row, table.Remark("All.")])
    assert list(told.read([made.gap(3), found])) == [
        Told("Area · 2 actions", level=4),
        Told(pairs=(("Action", "One · note"), ("Status", "Late"))),
        Told("All."),
    ]


def test_a_part_of_a_table_that_went_on_tells_nothing_twice() -> None:
    made = press.start(words.load("en"))
    rows = [table.Row((str(place),)) for place in range(30)]
    grid = table.make_table(made.setter, [table.Column("N", 1)], rows)
    grid.wrap(400, 200)
    parts = grid.split(400, 200)
    assert len(parts) == 2
    assert list(told.read(parts)) == []


def test_lines_to_sign_and_the_sheet_of_words_are_told() -> None:
    made = press.start(words.load("en"))
    form = table.make_form(made.setter, (("Name", "Function"), ("Signature",)))
    assert [one.pairs for one in form.tell()] == [(("", "Name"), ("", "Function")), (("", "Signature"),)]
    assert recovery_sheet.render(words.load("en"), "ABCD-EFGH", samples.AS_OF).told == ()
