"""A person's hand on the real window: clicks and keys, and how long they take by the keystroke model."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QScrollArea, QWidget

from focal_desktop.crypto import sealing, signing
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.wire import Device, RosterState
from tests.ui import windows

KEY_S, CLICK_S, THINK_S = 0.28, 1.3, 1.35
W = TypeVar("W", bound=QWidget)


class Hand:
    """Presses what is seen, by the names of the widgets, and counts."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.keys = self.clicks = self.thoughts = 0
        window.activateWindow()
        QTest.qWaitForWindowActive(window)

    @property
    def seconds(self) -> float:
        """How long a person takes for what was done so far."""
        return self.keys * KEY_S + self.clicks * CLICK_S + self.thoughts * THINK_S

    def go(self, view: str = "", record: str = "") -> None:
        """Open a page of the section."""
        self.window.go(Place(section="allegations", view=view, kind="allegation", record=record))
        windows.settle()

    def find(self, kind: type[W], name: str) -> W:
        """Return the widget of a name that is seen, else the first of that name."""
        found = self.window.findChildren(kind, name)
        assert found, f"no {name} here"
        return next((one for one in found if one.isVisible()), found[0])

    def click(self, name: str) -> None:
        """Look at a question and click an answer or a button."""
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), f"{name} is not seen"
        reveal(button)
        self.clicks += 1
        self.thoughts += 1
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, 8))
        windows.settle()

    def type(self, name: str, text: str) -> None:
        """Click into a field and type."""
        field = self.find(QWidget, name)
        target = field.focusProxy() or field
        self.clicks += 1
        self.thoughts += 1
        self.keys += len(text)
        target.setFocus()
        QTest.keyClicks(target, text)
        windows.settle()

    def choose(self, name: str, said: str) -> None:
        """Open a list and click an entry."""
        box = self.find(QComboBox, name)
        place = box.findText(said)
        assert place >= 0, f"{said} is not offered"
        self.clicks += 2
        self.thoughts += 1
        QTest.mousePress(box, Qt.MouseButton.LeftButton)
        windows.settle()
        view = box.view()
        where = view.visualRect(box.model().index(place, 0)).center()
        QTest.mouseMove(view.viewport(), where)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where, delay=1)
        windows.settle()
        if box.currentIndex() != place:  # a list that has just opened takes a first click as the opening one
            QTest.keyClick(view, Qt.Key.Key_Return)
            windows.settle()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a key with others held, wherever the cursor is."""
        self.keys += 2
        target = self.window.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)
        windows.settle()

    def says(self, text: str) -> bool:
        """Tell whether a text is seen somewhere in the window."""
        return any(text in said for said in self.texts())

    def texts(self) -> list[str]:
        """Return every text that is seen."""
        seen = [one for one in self.window.findChildren(QWidget) if one.isVisible()]
        texts = [str(one.text()) for one in seen if hasattr(one, "text") and callable(one.text)]
        return [one.replace("\u00a0", " ") for one in texts]

    def is_pressed(self, name: str) -> bool:
        """Tell whether an answer is the chosen one."""
        return self.find(QPushButton, name).isChecked()


def know_officer(window: Window) -> None:
    """Let the window's vault know a case officer at headquarters, for whom parts can be sealed."""
    public = signing.public_key(signing.new_seed())
    officer = Device(
        id=signing.device_id(public),
        sign=public,
        seal=sealing.public_of(sealing.new_private()),
        chain=b"chain8by",
        office="HQ",
        roles=("hq_case",),
    )
    window.session.store.adopt_roster(RosterState(root=b"chain8by", devices={officer.id: officer}))


def reveal(widget: QWidget) -> None:
    """Scroll to a widget, as a person does who does not see it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    windows.settle()
