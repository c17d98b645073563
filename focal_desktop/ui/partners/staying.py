"""Keeping what a person looks at in its place on the screen, though something appears above it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

TURNS = 4
"""Qt lays out from the inside to the outside, one step a turn."""


def where_of(widget: QWidget) -> int:
    """Return how high on the screen a widget is."""
    return widget.mapToGlobal(QPoint(0, 0)).y()


def stay_at(widget: QWidget, where: int, turns: int = TURNS) -> None:
    """Scroll the area around a widget so that it is where it was, until all above it is laid out."""
    if turns:
        QTimer.singleShot(0, widget, lambda: _scroll(widget, where, turns))


def _scroll(widget: QWidget, where: int, turns: int) -> None:
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + where_of(widget) - where)
        stay_at(widget, where, turns - 1)
