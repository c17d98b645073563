"""One field edited in its own cell: Enter or Tab saves, Esc leaves it as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from focal_desktop.domain import action
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.plan import lines
from focal_desktop.ui.shell import unfolding
from focal_desktop.ui.table import Index
from focal_desktop.ui.widgets import editors, parts
from focal_desktop.ui.widgets.editors import TextEditor
from focal_desktop.ui.widgets.form import no_choices
from focal_desktop.ui.widgets.outline import Outline

EDITED: Mapping[int, str] = {
    lines.ACTIVITY: "activity",
    lines.INDICATOR: "indicator",
    lines.REACHED: "actual",
    lines.RESPONSIBLE: "responsible",
    lines.DUE: "due_on",
    lines.STATUS: "state",
}
"""Which field of an action is edited in which column."""
TALL = ("activity", "indicator")
TOLD = 18.0
LEAST = {"activity": 18.0, "indicator": 16.0, "responsible": 13.0, "due_on": 13.0, "state": 9.0}
"""So many ems an editor takes where its cell has fewer."""


class CellView(QFrame):
    """Lies over a cell of the outline; `left` when a person has gone on to something else."""

    save_requested = Signal(int)
    """And then so many editable cells on: 0 stays, 1 and -1 are Tab's."""
    dropped = Signal()
    left = Signal()

    def __init__(self, face: Face, policy: Policy, outline: Outline, name: str) -> None:
        super().__init__(outline.viewport())
        slot = action.KIND.slots[name]
        self.name, self._face, self._outline = name, face, outline
        self.setProperty("role", "card")
        self.editor = TextEditor(face, 3) if name in TALL else editors.make(slot, face, policy, no_choices)
        self.editor.widget.setAccessibleName(labels.of_field(slot, face.words))
        self.editor.widget.setObjectName(f"cell_{name}")
        self.problem = parts.label("", role="problem")
        self.problem.setContentsMargins(face.look.em(0.5), 0, face.look.em(0.5), face.look.em(0.3))
        self.problem.hide()
        self._laid = parts.column(face.look, self.editor.widget, self.problem, parent=self)
        self._laid.setContentsMargins(0, 0, 0, 0)
        self._laid.setSpacing(face.look.em(0.2))
        for line in (self.editor.widget, *self.editor.widget.findChildren(QLineEdit)):
            line.installEventFilter(self)
        self._shown: Plain = None
        self._covered = 0

    def open_over(self, index: Index, value: Plain) -> None:
        """Lie over a cell, with its value."""
        self.editor.show(value)
        self._shown = self.editor.value()
        self.lie_over(index)
        self.show()
        self.raise_()
        self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if (page := unfolding.find_outer(self)) is not None:
            page.verticalScrollBar().rangeChanged.connect(self._come_into_sight)

    def changed(self) -> dict[str, Plain]:
        """Return the field where it is other than it was."""
        value = self.editor.value()
        return {} if value == self._shown else {self.name: value}

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put the sentence below the field, and stay open."""
        said = dict(problems).get(self.name, "")
        sentence = messages.of_problem(said, self._face.words) if said else ""
        parts.say_problem(self.problem, self.editor.widget, sentence)
        if sentence:
            self.setFixedWidth(max(self.width(), self._face.look.em(TOLD)))
        self._grow()

    def lie_over(self, index: Index) -> None:
        """Take the place of a cell, and the room the editor needs."""
        cell = self._outline.visualRect(index)
        told = 0.0 if self.problem.isHidden() else TOLD
        wide = max(cell.width(), self._face.look.em(max(LEAST.get(self.name, 7.0), told)))
        self._covered = cell.height()
        self.setFixedWidth(min(wide, self._outline.viewport().width()))
        is_mirrored = self._outline.isRightToLeft()
        self.move(cell.topRight() - QPoint(self.width(), 0) if is_mirrored else cell.topLeft())
        self._grow()

    def _grow(self) -> None:
        """Be as high as field and sentence need and the cell is, and stay inside the outline."""
        wide = self.width()
        has_lines = self._laid.hasHeightForWidth()
        high = self._laid.heightForWidth(wide) if has_lines else self._laid.sizeHint().height()
        self.resize(wide, max(high, self._covered))
        room = self._outline.viewport().rect()
        across = min(self.x(), room.width() - self.width())
        down = min(self.y(), room.height() - self.height())
        self.move(max(across, 0), max(down, 0))
        self._come_into_sight()

    def _come_into_sight(self) -> None:
        """Let the page show the cell, also once it has become higher or lower around it."""
        if (page := unfolding.find_outer(self)) is not None:
            page.ensureWidgetVisible(self)

    def _look_where(self) -> None:
        """Tell that the person has gone on, unless within the field: to its list or its calendar."""
        now = self.window().focusWidget()
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.left.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Take the keys that end the editing before the field does."""
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._look_where)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_new_line = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not is_new_line:
                self.save_requested.emit(0)
            case Qt.Key.Key_Tab:
                self.save_requested.emit(1)
            case Qt.Key.Key_Backtab:
                self.save_requested.emit(-1)
            case Qt.Key.Key_Escape:
                self.dropped.emit()
            case _:
                return False
        return True


def find_column(name: str) -> int:
    """Return the column a field is edited in."""
    return next(column for column, field in EDITED.items() if field == name)
