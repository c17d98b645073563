"""One action beside the outline: what is needed each quarter first, the rest unfolded when wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.domain import action
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import Panel

FIRST = (
    *("area", "activity", "indicator", "target", "actual", "unit", "responsible", "due_on", "state"),
    *("percent", "constraint"),
)
MORE = ("objective", "core_indicator", "baseline", "starts_on", "budget", "funding", "contributes_to")
TALL = ("activity", "indicator", "objective")


class ActionView(Panel):
    """Draws an action and asks for saving, taking out and notes."""

    save_requested = Signal()
    take_out_requested = Signal()
    note_requested = Signal(str)

    def __init__(self, face: Face, policy: Policy, *, is_hq: bool) -> None:
        super().__init__(face)
        self._policy, self._is_hq = policy, is_hq
        words, look = face.words, face.look
        comment = ("hq_comment",) if is_hq else ()
        self.form = Form(face, policy, action.KIND, (*FIRST, *comment, *MORE), tall=TALL)
        self.comment = parts.label("")
        self._said = parts.banner(
            look, "neutral", parts.heading(look, words.say("Comment from headquarters")), self.comment
        )
        self.more = parts.button(look, words.say("More fields"), self._unfold, role="link")
        self.more.setObjectName("more_fields")
        self.out = parts.button(
            look, words.say("Take out of the plan"), self.take_out_requested.emit, role="quiet"
        )
        self.out.setObjectName("take_out")
        save = parts.button(look, words.say("Save"), self.save_requested.emit, role="primary")
        save.setObjectName("save_action")
        self._notes = QWidget()
        self._list = QVBoxLayout(self._notes)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(look.em(0.2))
        self.build(self._said, self.form, parts.row(look, self.more, 1), self._notes)
        self.set_buttons(save, 1, self.out)

    def open_at(self, title: str, comment: str) -> None:
        """Begin with a title and what headquarters says of the action; the further fields are folded."""
        self.set_title(title)
        self.comment.setText(comment)
        self._said.setVisible(bool(comment) and not self._is_hq)
        self._fold(is_open=False)

    def show_notes(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show a line for each quarter; a click opens its note."""
        parts.clear(self._list)
        look, words = self.face.look, self.face.words
        if lines:
            self._list.addWidget(parts.heading(look, words.say("Quarter notes")))
        for code, said in lines:
            made = parts.button(look, said, lambda code=code: self.note_requested.emit(code), role="link")  # type: ignore[misc]  # a bound default
            made.setObjectName(f"note_{code}")
            made.setToolTip(said)
            self._list.addLayout(parts.row(look, made, 1))

    def _unfold(self) -> None:
        self._fold(is_open=self.form.editors[MORE[0]].widget.isHidden())

    def _fold(self, *, is_open: bool) -> None:
        words = self.face.words
        for name in MORE:
            self.form.set_row_visible(name, is_open)
        self.more.setText(words.say("Fewer fields") if is_open else words.say("More fields"))
