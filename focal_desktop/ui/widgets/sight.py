"""Takes the cursor to a field that is asked for once more, and keeps it and its sentence in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

TURNS = 4
"""Qt lays out from the inside to the outside, one step a turn: a sentence that comes moves what is below."""


def go_to(field: QWidget, problem: QWidget) -> None:
    """Put the cursor into a field and scroll the page so far that the sentence beside it is read too."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    _show(field, problem, TURNS)


def _show(field: QWidget, problem: QWidget, turns: int) -> None:
    area = field.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None or not (field.focusProxy() or field).hasFocus():  # the person has gone on meanwhile
        return
    for one in (field, problem):
        area.ensureWidgetVisible(one)
    if turns:
        QTimer.singleShot(0, field, lambda: _show(field, problem, turns - 1))
