"""A page as high as what lies in it while there is room; with less it scrolls, and nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from focal_desktop.ui.widgets import parts, reading

LEAST = 120


class Room(QScrollArea):
    """Stands in a card whose buttons stay in sight below it."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._within = parts.Inner()
        self._within.setProperty("role", "page")
        self._rows = QVBoxLayout(self._within)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(inner)
        self._rows.addStretch(1)
        self.setWidget(self._within)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        reading.watch(self)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the height that everything within needs at the width of now."""
        width = max(self.width(), self._within.minimumSizeHint().width())
        return QSize(self._within.sizeHint().width(), self._rows.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least width of what lies within; its height may scroll."""
        return QSize(self._within.minimumSizeHint().width(), min(LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Ask for another height when what lies within changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
