"""A session for many: course, day and evidence; rows pasted from a spreadsheet; whom each row names."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from focal_desktop.domain import completion
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.training.columns_view import ColumnsView
from focal_desktop.ui.training.lines import Line
from focal_desktop.ui.training.lines_view import LinesView
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import ChoiceEditor, Editor
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import BESIDE, MOST
from focal_desktop.ui.widgets.text_box import TextBox
from focal_desktop.ui.widgets.type_ahead import TypeAhead
from focal_desktop.usecases import training

WAIT_MS = 120
FIELDS = ("course", "completed_on", "evidence")
LEFT = 30.0
Way = QBoxLayout.Direction


class SessionView(QWidget):
    """Draws an import as it is put together; says when rows, columns or choices changed."""

    pasted = Signal(str)
    save_requested = Signal()
    clear_requested = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self.form = Form(
            face, policy, completion.KIND, FIELDS, own=self._make_editors(policy), is_narrow=True
        )
        self.box = TextBox(holds_rows=True)
        self.box.setObjectName("pasted")
        self.box.setTabChangesFocus(True)
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.box.setAccessibleName(words.say("Rows pasted from a spreadsheet"))
        self.box.setPlaceholderText(
            words.say(
                "Paste the rows of your spreadsheet here (Ctrl+V): names or personnel numbers, "
                "with or without headings."
            )
        )
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(lambda: self.pasted.emit(self.box.toPlainText()))
        self.box.textChanged.connect(self._wait.start)
        self.columns = ColumnsView(face)
        self.lines = LinesView(face)
        self.save = parts.button(look, words.say("Record"), self.save_requested.emit, role="primary")
        self.save.setObjectName("save_session")
        self.clear = parts.button(look, words.say("Begin anew"), self.clear_requested.emit, role="quiet")
        self.clear.setObjectName("clear_session")
        self._arrange()

    def _make_editors(self, policy: Policy) -> dict[str, Editor]:
        language, words = self._face.words.language, self._face.words
        courses = [
            (code, entry.label(language))
            for code, entry in policy.entries("course").items()
            if not entry.extra["retired"]
        ]
        evidence = [
            (code, entry.label(language))
            for code, entry in policy.entries("completion_evidence").items()
            if code != training.MISTAKE
        ]
        return {
            "course": TypeAhead(courses, words.say("A few letters of its name")),
            "evidence": ChoiceEditor(evidence),
        }

    def _arrange(self) -> None:
        look, words = self._face.look, self._face.words
        hint = parts.label(
            words.say("Without a course, only the list of people is brought up to date."), role="muted"
        )
        self._left = parts.card(look, self.form, hint, self.box)
        self._empty = empty_state(
            look,
            "users",
            words.say(
                "Who took part is shown here once rows are pasted: known, perhaps known, or new. "
                "Nothing is merged by itself, and the whole import can be taken back."
            ),
        )
        self._right = QWidget()
        parts.column(look, self.columns, self.lines, parent=self._right).setStretch(1, 1)
        inner = QWidget()
        inner.setProperty("role", "page")
        self._across = parts.row(look, self._left, self._empty, self._right, parent=inner)
        self._across.setContentsMargins(0, look.em(0.6), 0, 0)
        self._across.setStretch(1, 1)
        self._across.setStretch(2, 1)
        buttons = parts.row(look, self.save, self.clear, 1)
        parts.column(look, parts.scroll(inner), buttons, parent=self).setStretch(0, 1)
        self.box.setMinimumHeight(look.em(9))
        self.show_lines((), "", "")

    def show_lines(self, lines: Sequence[Line], summary: str, save: str) -> None:
        """Show whom the rows name, and what saving records."""
        self.lines.show_lines(lines, summary)
        self._empty.setVisible(not lines)
        self._right.setVisible(bool(lines))
        self.save.setEnabled(bool(lines))
        if save:
            self.save.setText(save)
            self.save.setAccessibleName(save)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put what was pasted above whom it names where there is no room beside."""
        super().resizeEvent(event)
        look = self._face.look
        is_wide = self.width() >= look.em(BESIDE)
        self._across.setDirection(Way.LeftToRight if is_wide else Way.TopToBottom)
        self._left.setMinimumWidth(look.em(LEFT) if is_wide else 0)
        self._left.setMaximumWidth(look.em(LEFT) if is_wide else MOST)

    def show_text(self, text: str) -> None:
        """Put rows into the box without reading them again."""
        self.box.blockSignals(True)
        self.box.setPlainText(text)
        self.box.blockSignals(False)
        self._wait.stop()
