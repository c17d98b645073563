"""Pictures of an agreement's review on paper: its page, and the page of one that is not ready, as text."""

import time

from focal_desktop.ui.context import Place
from focal_desktop.ui.partners.note_page import NotePage
from focal_desktop.ui.partners.screen import PartnersScreen
from focal_desktop.ui.reports.options import TEXT
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.pictures.partners import agreement_that

LONGEST_S, STILL_S = 20.0, 0.6


def show(window: Window, step: str) -> NotePage:
    """Open the page of an agreement that stands so, and wait until it is drawn."""
    window.go(Place(section="partners", kind="agreement", view="note", record=agreement_that(window, step)))
    screen = window.current
    assert isinstance(screen, PartnersScreen)
    assert isinstance(screen.page, NotePage)
    until = time.monotonic() + LONGEST_S
    while screen.page.is_pending and time.monotonic() < until:
        windows.settle()
    wait()
    return screen.page


def wait() -> None:
    """Let the page be shown: Qt draws it aside and says no word of it."""
    until = time.monotonic() + STILL_S
    while time.monotonic() < until:
        windows.settle()


def show_text(window: Window) -> None:
    """The page as text."""
    page = show(window, "refused")
    page.view.way.show_code(TEXT)
    page.view.shown_otherwise.emit()
    wait()


PICTURES = {
    "page": lambda window: show(window, "refused") and None,
    "text": show_text,
}
