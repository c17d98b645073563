"""Pictures of the list, intake in its variants, review and what follows."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTabWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from tests.conftest import HandClock
from tests.ui import windows


def press(window: Window, name: str) -> None:
    """Press a button by its name."""
    button = window.findChild(QPushButton, name)
    assert button is not None, name
    button.click()
    windows.settle()


def open_list(window: Window) -> None:
    """Open the list."""
    window.go(Place(section="allegations"))


def open_intake(window: Window) -> None:
    """Open an empty page of intake."""
    window.go(Place(section="allegations", view="new"))


def write_intake(window: Window) -> None:
    """Answer the questions as after a first conversation."""
    open_intake(window)
    for name in ("danger_now_no", "help_offered_yes", "involved_no", "regime_sea", "child_no"):
        press(window, name)
    for name in ("consent_record_given", "consent_services_given", "consent_contact_refused"):
        press(window, name)


def ask_for_child(window: Window) -> None:
    """Say that a child may be concerned, and that somebody is in danger."""
    open_intake(window)
    for name in ("danger_now_yes", "regime_sea", "child_not_known"):
        press(window, name)


def open_workplace(window: Window) -> None:
    """Choose conduct at work."""
    open_intake(window)
    press(window, "regime_workplace")


def open_above(window: Window) -> None:
    """Say that somebody above may be involved."""
    press(window, "leave_workplace")
    open_intake(window)
    press(window, "involved_not_sure")


def review(window: Window) -> None:
    """Go on to the review."""
    press(window, "leave_above")
    write_intake(window)
    press(window, "review")


def notify(window: Window) -> None:
    """Record and notify."""
    press(window, "notify")
    QTest.qWait(1)


def open_page(window: Window) -> None:
    """Open the page of what was passed on."""
    press(window, "open_record")


def note_call(window: Window) -> None:
    """Begin to note a call that was made at once."""
    press(window, "note_call")


def show_tab(window: Window, place: int) -> None:
    """Turn to a tab of the page."""
    for tabs in window.findChildren(QTabWidget):
        tabs.setCurrentIndex(place)
    windows.settle()


def open_part(window: Window) -> None:
    """Open the part of the subject."""
    show_tab(window, 3)
    press(window, "open_subject")


def export_plain(window: Window) -> None:
    """Choose the way that protects nothing."""
    show_tab(window, 5)
    said = window.face.words.say("Readable by anyone")
    next(one for one in window.findChildren(QPushButton) if one.text() == said).click()
    windows.settle()


def call(window: Window) -> None:
    """Let five hours pass without a receipt."""
    clock = window.face.clock
    assert isinstance(clock, HandClock)
    clock.move(hours=5)
    open_list(window)


PICTURES = {
    "list": open_list,
    "new": open_intake,
    "new_written": write_intake,
    "new_child": ask_for_child,
    "workplace": open_workplace,
    "above": open_above,
    "review": review,
    "done": notify,
    "page": open_page,
    "page_call": note_call,
    "consent": lambda window: show_tab(window, 1),
    "help": lambda window: show_tab(window, 2),
    "sharing": lambda window: show_tab(window, 3),
    "sharing_open": open_part,
    "log": lambda window: show_tab(window, 4),
    "export": lambda window: show_tab(window, 5),
    "export_plain": export_plain,
    "list_call": call,
}
