"""Asks how one report leaves as a file: three ways in plain words, what each means, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from focal_desktop.ui import loose
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.ui.widgets.choices import Answers, CodesBox
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.ui.widgets.line import Line
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.ui.widgets.progress import Progress

OFFICER, WORDS, PLAIN = "officer", "words", "plain"


class WordsCard(QFrame):
    """Shows generated words once, until they are written down or the page is left."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        words, look = face.words, face.look
        self.setProperty("role", "card")
        self.generated = parts.label("")
        self.generated.setObjectName("export_words")
        self.generated.setFont(look.font(is_bold=True))
        self.generated.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        done = parts.button(look, words.say("I have written them down"), self.forget)
        done.setObjectName("export_words_done")
        once = parts.label(
            words.say(
                "They are shown this once and kept nowhere. Give them by voice, never with the file. "
                "Any program for age files opens it with them."
            )
        )
        title = parts.heading(look, words.say("The words that open the file"))
        parts.column(look, title, self.generated, once, parts.row(look, done, 1), parent=self, margin=0.9)
        self.forget()

    def show_words(self, generated: str) -> None:
        """Show these words; none hides the card."""
        self.generated.setText(generated)
        self.setVisible(bool(generated))

    def forget(self) -> None:
        """Take the words out of sight and out of the widget."""
        self.show_words("")


class ExportView(QWidget):
    """Draws the choices and what they mean; `asked` when the person wants it done."""

    asked = Signal()

    def __init__(self, face: Face, sealed: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        ways = (
            (OFFICER, words.say("To a case officer")),
            (WORDS, words.say("To whoever has the words")),
            (PLAIN, words.say("Readable by anyone")),
        )
        self.way = Answers(face, ways, words.say("How it leaves"))
        self.way.edited.connect(self.show_way)
        self._means = parts.label("")
        self.officer = QuietCombo()
        self.officer.setObjectName("export_officer")
        self.officer.setAccessibleName(words.say("Case officer, by the code of the computer"))
        self.sealed = CodesBox(face, sealed)
        self.why = Line()
        self.why.setObjectName("export_reason")
        loose.mark(self.why)
        self.why.setAccessibleName(words.say("Why it leaves, without a name"))
        self.why.setPlaceholderText(words.say("Why it leaves, without a name"))
        self.phrase = PassphraseLine(face, "export_passphrase", words.say("Your passphrase, once more"))
        self.phrase.entered.connect(self.asked)
        self._phrase_label = parts.label(words.say("Your passphrase, once more"))
        self._phrase_label.setBuddy(self.phrase.line)
        self.export = parts.button(
            look, words.say("Export…"), self.asked.emit, role="primary", icon="download"
        )
        self.export.setObjectName("export_now")
        self._told, self._why_told = (parts.label("", role="problem") for _ in range(2))
        self.why.textEdited.connect(lambda _: self.say(""))
        self.given = WordsCard(face)
        self.progress = Progress(words.say("Working. This takes a few seconds."))
        self._lay_out()
        self.show_way()
        self.show_working(is_working=False)

    def _lay_out(self) -> None:
        words, look = self._face.words, self._face.look
        rule = parts.label(
            words.say(
                "What is held back stays here. A sealed part goes only where you tick it and its own rule "
                "allows it. That it was exported, and why, is kept."
            ),
            role="muted",
        )
        asking = parts.card(
            look,
            parts.heading(look, words.say("Export this report as a file")),
            rule,
            self.way,
            self._means,
            self.officer,
            parts.label(words.say("Sealed parts that go with it")),
            self.sealed,
            self.why,
            self._why_told,
            self._phrase_label,
            self.phrase,
            self._told,
            self.progress,
            parts.row(look, self.export, 1),
        )
        inner = QWidget()
        inner.setMaximumWidth(look.em(52))
        parts.column(look, asking, self.given, 1, parent=inner, gap=0.7)
        across = parts.row(look, inner, 1)
        across.setStretch(0, 8)
        parts.column(look, parts.page(look, across, 1), parent=self)

    # --- what is shown

    def show_officers(self, officers: Sequence[tuple[str, str]]) -> None:
        """Offer these officers; where none is known, that way is not offered."""
        self.officer.clear()
        for device, said in officers:
            self.officer.addItem(said, device)
        self.way.set_offered(OFFICER, bool(officers))
        self.way.show_code(OFFICER if officers else WORDS)
        self.show_way()

    def show_way(self) -> None:
        """Say what the chosen way means, and ask for what it needs."""
        words, way = self._face.words, self.way.value()
        means = {
            OFFICER: words.say(
                "Sealed: only that officer's computer at headquarters opens it, whoever carries the file."
            ),
            WORDS: words.say(
                "Sealed under eight generated words, for somebody without this program. "
                "Whoever has file and words reads it."
            ),
            PLAIN: words.say(
                "Not protected at all: whoever finds the file reads it, also after you deleted it. "
                "Your passphrase is asked for once more."
            ),
        }
        self._means.setText(means.get(way, ""))
        parts.set_tone(self._means, "warn" if way == PLAIN else "neutral")
        self.officer.setVisible(way == OFFICER)
        self.phrase.setVisible(way == PLAIN)
        self._phrase_label.setVisible(way == PLAIN)
        if way != PLAIN:
            self.phrase.line.clear()
        self.say("")

    def show_working(self, *, is_working: bool) -> None:
        """Show that it goes on."""
        self.progress.setVisible(is_working)
        self.export.setEnabled(not is_working)

    @property
    def told(self) -> QLabel:
        """What is said of what is missing or stood in the way."""
        return self._why_told if self._why_told.text() else self._told

    def say(self, sentence: str) -> None:
        """Say what stood in the way, in its place, and nothing more beside a field."""
        parts.say_problem(self._told, self.phrase, "")
        parts.say_problem(self._why_told, self.why, "")
        self._told.setText(sentence)
        for told in (self._told, self._why_told):
            told.setVisible(bool(told.text()))

    def ask_for(self, field: QWidget, sentence: str) -> None:
        """Say beside the reason or the passphrase what is wrong with it, and go there."""
        self.say("")
        told = self._why_told if field is self.why else self._told
        parts.say_problem(told, field, sentence)
        sight.go_to(field, told)

    def start_anew(self) -> None:
        """Forget what was chosen and typed: the next file has its own reason."""
        self.sealed.show_codes([])
        self.why.clear()
        self.phrase.line.clear()
        self.say("")

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 Qt's own name
        """Keep neither words nor passphrase once the page is left."""
        super().hideEvent(event)
        self.phrase.line.clear()
        self.given.forget()
