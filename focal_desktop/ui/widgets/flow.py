"""Widgets beside each other as in a line of text: what has no room goes on below. Mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from focal_desktop.ui.look import Look


class Flowing(QWidget):
    """Takes one line where there is room; its height follows its width, and it is never lower than its lines.

    What comes behind a break stands at the far end, as long as all is one line. It places its widgets itself:
    items of a layout made here would be let go twice, by Qt and by us.
    """

    def __init__(self, gap: int = 0) -> None:
        super().__init__()
        self._gap = gap
        self._held: list[QWidget] = []
        self._break: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        widget.setParent(self)
        self._held.append(widget)
        if self.isVisible():
            widget.show()
        self.updateGeometry()

    def add_break(self) -> None:
        """Let what is added from here on stand at the far end."""
        self._break = self._held[-1] if self._held else None

    def clear(self) -> None:
        """Take everything out and let it go."""
        for one in self._held:
            one.hide()
            one.deleteLater()
        self._held, self._break = [], None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 Qt's own name
        """Say that less width is more height."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 Qt's own name
        """Return the height at a width."""
        return _find_bottom(self._lay_out(width))

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return one line."""
        return self._line_up([_size(one) for one in self._seen()])

    def _line_up(self, sizes: Sequence[QSize]) -> QSize:
        between = self._gap * max(0, len(sizes) - 1)
        return QSize(sum(s.width() for s in sizes) + between, max((s.height() for s in sizes), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the widest of them: below each other they all have room."""
        sizes = [one.minimumSizeHint().expandedTo(one.minimumSize()) for one in self._seen()]
        widest = max((s.width() for s in sizes), default=0)
        return QSize(widest, max((s.height() for s in sizes), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Place them at the new width."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 Qt's own name
        """Ask for the lines of the width it has now."""
        super().showEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Place them anew when one came, went or grew."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def _place(self) -> None:
        placed = list(self._lay_out(self.width()))
        least = _find_bottom(placed)
        if self.isVisible() and least != self.minimumHeight():  # before, no width is the one to come
            self.setMinimumHeight(least)  # in the middle of a layout it would not be heard: said once more
            QTimer.singleShot(0, self, self.updateGeometry)
        for one, place in placed:
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _seen(self) -> Iterator[QWidget]:
        return (one for one in self._held if not one.isHidden())

    def _lay_out(self, width: int) -> Iterator[tuple[QWidget, QRect]]:
        """Yield each with its place, from the left, in the middle of its line, none wider than the room."""
        left, top = 0, 0
        sizes = {one: _size(one) for one in self._seen()}
        spare = max(0, width - self._line_up(list(sizes.values())).width())
        is_behind = False
        held: list[tuple[QWidget, QRect]] = []
        for one in self._held:
            if (size := sizes.get(one)) is not None:
                if left and left + size.width() > width:
                    yield from _center(held)
                    left, top, held = 0, top + _find_height(held) + self._gap, []
                shift = spare if is_behind else 0
                place = QRect(QPoint(left + shift, top), QSize(min(size.width(), width), size.height()))
                held.append((one, place))
                left += size.width() + self._gap
            is_behind = is_behind or one is self._break
        yield from _center(held)


def _find_bottom(placed: Iterable[tuple[QWidget, QRect]]) -> int:
    return max((place.bottom() + 1 for _, place in placed), default=0)


def _find_height(held: list[tuple[QWidget, QRect]]) -> int:
    return max((place.height() for _, place in held), default=0)


def _center(held: list[tuple[QWidget, QRect]]) -> Iterator[tuple[QWidget, QRect]]:
    high = _find_height(held)
    return ((one, place.translated(0, (high - place.height()) // 2)) for one, place in held)


def _size(one: QWidget) -> QSize:
    wanted = one.sizeHint().expandedTo(one.minimumSizeHint())
    return wanted.expandedTo(one.minimumSize()).boundedTo(one.maximumSize())


def line(look: Look, *children: QWidget | None, gap: float = 0.6) -> Flowing:
    """Return widgets beside each other that go on below where they must; `None` is the break."""
    made = Flowing(look.em(gap))
    for child in children:
        if child is None:
            made.add_break()
        else:
            made.add(child)
    return made
