"""One editor for each form of field. An editor holds a plain value; checking it is the use case's work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QWidget

from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain, Slot
from focal_desktop.ui import labels
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets.choices import CodesBox
from focal_desktop.ui.widgets.days import DayEdit
from focal_desktop.ui.widgets.line import Line
from focal_desktop.ui.widgets.text_box import TextBox

Choices = Sequence[tuple[str, str]]
"""Pairs of a code or id and what people read for it."""
LongList = 12
LEAST_LETTERS = 9
"""How narrow a list to choose from may become, its arrow included."""


class Editor(QObject):
    """A widget with one plain value; `edited` when a person, never the program, changed it."""

    edited = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget

    def value(self) -> Plain:
        """Return what stands here now."""
        raise NotImplementedError

    def show(self, value: Plain) -> None:
        """Show a value."""
        raise NotImplementedError


class LineEditor(Editor):
    """One line of text; a whole number where the field is one."""

    def __init__(self, *, is_number: bool = False) -> None:
        self._line = Line()
        super().__init__(self._line)
        self._is_number = is_number
        self._line.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> Plain:
        """Return the text; a number that is none is returned as it was typed, so that it can be told."""
        said = self._line.text().strip()
        if not self._is_number:
            return said
        if not said:
            return None
        return int(said) if said.isdecimal() and len(said) < 16 else said

    def show(self, value: Plain) -> None:
        """Show a value."""
        self._line.setText("" if value is None else str(value))


class Box(TextBox):
    """Several lines, as high as they must be; what gives them more room decides that."""

    def sizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Ask for the least height: Qt would ask for 192 dots whatever the text."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class TextEditor(Editor):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, face: Face, lines: int = 4) -> None:
        self._box = Box()
        super().__init__(self._box)
        self._box.setTabChangesFocus(True)
        self._box.setFixedHeight(face.look.em(1.45 * lines + 0.8))
        self._is_shown = False
        self._box.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if not self._is_shown:
            self.edited.emit()

    def value(self) -> Plain:
        """Return the text."""
        return self._box.toPlainText().strip()

    def show(self, value: Plain) -> None:
        """Show a value."""
        self._is_shown = True
        self._box.setPlainText("" if value is None else str(value))
        self._is_shown = False


class ChoiceEditor(Editor):
    """One of a list; a code that a newer office wrote is shown as it stands and kept."""

    def __init__(self, choices: Choices, *, may_be_empty: bool = False) -> None:
        self._box = QuietCombo()
        super().__init__(self._box)
        if may_be_empty:
            self._box.addItem("–", "")
        for code, said in choices:
            self._box.addItem(said, code)
        self._box.activated.connect(lambda _: self.edited.emit())

    def value(self) -> Plain:
        """Return the chosen code."""
        return str(self._box.currentData() or "")

    def show(self, value: Plain) -> None:
        """Show a value."""
        place = self._box.findData(value or "")
        if place < 0:
            self._box.addItem(str(value), value)
            place = self._box.count() - 1
        self._box.setCurrentIndex(place)


class QuietCombo(QComboBox):
    """A list that the wheel does not change while a page is scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(LongList)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Give way where the text is large: a choice may end in points, a page may not move sideways."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST_LETTERS * self.fontMetrics().averageCharWidth()), hint.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 Qt's own name
        """Say by three points that a choice is longer than its box; the list below shows it whole."""
        super().initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room - 2)
        option.currentText = text

    def showPopup(self) -> None:  # noqa: N802 Qt's own name
        """Show the list as wide as its longest choice."""
        self.view().setMinimumWidth(
            self.view().sizeHintForColumn(0) + 2 * self.fontMetrics().averageCharWidth()
        )
        super().showPopup()

    def wheelEvent(self, event: QObject) -> None:  # type: ignore[override]  # noqa: N802 Qt's own name and type
        """Leave the wheel to the page."""
        event.ignore()  # type: ignore[attr-defined]  # a wheel event; Qt's stubs name it otherwise


class DayEditor(Editor):
    """A day, typed or picked; what is typed and is no day stays as typed, so that it can be told."""

    def __init__(self, face: Face) -> None:
        self._day = DayEdit(face)
        super().__init__(self._day)
        self._day.edited.connect(self.edited)

    def value(self) -> Plain:
        """Return the day as it is stored, or nothing."""
        return self._day.value()

    def show(self, value: Plain) -> None:
        """Show a value."""
        self._day.show_day("" if value is None else str(value))


class CodesEditor(Editor):
    """Several of a list."""

    def __init__(self, face: Face, choices: Choices, columns: int = 2) -> None:
        self._box = CodesBox(face, choices, columns)
        super().__init__(self._box)
        self._box.edited.connect(self.edited)

    def value(self) -> Plain:
        """Return the chosen codes, sorted as they are stored."""
        return self._box.value()

    def show(self, value: Plain) -> None:
        """Show a value."""
        self._box.show_codes(value if isinstance(value, list) else [])


def make(slot: Slot, face: Face, policy: Policy, find: Callable[[str], Choices]) -> Editor:
    """Return the editor of a field; `find` gives the records of a kind that a reference may name."""
    match slot.form:
        case "date":
            return DayEditor(face)
        case "long_text":
            return TextEditor(face)
        case "code" | "yes_no_unknown":
            return ChoiceEditor(list_choices(slot, face, policy), may_be_empty=slot.default == "")
        case "codes":
            return CodesEditor(face, list_choices(slot, face, policy))
        case "reference":
            return ChoiceEditor(find(slot.said.to), may_be_empty=True)
        case form:
            return LineEditor(is_number=form == "whole_number")


def list_choices(slot: Slot, face: Face, policy: Policy) -> list[tuple[str, str]]:
    """Return the codes of a field with what people read for each; *not known* stays last."""
    codes = slot.list_codes(policy.codes)
    last = [code for code in codes if code in ("not_known", "not_asked", "unknown")]
    ordered = [code for code in codes if code not in last] + last
    return [(code, labels.of_code(slot, code, face.words, policy)) for code in ordered]
