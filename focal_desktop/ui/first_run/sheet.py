"""The page of the recovery sheet: printed, saved or written down, and one group of it typed back."""

from __future__ import annotations

from PySide6.QtCore import Signal

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.code_sheet import CodeSheet


class SheetPage(Page):
    """Only practice may go on without a sheet; who comes back for it may need the desk first."""

    put_off = Signal()

    def __init__(self, face: Face, plan: Plan) -> None:
        words, look = face.words, face.look
        super().__init__(face, plan, words.say("Your recovery sheet"), words.say("Go on"))
        self.sheet = CodeSheet(face, plan.left.code, plan.left.group)
        self.sheet.finished.connect(self.done)
        why = parts.label(
            words.say(
                "If you forget the passphrase, this code opens your records. Keep it on paper, locked away, "
                "apart from the computer. Without both, only headquarters can help."
            )
        )
        if plan.is_resumed:
            self.later = parts.button(
                look, words.say("Not now: ask me again tomorrow"), self.put_off.emit, role="link"
            )
        else:
            said = words.say("Go on without a sheet: all of this is invented")
            self.later = parts.button(look, said, self.done.emit, role="link")
        self.later.setObjectName("sheet_later")
        if not (plan.is_resumed or plan.way == plans.PRACTICE):
            self.later.hide()
        parts.column(look, why, self.sheet, parts.row(look, self.later, 1), parent=self, gap=0.7)

    def begin(self) -> None:
        """Begin at the printer."""
        self.sheet.print.setFocus()

    def go_on(self) -> None:
        """Go on once a group was typed back."""
        if self.sheet.ask_on():
            self.done.emit()
