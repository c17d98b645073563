"""Choosing: a few answers as buttons side by side, or several of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets.flow import Flowing


class Answers(Flowing):
    """One answer of a few, each a button; arrow keys move, the whole row is one stop of the Tab key.

    Where the row has no room it goes on in a second one.
    """

    edited = Signal()

    def __init__(
        self, face: Face, choices: Sequence[tuple[str, str]], name: str = "", *, stacked: bool = False
    ) -> None:
        super().__init__(face.look.em(0.3))
        self._codes = [code for code, _ in choices]
        self._group = QButtonGroup(self)
        column = QVBoxLayout() if stacked else None
        for place, (_, said) in enumerate(choices):
            one = QPushButton(said)
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.setProperty("role", "choice")
            one.setAccessibleName(f"{name}: {said}" if name else said)
            bold = QFontMetrics(face.look.font(is_bold=True)).horizontalAdvance(said)
            one.setMinimumWidth(bold + face.look.em(1.4) + 6)  # a chosen answer is bold, and nothing moves
            self._group.addButton(one, place)
            if column is not None:
                column.addWidget(one)
            else:
                self.add(one)
        if column is not None:
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(face.look.em(0.3))
            below = QWidget()
            below.setLayout(column)
            self.add(below)
        self._group.idClicked.connect(lambda _: self.edited.emit())
        self.setFocusProxy(self._group.button(0))  # whoever is asked for an answer is at its buttons

    def value(self) -> str:
        """Return the code of the answer, or nothing."""
        place = self._group.checkedId()
        return self._codes[place] if place >= 0 else ""

    def show_code(self, code: str) -> None:
        """Show an answer; a code that is not among them leaves all open."""
        chosen = self._codes.index(code) if code in self._codes else -1
        self._group.setExclusive(False)
        for place, one in enumerate(self._group.buttons()):
            one.setChecked(place == chosen)
        self._group.setExclusive(True)

    def focus_first(self) -> None:
        """Go to the chosen answer, else to the first."""
        buttons = self._group.buttons()
        (self._group.checkedButton() or buttons[0]).setFocus()

    def set_offered(self, code: str, offered: bool) -> None:
        """Offer an answer or leave it away."""
        self._group.button(self._codes.index(code)).setVisible(offered)


ONE_COLUMN = 150
"""Beyond this text size, in per cent, what is ticked stands in one column: a box does not wrap."""


class CodesBox(QWidget):
    """Several of a list, each with a box to tick, in as many columns as are asked for and have room."""

    edited = Signal()

    def __init__(self, face: Face, choices: Sequence[tuple[str, str]], columns: int = 2) -> None:
        super().__init__()
        self._kept: list[str] = []
        self._boxes: dict[str, QCheckBox] = {}
        columns = columns if face.look.size <= ONE_COLUMN else 1
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(face.look.em(1))
        layout.setVerticalSpacing(0)
        for place, (code, said) in enumerate(choices):
            box = QCheckBox(said)
            box.setAccessibleName(said)
            box.clicked.connect(lambda _: self.edited.emit())
            self._boxes[code] = box
            layout.addWidget(box, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)

    def value(self) -> list[str]:
        """Return the ticked codes, and those that a newer program wrote, sorted."""
        ticked = [code for code, box in self._boxes.items() if box.isChecked()]
        return sorted({*ticked, *self._kept})

    def show_codes(self, codes: Iterable[str]) -> None:
        """Tick these codes."""
        held = list(codes)
        self._kept = [code for code in held if code not in self._boxes]
        for code, box in self._boxes.items():
            box.setChecked(code in held)
