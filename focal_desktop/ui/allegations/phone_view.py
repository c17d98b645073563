"""Headquarters does not know yet: whom to call, what to say, and where to note that it was said."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from focal_desktop.base import clock as clocks
from focal_desktop.domain.allegation import ToldTo
from focal_desktop.ui import loose
from focal_desktop.ui.allegations.questions import AnswersEditor
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts, sight

CLOCK = "%H:%M"


class PhoneView(QFrame):
    """A banner for one report; `told_requested` carries its id, who was told, and the instant."""

    told_requested = Signal(str, str, str)

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        self._case = ""
        words, look = face.words, face.look
        self.setProperty("tone", "warn")
        self._text = parts.label("")
        choices = [
            (ToldTo.HEADQUARTERS.value, words.say("Headquarters")),
            (ToldTo.OIOS.value, words.say("OIOS")),
        ]
        self.told_to = AnswersEditor(face, choices, words.say("Told by phone"))
        self.told_to.name_buttons("told_to")
        self.time = QLineEdit()
        self.time.setObjectName("told_time")
        self.time.setAccessibleName(words.say("At what time"))
        loose.mark(self.time)
        self.time.setFixedWidth(look.em(5))
        self.time.textEdited.connect(lambda _: self._say(""))
        self._act = parts.button(look, words.say("Told by phone"), self._on_told, icon="phone")
        self._act.setObjectName("told_by_phone")
        self._problem = parts.label("", role="problem")
        self._problem.hide()
        across = parts.row(
            look,
            parts.label(words.say("I told"), wraps=False),
            self.told_to.widget,
            parts.label(words.say("at"), wraps=False),
            self.time,
            self._act,
            1,
        )
        parts.column(look, self._text, across, self._problem, parent=self, margin=0.6, gap=0.35)
        self.hide()

    @property
    def case(self) -> str:
        """The report that a call is asked for, or nothing."""
        return self._case

    def show_case(self, identity: str, sentence: str, tone: str = "warn") -> None:
        """Ask for a call about one report, or offer to note one; an empty id takes the banner away."""
        if identity != self._case:
            loose.mark(self.time, about=identity)
            self.told_to.show(ToldTo.HEADQUARTERS.value)
            self.time.setText(self._now().strftime(CLOCK))
            self._say("")
        self._case = identity
        if self.property("tone") != tone:
            parts.set_tone(self, tone)
            for label in self.findChildren(QLabel):
                label.style().polish(label)  # or its words keep the former colour
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self.setVisible(bool(identity))

    def _now(self) -> datetime:
        return self._face.clock.now().astimezone()

    def _on_told(self) -> None:
        try:
            said = datetime.strptime(self.time.text().strip(), CLOCK)  # noqa: DTZ007 a time of this day, here
        except ValueError:
            self._say(self._face.words.say("Please write a time such as 14:05."))
            sight.go_to(self.time, self._problem)
            return
        now = self._now()
        at = now.replace(hour=said.hour, minute=said.minute, second=0, microsecond=0)
        if at > now:
            at -= timedelta(days=1)  # a call before midnight, noted after it
        self._say("")
        self.told_requested.emit(self._case, str(self.told_to.value()), clocks.instant(at))

    def _say(self, sentence: str) -> None:
        parts.say_problem(self._problem, self.time, sentence)
