"""One agreement, joined to what the vault holds; whether it may be signed is judged anew at every change."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from focal_desktop.domain.agreement import Agreement, State
from focal_desktop.domain.gate import WAIVER_CODES, Result, Verdict
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import phrases, reading, signing
from focal_desktop.ui.partners.agreement_view import AgreementView
from focal_desktop.ui.partners.clauses_part import ClausesPart
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.new_page import AGREEMENT_FIELDS
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.partners.waiver_part import WaiverPart
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import forms

SIGNED = "partners/signed-"


class AgreementPage(Page):
    """The answer, the clauses, the waiver and the facts of the agreement it was opened at."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        look, words = context.look, context.words
        self._partner = self._offered = ""
        self.form = RecordForm(context, "agreement", AGREEMENT_FIELDS)
        save = parts.button(look, words.say("Save"), self.form.save, role="primary", icon="save")
        facts = parts.page(look, parts.card(look, self.form, parts.row(look, save, 1)), 1)
        self.clauses = ClausesPart(context)
        self.waiver = WaiverPart(context)
        self.view = AgreementView(context.face, self.clauses, self.waiver, facts)
        self.note = parts.button(look, words.say("Review on paper"), self.go_to_paper, icon="file-text")
        self.note.setObjectName("agreement_note")
        self.note.setToolTip(words.say("One page for the file, before signing (Ctrl+P)"))
        self.view.head.offer(self.note)
        self.view.head.back_requested.connect(lambda: context.shell.go(self.behind() or self.shown))
        bar = self.view.bar
        bar.ready_requested.connect(self._make_ready)
        bar.draft_requested.connect(self._take_back)
        bar.sign_requested.connect(self._sign)
        bar.end_requested.connect(self._end)
        bar.waiver_requested.connect(lambda: self.view.show_tab("waiver"))
        bar.check_requested.connect(self._go_to_check)
        bar.hold_requested.connect(lambda: self._hold("hold"))
        bar.release_requested.connect(lambda: self._hold("release"))
        parts.column(look, self.view, parent=self)

    def open(self, place: Place) -> None:
        """Show an agreement; places of clauses that were being typed are there again."""
        is_other = place.record != self.shown.record
        if is_other:
            self.clauses.leave()
            self.view.bar.signed_on.line.clearFocus()  # what is typed there belongs to the other agreement
        super().open(place)
        if place.view or is_other:
            self.view.show_tab(place.view or "clauses")
        self.clauses.bring_back()
        if self.view.bar.first is not None:
            self.view.bar.first.setFocus()

    def refresh(self) -> None:
        """Read the agreement and judge it again."""
        session, words, policy = self.context.session, self.context.words, self.context.policy
        found: Agreement = reading.read(session, "agreement", self.shown.record)
        self._partner = found.partner
        _show_where(self.view.head, found, self.context)
        verdict = reading.judge(session, found)
        doable = list_doable(found, verdict, is_hq_desk="hq_desk" in session.person.roles)
        self.view.bar.tell(phrases.of_verdict(verdict, found.state, words, policy), doable)
        self._show_signed(found)
        self.clauses.show_agreement(found)
        self.waiver.show_agreement(found)
        self.form.open_record(found.id)

    def _show_signed(self, found: Agreement) -> None:
        day = self.view.bar.signed_on
        self._offered = str(found.signed_on or self.context.session.today)
        if not day.hasFocus() and not day.line.hasFocus():
            kept = forms.read(self.context.session, SIGNED + found.id)
            day.show_day(str(kept.values["signed_on"] or "") if kept else self._offered)

    def _go_to_check(self) -> None:
        self.go(kind="partner", view="assessment", record=self._partner)

    def _make_ready(self) -> None:
        with self.context.telling():
            signing.make_ready(self.context, self.shown.record)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Say beside the day of signing what is wrong with it, and beside each fact what is wrong there."""
        said = dict(problems).get("signed_on")
        self.view.bar.say_signed(messages.of_problem(said, self.context.words) if said else "")
        facts = [one for one in problems if one[0] != "signed_on"]
        if facts:
            self.view.show_tab("facts")
        self.form.form.show_problems(facts)

    def _sign(self) -> None:
        day: Any = self.view.bar.signed_on.value()
        with self.context.telling(self):
            signing.sign(self.context, self.shown.record, day)
            forms.drop(self.context.session, SIGNED + self.shown.record)

    def _take_back(self) -> None:
        with self.context.telling(self):
            signing.make_draft(self.context, self.shown.record)

    def _end(self) -> None:
        with self.context.telling(self):
            signing.end(self.context, self.shown.record)

    def _hold(self, name: str) -> None:
        with self.context.telling():
            signing.hold(self.context, self.shown.record, is_held=name == "hold")

    def keep(self) -> None:
        """Keep what is typed into the facts, the waiver, the places of clauses and the day of signing."""
        with ExitStack() as each:  # a full disk under one does not keep the others from being tried
            for keep in (self.form.keep, self.waiver.keep, self.clauses.keep, self._keep_signed):
                each.callback(keep)

    def _keep_signed(self) -> None:
        session, name, day = self.context.session, SIGNED + self.shown.record, self.view.bar.signed_on
        held, typed = forms.read(session, name), day.value()
        if not day.isVisibleTo(self) or typed == (held.values["signed_on"] if held else self._offered):
            return
        if typed == self._offered:
            forms.drop(session, name)
        else:
            forms.keep(session, name, {"signed_on": typed})

    def finish(self) -> bool:
        """Save the tab that is open, or mark the agreement ready to sign."""
        match self.view.tab:
            case "facts":
                self.form.save()
            case "waiver":
                self.waiver.ask()
            case _ if self.view.bar.buttons["ready"].isVisible():
                self._make_ready()
            case _:
                return False
        return True

    def go_to_paper(self) -> None:
        """Show the review of this agreement as the page that is filed."""
        self.go(kind="agreement", view="note", record=self.shown.record)

    def behind(self) -> Place | None:
        """Lead back to the partner's agreements."""
        if not self._partner:
            return Place(section="partners")
        return Place(section="partners", kind="partner", view="agreements", record=self._partner)


def _show_where(head: Head, found: Agreement, context: Context) -> None:
    """Show whose agreement it is, and what the partner's check is worth today."""
    session, words, policy = context.session, context.words, context.policy
    partner = reading.read(session, "partner", found.partner).name if found.partner else ""
    checks = reading.list_parts(session, "assessment", found.partner)
    standing = reading.judge_standing(session, found.partner, checks)
    badges = phrases.list_badges(standing, words, policy)
    kind = policy.label("agreement_type", found.agreement_type, words.language)
    title = " ".join(filter(None, (words.isolate(found.number), found.name)))
    head.show_where(partner or words.say("Partners"), title, kind, badges)


def list_doable(found: Agreement, verdict: Verdict, *, is_hq_desk: bool) -> list[str]:
    """Return what can be done with an agreement as it stands; of a hold an office can do nothing."""
    doable: list[str] = []
    if verdict.result is Result.HOLD:
        return ["release"] if is_hq_desk else []
    if found.state == State.DRAFT:
        doable = ["ready"] if verdict.is_open else _list_ways(verdict)
    elif found.state == State.READY_TO_SIGN:
        doable = ["sign", "draft"] if verdict.is_open else ["draft"]
    elif found.state == State.SIGNED:
        doable = ["end"]
    return [*doable, "hold"] if is_hq_desk else doable


def _list_ways(verdict: Verdict) -> list[str]:
    """Return what leads on where something is missing: the check, the waiver that is there, or a new one."""
    needs_check = any(
        code.startswith("assessment") or code == "strengthening_plan" for code in verdict.missing
    )
    has_waiver = any(code in WAIVER_CODES for code in verdict.missing)
    ways = ["check"] if needs_check else []
    return [*ways, "see_waiver" if has_waiver else "waiver"]
