"""Lines fit their width, and each is in the order people read it in, whatever runs against it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.reports import faces, text
from focal_desktop.reports.text import Setter, Style, Text

STYLE = Style(10)
FACES = faces.load()
LEFT, RIGHT = (Setter(FACES, is_right_to_left=one) for one in (False, True))
ALPHABET = "ab cd. ef-12 (3) بت جح لا ؟\u2068\u2069\n"


def show(setter: Setter, said: str, width: float = 400) -> list[str]:
    """Return a text as its lines are drawn."""
    return ["".join(run.text for run in line.runs) for line in setter.set_lines(said, STYLE, width)]


@given(st.text(alphabet=ALPHABET, max_size=80), st.floats(20, 300), st.sampled_from([LEFT, RIGHT]))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(
    said: str, width: float, setter: Setter
) -> None:
    lines = setter.set_lines(said, STYLE, width)
    assert all(line.width <= width + 0.01 for line in lines)
    drawn = "".join(run.text for line in lines for run in line.runs)
    kept = "".join(letter for letter in text.shape(said) if letter not in " \n\u2068\u2069")
    assert sorted(drawn.replace(" ", "").translate(MIRRORS)) == sorted(kept.translate(MIRRORS))


MIRRORS = str.maketrans(")", "(")


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("Office (3)", "Office (3)"),
        ("Office \u2068مكتب\u2069 3", "Office ﺐﺘﻜﻣ 3"),
        ("From \u2068\u2068مكتب\u2069 (Oct)\u2069.", "From ﺐﺘﻜﻣ (Oct)."),
    ],
)
def test_latin_lines_run_from_the_left(said: str, drawn: str) -> None:
    assert show(LEFT, said) == [drawn]


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("مكتب", "ﺐﺘﻜﻣ"),
        ("مكتب (3)", "(3) ﺐﺘﻜﻣ"),
        ("1 من 5", "5 ﻦﻣ 1"),
        ("\u2068AoC-101 (TSN)\u2069", "AoC-101 (TSN)"),
        ("مكتب \u2068KEN-01\u2069.", ".KEN-01 ﺐﺘﻜﻣ"),
        ("\u200e86%\u200e", "86%"),
        ("مكتب \u200e86%\u200e", "86% ﺐﺘﻜﻣ"),
        ("\u2068Both rounds were held.\u2069", "Both rounds were held."),
    ],
)
def test_arabic_lines_run_from_the_right_and_codes_stay_whole(said: str, drawn: str) -> None:
    assert show(RIGHT, said) == [drawn]


def test_a_foreign_value_goes_on_in_its_direction_on_the_next_line() -> None:
    lines = show(RIGHT, "\u2068Give partners the whole training package (of two).\u2069", 120)
    assert len(lines) > 1
    assert lines[-1].endswith(".")
    assert lines[0].startswith("Give")


def test_letters_join_and_vowel_signs_go() -> None:
    assert text.shape("لأ") == "ﻷ"
    assert text.shape("يومًا") == text.shape("يوما")
    assert text.shape("Partner") == "Partner"


def test_an_unclosed_or_stray_mark_does_no_harm() -> None:
    assert show(RIGHT, "\u2069KEN\u2068 مكتب") == ["ﺐﺘﻜﻣ KEN"]


def test_a_word_wider_than_its_room_is_broken() -> None:
    lines = show(LEFT, "A" * 200, 100)
    assert len(lines) > 5
    assert "".join(lines) == "A" * 200


def test_a_line_break_is_kept() -> None:
    assert show(LEFT, "One\nTwo") == ["One", "Two"]


@pytest.mark.parametrize(
    ("setter", "align", "is_left"),
    [(LEFT, "start", True), (RIGHT, "start", False), (LEFT, "end", False), (RIGHT, "end", True)],
)
def test_start_and_end_follow_the_direction(setter: Setter, align: text.Align, is_left: bool) -> None:
    said = Text(setter, "12", Style(10, align=align))
    said.wrap(100, 100)
    assert said.find_start(40) == (0 if is_left else 40)


def test_the_middle_is_the_middle() -> None:
    assert Text(LEFT, "12", Style(10, align="centre")).find_start(40) == 20


def test_a_paragraph_is_parted_by_lines_and_never_leaves_one_alone() -> None:
    said = Text(LEFT, "word " * 60, STYLE)
    _, tall = said.wrap(200, 1000)
    lines = round(tall / STYLE.line_height)
    parts = said.split(200, 4.5 * STYLE.line_height)
    heights = [round(part.wrap(200, 1000)[1] / STYLE.line_height) for part in parts]
    assert heights == [4, lines - 4]
    assert said.split(200, 1.5 * STYLE.line_height) == []
    assert said.split(200, tall + 1) == []
    almost = said.split(200, (lines - 1) * STYLE.line_height)
    assert round(almost[1].wrap(200, 1000)[1] / STYLE.line_height) == 2


def test_the_same_text_is_set_once() -> None:
    setter = Setter(FACES, is_right_to_left=False)
    assert setter.set_lines("Same", STYLE, 100) is setter.set_lines("Same", STYLE, 100)


def test_a_tie_holds_as_long_as_there_is_room() -> None:
    assert show(LEFT, "28\u00a0Sept\u00a02026", 100) == ["28\u00a0Sept\u00a02026"]
    assert show(LEFT, "Due 28\u00a0Sept\u00a02026", 70) == ["Due", "28\u00a0Sept\u00a02026"]
    assert show(LEFT, "28\u00a0Sept\u00a02026", 45) == ["28 Sept", "2026"]


def test_a_last_word_does_not_stand_alone_where_the_line_before_can_spare_one() -> None:
    width = LEFT.measure("one two three four five", STYLE) + 1
    assert show(LEFT, "one two three four five six", width) == ["one two three four", "five six"]
    assert show(LEFT, "one two three", LEFT.measure("one two", STYLE) + 1) == ["one two", "three"]
