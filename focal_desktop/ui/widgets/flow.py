"""Widgets beside each other as in a line of text: what has no room goes on below. Mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from focal_desktop.ui.look import Look


class Flow(QLayout):
    """Takes one line where there is room; its height follows its width.

    What comes behind a break stands at the far end, as long as all is one line.
    """

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._break: QLayoutItem | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 Qt's own name
        """Take one more."""
        self._items.append(item)

    def add_break(self) -> None:
        """Let what is added from here on stand at the far end."""
        self._break = self._items[-1] if self._items else None

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:  # noqa: N802 Qt's own name; it asks beyond the end
        """Return one of them, or nothing."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:  # noqa: N802 as above
        """Let one go."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 Qt's own name
        """Ask for no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 Qt's own name
        """Say that less width is more height."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 Qt's own name
        """Return the height at a width."""
        return max((place.bottom() + 1 for _, place in self._lay_out(width)), default=0)

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return one line."""
        sizes = [item.sizeHint() for item in self._seen()]
        between = self.spacing() * max(0, len(sizes) - 1)
        return QSize(sum(s.width() for s in sizes) + between, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the widest of them: below each other they all have room."""
        sizes = [item.minimumSize() for item in self._seen()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, room: QRect) -> None:  # noqa: N802 Qt's own name
        """Put each at its place."""
        super().setGeometry(room)
        owner = self.parentWidget()
        direction = owner.layoutDirection() if owner else Qt.LayoutDirection.LeftToRight
        for item, place in self._lay_out(room.width()):
            item.setGeometry(QStyle.visualRect(direction, room, place.translated(room.topLeft())))

    def _seen(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _lay_out(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        """Yield each with its place, from the left; none is wider than the room."""
        left, top, high = 0, 0, 0
        spare = max(0, width - self.sizeHint().width())
        is_behind = False
        for item in self._items:
            if item.isEmpty():
                is_behind = is_behind or item is self._break
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            if left and left + size.width() > width:
                left, top, high = 0, top + high + self.spacing(), 0
            shift = spare if is_behind else 0
            yield item, QRect(QPoint(left + shift, top), QSize(min(size.width(), width), size.height()))
            is_behind = is_behind or item is self._break
            left, high = left + size.width() + self.spacing(), max(high, size.height())


class Flowing(QWidget):
    """Holds a flow, and is never lower than its lines: what asks for no height by width learns it too."""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for the lines of the new width."""
        super().resizeEvent(event)
        self._ask()

    def event(self, event: QEvent) -> bool:
        """Ask anew when something in it came, went or grew."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._ask()
        return done

    def _ask(self) -> None:
        layout = self.layout()
        if isinstance(layout, Flow):
            self.setMinimumHeight(layout.heightForWidth(self.width()))


def line(look: Look, *children: QWidget | None, gap: float = 0.6) -> Flowing:
    """Return widgets beside each other that go on below where they must; `None` is the break."""
    made = Flowing()
    flow = Flow(made, look.em(gap))
    for child in children:
        if child is None:
            flow.add_break()
        else:
            flow.addWidget(child)
    return made
