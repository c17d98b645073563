"""The page of the recovery sheet: printed, saved or written down, and one group of it typed back."""

from __future__ import annotations

import secrets

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.code_sheet import CodeSheet
from focal_desktop.usecases import phrases


class SheetPage(Page):
    """Keeps its code through every change of language; only practice may go on without a sheet."""

    def __init__(self, face: Face, plan: Plan) -> None:
        super().__init__(face, plan)
        words, look = face.words, face.look
        if not plan.recovery_code:
            plan.recovery_code = phrases.new_code()
            plan.asked_group = secrets.randbelow(len(phrases.groups_of(plan.recovery_code)))
        self.sheet = CodeSheet(face, plan.recovery_code, plan.asked_group)
        self.sheet.finished.connect(self.done)
        why = parts.label(
            words.say(
                "If you forget the passphrase, this code opens your records. Keep it on paper, locked away, "
                "apart from the computer. Without both, only headquarters can help."
            )
        )
        skip = parts.button(
            look, words.say("Go on without a sheet: all of this is invented"), self._skip, role="link"
        )
        skip.setObjectName("sheet_skip")
        if plan.way != plans.PRACTICE:
            skip.hide()
        title = parts.title(look, words.say("Your recovery sheet"))
        rows = (title, why, self.sheet, self.problem, parts.row(look, skip, 1), 1)
        parts.column(look, *rows, parent=self, gap=0.7)

    def begin(self) -> None:
        """Begin at the printer."""
        self.sheet.print.setFocus()

    def go_on(self) -> None:
        """Go on once a group was typed back."""
        if self.sheet.ask_on():
            self.done.emit()

    def _skip(self) -> None:
        self.plan.recovery_code = ""
        self.done.emit()
