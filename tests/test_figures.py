"""The table of figures: every line is told, adds up, and says what went wrong."""

from tests import figures
from tests.figures import Figure


def test_figures_of_one_name_are_added_up() -> None:
    told = [Figure("cuts", 3, 1, "seed 1"), Figure("bits", 5, 0), Figure("cuts", 4, 0, "seed 1")]
    assert figures.add_up(told) == [Figure("bits", 5, 0), Figure("cuts", 7, 1, "seed 1")]


def test_a_line_says_how_often_and_of_how_many() -> None:
    assert figures.draw([Figure("cuts", 1000, 2, "seed 1")]) == ["cuts: 2 of 1,000 (seed 1)"]
