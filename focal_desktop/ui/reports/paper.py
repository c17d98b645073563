"""A finished report as pages on the screen: from memory, nothing on the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView

from focal_desktop.ui.face import Face

STEP, SMALLEST, LARGEST = 1.25, 0.3, 4.0
POINTS_AN_INCH = 72
KEYS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class Paper(QObject):
    """A loaded document; it holds the bytes for as long as it lives, as Qt asks."""

    def __init__(self, data: bytes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = QBuffer(self)
        self._held.setData(QByteArray(data))
        self._held.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._held)


class PageView(QPdfView):
    """Pages below each other; the page keys turn pages, plus and minus make them larger and smaller."""

    turned = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        look = face.look
        self._paper: Paper | None = None
        self.setObjectName("report_pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setPageSpacing(look.em(0.6))
        colours = look.colours
        self.setStyleSheet(
            f"QPdfView {{ border: 1px solid {colours.divider}; }} "
            f"QPdfView:focus {{ border: 2px solid {colours.accent}; }}"
        )
        self.pageNavigator().currentPageChanged.connect(lambda _: self.turned.emit())

    def show_paper(self, paper: Paper) -> None:
        """Show a document from its first page; the one before is let go.

        It is no child of this view, which must be gone before its document tells of its own end.
        """
        former, self._paper = self._paper, paper
        self.setDocument(paper.document)
        if former is not None:
            former.deleteLater()
        self.turned.emit()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._paper.document.pageCount() if self._paper else 0

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self.pageNavigator().currentPage()

    def turn(self, step: int) -> None:
        """Turn so many pages on or back."""
        self.turn_to(self.page + step)

    def turn_to(self, page: int) -> None:
        """Show a page; before the first and after the last there is none."""
        if self.count:
            self.pageNavigator().jump(max(0, min(page, self.count - 1)), QPointF(), 0)
            self.turned.emit()

    def enlarge(self, steps: int) -> None:
        """Make the pages larger, or smaller where it is negative."""
        factor = self._factor() * STEP**steps
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(max(SMALLEST, min(factor, LARGEST)))

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Fit the pages into the room there is."""
        self.setZoomMode(mode)

    def _factor(self) -> float:
        """Return how large the pages are drawn now; Qt does not say it of pages that it fitted."""
        if self._paper is None or self.zoomMode() == QPdfView.ZoomMode.Custom:
            return self.zoomFactor()
        size = self._paper.document.pagePointSize(self.page)
        room, margins = self.viewport().size(), self.documentMargins()
        dots = self.logicalDpiX() / POINTS_AN_INCH
        across = (room.width() - margins.left() - margins.right()) / (size.width() * dots)
        if self.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return across
        return min(across, (room.height() - self.pageSpacing()) / (size.height() * dots))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Turn pages and change their size by keys; the arrows scroll as everywhere."""
        key = Qt.Key(event.key())
        turns = {
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        is_bare = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if key in turns and is_bare:
            self.turn_to(turns[key])
        elif key in KEYS and is_bare:
            self.enlarge(KEYS[key])
        else:
            super().keyPressEvent(event)
