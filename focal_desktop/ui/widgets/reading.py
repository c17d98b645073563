"""Text that goes on below its edge: with no stop of the Tab key in it, it is one, and keys scroll it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

KEEPERS = (QComboBox, QAbstractItemView, QPlainTextEdit)
"""What does something of its own with the keys that scroll; all else passes them on to its page."""


class Stop(QObject):
    """Watches one area: while it scrolls and holds nothing to stop at, it is a stop with a ring."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._ring: QFrame | None = None
        area.installEventFilter(self)
        area.verticalScrollBar().rangeChanged.connect(self._tend_soon)
        self._tend_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Show the ring while the keys are here."""
        if event.type() == QEvent.Type.FocusIn:
            self._draw_ring()
        elif event.type() == QEvent.Type.FocusOut and self._ring is not None:
            self._ring.hide()
        elif event.type() == QEvent.Type.Resize and self._ring is not None:
            self._ring.resize(self._area.size())
        return super().eventFilter(watched, event)

    def _tend_soon(self) -> None:
        QTimer.singleShot(0, self, self._tend)  # once all that lies in it has its place

    def _tend(self) -> None:
        is_stop = self._area.verticalScrollBar().maximum() > 0 and not _holds_stop(self._area)
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)
        if is_stop:
            texts = (one.text() for one in self._area.findChildren(QLabel) if one.isVisibleTo(self._area))
            self._area.setAccessibleName(next((text for text in texts if text), ""))

    def _draw_ring(self) -> None:
        if self._ring is None:
            self._ring = QFrame(self._area)
            self._ring.setProperty("role", "ring")
            self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ring.setGeometry(self._area.rect())
        self._ring.show()
        self._ring.raise_()


def watch(area: QScrollArea) -> None:
    """Let an area be read by keys; once is enough."""
    if area.findChild(Stop, "", Qt.FindChildOption.FindDirectChildrenOnly) is None:
        Stop(area)


def _holds_stop(area: QScrollArea) -> bool:
    """Tell whether the Tab key comes to something in an area that lets the keys scroll it."""
    one = area.nextInFocusChain()
    while one is not None and one is not area:
        if area.isAncestorOf(one) and _is_stop(one):
            return True
        one = one.nextInFocusChain()
    return False


def _is_stop(one: QWidget) -> bool:
    is_reached = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.isVisible() and one.isEnabled()
    return is_reached and not isinstance(one, KEEPERS)
