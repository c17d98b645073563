"""Printing from memory: a finished PDF goes to the printer page by page, and no file is written for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QPoint, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.background import Jobs, nothing

MOST_DOTS = 300
"""Dots an inch: sharp on paper, and a page still fits the memory of an old laptop."""


def ask_printer(
    parent: QWidget,
    data: bytes,
    printed: Callable[[], object],
    failed: Callable[[Trouble], None],
    jobs: Jobs | None = None,
    *,
    before: Callable[[], object] = lambda: None,
) -> QPrintDialog:
    """Let the person choose a printer, then print, aside where there are jobs; one of the two hears how.

    `before` is done once a printer was chosen and before a page goes out.
    """

    def put() -> None:
        before()
        if jobs is not None:
            jobs.run(lambda: put_on_paper(printer, data), lambda _: nothing(printed()), failed)
            return
        try:
            put_on_paper(printer, data)
        except Trouble as trouble:
            failed(trouble)
        else:
            printed()

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Work records")
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(put)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def put_on_paper(printer: QPrinter, data: bytes) -> int:
    """Print a PDF on whatever paper lies in the printer and return how many pages.

    Trouble where the printer does not answer, also where it stops between two pages.
    """
    document, held = QPdfDocument(), QBuffer()
    held.setData(QByteArray(data))
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(held)
    printer.setResolution(min(printer.resolution(), MOST_DOTS))
    printer.setFullPage(True)  # the pages bring their own margins
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(
            "not_found",
            "The printer did not answer. Nothing was printed and nothing was written to the disk; "
            "look at the printer and try again.",
        )
    for place in range(document.pageCount()):
        if place and not printer.newPage():
            painter.end()
            raise Trouble(
                "not_found",
                "The printer stopped before the last page. Look at the printer and print again; "
                "nothing was written to the disk.",
            )
        room = find_room(document.pagePointSize(place), painter.viewport().size())
        painter.drawImage(room.topLeft(), document.render(place, room.size()))
    painter.end()
    return document.pageCount()


def find_room(page: QSizeF, paper: QSize) -> QRect:
    """Return where a page lies on paper of another shape: as large as it can be, in the middle."""
    size = page.scaled(QSizeF(paper), Qt.AspectRatioMode.KeepAspectRatio).toSize()
    return QRect(QPoint((paper.width() - size.width()) // 2, (paper.height() - size.height()) // 2), size)
