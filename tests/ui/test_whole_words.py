"""At large text the lists say their words whole: in their columns, or below the row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from focal_desktop.base import words
from focal_desktop.domain import channel
from focal_desktop.ui import labels
from focal_desktop.ui.allegations.list_view import ListView
from focal_desktop.ui.context import Place
from focal_desktop.ui.reports.screen import ReportsScreen
from focal_desktop.ui.window import Window
from tests.desks import POLICY
from tests.ui import walking, windows
from tests.ui.pictures import reports
from tests.ui.windows import Style


def test_where_a_report_is_and_what_went_out_are_not_cut(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("en", "light", 150))
    window.go(Place(section="allegations"))
    windows.settle()
    listed = window.findChild(ListView)
    assert listed is not None
    assert listed.table.rows.values
    assert list(walking.find_cut_cells(listed)) == []
    reports.show_history(window)
    windows.settle()
    screen = window.current
    assert isinstance(screen, ReportsScreen)
    assert screen.view.history.rows.values
    assert list(walking.find_cut_cells(screen)) == []


@pytest.mark.parametrize(("language", "said"), [("en", "Arabic, English"), ("ar", "العربية، الإنكليزية")])
def test_several_answers_stand_with_the_comma_of_the_language(language: str, said: str) -> None:
    slot = channel.KIND.slots["languages"]
    assert labels.of_value(slot, ["ar", "en"], words.load(language), POLICY) == said
