"""Draws the sealed report: first who may be involved, then the form, then the word that remains."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

from focal_desktop.domain.policy import Policy
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.sealed_report.form import ReportForm
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.stack import Stack

OFFICE, HEADQUARTERS = "office", "headquarters"
BESIDE = 130
"""Up to this text size, in per cent, what is read before writing stands beside the form."""


class ReportView(QWidget):
    """Emits what the person wants done; it never says whether anything was ever sealed here."""

    seal_requested = Signal()
    put_away_requested = Signal()
    done = Signal()
    erase_requested = Signal()
    edited = Signal()

    def __init__(self, face: Face, policy: Policy, numbers: Sequence[str]) -> None:
        super().__init__()
        self._face, self._numbers = face, numbers
        self.form = ReportForm(face, policy)
        self.form.edited.connect(self.edited)
        self.pages = Stack()
        for page in (self._draw_form(policy), self._draw_elsewhere(), self._draw_word()):
            self.pages.addWidget(page)
        words, look = face.words, face.look
        self.who = Answers(
            face,
            [(OFFICE, words.say("No, somebody else")), (HEADQUARTERS, words.say("Yes, or I am not sure"))],
            words.say("Could headquarters itself be involved?"),
        )
        self.who.show_code(OFFICE)
        self.who.edited.connect(self._on_who)
        self._question = flow.line(
            look, parts.label(words.say("Could headquarters itself be involved?"), wraps=False), self.who
        )
        title = parts.heading(look, words.say("Sealed report to headquarters"), tokens.TITLE_POINTS)
        whole = parts.column(look, title, self._question, self.pages, parent=self)
        whole.setStretch(2, 1)

    def _on_who(self) -> None:
        self.pages.setCurrentIndex(0 if self.who.value() == OFFICE else 1)

    def _draw_form(self, _policy: Policy) -> QWidget:
        look, words = self._face.look, self._face.words
        before = [
            words.say("Named case officers at headquarters alone can open it. Nobody at this office can."),
            words.say("After sealing nothing readable stays here: no copy, no count, no reminder."),
            words.say("Write what they should know. Names only if they are known and safe to give."),
            words.say("You do not have to say who you are."),
        ]
        heading = parts.heading(look, words.say("Before you write"))
        reasons = QWidget()
        parts.column(look, heading, *(parts.label(f"•  {said}") for said in before), 1, parent=reasons)
        seal = parts.button(
            look, words.say("Seal and send"), self.seal_requested.emit, role="primary", icon="file-lock"
        )
        seal.setObjectName("seal")
        away = parts.button(look, words.say("Put away without sending"), self.put_away_requested.emit)
        self.seal = seal
        page = QWidget()
        whole = parts.column(look, self._place(reasons), parts.row(look, 1, away, seal), parent=page)
        whole.setStretch(0, 1)
        return page

    def _place(self, reasons: QWidget) -> QLayout:
        """Return the form with what is read before it: beside it, in large text above it with one bar."""
        look = self._face.look
        if look.size > BESIDE:
            cards = (parts.card(look, reasons), parts.card(look, self.form))
            return parts.row(look, parts.page(look, *cards, 1))
        form, side = (parts.card(look, parts.scroll(one)) for one in (self.form, reasons))
        across = parts.row(look, form, side)
        across.setStretch(0, 3)
        across.setStretch(1, 1)
        return across

    def _draw_elsewhere(self) -> QWidget:
        """Where headquarters may be involved nothing is kept: the way leads to OIOS."""
        look, words = self._face.look, self._face.words
        said = words.say(
            "Then this is not the way, and nothing is kept here. The Office of Internal Oversight Services "
            "(OIOS) takes reports directly, also without a name, by telephone and on its page for reporting "
            "wrongdoing."
        )
        inside: list[QWidget] = [parts.heading(look, words.say("Report to OIOS")), parts.label(said)]
        inside += [parts.heading(look, number) for number in self._numbers]
        if not self._numbers:
            inside.append(
                parts.label(
                    words.say(
                        "Its number is not under Channels yet; it stands on its public page. Do not ask "
                        "for it at headquarters."
                    )
                )
            )
        page = QWidget()
        parts.column(look, parts.card(look, *inside), 1, parent=page)
        return page

    def _draw_word(self) -> QWidget:
        look, words = self._face.look, self._face.words
        self._word = parts.heading(look, "", tokens.NUMBER_POINTS)
        self._word.setObjectName("receipt_word")
        self._word.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        done = parts.button(look, words.say("I will remember it"), self.done.emit, role="primary")
        done.setObjectName("remembered")
        page = QWidget()
        said = words.say(
            "It is sealed, and goes with the next sync or by stick. Headquarters can answer you by this "
            "word; it is shown once and kept nowhere here."
        )
        card = parts.card(
            look,
            parts.heading(look, words.say("Your receipt word")),
            self._word,
            parts.label(said),
            parts.row(look, done, 1),
        )
        self._draft = self._draw_draft()
        parts.column(look, card, self._draft, 1, parent=page)
        return page

    def _draw_draft(self) -> QWidget:
        look, words = self._face.look, self._face.words
        kept = words.say("A draft was kept before. It stays on this computer alone: do not notify with it.")
        erase = parts.button(look, words.say("Erase the draft"), self.erase_requested.emit, icon="trash-2")
        erase.setObjectName("erase_draft")
        return parts.card(look, parts.label(kept), parts.row(look, erase, 1))

    def show_draft(self, *, is_there: bool) -> None:
        """Say that a draft of the same is still here, and offer to erase it; or nothing."""
        self._draft.setVisible(is_there)

    def show_form(self) -> None:
        """Show the form."""
        self._word.setText("")
        self._question.show()
        self.who.show_code(OFFICE)  # what was answered before is nobody's to see
        self._on_who()

    def show_word(self, word: str, *, has_draft: bool = False) -> None:
        """Show the one word that remains."""
        self.show_draft(is_there=has_draft)
        self._word.setText(word)
        self._word.setAccessibleName(word)
        self._question.hide()
        self.pages.setCurrentIndex(2)
