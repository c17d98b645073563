"""Draws sync: the sentence, what waits line by line, clashes with one plain question, the stick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from focal_desktop.base.words import Words
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state

PLACES = ("here", "waiting", "hub", "read")
URGENCY = ("waiting", "hub", "here", "read")
"""What a person can still help along comes first."""
TONES = {"here": "neutral", "waiting": "warn", "hub": "warn", "read": "ok"}
ICONS = {"here": "circle", "waiting": "clock", "hub": "cloud-upload", "read": "circle-check"}


class Line(msgspec.Struct, frozen=True):
    """One item of the list: never a name, and of a sealed report not even a reference."""

    kind: str
    id: str
    parent: str
    item: str
    what: str
    size: str
    weight: int
    place: str
    state: str
    since: str
    why: str


class Side(msgspec.Struct, frozen=True):
    """One side of a clash, as people read it."""

    number: int
    who: str
    when: str
    value: str


class Clash(msgspec.Struct, frozen=True):
    """Two or more values of one field, and the question which of them holds."""

    kind: str
    id: str
    field: str
    question: str
    sides: tuple[Side, ...]
    can_keep_both: bool = False


class SyncView(QWidget):
    """Emits what the person wants done."""

    try_requested = Signal()
    pause_requested = Signal(bool)
    stick_requested = Signal()
    line_opened = Signal(object)
    side_chosen = Signal(object, int)
    both_chosen = Signal(object)
    sign_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        look, words = face.look, face.words
        self._asks_pause = True
        self._clashes, self._asked = parts.column(look), parts.column(look)
        self.table: Table[Line] = Table(look, words.say("What is where"), _list_columns(words))
        self.table.opened.connect(self.line_opened)
        nothing = words.say("Nothing is waiting, and nothing has left this computer yet.")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty_state(look, "circle-check", nothing))
        title = parts.heading(look, words.say("Sync with Nairobi"), tokens.TITLE_POINTS)
        top, foot = parts.card(look, self._draw_top()), self._draw_foot()
        whole = parts.column(look, title, top, self._asked, self._clashes, self._pages, foot, parent=self)
        whole.setStretch(4, 1)

    def _draw_top(self) -> QHBoxLayout:
        look, words = self._face.look, self._face.words
        self._sentence = parts.heading(look, "")
        self._sentence.setObjectName("sentence")
        self._more = parts.label("", role="muted")
        self._picture = parts.icon(look, "cloud-upload")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        place = self._busy.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # nothing below it jumps, nor is measured anew, at each exchange
        self._busy.setSizePolicy(place)
        self._busy.setAccessibleName(words.say("Exchanging with Nairobi…"))
        self.pause = parts.button(look, "", lambda: self.pause_requested.emit(self._asks_pause))
        self.pause.setObjectName("pause")
        self.now = parts.button(look, words.say("Try now (F5)"), self.try_requested.emit, role="primary")
        self.now.setObjectName("try_now")
        said = parts.column(look, self._sentence, self._more, self._busy, gap=0.25)
        top = parts.row(look, self._picture, said, self.pause, self.now)
        top.setStretch(1, 1)
        return top

    def _draw_foot(self) -> QHBoxLayout:
        look, words = self._face.look, self._face.words
        self.stick = parts.button(
            look, words.say("Exchange by USB stick…"), self.stick_requested.emit, icon="usb"
        )
        self.stick.setObjectName("stick")
        hint = parts.label(
            words.say(
                "A stick or e-mail is an equal way: the same sealed envelopes, and receipts come back."
            ),
            role="muted",
        )
        foot = parts.row(look, self.stick, hint)
        foot.setStretch(1, 1)
        return foot

    def show_sentence(self, sentence: str, more: str, *, tone: str, is_running: bool) -> None:
        """Say where things stand."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._busy.setVisible(is_running)
        name = {"warn": "cloud-off", "ok": "circle-check"}.get(tone, "cloud-upload")
        ink = self._face.look.colours.tone(tone).ink
        self._picture.setPixmap(self._face.look.pixmap(name, ink))

    def show_progress(self, done: int, whole: int, said: str) -> None:
        """Show how far an exchange is, in a bar and in words; without a whole, that it is under way."""
        self._busy.setRange(0, whole)
        self._busy.setValue(done)
        if said:
            self._more.setText(said)
            self._more.show()

    def show_power(self, *, has_hub: bool, is_running: bool, is_paused: bool) -> None:
        """Say what can be asked for now; one control pauses, stops what is under way, and goes on."""
        words = self._face.words
        self._asks_pause = is_running or not is_paused
        self.now.setEnabled(has_hub and not is_running)
        self.pause.setVisible(has_hub)
        said = words.say("Stop") if is_running else words.say("Go on") if is_paused else words.say("Pause")
        self.pause.setText(said)
        self.pause.setAccessibleName(said)

    def show_asked(self, sentence: str) -> None:
        """Say whose signature is waited for, with the way there; an empty sentence says nothing."""
        parts.clear(self._asked)
        if not sentence:
            return
        look, words = self._face.look, self._face.words
        go = parts.button(look, words.say("Read it first"), self.sign_requested.emit, icon="pencil")
        go.setObjectName("read_and_sign")
        across = parts.row(look, parts.label(sentence), go)
        across.setStretch(0, 1)
        self._asked.addWidget(parts.banner(look, "warn", across))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show every item and where it is."""
        self.table.fill(lines)
        self._pages.setCurrentIndex(0 if lines else 1)

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Show each clash as a card with its sides; while nobody answers, all sides stay."""
        parts.clear(self._clashes)
        look, words = self._face.look, self._face.words
        for clash in clashes[:3]:
            rows = [
                parts.heading(look, clash.question),
                *(self._make_side(clash, one) for one in clash.sides),
            ]
            if clash.can_keep_both:
                both = parts.button(
                    look,
                    words.say("Keep both, one below the other"),
                    lambda clash=clash: self.both_chosen.emit(clash),  # type: ignore[misc]  # bound now
                )
                both.setObjectName("keep_both")
                rows.append(_alone(parts.row(look, both, 1)))
            self._clashes.addWidget(parts.banner(look, "warn", *rows))
        left = len(clashes) - 3
        if left > 0:
            more = words.count(left, "One more question follows.", "{n} more questions follow.")
            self._clashes.addWidget(parts.label(more, role="muted"))

    def _make_side(self, clash: Clash, side: Side) -> QWidget:
        look, words = self._face.look, self._face.words
        said = words.say("{who}, {when}: {value}", who=side.who, when=side.when, value=side.value)
        choose = partial(self.side_chosen.emit, clash, side.number)
        keep = parts.button(look, words.say("Keep this"), choose)
        keep.setAccessibleName(words.say("Keep: {value}", value=side.value))
        inner = parts.row(look, parts.label(said), keep)
        inner.setStretch(0, 1)
        return _alone(inner)


def _alone(inner: QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(inner)
    return made


def _list_columns(words: Words) -> Sequence[Column[Line]]:
    return (
        Column(words.say("Item"), lambda line: line.item, wide=4, least=14),
        Column(words.say("What it is"), lambda line: line.what, wide=3, yields=2),
        Column(words.say("Size"), lambda line: line.size, order=lambda line: line.weight, yields=4),
        Column(
            words.say("State"),
            lambda line: line.state,
            tone=lambda line: TONES[line.place],
            icon=lambda line: ICONS[line.place],
            order=lambda line: PLACES.index(line.place),
        ),
        Column(words.say("Since"), lambda line: line.since, yields=3),
        Column(words.say("Why, and what to do"), lambda line: line.why, wide=6, least=26, yields=1),
    )
