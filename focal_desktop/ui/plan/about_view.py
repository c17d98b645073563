"""The plan as a whole: who answers for it, what it needs, agreed or closed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from focal_desktop.domain import plan
from focal_desktop.domain.plan import State
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import Panel


class AboutView(Panel):
    """Draws a plan and asks for saving it and for moving it on."""

    save_requested = Signal()
    move_requested = Signal(str)

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__(face)
        words, look = face.words, face.look
        self.form = Form(face, policy, plan.KIND, ("agreed_on", "owner", "last_year", "needs"))
        self.agree = self._move(words.say("Mark as agreed"), State.AGREED)
        self.reopen = self._move(words.say("Back to draft"), State.DRAFT)
        self.close_it = parts.button(look, words.say("Close this plan"), self._ask)
        self.close_it.setObjectName("ask_close")
        self._sure = parts.banner(
            look,
            "warn",
            parts.label(words.say("A closed plan stays readable and is not opened again. Close it now?")),
            parts.row(look, self._move(words.say("Yes, close it"), State.CLOSED), 1),
        )
        save = parts.button(look, words.say("Save"), self.save_requested.emit, role="primary")
        save.setObjectName("save_plan")
        self.build(
            self.form,
            parts.row(look, self.agree, self.reopen, self.close_it, 1),
            self._sure,
        )
        self.set_buttons(save, 1)

    def _move(self, said: str, after: State) -> QPushButton:
        made = parts.button(self.face.look, said, lambda: self.move_requested.emit(after.value))
        made.setObjectName(f"to_{after.value}")
        return made

    def _ask(self) -> None:
        self._sure.show()

    def open_at(self, title: str, state: str, *, is_own: bool) -> None:
        """Begin with a title; the moves that are open from where the plan stands are offered."""
        self.set_title(title)
        self._sure.hide()
        self.agree.setVisible(is_own and state == State.DRAFT)
        self.reopen.setVisible(is_own and state == State.AGREED)
        self.close_it.setVisible(is_own and state == State.AGREED)
