"""The window: sections by role, the way back, messages, undo, and what is drawn in two directions."""

from PySide6.QtCore import Qt

from focal_desktop.ui.context import Message, Place
from focal_desktop.ui.window import Window
from tests.ui.windows import Style


def test_a_focal_point_begins_at_home(window: Window) -> None:
    assert window.place() == Place(section="home")
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_arabic_reads_from_the_right(open_window) -> None:  # type: ignore[no-untyped-def]  # a fixture's call
    assert open_window(Style("ar")).layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_a_message_stays_until_it_is_closed(window: Window) -> None:
    window.tell(Message(text="Saved here.", tone="ok"))
    assert window.bar.isVisible()
    window.bar.close_message()
    assert not window.bar.isVisible()


def test_the_last_deed_can_be_taken_back(window: Window) -> None:
    done = ["it"]
    window.remember_undo("Recorded.", done.clear)
    window.take_back()
    assert done == []
    window.take_back()
