"""Every place of the window where something is typed: one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases.session import Session
from tests.ui import windows
from tests.ui.hostile import desks

Line = QLineEdit | QPlainTextEdit
W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True)
class Spot:
    """A field, where it is, and what is pressed before it is seen; `again` what is pressed to see it anew."""

    name: str
    field: str
    section: str
    view: str = ""
    kind: str = ""
    record: Callable[[Session], str] = lambda _session: ""
    press: str = ""
    again: str = ""

    def open(self, window: Window, *, is_again: bool = False) -> Line:
        """Go there as a person does and return the field."""
        record = self.record(window.session)
        window.go(Place(section=self.section, view=self.view, kind=self.kind, record=record))
        windows.settle()
        if name := self.again if is_again else self.press:
            QTest.mouseClick(see(window, QAbstractButton, name), Qt.MouseButton.LeftButton)
            windows.settle()
        return self.line(window)

    def line(self, window: Window) -> Line:
        """Return the field, which is seen."""
        found = see(window, QWidget, self.field)
        target = found.focusProxy() or found
        assert isinstance(target, Line), target
        return target


def see(window: Window, kind: type[W], name: str) -> W:
    """Return the one widget of a name that is seen on the screen."""
    assert window.current is not None
    found = [one for one in window.current.findChildren(kind, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]


def is_at(window: Window, spot: Spot) -> bool:
    """Tell whether the cursor is in the field of a spot."""
    focus = window.focusWidget()
    whole = focus.parentWidget() if focus else None
    return spot.field in (one.objectName() for one in (focus, whole) if one is not None)


def read(line: Line) -> str:
    """Return what stands in a field."""
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def cursor_of(line: Line) -> int:
    """Return where the cursor stands."""
    return line.cursorPosition() if isinstance(line, QLineEdit) else line.textCursor().position()


def _case(state: str) -> Callable[[Session], str]:
    return lambda session: desks.find(session, "allegation", state=state)


def _first(kind: str, **where: str) -> Callable[[Session], str]:
    return lambda session: desks.find(session, kind, **where)


CHECK = _first("assessment", state="draft")
SPOTS: Sequence[Spot] = (
    Spot("intake", "account", "allegations", "new"),
    Spot("intake_draft", "account", "allegations", "draft", "allegation", _case("draft")),
    Spot("record", "page_area", "allegations", "record", "allegation", _case("passed_on")),
    Spot("sealed_report", "account", "sealed_report"),
    Spot("new_partner", "name", "partners", "new", "partner"),
    Spot("partner", "vendor_number", "partners", "details", "partner", _first("partner")),
    Spot("new_agreement", "project", "partners", "new", "agreement", _first("partner")),
    Spot("new_result", "reference", "partners", "new", "assessment", _first("partner")),
    Spot("sheet_note", "note_1", "partners", "", "assessment", CHECK, "add_note_1"),
    Spot("decision", "partner_comment", "partners", "", "assessment", CHECK),
    Spot("agreement", "project", "partners", "facts", "agreement", _first("agreement", state="draft")),
    Spot("waiver", "expires_on", "partners", "waiver", "agreement", desks.find_waived),
    Spot("clause", "place_1", "partners", "clauses", "agreement", _first("agreement", state="draft")),
    Spot(
        "signing", "signed_on", "partners", "clauses", "agreement", _first("agreement", state="ready_to_sign")
    ),
    Spot("partner_list", "pasted", "partners", "paste"),
    Spot("action", "indicator", "plan", "", "action", desks.find_action),
    Spot("new_action", "activity", "plan", "new"),
    Spot("plan", "needs", "plan", "about"),
    Spot("quarter_note", "note", "plan", "q2", "quarter_note", desks.find_action),
    Spot("person", "function", "training", "people", "person", _first("person")),
    Spot("new_person", "name", "training", "people", press="add_person", again="add_person"),
    Spot("exempt", "exempt_until_on", "training", "missing", "person", _first("person")),
    Spot("session", "pasted", "training", "session"),
    Spot("channel", "hours", "channels", "", "channel", _first("channel")),
    Spot("channel_test", "minutes", "channels", "", "channel", _first("channel")),
    Spot("new_channel", "name", "channels", "new"),
    Spot("monthly_return", "channels_checked_on", "monthly_return"),
)
