"""One sealed part: closed, opened for a minute after a stated reason, and sent as it stands in the box."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import SEALED_PARTS, Leaves, Plain
from focal_desktop.ui.allegations.before_view import BeforeView
from focal_desktop.ui.allegations.fields_view import name_apart
from focal_desktop.ui.allegations.why_view import WhyView
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts, sight
from focal_desktop.ui.widgets.form import Form

SHOWN_S = 60
TICK_MS = 1000


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed part by its name, with its heading and the rule by which it goes."""

    name: str
    heading: str
    rule: str
    confirm: str = ""


class SealedView(QFrame):
    """Draws one part. What it held is gone from the widget a minute after it was opened or last typed in."""

    open_requested = Signal(str, str)
    keep_requested = Signal(str)
    send_requested = Signal(str)
    closing = Signal()

    def __init__(self, face: Face, policy: Policy, part: Part, *, can_send: bool) -> None:
        super().__init__()
        self._face, self.part, self._can_send = face, part, can_send
        self._until: datetime | None = None
        self.is_shut = False
        """Whether nothing is begun here."""
        self._ticks = 0
        self.setProperty("role", "card")
        look = face.look
        self.state = parts.badge("")
        self._told = parts.label("", role="problem")
        self.form = Form(face, policy, KIND, KIND.fields_leaving(*_leaves(part.name)))
        name_apart(self.form)
        self.form.edited.connect(lambda _: self._begin())
        self.why, self.before = WhyView(face, part.name), BeforeView(face, part.name, part.confirm)
        self.why.opened.connect(lambda reason: self.open_requested.emit(part.name, reason))
        self.why.refused.connect(self.ask_why)
        self.opened = self._make_opened()
        head = parts.row(look, parts.icon(look, "lock"), parts.heading(look, part.heading), 1, self.state)
        self._rule = parts.label(part.rule, role="muted")
        parts.column(
            look, head, self._rule, self.why, self.opened, self._told, parent=self, margin=0.8, gap=0.45
        )
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self.close_part()

    # --- open: what it says, and what may be done

    def _make_opened(self) -> QWidget:
        look, words, name = self._face.look, self._face.words, self.part.name
        self._left = parts.label("", role="muted", wraps=False)
        keep = parts.button(look, words.say("Keep"), lambda: self.keep_requested.emit(name), icon="save")
        keep.setObjectName(f"keep_{name}")
        self.send = parts.button(
            look,
            words.say("Send to the case officers"),
            lambda: self.send_requested.emit(name),
            role="primary",
            icon="send",
        )
        self.send.setObjectName(f"send_{name}")
        close = parts.button(look, words.say("Close"), self.close_part)
        close.setObjectName(f"close_{name}")
        made = QWidget()
        buttons = flow.line(look, self._left, None, close, keep, self.send)
        parts.column(look, self.form, self.before, buttons, parent=made, gap=0.45)
        for one in (keep, self.send, self.before):
            one.setVisible(self._can_send)
        return made

    # --- what is shown

    def show_state(self, said: str, tone: str, *, has_text: bool) -> None:
        """Say where this part stands; without any text of it, no reason is asked to write."""
        self.state.setText(said)
        parts.set_tone(self.state, tone)
        self.why.show_way(has_text=has_text, can_write=self._can_send and not self.is_shut)

    def show_rule(self, rule: str) -> None:
        """Say by which rule it goes, as things stand now."""
        self._rule.setText(rule)

    def show_part(self, values: Mapping[str, Plain], typed: Mapping[str, Plain]) -> None:
        """Open it for a minute; over what is kept stands what was typed and not kept."""
        self.form.show_values(values)
        for name, editor in self.form.editors.items():
            if name in typed:
                editor.show(typed[name])
        self.why.forget()
        self.why.hide()
        self.opened.show()
        self.say("")
        self._begin()
        self._timer.start()
        next(iter(self.form.editors.values())).widget.setFocus()

    def close_part(self) -> None:
        """Take what it says out of sight and out of the widget."""
        if self.is_open:
            self.closing.emit()  # what was typed is kept before it goes
            self.why.forget()
        self._timer.stop()
        self._until = None
        self.form.show_values({})
        self.before.forget()
        self.opened.hide()
        self.why.show()

    @property
    def is_open(self) -> bool:
        """Whether what it says is shown."""
        return self._until is not None

    def typed(self) -> dict[str, Plain]:
        """Return what was typed and not kept."""
        return self.form.changed() if self.is_open else {}

    def say(self, sentence: str) -> None:
        """Say what stood in the way, in its place."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def ask_why(self, sentence: str) -> None:
        """Say beside the reason what is wrong with it, and go there."""
        self.say(sentence)
        sight.go_to(self.why.asked, self._told)

    # --- the minute

    def _begin(self) -> None:
        self._until = self._face.clock.now() + timedelta(seconds=SHOWN_S)
        self._ticks = SHOWN_S
        self._say_left()

    def _on_tick(self) -> None:
        """Count by the clock and by seconds passed: a clock set back shows nothing for longer."""
        self._ticks -= 1
        if self._until is None or self._ticks <= 0 or self._face.clock.now() >= self._until:
            self.close_part()
            return
        self._say_left()

    def _say_left(self) -> None:
        self._left.setText(
            self._face.words.count(
                self._ticks,
                "Closes in {n} second; typing goes on longer",
                "Closes in {n} seconds; typing goes on longer",
            )
        )

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 Qt's own name
        """Close it as soon as the page is left."""
        super().hideEvent(event)
        if self.is_open:
            self.close_part()


def _leaves(part: str) -> list[Leaves]:
    return [one for one in SEALED_PARTS if one == part]
