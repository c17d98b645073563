"""The second column of intake: what holds before anything is written, consent for each use, the account."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QSizePolicy, QWidget

from focal_desktop.domain.allegation import Consent
from focal_desktop.ui.allegations.questions import AnswersEditor, Questions
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

CONSENTS = ("consent_record", "consent_services", "consent_share", "consent_contact")
OWN_YES = (Consent.GIVEN.value, Consent.REFUSED.value, Consent.NOT_ASKED.value)
CAREGIVERS_YES = (Consent.GUARDIAN.value, Consent.REFUSED.value, Consent.NOT_ASKED.value)
ACCOUNT_LINES = 2.4
MOST = 16777215
"""As high as the page allows."""
USUAL = 100
"""Per cent of text size up to which the page fits an old laptop without scrolling."""


class BesideView(QFrame):
    """Draws consents and account into the questions of the form; a child's report asks other things."""

    def __init__(self, face: Face, questions: Questions) -> None:
        super().__init__()
        self._face, self._questions = face, questions
        self.setProperty("role", "card")
        look, words = face.look, face.words
        self._consent_title = parts.heading(look, "")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(look.em(0.25))
        self._grid.setColumnStretch(0, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for name in CONSENTS:
            self._grid_add(name)
        caregiver = questions.make_answers("caregiver_involved", "no", "yes", "not_known")
        questions.add(self._grid, "caregiver_involved", caregiver)
        self._decides = parts.label("", role="muted")
        told = QGridLayout()
        told.setVerticalSpacing(look.em(0.25))
        self._account = questions.add(told, "account", above=True).widget
        told.setRowStretch(told.rowCount() - 2, 1)
        self._fit_account()
        self._closed = self._make_closed()
        before = parts.heading(look, words.say("3 · Before you write"))
        consent = parts.column(look, self._consent_title, self._grid, self._decides, gap=0.3)
        inner = parts.column(
            look,
            *(before, self._make_limits(), parts.line()),
            *(consent, parts.line(), told, self._closed),
            gap=0.3,
        )
        inner.setStretch(5, 1)
        parts.column(look, inner, parent=self, margin=0.7)

    def _grid_add(self, name: str) -> None:
        slot_words = {
            Consent.GIVEN.value: self._face.words.say("Yes"),
            Consent.GUARDIAN.value: self._face.words.say("Yes"),  # the question names the caregiver
            Consent.REFUSED.value: self._face.words.say("No"),
            Consent.NOT_ASKED.value: self._face.words.say("Not asked"),
        }
        said = self._face.words.name(self._questions.kind.slots[name].said.label)
        editor = AnswersEditor(self._face, list(slot_words.items()), said, Consent.NOT_ASKED.value)
        self._questions.add(self._grid, name, editor)

    def _make_limits(self) -> QWidget:
        words = self._face.words
        lines = (
            words.say("You record and pass on. You do not investigate, and you do not ask again."),
            words.say("Say first: the duty to report holds; who the person is stays with the person."),
            words.say("Help does not depend on consent, on names or on an investigation."),
        )
        made = QWidget()
        parts.column(self._face.look, *(parts.label(f"•  {line}") for line in lines), parent=made, gap=0.1)
        return made

    def _make_closed(self) -> QFrame:
        made = QFrame()
        made.setProperty("tone", "warn")
        self._shut = parts.label("")
        parts.column(self._face.look, self._shut, parent=made, margin=0.35)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        made.hide()
        return made

    def _fit_account(self) -> None:
        if isinstance(self._account, QPlainTextEdit):
            least = self._face.look.em(1.45 * ACCOUNT_LINES + 0.9)
            self._account.setMinimumHeight(least)
            is_usual = self._face.look.size <= USUAL  # larger text scrolls, and the box takes no more
            self._account.setMaximumHeight(MOST if is_usual else least)
            upright = QSizePolicy.Policy.Expanding if is_usual else QSizePolicy.Policy.Fixed
            self._account.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
            self._account.setPlaceholderText(
                self._face.words.say("Only what the person chose to tell you, in their words. No names.")
            )

    def show_variant(self, *, is_child: bool, is_workplace: bool, numbers: str) -> None:
        """Ask what fits: an adult for each use; for a child the caregiver, and nobody else."""
        ask = self._questions
        offered = CAREGIVERS_YES if is_child else OWN_YES
        for name in CONSENTS:
            editor = ask.editors[name]
            if isinstance(editor, AnswersEditor):
                editor.offer(offered)
        for name in CONSENTS[2:]:
            ask.set_visible(name, not is_child)
        ask.set_visible("caregiver_involved", is_child)
        self._decides.setVisible(is_child)
        if is_child:
            self._say_for_child(numbers)
        else:
            self._say_for_adult(is_workplace=is_workplace)
        ask.set_visible("account", not is_child)
        self._closed.setVisible(is_child)

    def _say_for_adult(self, *, is_workplace: bool) -> None:
        words, ask = self._face.words, self._questions
        person = words.say("Consent of the affected individual") if is_workplace else ""
        self._consent_title.setText(person or words.say("Consent of the victim/survivor, for each use"))
        ask.set_label("consent_record", words.say("May we keep a record?"))
        ask.set_label("consent_services", words.say("May we refer to services?"))

    def _say_for_child(self, numbers: str) -> None:
        words, ask = self._face.words, self._questions
        self._consent_title.setText(words.say("A child may be concerned: the caregiver's consent"))
        ask.set_label("consent_record", words.say("Caregiver: may we keep a record?"))
        ask.set_label("consent_services", words.say("Caregiver: may we refer to services?"))
        self._decides.setText(
            words.say(
                "The child's own view counts where the child offers it; pass it on by telephone, it is not "
                "kept here. What is best for the child, and what national law asks, is decided by a "
                "child-protection specialist with headquarters, never here."
            )
        )
        self._shut.setText(words.say("Do not ask the child. Call today: {numbers}.", numbers=numbers))

    def show_account_kept(self, *, is_kept: bool) -> None:
        """Close the box where an account is kept already, so that it is never replaced unseen."""
        words = self._face.words
        if isinstance(self._account, QPlainTextEdit):
            self._account.setReadOnly(is_kept)
            said = words.say("An account is kept, closed. Open it on the page of this report, under Sharing.")
            self._account.setPlaceholderText(
                said
                if is_kept
                else words.say("Only what the person chose to tell you, in their words. No names.")
            )
