"""One of a long list, found by any few letters of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from focal_desktop.domain.record import Plain
from focal_desktop.ui.widgets.editors import Choices, Editor, QuietCombo
from focal_desktop.ui.widgets.line import Line


class TypeAhead(Editor):
    """A list to type into; what is typed and names nothing stays as typed, so that it can be told."""

    def __init__(self, choices: Choices, hint: str) -> None:
        self._box = QuietCombo()
        super().__init__(self._box)
        self._box.setEditable(True)
        self._box.setLineEdit(Line())
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for code, said in choices:
            self._box.addItem(said, code)
        self._box.setCurrentIndex(-1)
        completer = self._box.completer() or QCompleter(self._box)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._box.setCompleter(completer)
        line = self._box.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
            line.editingFinished.connect(self._tidy)
            line.textEdited.connect(lambda _: self.edited.emit())
        self._box.activated.connect(lambda _: self.edited.emit())

    def value(self) -> Plain:
        """Return the code of what is named, nothing, or what was typed."""
        said = self._box.currentText().strip()
        place = self._find(said)
        return str(self._box.itemData(place)) if place >= 0 else said

    def _find(self, said: str) -> int:
        if not said:
            return -1
        exact = self._box.findText(said, Qt.MatchFlag.MatchFixedString)
        if exact >= 0:
            return exact
        texts = [self._box.itemText(place).casefold() for place in range(self._box.count())]
        holding = [place for place, text in enumerate(texts) if said.casefold() in text]
        return holding[0] if len(holding) == 1 else -1

    def _tidy(self) -> None:
        place = self._find(self._box.currentText().strip())
        if place >= 0:
            self._box.setCurrentIndex(place)
            self._go_to_front()

    def _go_to_front(self) -> None:
        line = self._box.lineEdit()
        if line is not None:
            line.setCursorPosition(0)  # a long name is read from its beginning

    def show(self, value: Plain) -> None:
        """Show a value."""
        place = self._box.findData(value or "")
        self._box.setCurrentIndex(place)
        if place < 0:
            self._box.setEditText(str(value or ""))
        self._go_to_front()
