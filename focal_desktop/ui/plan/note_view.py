"""What an office notes on an action in a quarter: how it stood, and a word; never of an allegation."""

from __future__ import annotations

from PySide6.QtCore import Signal

from focal_desktop.domain import quarter_note
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import Panel


class NoteView(Panel):
    """Draws one note and asks for saving it, and for going on to the next action without one."""

    save_requested = Signal()
    action_requested = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__(face)
        words, look = face.words, face.look
        self.form = Form(face, policy, quarter_note.KIND, ("status", "note"))
        self.activity = parts.label("")
        self.indicator = parts.label("", role="muted")
        self.left = parts.label("", role="muted")
        self.save = parts.button(look, words.say("Save"), self.save_requested.emit, role="primary")
        self.save.setObjectName("save_note")
        edit = parts.button(look, words.say("The action itself"), self.action_requested.emit, role="quiet")
        edit.setObjectName("open_action")
        self.build(self.activity, self.indicator, self.form, self.left)
        self.set_buttons(flow.line(look, self.save, None, edit))

    def open_at(self, title: str, activity: str, indicator: str) -> None:
        """Begin with the quarter, the action and what it is measured by."""
        self.set_title(title)
        self.activity.setText(activity)
        self.indicator.setText(indicator)
        self.indicator.setVisible(bool(indicator))

    def show_left(self, said: str, save: str) -> None:
        """Show how many actions still want a note, and what saving leads to."""
        self.left.setText(said)
        self.save.setText(save)
        self.save.setAccessibleName(save)
