"""Pictures of the reports: a report as pages, shareable in another language, as text, and being drawn."""

import time
from collections.abc import Callable

import msgspec

from focal_desktop.reports import printing
from focal_desktop.reports.printing import Wanted
from focal_desktop.ui.context import Place
from focal_desktop.ui.reports import options
from focal_desktop.ui.reports.choices import Choice
from focal_desktop.ui.reports.screen import ReportsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases.audit import Deed
from tests.ui import windows

LONGEST_S, STILL_S = 20.0, 0.6


def show(window: Window) -> ReportsScreen:
    """Open the reports and wait until the pages are drawn."""
    window.go(Place(section="reports"))
    screen = window.current
    assert isinstance(screen, ReportsScreen)
    wait(screen)
    return screen


def wait(screen: ReportsScreen) -> None:
    """Let the report be drawn, and its pages after it: Qt draws them aside and says no word of it."""
    until = time.monotonic() + LONGEST_S
    while screen.is_pending and time.monotonic() < until:
        windows.settle()
    until = time.monotonic() + STILL_S
    while time.monotonic() < until:
        windows.settle()


def show_other(window: Window) -> None:
    """The shareable report in a language that is not the screen's, whole pages."""
    screen = show(window)
    assert screen.view.options
    other = "fr" if screen.context.words.is_right_to_left else "ar"
    screen.view.options.show_choice(Choice(2026, other, "shareable"))
    screen.view.edited.emit()
    wait(screen)


def show_text(window: Window) -> None:
    """The report as text."""
    screen = show(window)
    assert screen.view.options
    screen.view.options.way.show_code(options.TEXT)
    screen.view.shown_otherwise.emit()
    wait(screen)


def show_working(window: Window) -> None:
    """The moment before the pages are there."""
    show(window).view.preview._show(show(window).view.preview._working)


def show_history(window: Window) -> None:
    """What was printed and saved here."""
    wanted = Wanted(name="office_annual", year=2026, language="ar", mode="internal")
    for language, deed in (("ar", Deed.PRINTED), ("en", Deed.PRINTED), ("fr", Deed.SAVED)):
        printing.keep_line(window.session, msgspec.structs.replace(wanted, language=language), deed)
    show(window).view.past.click()


PICTURES: dict[str, Callable[[Window], object]] = {
    "pages": lambda window: show(window) and None,
    "other": show_other,
    "text": show_text,
    "working": show_working,
    "history": show_history,
}
