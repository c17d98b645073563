"""The preview: the pages of a report with their tools, or the same report as text to be read out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QProgressBar, QPushButton, QStackedWidget, QWidget

from focal_desktop.base.words import Words
from focal_desktop.reports.told import Told
from focal_desktop.ui.face import Face
from focal_desktop.ui.reports import hearing
from focal_desktop.ui.reports.paper import PageView, Paper
from focal_desktop.ui.widgets import parts

SOON_MS = 150
"""A report that is there sooner shows no progress: nothing flickers."""


class Preview(QFrame):
    """Shows what it is given; it never asks for a report. `cancelled` where a person waits no longer."""

    cancelled = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self.setProperty("role", "card")
        self.pages = PageView(face)
        self.pages.turned.connect(self._show_page)
        self.text = self._make_text()
        self.number = parts.label("", wraps=False)
        self._before = self._tool("chevron-left", face.words.say("Page before"), lambda: self.pages.turn(-1))
        self._after = self._tool("chevron-right", face.words.say("Next page"), lambda: self.pages.turn(1))
        self._sizes = self._make_sizes()
        self._stack = QStackedWidget()
        self._blank, self._working = self._make_blank(), self._make_working()
        for one in (self._blank, self._working, self.pages, self.text):
            self._stack.addWidget(one)
        tools = parts.row(face.look, self._before, self.number, self._after, 1, *self._sizes, gap=0.3)
        column = parts.column(face.look, tools, parent=self, margin=0.7)
        column.addWidget(self._stack, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(lambda: self._show(self._working))
        self._show(self._blank)

    def _tool(self, icon: str, name: str, act: Callable[[], Any]) -> QPushButton:
        made = parts.button(self._face.look, "", act, role="quiet", icon=icon)
        made.setAccessibleName(name)
        made.setToolTip(name)
        policy = made.sizePolicy()
        policy.setRetainSizeWhenHidden(icon != "chevron-left")  # the others hold the height of the row
        made.setSizePolicy(policy)
        return made

    def _make_sizes(self) -> tuple[QPushButton, ...]:
        say, fit = self._face.words.say, QPdfView.ZoomMode
        return (
            self._tool("minus", say("Smaller pages"), lambda: self.pages.enlarge(-1)),
            self._tool("plus", say("Larger pages"), lambda: self.pages.enlarge(1)),
            self._tool("move-horizontal", say("Fit the width"), lambda: self.pages.fit(fit.FitToWidth)),
            self._tool("rectangle-vertical", say("Show whole pages"), lambda: self.pages.fit(fit.FitInView)),
        )

    def _make_text(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setObjectName("report_text")
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        made.setAccessibleName(self._face.words.say("Text of the report"))
        return made

    def _make_blank(self) -> QWidget:
        made = QWidget()
        said = parts.label(self._face.words.say("Choose a report to see it here."), role="muted")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts.column(self._face.look, 1, said, 1, parent=made)
        return made

    def _make_working(self) -> QWidget:
        made, bar = QWidget(), QProgressBar()
        words = self._face.words
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words.say("The report is being drawn"))
        bar.setMaximumWidth(self._face.look.em(18))
        said = parts.label(words.say("The report is being drawn. You can go on working."), role="muted")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        across = parts.row(self._face.look, 1, bar, 1)
        across.setStretch(1, 4)
        self.cancel = parts.button(self._face.look, words.say("Cancel"), self.cancelled.emit)
        self.cancel.setObjectName("report_cancel")
        buttons = parts.row(self._face.look, 1, self.cancel, 1)
        parts.column(self._face.look, 1, said, across, buttons, 1, parent=made)
        return made

    def add_page(self, page: QWidget) -> None:
        """Take another page in, to be shown instead of a report."""
        self._stack.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show a page that was added."""
        self._soon.stop()
        self._show(page)

    # --- what is shown

    def show_working(self) -> None:
        """Say after a moment that the report is being drawn."""
        self._soon.start()

    def show_nothing(self) -> None:
        """Show that there is no report."""
        self._soon.stop()
        self._show(self._blank)

    def show_pages(self, data: bytes) -> None:
        """Show the pages of a report."""
        self._soon.stop()
        self.pages.show_paper(Paper(data, self))
        self._show(self.pages)

    def show_text(self, told: Sequence[Told], words: Words) -> None:
        """Show the report as text, in the direction of its own language."""
        self._soon.stop()
        is_right_to_left, ways = words.is_right_to_left, Qt.LayoutDirection
        self.text.setLayoutDirection(ways.RightToLeft if is_right_to_left else ways.LeftToRight)
        option = self.text.document().defaultTextOption()
        option.setTextDirection(self.text.layoutDirection())
        sides = Qt.AlignmentFlag  # Qt does not mirror the side of plain text by itself
        option.setAlignment(sides.AlignRight if is_right_to_left else sides.AlignLeft)
        self.text.document().setDefaultTextOption(option)
        hearing.write(self.text.document(), told, words)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._show(self.text)

    @property
    def is_shown(self) -> bool:
        """Whether a report is shown, as pages or as text."""
        return self._stack.currentWidget() in (self.pages, self.text)

    def _show(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        for one in (self._before, self._after, *self._sizes):
            one.setVisible(widget is self.pages)
        self._show_page()

    def _show_page(self) -> None:
        if self._stack.currentWidget() is not self.pages:
            shown = self._stack.currentWidget()
            self.number.setText(shown.accessibleName() if shown else "")
            return
        total = self.pages.count
        place = self.pages.page
        said = self._face.words.say("Page {n} of {total}", n=place + 1, total=total)
        self.number.setText(said)
        self.pages.setAccessibleName(said)
        self._before.setEnabled(place > 0)
        self._after.setEnabled(place < total - 1)
