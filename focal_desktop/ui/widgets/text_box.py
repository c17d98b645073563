"""Several lines to write in: they begin where reading begins."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit


class TextBox(QPlainTextEdit):
    """A box whose lines stand at the right in an Arabic window: Qt mirrors its hint and not its text.

    Rows of a spreadsheet all run the way of the window, else a Latin heading stands over the wrong names.
    """

    def __init__(self, *, holds_rows: bool = False) -> None:
        super().__init__()
        option = self.document().defaultTextOption()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        if holds_rows:
            option.setTextDirection(self.layoutDirection())
        self.document().setDefaultTextOption(option)
