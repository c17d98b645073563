"""Pictures of the sealed report: the form, the other way, the word that remains."""

from focal_desktop.ui.context import Place
from focal_desktop.ui.sealed_report.screen import SealedReportScreen
from focal_desktop.ui.window import Window


def open_form(window: Window) -> None:
    """Open the form."""
    open_report(window)


def open_report(window: Window) -> SealedReportScreen:
    """Open the form and return its screen."""
    window.go(Place(section="sealed_report"))
    screen = window.current
    assert isinstance(screen, SealedReportScreen)
    return screen


def show_elsewhere(window: Window) -> None:
    """Say that headquarters itself may be involved."""
    answers = open_report(window).view.who
    answers.show_code("headquarters")
    answers.edited.emit()


def show_word(window: Window) -> None:
    """Show an invented receipt word."""
    open_report(window).view.show_word("lantern")


PICTURES = {"page": open_form, "elsewhere": show_elsewhere, "word": show_word}
