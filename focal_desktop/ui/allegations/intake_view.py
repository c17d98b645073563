"""Intake on one page: safety, what was reported, consent, account. It draws and says what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QWidget

from focal_desktop.domain.allegation import KIND, Regime
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui.allegations.beside_view import BesideView
from focal_desktop.ui.allegations.prose import prose
from focal_desktop.ui.allegations.questions import AnswersEditor, Questions
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

INVOLVED = "involved"
"""Asked first and kept nowhere: it only decides by which way this goes."""
CHILD = ("yes", "not_known")


class IntakeView(QWidget):
    """The form. `edited` names what a person changed; the rest are requests."""

    edited = Signal(str)
    review_requested = Signal()
    draft_requested = Signal()
    left = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        self._numbers = ""
        self.questions = Questions(face, policy, KIND)
        self.title = parts.title(face.look, "")
        self._medical = prose()
        self.first = self._make_first()
        self.beside = BesideView(face, self.questions)
        self.saved = parts.label("", role="muted", wraps=False)
        across = parts.row(face.look, self.first, self.beside, gap=0.8)
        across.setStretch(0, 7)
        across.setStretch(1, 5)
        inner = QWidget()
        inner.setProperty("role", "page")
        inner.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        self.area = parts.scroll(inner)
        parts.column(face.look, self.title, self.area, self._make_footer(), parent=self, gap=0.4).setStretch(
            1, 1
        )
        self.questions.edited.connect(self._on_edited)

    def _make_first(self) -> QFrame:
        look, words, ask = self._face.look, self._face.words, self.questions
        made = QFrame()
        made.setProperty("role", "card")
        safety, what = self._make_grid(), self._make_grid()
        ask.add(safety, "danger_now", ask.make_answers("danger_now", "no", "yes", "not_known", "not_asked"))
        helped = ask.make_answers("help_offered", "yes", "no", "not_safe", "not_known")
        ask.add(safety, "help_offered", helped)
        safety.addWidget(self._medical, safety.rowCount(), 0, 1, 2)
        above = QGridLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.setColumnStretch(0, 1)
        self._add_involved(above)
        regimes = ask.make_answers("regime", Regime.SEA, Regime.WORKPLACE, Regime.NOT_KNOWN)
        ask.add(what, "regime", regimes)
        ask.add(what, "conduct", said=words.say("Conduct reported"))
        ask.add(what, "received_on")
        ask.add(what, "child", ask.make_answers("child", "no", "yes", "not_known", "not_asked"))
        ask.add(what, "subject_group")
        parts.column(
            look,
            parts.heading(look, words.say("1 · Safety first")),
            safety,
            above,
            parts.line(),
            parts.heading(look, words.say("2 · What was reported")),
            what,
            1,
            parent=made,
            margin=0.8,
            gap=0.35,
        )
        return made

    def _add_involved(self, grid: QGridLayout) -> None:
        words = self._face.words
        choices = [("no", words.say("No")), ("yes", words.say("Yes")), ("not_sure", words.say("Not sure"))]
        said = words.say(
            "Could someone who supervises you, your head of office, your alternate, or someone close to "
            "them be involved?"
        )
        self.questions.add(grid, INVOLVED, AnswersEditor(self._face, choices, said), said=said)

    def _make_grid(self) -> QGridLayout:
        made = QGridLayout()
        made.setContentsMargins(0, 0, 0, 0)
        made.setHorizontalSpacing(self._face.look.em(0.8))
        made.setVerticalSpacing(self._face.look.em(0.4))
        made.setColumnMinimumWidth(0, self._face.look.em(16))
        made.setColumnStretch(1, 1)
        return made

    def _make_footer(self) -> QWidget:
        look, words = self._face.look, self._face.words
        back = parts.button(look, words.say("Back to the list"), self.left.emit, icon="arrow-left")
        back.setObjectName("leave_intake")
        draft = parts.button(look, words.say("Keep as draft"), self.draft_requested.emit)
        draft.setObjectName("keep_draft")
        review = parts.button(
            look, words.say("Review (Ctrl+Enter)"), self.review_requested.emit, role="primary"
        )
        review.setObjectName("review")
        made = QWidget()
        parts.row(look, back, self.saved, 1, draft, review, parent=made)
        return made

    # --- what stands here

    def values(self) -> dict[str, Plain]:
        """Return every answer as it stands, the question that is kept nowhere among them."""
        return self.questions.values()

    def show_values(self, values: Mapping[str, Plain], numbers: str) -> None:
        """Show answers; the numbers to call go where a call is the answer."""
        self._numbers = numbers
        self._offer_conduct(str(values.get("regime", "")))
        self.questions.show_values(values)
        self._follow()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put sentences beside their questions."""
        self.questions.show_problems(problems)

    def _on_edited(self, name: str) -> None:
        if name == "regime":
            self._offer_conduct(str(self.values()["regime"]))
        self._follow()
        self.edited.emit(name)

    def _follow(self) -> None:
        """Let every part of the page follow what was answered."""
        words, said = self._face.words, self.values()
        if said["danger_now"] == "yes":
            self._medical.setText(
                words.say(
                    "Safety comes before this page; all of it is kept. Call: {numbers}.",
                    numbers=self._numbers,
                )
            )
        else:
            self._medical.setText(
                words.say(
                    "Medical care helps at any time. Some treatments work only within 72 hours / 5 days."
                )
            )
        self._medical.setProperty("role", "problem" if said["danger_now"] == "yes" else "muted")
        self._medical.style().unpolish(self._medical)
        self._medical.style().polish(self._medical)
        is_workplace = said["regime"] == Regime.WORKPLACE
        self.beside.show_variant(
            is_child=said["child"] in CHILD, is_workplace=is_workplace, numbers=self._numbers
        )
        self.questions.set_label(
            "subject_group",
            words.say("The alleged offender belongs to")
            if is_workplace
            else words.say("The subject of the report belongs to"),
        )

    def _offer_conduct(self, regime: str) -> None:
        """Offer the words of the chosen regime; of none, all of them."""
        box = self.questions.editors["conduct"].widget
        if not isinstance(box, QComboBox):
            return
        kept = str(box.currentData() or "")
        box.clear()
        for code, entry in self._policy.entries("conduct").items():
            regimes = entry.extra.get("regime", ())
            if regime in regimes or regime not in (Regime.SEA, Regime.WORKPLACE):
                box.addItem(entry.label(self._face.words.language), code)
        self._sort_last(box)
        place = box.findData(kept)
        box.setCurrentIndex(place if place >= 0 else box.findData("unknown"))

    def _sort_last(self, box: QComboBox) -> None:
        """Put *other* and *not known* behind what has a name."""
        for code in ("other", "unknown"):
            place = box.findData(code)
            if place >= 0:
                said = box.itemText(place)
                box.removeItem(place)
                box.addItem(said, code)

    def say_saved(self, sentence: str) -> None:
        """Say that what is typed is kept here, and nowhere else."""
        self.saved.setText(sentence)

    def fits(self) -> bool:
        """Tell whether the whole page is seen without scrolling."""
        return self.area.verticalScrollBar().maximum() == 0
