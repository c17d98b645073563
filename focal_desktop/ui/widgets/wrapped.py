"""A text over several lines that run from the right: drawn here, as Qt cuts what ends such a line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle


class Wrapped(QLabel):
    """Qt moves each line that goes on by the width of its last space, and the last letter out of sight."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 Qt's own name
        """Draw several lines where reading begins; one line, or a key to press, is drawn as ever."""
        lines = self._lay_out()
        if not self.wordWrap() or lines.lineCount() < 2 or "&" in self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        box, last = self.contentsRect(), lines.lineAt(lines.lineCount() - 1)
        spare = box.height() - (last.y() + last.height())
        above = 0.0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(0.0, spare / 2)
        painter.setPen(self.palette().color(self.foregroundRole()))
        lines.draw(painter, QPointF(box.left(), box.top() + above))
        painter.end()

    def _lay_out(self) -> QTextLayout:
        """Return the lines as Qt breaks them, each on the side where it belongs."""
        lines, box = QTextLayout(self.text().replace("\n", "\u2028"), self.font()), self.contentsRect()
        option = QTextOption(QStyle.visualAlignment(self.layoutDirection(), self.alignment()))
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        lines.setTextOption(option)
        lines.beginLayout()
        below = 0.0
        while (line := lines.createLine()).isValid():
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, below))
            below += line.height()
        lines.endLayout()
        return lines
