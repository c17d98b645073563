"""Bars where people would rather look than read; each number stands beside its bar, mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from focal_desktop.ui.look import Look


class Bar(msgspec.Struct, frozen=True):
    """One bar: its name, its share of one, and what is written beside it."""

    name: str
    share: float
    shown: str
    tone: str = ""


class Bars(QWidget):
    """Horizontal bars with names before and numbers after them."""

    def __init__(self, look: Look, bars: Sequence[Bar] = ()) -> None:
        super().__init__()
        self._look = look
        self._bars: Sequence[Bar] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fill(bars)

    def fill(self, bars: Sequence[Bar]) -> None:
        """Show these bars; their text is also what a screen reader says."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.name}: {bar.shown}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return a row of two ems for each bar."""
        return QSize(self._look.em(20), self._look.em(2.1) * len(self._bars))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the same: bars are never cut."""
        return QSize(self._look.em(12), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 Qt's own name
        """Draw names, tracks, bars and numbers; the names take at most half."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.font())
        metrics = painter.fontMetrics()
        gap, step = self._look.em(0.6), self._look.em(2.1)
        before = min(
            max((metrics.horizontalAdvance(bar.name) for bar in self._bars), default=0) + gap,
            self.width() // 2,
        )
        after = max((metrics.horizontalAdvance(bar.shown) for bar in self._bars), default=0) + gap
        for place, bar in enumerate(self._bars):
            top = place * step
            painter.setPen(QColor(self._look.colours.text))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, int(before - gap))
            self._say(painter, QRectF(0, top, before - gap, step), name)
            self._say(painter, QRectF(self.width() - after + gap, top, after - gap, step), bar.shown)
            track = QRectF(before, top + step * 0.22, self.width() - before - after, step * 0.56)
            self._draw(painter, track, bar)

    def _say(self, painter: QPainter, place: QRectF, text: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._look.is_right_to_left else Qt.AlignmentFlag.AlignLeft
        here = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._mirror(place), here, text)

    def _draw(self, painter: QPainter, track: QRectF, bar: Bar) -> None:
        colours, round_by = self._look.colours, self._look.em(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.neutral.wash))
        painter.drawRoundedRect(self._mirror(track), round_by, round_by)
        ink = colours.tone(bar.tone).ink if bar.tone else colours.accent
        painter.setBrush(QColor(ink))
        long = QRectF(
            track.left(), track.top(), track.width() * min(1.0, max(0.0, bar.share)), track.height()
        )
        painter.drawRoundedRect(self._mirror(long), round_by, round_by)

    def _mirror(self, place: QRectF) -> QRectF:
        if not self._look.is_right_to_left:
            return place
        return QRectF(self.width() - place.left() - place.width(), place.top(), place.width(), place.height())
