"""The sheet of a check, joined to what the vault holds: each answer is a record, saved as it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from focal_desktop.domain import assessment as assessing
from focal_desktop.domain import score
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.record import Plain
from focal_desktop.domain.standard_answer import StandardAnswer
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import answering, reading, sheet_words, staying
from focal_desktop.ui.partners.decision import Decision
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.sheet_view import Given, SheetView
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import assessments, forms

NOTES = "partners/notes-"


class SheetPage(Page):
    """One assessment: its standards where it is our own, its facts where it was taken over."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.head = Head(context.face)
        self.head.back_requested.connect(lambda: context.shell.go(self.behind() or self.shown))
        self.decision = Decision(context)
        self.decision.decided.connect(self._on_decided)
        self.view = SheetView(context.face, self.decision)
        self._partner = ""
        self._kept: Mapping[str, Plain] = {}
        self._undo: dict[str, Callable[[], Any]] = {}
        parts.column(context.look, self.head, self.view, parent=self).setStretch(1, 1)

    def open(self, place: Place) -> None:
        """Show an assessment from its beginning; notes that were being typed are there again."""
        self._undo = {}
        if place.record != self.shown.record:
            for card in self.view.cards.values():
                card.show_note("")  # what was typed is kept with the check it belongs to
        super().open(place)
        self.view.area.verticalScrollBar().setValue(0)
        kept = forms.read(self.context.session, NOTES + place.record)
        self._kept = dict(kept.values) if kept else {}
        for code, note in self._kept.items():
            if code in self.view.cards:
                self.view.cards[code].show_note(str(note), is_saved=False)
        if self._kept:
            self.context.tell(self.context.words.say("Your unfinished text is back."))

    def refresh(self) -> None:
        """Read the assessment and its answers again."""
        session = self.context.session
        found: Assessment = reading.read(session, "assessment", self.shown.record)
        self._partner = found.partner
        is_open = found.state == assessing.State.DRAFT
        is_ours = not score.is_taken_over(found.origin)
        earlier = reading.find_earlier(session, found) if is_ours else None
        answers = reading.list_answers(session, found.id)
        has_sheet = is_ours and (is_open or bool(answers))
        standards = sheet_words.list_standards(self.context, found.scheme) if has_sheet else []
        for card in self.view.lay_out(standards).values():
            card.answered.connect(self._on_answered)
            card.evidence_edited.connect(self._on_evidence)
            card.note_left.connect(self._on_note)
            card.undo_requested.connect(self._take_back)
        self._show_answers(answers, earlier, is_open=is_open)
        name = reading.read(session, "partner", found.partner).name if found.partner else ""
        self.head.show_where(name, *sheet_words.of_head(self.context, found, earlier))
        scored = assessments.score_answers(session, found.id)
        self.view.total.tell(sheet_words.of_total(self.context, found, scored, answers))
        self.decision.show_assessment(found, scored)

    def _show_answers(
        self, answers: Mapping[str, StandardAnswer], earlier: Assessment | None, *, is_open: bool
    ) -> None:
        before = reading.list_answers(self.context.session, earlier.id) if earlier else {}
        for code, card in self.view.cards.items():
            now, then = answers.get(code), before.get(code)
            given = Given(
                answer=now.answer if now and now.answer != reading.NOT_ANSWERED else "",
                evidence=now.evidence if now else (),
                note=now.note if now else "",
                earlier=then.answer if then else "",
            )
            card.show_given(given, is_open=is_open)
            card.undo.setVisible(is_open and code in self._undo)

    def _on_answered(self, code: str, answer: str) -> None:
        card = self.view.cards[code]
        said = dict(card.standard.answers).get(answer, answer)
        words = self.context.words
        sentence = words.say("{standard}: {answer}. Saved.", standard=card.standard.label, answer=said)
        self._save(code, {"answer": answer}, sentence)

    def _on_evidence(self, code: str, evidence: Sequence[str]) -> None:
        label = self.view.cards[code].standard.label
        sentence = self.context.words.say("{standard}: evidence saved.", standard=label)
        self._save(code, {"evidence": list(evidence)}, sentence)

    def _on_note(self, code: str, note: str) -> None:
        if not self.context.session.store.is_open:  # left because the vault was locked: it is kept as typed
            return
        label = self.view.cards[code].standard.label
        card = self.view.cards[code]
        if self._save(
            code, {"note": note}, self.context.words.say("{standard}: note saved.", standard=label)
        ):
            card.show_note(note)
            self.keep()

    def _save(self, code: str, values: Mapping[str, Plain], sentence: str) -> bool:
        """Save into the answer's record; the card stays under the pointer though a message comes above."""
        key = {"assessment": self.shown.record, "standard": code}
        where = staying.where_of(self.view.cards[code])
        with self.context.telling(self.view.cards[code] if "note" in values else None):
            session = self.context.session
            undo = answering.keep(session, "standard_answer", key, values)
            if "answer" in values:
                self._undo[code] = undo
            self.view.cards[code].undo.setVisible(code in self._undo)
            self.context.shell.remember_undo(
                sentence, undo, lambda: answering.keep(session, "standard_answer", key, values)
            )
            staying.stay_at(self.view.cards[code], where)
            return True
        self.refresh()
        return False

    def _take_back(self, code: str) -> None:
        undo = self._undo.pop(code, None)
        if undo is not None:
            with self.context.telling():
                undo()
                self.view.cards[code].undo.hide()

    def _on_decided(self) -> None:
        self.context.tell(self.context.words.say("Decided. The check counts from now on."), "ok")
        self.go(kind="partner", view="assessment", record=self._partner)

    def keep(self) -> None:
        """Keep the notes and the decision while they are being typed."""
        with ExitStack() as each:  # a full disk under one does not keep the other from being tried
            each.callback(self._keep_notes)
            each.callback(self.decision.keep)

    def _keep_notes(self) -> None:
        notes = {code: card.unsaved_note for code, card in self.view.cards.items()}
        unsaved: dict[str, Plain] = {code: note for code, note in notes.items() if note is not None}
        if unsaved == self._kept:
            return
        if unsaved:
            forms.keep(self.context.session, NOTES + self.shown.record, unsaved)
        else:
            forms.drop(self.context.session, NOTES + self.shown.record)
        self._kept = unsaved

    def finish(self) -> bool:
        """Decide, where everything is there for it."""
        return self.decision.decide()

    def behind(self) -> Place | None:
        """Lead back to the partner."""
        return Place(section="partners", kind="partner", view="assessment", record=self._partner)
