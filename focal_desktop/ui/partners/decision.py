"""The decision at the end of a check: a person's, dated, with the plan that strengthens. Then it counts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from focal_desktop.domain.assessment import Assessment, State
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners import partner_view, room
from focal_desktop.ui.partners.facts import Facts
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.usecases import records
from focal_desktop.usecases.assessments import Scored

FIELDS = (
    "assessor",
    "assessed_on",
    "reference",
    "reason",
    "plan_status",
    "plan_agreed_on",
    "partner_comment",
)


class Decision(QWidget):
    """A card: the capacity as buttons, the facts of the check, one button that makes it count."""

    decided = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        words, look = context.words, context.look
        ratings = [
            (code, entry.label(words.language))
            for code, entry in reversed(list(context.policy.entries("capacity_rating").items()))
            if entry.extra.get("is_assessed")
        ]
        self.rating = Answers(context.face, ratings, words.say("Capacity"))
        self.rating.edited.connect(self._on_rating)
        self.advice = parts.label("")
        self.problem = parts.label(words.say("Please choose the capacity."), role="problem")
        self.problem.hide()
        ratings_row = self.rating.layout()
        if not room.is_roomy(look) and isinstance(ratings_row, QBoxLayout):
            ratings_row.setDirection(QBoxLayout.Direction.TopToBottom)
        self.form = RecordForm(context, "assessment", FIELDS)
        self.button = parts.button(look, words.say("Decide"), self.decide, role="primary", icon="check")
        end = parts.label(
            words.say("A decided check is not changed any more. A new one can be made at any time."),
            role="muted",
        )
        last = parts.row(look, self.button, end)
        last.setStretch(1, 1)
        self.open = parts.card(
            look,
            parts.heading(look, words.say("Your decision")),
            self.advice,
            parts.row(look, self.rating, 1),
            self.problem,
            self.form,
            last,
        )
        self.facts = Facts(context.face)
        self.closed = parts.card(look, parts.heading(look, words.say("What was decided")), self.facts)
        parts.column(look, self.open, self.closed, parent=self)

    def show_assessment(self, found: Assessment, scored: Scored) -> None:
        """Show the form while the check is open, its facts once it was decided."""
        is_open = found.state == State.DRAFT
        self.open.setVisible(is_open)
        self.closed.setVisible(not is_open)
        if not is_open:
            return self.facts.fill(partner_view.describe(found, self._context.face, self._context.policy))
        self.form.open_record(found.id)
        self.rating.show_code(found.rating)
        self.problem.hide()
        self.advice.setText(self._advise(scored))
        return None

    def _advise(self, scored: Scored) -> str:
        words, policy = self._context.words, self._context.policy
        if scored.still_open:
            return words.count(
                len(scored.still_open),
                "1 standard is not answered yet. You can decide when it is.",
                "{n} standards are not answered yet. You can decide when they are.",
            )
        rating = policy.label("capacity_rating", scored.rating, words.language)
        weak = [policy.label("standard", code, words.language) for code in scored.gaps]
        if not weak:
            return words.say("By the scheme the answers come to: {rating}.", rating=rating)
        return words.say(
            "By the scheme the answers come to: {rating}. A strengthening plan would cover: {standards}.",
            rating=rating,
            standards=words.say(", ").join(sorted(weak)),
        )

    def _on_rating(self) -> None:
        self.problem.hide()
        with self._context.telling():
            records.edit(
                self._context.session, "assessment", self.form.record, {"rating": self.rating.value()}
            )

    def keep(self) -> None:
        """Keep what is typed."""
        if self.open.isVisible():
            self.form.keep()

    def decide(self) -> bool:
        """Make the check count; what is missing is said where it is missing."""
        if not self.open.isVisible():
            return False
        self.problem.setVisible(not self.rating.value())
        if not self.rating.value():
            self.rating.focus_first()
        else:
            more: dict[str, Plain] = {"rating": self.rating.value(), "state": State.FINAL.value}
            if self.form.save(more):
                self.decided.emit()
        return True
