"""The page before notifying: three cards beside each other, and three ways on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from focal_desktop.ui.allegations.phone_view import PhoneView
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

Lines = Sequence[tuple[str, str]]
EVEN = 130
"""Up to this text size, in per cent, the three cards are of one width; beyond it what leaves has more."""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """Three lists of what is said and its words, and what deserves a second look."""

    stored: Lines
    leaving: Lines
    starting: Lines
    doubts: Lines


class ReviewView(QWidget):
    """Draws lines of what is said and its words."""

    notify_requested = Signal()
    draft_requested = Signal()
    left = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._doubt_text = parts.label("")
        self._doubt = parts.banner(look, "warn", self._doubt_text)
        stored, self._stored = self._make_card(words.say("What is stored here"), "lock")
        sealed = words.say("What leaves now, sealed for headquarters")
        leaving, self._leaving = self._make_card(sealed, "send")
        starting, self._starting = self._make_card(words.say("What starts"), "clock")
        cards = parts.row(look, stored, leaving, starting, gap=0.8)
        for place, share in enumerate((1, 1, 1) if look.size <= EVEN else (1, 2, 1)):
            cards.setStretch(place, share)
        inner = parts.Inner()
        inner.setProperty("role", "page")
        parts.column(look, self._doubt, cards, parent=inner, gap=0.6)
        self.back = parts.button(look, words.say("Back"), self.left.emit, icon="arrow-left")
        self.back.setObjectName("review_back")
        draft = parts.button(look, words.say("Keep as draft"), self.draft_requested.emit)
        draft.setObjectName("review_draft")
        self.notify = parts.button(
            look,
            words.say("Record and notify headquarters"),
            self.notify_requested.emit,
            role="primary",
            icon="send",
        )
        self.notify.setObjectName("notify")
        parts.column(
            look,
            parts.title(look, words.say("Before it goes: please look once")),
            parts.scroll(inner),
            parts.row(look, self.back, 1, draft, self.notify),
            parent=self,
        ).setStretch(1, 1)

    def _make_card(self, heading: str, icon: str) -> tuple[QFrame, QVBoxLayout]:
        look = self._face.look
        lines = parts.column(look, gap=0.3)
        head = parts.row(look, parts.icon(look, icon), parts.heading(look, heading), gap=0.4)
        head.setStretch(1, 1)
        made = parts.card(look, head, lines)
        inner = made.layout()
        if isinstance(inner, QVBoxLayout):
            inner.addStretch(1)
        return made, lines

    def show_lines(self, made: Review) -> None:
        """Draw the three lists; doubts are said above them."""
        words = self._face.words
        self._fill(self._stored, made.stored, words.say("Beside the notice, nothing yet."))
        self._fill(self._leaving, made.leaving, "")
        parts_note = words.say("No free text, no name, no place below the country.")
        self._leaving.addWidget(parts.label(parts_note, role="muted"))
        self._fill(self._starting, made.starting, "")
        self._doubt_text.setText("\n".join(f"{name}: {said}" for name, said in made.doubts))
        self._doubt.setVisible(bool(made.doubts))
        self.notify.setFocus()

    def _fill(self, layout: QVBoxLayout, lines: Lines, nothing: str) -> None:
        parts.clear(layout)
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._face.look.em(0.6))
        grid.setVerticalSpacing(self._face.look.em(0.3))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (name, said) in enumerate(lines):
            grid.addWidget(parts.label(name, role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(parts.label(said), row, 1, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(grid)
        if not lines and nothing:
            layout.addWidget(parts.label(nothing, role="muted"))


class DoneView(QWidget):
    """After notifying: that a saved record is not yet a report, what comes next, and what may be carried."""

    record_requested = Signal()
    send_requested = Signal()
    left = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._title = parts.title(look, "")
        self._state = parts.label("")
        self.phone = PhoneView(face)
        carry = self._make_carry()
        open_record = parts.button(look, words.say("Open its page"), self.record_requested.emit)
        open_record.setObjectName("open_record")
        now = words.say("Send now")
        send = parts.button(look, now, self.send_requested.emit, role="primary", icon="send")
        back = parts.button(look, words.say("Back to the list"), self.left.emit)
        back.setObjectName("done_back")
        page = parts.page(
            look,
            self._title,
            parts.banner(look, "neutral", self._state),
            self.phone,
            self._make_steps(),
            carry,
            parts.row(look, send, open_record, back, 1),
            1,
        )
        parts.column(look, page, parent=self)

    def _make_steps(self) -> QFrame:
        look, words = self._face.look, self._face.words
        steps = (
            words.say("Offer help now, whatever becomes of the report; note it on its page."),
            words.say("Tell the person what comes next, if contact is safe; prepare, do not promise."),
            words.say("Do not ask more, do not look for proof, do not speak of it at the office."),
            words.say("Add coded details later, only if it is safe: each asks you before it goes."),
            words.say("This is heavy. The staff counsellor is there for you too, in confidence."),
        )
        said = [parts.label(f"{place}.  {step}") for place, step in enumerate(steps, 1)]
        return parts.card(look, parts.heading(look, words.say("Next steps")), *said)

    def _make_carry(self) -> QFrame:
        look, words = self._face.look, self._face.words
        self._no = parts.button(look, words.say("No"), lambda: self._say_carry(is_safe=False), role="choice")
        self._yes = parts.button(look, words.say("Yes"), lambda: self._say_carry(is_safe=True), role="choice")
        for one, name in ((self._no, "paper_no"), (self._yes, "paper_yes")):
            one.setCheckable(True)
            one.setObjectName(name)
        self.carry = parts.label("")
        question = parts.label(words.say("Is it safe for the person to carry paper?"), wraps=False)
        return parts.card(look, parts.row(look, question, self._no, self._yes, 1), self.carry)

    def show_done(self, reference: str, state: str) -> None:
        """Say under which neutral reference it is kept and what headquarters knows."""
        words = self._face.words
        self._reference = reference
        self._title.setText(words.say("Recorded under {reference}", reference=reference))
        self._state.setText(state)
        self._say_carry(is_safe=False)

    def _say_carry(self, *, is_safe: bool) -> None:
        words = self._face.words
        self._no.setChecked(not is_safe)
        self._yes.setChecked(is_safe)
        if is_safe:
            self.carry.setText(
                words.say(
                    "Give the leaflet that everyone gets: public numbers and hours, no reference, no name."
                )
            )
        else:
            self.carry.setText(
                words.say(
                    "Nothing on paper. The person may remember {reference}; it says nothing by itself.",
                    reference=self._reference,
                )
            )
