"""The first column of intake: safety, who may be involved, what was reported."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout

from focal_desktop.domain.allegation import Regime
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.allegations.questions import AnswersEditor, Questions
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts

INVOLVED = "involved"
"""Asked first and kept nowhere: it only decides by which way this goes."""


class FirstView(QFrame):
    """Draws its questions into the form."""

    def __init__(self, face: Face, policy: Policy, questions: Questions) -> None:
        super().__init__()
        self._face, self._policy, self._questions = face, policy, questions
        self.setProperty("role", "card")
        look, words = face.look, face.words
        self._medical = parts.label("")
        safety, above, what = self._make_safety(), self._make_above(), self._make_what()
        first = parts.heading(look, words.say("1 · Safety first"))
        second = parts.heading(look, words.say("2 · What was reported"))
        inner = parts.column(look, first, safety, above, parts.line(), second, what, 1, gap=0.25)
        parts.column(look, inner, parent=self, margin=0.7)

    def _make_safety(self) -> QGridLayout:
        ask, grid = self._questions, self._make_grid()
        ask.add(grid, "danger_now", ask.make_answers("danger_now", "no", "yes", "not_known", "not_asked"))
        helped = ask.make_answers("help_offered", "yes", "no", "not_safe", "not_known")
        ask.add(grid, "help_offered", helped)
        grid.addWidget(self._medical, grid.rowCount(), 0, 1, 2)
        return grid

    def _make_above(self) -> QGridLayout:
        words, grid = self._face.words, QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        choices = [("no", words.say("No")), ("yes", words.say("Yes")), ("not_sure", words.say("Not sure"))]
        said = words.say(
            "Could someone who supervises you, your head of office, your alternate, or someone close to "
            "them be involved?"
        )
        self._questions.add(grid, INVOLVED, AnswersEditor(self._face, choices, said), said=said)
        return grid

    def _make_what(self) -> QGridLayout:
        ask, words, grid = self._questions, self._face.words, self._make_grid()
        ask.add(grid, "regime", ask.make_answers("regime", Regime.SEA, Regime.WORKPLACE, Regime.NOT_KNOWN))
        ask.add(grid, "conduct", said=words.say("Conduct reported"))
        ask.add(grid, "received_on")
        ask.add(grid, "child", ask.make_answers("child", "no", "yes", "not_known", "not_asked"))
        ask.add(grid, "subject_group")
        return grid

    def _make_grid(self) -> QGridLayout:
        made = QGridLayout()
        made.setContentsMargins(0, 0, 0, 0)
        made.setHorizontalSpacing(self._face.look.em(0.8))
        made.setVerticalSpacing(self._face.look.em(0.2))
        made.setColumnMinimumWidth(0, self._face.look.em(15))
        made.setColumnStretch(1, 1)
        return made

    def show_variant(self, *, is_danger: bool, is_workplace: bool, numbers: str) -> None:
        """Say what comes first, and ask in the words of the regime."""
        words = self._face.words
        safety = words.say(
            "Safety comes before this page; all of it is kept. Call: {numbers}.", numbers=numbers
        )
        care = words.say(
            "Medical care helps at any time. Some treatments work only within 72 hours / 5 days."
        )
        self._medical.setText(safety if is_danger else care)
        self._medical.setProperty("role", "problem" if is_danger else "muted")
        self._medical.style().unpolish(self._medical)
        self._medical.style().polish(self._medical)
        subject = words.say("The subject of the report belongs to")
        offender = words.say("The alleged offender belongs to")
        self._questions.set_label("subject_group", offender if is_workplace else subject)

    def offer_conduct(self, regime: str) -> None:
        """Offer the words of the chosen regime; of none, all of them."""
        box = self._questions.editors["conduct"].widget
        if not isinstance(box, QComboBox):
            return
        kept = str(box.currentData() or "")
        box.clear()
        for code, entry in self._policy.entries("conduct").items():
            regimes = entry.extra.get("regime", ())
            if regime in regimes or regime not in (Regime.SEA, Regime.WORKPLACE):
                box.addItem(entry.label(self._face.words.language), code)
        _sort_last(box)
        place = box.findData(kept)
        box.setCurrentIndex(place if place >= 0 else box.findData("unknown"))


def _sort_last(box: QComboBox) -> None:
    """Put *other* and *not known* behind what has a name."""
    for code in ("other", "unknown"):
        place = box.findData(code)
        if place >= 0:
            said = box.itemText(place)
            box.removeItem(place)
            box.addItem(said, code)
