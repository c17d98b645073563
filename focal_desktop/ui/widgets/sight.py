"""Takes the cursor to a field that is asked for once more, and keeps it and its sentence in sight."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

TURNS = 4
"""Qt lays out from the inside to the outside, one step a turn: a sentence that comes moves what is below."""
OPENING = 12
"""So many turns a page takes that is laid open within another."""


def go_to(field: QWidget, problem: QWidget) -> None:
    """Put the cursor into a field and scroll the page so far that the sentence beside it is read too."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    _show(field, problem, TURNS)


def bring(widget: QWidget, turns: int = OPENING) -> None:
    """Scroll each page around a widget so far that it is seen, now and while pages take their height."""
    for area in _list_areas(widget):
        area.ensureWidgetVisible(widget)
    if turns:
        QTimer.singleShot(0, widget, lambda: bring(widget, turns - 1))


def _show(field: QWidget, problem: QWidget, turns: int) -> None:
    now = field.window().focusWidget()
    if now is None or not (now is field or field.isAncestorOf(now)):  # the person has gone on
        return
    for area in _list_areas(field):
        for one in (field, problem):
            area.ensureWidgetVisible(one)
    if turns:
        QTimer.singleShot(0, field, lambda: _show(field, problem, turns - 1))


def _list_areas(widget: QWidget) -> Iterator[QScrollArea]:
    """Yield the areas that a widget lies in, from within."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()
