"""A hand at the reports: opens them, waits for the pages, chooses, and reads what is shown."""

from __future__ import annotations

import io
import time

import pypdf
from PySide6.QtTest import QTest

from focal_desktop.ui.context import Place
from focal_desktop.ui.reports.choices import Choice
from focal_desktop.ui.reports.options import Options
from focal_desktop.ui.reports.screen import ReportsScreen
from focal_desktop.ui.window import Window

LONGEST_S, TURN_MS = 30.0, 5
HOME = Place(section="home")


def open_reports(window: Window) -> ReportsScreen:
    """Open the section and wait for the pages."""
    window.go(Place(section="reports"))
    screen = find_screen(window)
    wait(screen)
    return screen


def find_screen(window: Window) -> ReportsScreen:
    """Return the reports, which are shown."""
    screen = window.current
    assert isinstance(screen, ReportsScreen)
    return screen


def find_window(screen: ReportsScreen) -> Window:
    """Return the window that shows the reports."""
    window = screen.window()
    assert isinstance(window, Window)
    return window


def wait(screen: ReportsScreen) -> None:
    """Wait until nothing is collected, drawn, read or written any more."""
    asked: list[None] = []
    until = time.monotonic() + LONGEST_S
    while screen.is_pending and time.monotonic() < until:
        QTest.qWait(TURN_MS)
    screen.drawing.jobs.run(lambda: None, asked.append, lambda _: None)  # the jobs are done in their order
    while not asked and time.monotonic() < until:
        QTest.qWait(TURN_MS)
    assert asked
    assert not screen.is_pending


def find_options(screen: ReportsScreen) -> Options:
    """Return what can be chosen of the report that is shown."""
    assert screen.view.options
    return screen.view.options


def choose(screen: ReportsScreen, year: int, language: str, mode: str) -> None:
    """Choose year, language and edition, and wait for the pages."""
    find_options(screen).show_choice(Choice(year, language, mode))
    screen.view.edited.emit()
    wait(screen)


def read_shown(screen: ReportsScreen) -> str:
    """Return what the report in memory says, page after page."""
    return read_pdf(find_data(screen))


def find_data(screen: ReportsScreen) -> bytes:
    """Return the report in memory."""
    assert screen.shown
    return screen.shown.data


def read_pdf(data: bytes) -> str:
    """Return what a PDF says."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)
