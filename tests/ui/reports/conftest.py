"""One window with the reports for the tests that leave it as it was; it is set back before each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from focal_desktop.ui.reports.options import PAGES
from focal_desktop.ui.reports.screen import ReportsScreen
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.reports import hand
from tests.ui.windows import Style


@pytest.fixture(scope="module")
def shared(templates: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """One English window for many tests."""
    clock = windows.clock_at()
    session = windows.open_copy(templates("en"), tmp_path_factory.mktemp("reports") / "vault", clock)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    yield window
    windows.close_window(window)


@pytest.fixture
def screen(shared: Window) -> ReportsScreen:
    """The reports with the English annual report of this year, as pages."""
    windows.make_face(Style(), windows.clock_at())  # another test may have drawn otherwise
    shared.bar.close_message()
    for dialog in shared.findChildren(QDialog):
        dialog.reject()
    windows.settle()
    shown = hand.open_reports(shared)
    hand.find_options(shown).way.show_code(PAGES)
    hand.choose(shown, 2026, "en", "internal")
    shown.view.shown_otherwise.emit()
    return shown
