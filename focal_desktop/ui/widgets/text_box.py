"""Several lines to write in: they begin where reading begins."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit


class TextBox(QPlainTextEdit):
    """A box whose lines stand at the right in an Arabic window: Qt mirrors its hint and not its text."""

    def __init__(self) -> None:
        super().__init__()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            option = self.document().defaultTextOption()
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.document().setDefaultTextOption(option)
