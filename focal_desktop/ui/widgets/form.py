"""A form: fields of a kind in rows, each with its label, its editor and its sentence where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from focal_desktop.domain import codec
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Kind, Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import editors, parts, sight
from focal_desktop.ui.widgets.editors import Choices, Editor, TextEditor

TALL = ("long_text", "codes")
"""Forms of several lines: what names them stands at the first."""
BESIDE = 130
"""Up to this text size, in per cent, a page has room for two columns of fields and their answers."""
TEXT_LINES = ("text", "whole_number", "money", "long_text")


def no_choices(_kind: str) -> Choices:
    """Offer no record: the form has no reference."""
    return ()


class Form(QWidget):
    """Rows of fields. It holds values as typed; `edited` names the field a person changed."""

    edited = Signal(str)

    def __init__(
        self,
        face: Face,
        policy: Policy,
        kind: Kind[Any],
        names: Sequence[str],
        *,
        find: Callable[[str], Choices] = no_choices,
        columns: int = 1,
        tall: Collection[str] = (),
        own: Mapping[str, Editor] | None = None,
        is_narrow: bool = False,
    ) -> None:
        super().__init__()
        self._face, self._kind = face, kind
        columns = columns if face.look.size <= BESIDE else 1
        self._is_narrow = is_narrow  # what names a field stands above it
        self._shown: dict[str, Plain] = {}
        self.editors: dict[str, Editor] = {}
        self.labels: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(face.look.em(0.8))
        self._grid.setVerticalSpacing(face.look.em(0.35))
        for place, name in enumerate(names):
            made = (own or {}).get(name) or (TextEditor(face, 2) if name in tall else None)
            made = made or editors.make(kind.slots[name], face, policy, find)
            self._add(name, made, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 3)
            self._grid.setColumnStretch(2 * column, 2 if columns > 1 else 1)  # alone, a label is no column

    def _add(self, name: str, editor: Editor, row: int, column: int) -> None:
        slot = self._kind.slots[name]
        said = labels.of_field(slot, self._face.words)
        label = parts.label(said)
        label.setBuddy(editor.widget)
        is_tall = slot.form in TALL or isinstance(editor, TextEditor)
        upright = Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag.AlignVCenter
        if is_tall:
            label.setContentsMargins(0, self._face.look.em(0.35), 0, 0)  # beside the first line of the box
        side = label.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask  # where reading begins
        label.setAlignment(upright | side)
        editor.widget.setAccessibleName(said)
        editor.widget.setObjectName(name)
        if slot.said.help:
            hint = self._face.words.name(slot.said.help)
            editor.widget.setToolTip(hint)
            editor.widget.setAccessibleDescription(hint)
            if isinstance(editor.widget, QLineEdit | QPlainTextEdit):
                editor.widget.setPlaceholderText(hint)
        problem = parts.label("", role="problem")
        problem.hide()
        if self._is_narrow:
            for line, one in enumerate((label, editor.widget, problem)):
                self._grid.addWidget(one, 3 * row + line, 2 * column, 1, 2)
        else:
            self._grid.addWidget(label, 2 * row, 2 * column)
            self._grid.addWidget(editor.widget, 2 * row, 2 * column + 1)
            self._grid.addWidget(problem, 2 * row + 1, 2 * column + 1)
        self.editors[name], self.labels[name], self._problems[name] = editor, label, problem
        editor.edited.connect(lambda: self._on_edited(name))

    def _on_edited(self, name: str) -> None:
        self._say(name, "")
        self.edited.emit(name)

    def show_values(self, values: Mapping[str, Plain]) -> None:
        """Show a record's values; what it does not say is shown by its default."""
        for name, editor in self.editors.items():
            value = values.get(name, codec.plain_default(self._kind.slots[name]))
            editor.show(value)
            self._shown[name] = editor.value()

    def values(self) -> dict[str, Plain]:
        """Return every field as it stands."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def changed(self) -> dict[str, Plain]:
        """Return the fields that differ from what was shown."""
        return {name: value for name, value in self.values().items() if value != self._shown.get(name)}

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside its field and go to the first; none clears them all."""
        said = {name: messages.of_problem(code, self._face.words) for name, code in problems}
        for name in self.editors:
            self._say(name, said.get(name, ""))
        first = next((name for name in self.editors if name in said), None)
        if first:
            sight.go_to(self.editors[first].widget, self._problems[first])

    def _say(self, name: str, sentence: str) -> None:
        problem, widget = self._problems[name], self.editors[name].widget
        parts.say_problem(problem, widget, sentence)

    def set_row_visible(self, name: str, visible: bool) -> None:
        """Show or hide a field with its label."""
        self.labels[name].setVisible(visible)
        self.editors[name].widget.setVisible(visible)
        self._problems[name].setVisible(visible and bool(self._problems[name].text()))

    def set_read_only(self, names: Sequence[str]) -> None:
        """Let these fields be read and not changed."""
        for name in names:
            if name in self.editors:
                self.editors[name].widget.setEnabled(False)
