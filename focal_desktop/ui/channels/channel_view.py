"""One channel beside the list: its test in three clicks, what is held of it, its former tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.domain import channel, channel_test
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import editors, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.editors import CodesEditor
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.widgets.panel import Panel

FIELDS = (
    *("name", "channel_kind", "reach", "hours", "languages", "audience", "for_children", "owner"),
    *("opened_on", "closed_on"),
)
MORE = ("tested_on", "language", "minutes")


class ChannelView(Panel):
    """Draws a channel and asks for keeping a test or the channel itself."""

    save_requested = Signal()
    test_requested = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__(face)
        look, words = face.look, face.words
        choices = [
            (code, entry.label(words.language))
            for code, entry in policy.entries("channel_test_result").items()
        ]
        self.result = Answers(face, choices, words.say("What happened"), stacked=True)
        self.asked = parts.label("", role="problem")
        self.asked.hide()
        self.more = Form(face, policy, channel_test.KIND, MORE)
        self.keep_test = parts.button(
            look, words.say("Keep this test"), self.test_requested.emit, role="primary"
        )
        self.keep_test.setObjectName("keep_test")
        self.keep_test.setEnabled(False)
        self.result.edited.connect(self._on_result)
        self._test = parts.card(
            look,
            parts.heading(look, words.say("Record a test: what happened?")),
            self.result,
            self.asked,
            parts.row(look, self.keep_test, 1),
            self.more,
        )
        slots = channel.KIND.slots
        lists = {name: editors.list_choices(slots[name], face, policy) for name in ("languages", "audience")}
        own = {name: CodesEditor(face, choices, columns=1) for name, choices in lists.items()}
        self.form = Form(face, policy, channel.KIND, FIELDS, own=own)
        # A number is written from the left in every language.
        self.form.editors["reach"].widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._past = QWidget()
        self._list = QVBoxLayout(self._past)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(look.em(0.2))
        self._about = parts.heading(look, words.say("The channel"))
        save = parts.button(look, words.say("Save the channel"), self.save_requested.emit)
        save.setObjectName("save_channel")
        self.build(self._test, self._past, self._about, self.form)
        self.set_buttons(save, 1)

    def open_at(self, title: str, today: str, past: Sequence[str], *, is_new: bool) -> None:
        """Begin with a channel; a new one is not tested before it is kept."""
        self.set_title(title)
        self._test.setVisible(not is_new)
        self._about.setVisible(not is_new)
        self.begin_test(today)
        parts.clear(self._list)
        if past:
            self._list.addWidget(parts.heading(self.face.look, self.face.words.say("Former tests")))
        for said in past:
            self._list.addWidget(parts.label(said, role="muted"))

    # --- the test that is being written

    def begin_test(self, today: str) -> None:
        """Ask anew what happened at a test."""
        self.result.show_code("")
        self.more.show_values({"tested_on": today})
        self.more.show_problems(())
        self._on_result()

    def typed_test(self) -> dict[str, Plain]:
        """Return what was answered and typed of a test that is not kept yet."""
        answered: dict[str, Plain] = {"result": said} if (said := self.result.value()) else {}
        return {**self.more.changed(), **answered}

    def show_test(self, typed: Mapping[str, Plain]) -> None:
        """Show again what was answered and typed of a test."""
        for name in MORE:
            if name in typed:
                self.more.editors[name].show(typed[name])
        self.result.show_code(str(typed.get("result", "")))
        self._on_result()

    def ask_result(self) -> None:
        """Say beside the answers that one of them is needed."""
        parts.say_problem(self.asked, self.result, self.face.words.say("Please choose what happened."))
        self.result.focus_first()

    def _on_result(self) -> None:
        self.keep_test.setEnabled(bool(self.result.value()))
        parts.say_problem(self.asked, self.result, "")
