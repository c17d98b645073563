"""The clauses of an agreement, joined to what the vault holds: each look is a record, saved as it is made."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from focal_desktop.domain.agreement import Agreement, State
from focal_desktop.domain.clause_check import ClauseCheck, Present
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners import answering, reading, staying
from focal_desktop.ui.partners.clauses_view import Clause, ClausesView, Looked
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import forms

PLACES = "partners/places-"
OPEN = (State.DRAFT, State.READY_TO_SIGN)


class ClausesPart(QWidget):
    """Shows the clauses of one agreement and keeps each answer."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._agreement = ""
        self._kept: Mapping[str, Plain] = {}
        self.view = ClausesView(context.face)
        parts.column(context.look, self.view, parent=self)

    def leave(self) -> None:
        """Put away what is typed, which is kept, before another agreement is shown in the same rows."""
        self._agreement = ""
        for row in self.view.rows.values():
            row.show_place("")

    def bring_back(self) -> None:
        """Show again where clauses stand, as it was being typed."""
        kept = forms.read(self.context.session, PLACES + self._agreement)
        self._kept = dict(kept.values) if kept else {}
        for code, text in self._kept.items():
            if code in self.view.rows:
                self.view.rows[code].show_place(str(text), is_saved=False)

    def show_agreement(self, found: Agreement) -> None:
        """Show the clauses of an agreement as they were looked at."""
        self._agreement = found.id
        may_waive = self.context.session.person.is_hq
        clauses = [self._clause(code) for code in reading.list_clauses(self.context.session, found)]
        for row in self.view.lay_out(clauses, may_waive=may_waive):
            row.answered.connect(self._on_answered)
            row.place_left.connect(self._on_place)
            row.waive_requested.connect(self._on_waive)
        checks = reading.list_checks(self.context.session, found.id)
        for code, row in self.view.rows.items():
            row.show_looked(_looked(checks.get(code)), is_open=found.state in OPEN)
        seen = sum(1 for code in self.view.rows if _looked(checks.get(code)).present)
        words, every = self.context.words, len(self.view.rows)
        said = words.say("{seen} of {every} clauses looked at. Is it in the text?", seen=seen, every=every)
        self.view.looked.setText(said)

    def _clause(self, code: str) -> Clause:
        words = self.context.words
        entry = self.context.policy.entries("clause")[code]
        answers = [(Present.YES.value, words.say("Yes")), (Present.NO.value, words.say("No"))]
        if entry.extra.get("not_applicable_when"):
            answers.append((Present.NOT_APPLICABLE.value, words.say("Does not apply")))
        return Clause(
            code=code,
            number=int(entry.extra["number"]),
            label=entry.label(words.language),
            text=entry.text("help", words.language),
            answers=answers,
        )

    def _on_answered(self, code: str, present: str) -> None:
        today = self.context.session.today.isoformat()
        self._keep_check(code, {"present": present, "checked_on": today})

    def _on_place(self, code: str, place: str) -> None:
        if not self.context.session.store.is_open:  # left because the vault was locked: it is kept as typed
            return
        row = self.view.rows[code]
        if self._keep_check(code, {"evidence": place}):
            row.show_place(place)
            self.keep()

    def _on_waive(self, code: str, is_waived: bool) -> None:
        self._keep_check(code, {"waived": "yes" if is_waived else "no"})

    def _keep_check(self, code: str, values: Mapping[str, Plain]) -> bool:
        key = {"agreement": self._agreement, "clause": code}
        row = self.view.rows[code]
        where = staying.where_of(row)
        with self.context.telling(row if "evidence" in values else None):
            session = self.context.session
            undo = answering.keep(session, "clause_check", key, values)
            said = self.context.words.say("{clause}: saved.", clause=row.clause.label)
            self.context.shell.remember_undo(
                said, undo, lambda: answering.keep(session, "clause_check", key, values)
            )
            staying.stay_at(row, where)
            return True
        self.show_agreement(reading.read(self.context.session, "agreement", self._agreement))
        return False

    def keep(self) -> None:
        """Keep where clauses stand, while it is being typed."""
        places = {code: row.unsaved_place for code, row in self.view.rows.items()}
        unsaved: dict[str, Plain] = {code: text for code, text in places.items() if text is not None}
        if unsaved == self._kept or not self._agreement:
            return
        if unsaved:
            forms.keep(self.context.session, PLACES + self._agreement, unsaved)
        else:
            forms.drop(self.context.session, PLACES + self._agreement)
        self._kept = unsaved


def _looked(check: ClauseCheck | None) -> Looked:
    if check is None:
        return Looked()
    present = "" if check.present == Present.NOT_ASKED else check.present
    return Looked(present=present, evidence=check.evidence, is_waived=check.waived == "yes")
