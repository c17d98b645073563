"""Takes the cursor to a field that is asked for once more, and keeps it and its sentence in sight."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

OPENING = 12
"""So many turns a page takes that is laid open within another."""


class Following(QObject):
    """Scrolls as often as a page around takes another height, until the person has gone on."""

    def __init__(self, field: QWidget, problem: QWidget) -> None:
        super().__init__(problem)
        self._field, self._problem = field, problem
        for area in _list_areas(field):
            area.verticalScrollBar().rangeChanged.connect(self.show)

    def show(self) -> None:
        """Scroll so far that the sentence is read, with its field above it."""
        now = self._field.window().focusWidget()
        is_there = now is not None and (now is self._field or self._field.isAncestorOf(now))
        if not is_there or self._problem.isHidden():
            self.deleteLater()
            return
        for area in _list_areas(self._field):
            for one in (self._field, self._problem):
                area.ensureWidgetVisible(one)


def go_to(field: QWidget, problem: QWidget) -> None:
    """Put the cursor into a field and scroll the page so far that the sentence beside it is read too."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    for former in problem.findChildren(Following):
        former.deleteLater()
    following = Following(field, problem)
    following.show()
    QTimer.singleShot(0, following, following.show)  # once the sentence has its height


def bring(widget: QWidget, turns: int = OPENING) -> None:
    """Scroll each page around a widget so far that it is seen, now and while pages take their height."""
    for area in _list_areas(widget):
        area.ensureWidgetVisible(widget)
    if turns:
        QTimer.singleShot(0, widget, lambda: bring(widget, turns - 1))


def _list_areas(widget: QWidget) -> Iterator[QScrollArea]:
    """Yield the areas that a widget lies in, from within."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()
