"""A recovery code: shown, printed or saved by choice, then covered while one group is typed back."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from focal_desktop.base import clock as clocks
from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages, printing, tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.usecases import phrases

SUFFIX = ".pdf"


class CodeSheet(QWidget):
    """Shows a code until the person has it; `finished` when the group that is asked was typed back."""

    finished = Signal()

    def __init__(self, face: Face, code: str, asked: int) -> None:
        super().__init__()
        self._face, self._code, self.asked = face, code, asked
        words, look = face.words, face.look
        self.shown = parts.heading(look, "", tokens.TITLE_POINTS)
        self.shown.setObjectName("code_shown")
        self.again = parts.button(look, words.say("Show the code again"), self.uncover, role="link")
        self.again.setObjectName("code_again")
        self.print = parts.button(look, words.say("Print"), self._print, role="primary", icon="printer")
        self.print.setObjectName("code_print")
        self.save = parts.button(look, words.say("Save a file…"), self._ask_file, icon="save")
        self.save.setObjectName("code_save")
        self.have = parts.button(look, words.say("I have written it down"), self.cover, role="link")
        self.have.setObjectName("code_have")
        self.group = QLineEdit()
        self.group.setObjectName("code_group")
        self.group.setMaxLength(12)
        self.group.setMaximumWidth(look.em(10))
        number = words.say("Group {n} of the code, to be sure that you have it", n=asked + 1)
        self.group.setAccessibleName(number)
        self.group.returnPressed.connect(self._on_entered)
        self.asks = parts.label(number)
        self.asks.setBuddy(self.group)
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("code_problem")
        card = parts.card(look, self.shown, parts.row(look, self.print, self.save, self.have, self.again, 1))
        parts.column(look, card, self.asks, self.group, self.problem, parent=self, gap=0.45)
        self.uncover()

    def uncover(self) -> None:
        """Show the code; nothing is asked meanwhile."""
        groups = phrases.groups_of(self._code)
        half = len(groups) // 2
        lines = ("   ".join(groups[:half]), "   ".join(groups[half:]))
        self._show("\n".join(self._face.words.isolate(line) for line in lines), is_covered=False)

    def cover(self) -> None:
        """Cover the code and ask for one of its groups."""
        line = "   ".join("••••" for _ in range(len(phrases.groups_of(self._code)) // 2))
        self._show(f"{line}\n{line}", is_covered=True)
        self.group.setFocus()

    def _show(self, text: str, *, is_covered: bool) -> None:
        self.shown.setText(text)
        for one in (self.again, self.asks, self.group):
            one.setVisible(is_covered)
        for one in (self.print, self.save, self.have):
            one.setVisible(not is_covered)

    def ask_on(self) -> bool:
        """Return whether the group was typed back; else say what is needed."""
        say = self._face.words.say
        if self.group.isHidden():
            self.problem.setText(say("Print the sheet, save it, or write the code down first."))
            self.print.setFocus()
            return False
        if phrases.is_group(self._code, self.asked, self.group.text()):
            return True
        self.problem.setText(say("This is not that group yet. Please look at the sheet once more."))
        self.group.setFocus()
        self.group.selectAll()
        return False

    def _on_entered(self) -> None:
        if self.ask_on():
            self.finished.emit()

    def _render(self) -> bytes:
        from focal_desktop.reports import recovery_sheet  # noqa: PLC0415 a door: it loads what sets type

        today = clocks.today(self._face.clock)
        return recovery_sheet.render(self._face.words, self._code, today).data

    def _print(self) -> None:
        printing.ask_printer(self, self._render(), self.cover, self.show_trouble)

    def _ask_file(self) -> None:
        file_dialog.ask_save(self, self._face.words, self.save_to, suffix=SUFFIX[1:])

    def save_to(self, path: Path) -> None:
        """Write the sheet into a file that only this person can read."""
        try:
            path.unlink(missing_ok=True)  # the dialog has asked whether to replace it
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(self._render())
        except OSError:
            self.problem.setText(
                self._face.words.say(
                    "That file cannot be written. Choose another place; the code is still here."
                )
            )
            return
        self.problem.setText("")
        self.cover()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way of paper or file."""
        self.problem.setText(messages.of_trouble(trouble, self._face.words))
