"""The waiver of an agreement: asked for, approved by who must, withdrawn; who must still sign is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.waiver import NEEDS, OVER, State, Waiver
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners import reading, waiver_words
from focal_desktop.ui.partners.facts import Facts
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.widgets import flow, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.usecases import acts, records, waivers

FIELDS = tuple(name for name in NEEDS if name != "agreement")
APPROVERS = ("head_of_office", "focal_point")


class WaiverPart(QWidget):
    """Shows the waiver that counts, or the form to ask for one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._agreement: Agreement | None = None
        self._waiver: Waiver | None = None
        words, look = context.words, context.look
        self.sentence = parts.label("")
        self.form = RecordForm(context, "waiver", FIELDS, columns=1)
        self.facts = Facts(context.face)
        self.save = parts.button(
            look, words.say("Ask for this waiver"), self.ask, role="primary", icon="save"
        )
        roles = [(code, context.policy.label("responsible_role", code, words.language)) for code in APPROVERS]
        self.asked = parts.label(words.say("Who approves it for the office?"))
        self.approver = Answers(context.face, roles, words.say("Who approves it for the office?"))
        self.approver.show_code(APPROVERS[0])
        self.approve = parts.button(
            look, words.say("Record the approval"), self.sign, role="primary", icon="badge-check"
        )
        self.refuse = parts.button(look, words.say("Record a refusal"), self.say_no, icon="x")
        self.withdraw = parts.button(look, words.say("Withdraw"), self.take_away, role="danger", icon="x")
        self.sign_row = QWidget()
        signing = flow.line(look, self.asked, self.approver, self.approve, self.refuse)
        parts.column(look, signing, parent=self.sign_row)
        head = parts.heading(look, words.say("Waiver"))
        buttons = parts.row(look, self.save, self.withdraw, 1)
        card = parts.card(look, head, self.sentence, self.form, self.facts, self.sign_row, buttons)
        parts.column(look, parts.page(look, card, 1), parent=self)

    def show_agreement(self, agreement: Agreement) -> None:
        """Show the waiver of an agreement."""
        session = self._context.session
        found = reading.list_parts(session, "waiver", agreement.id)
        waiver = find_current(found, session.today.isoformat())
        is_other = agreement.id != (self._agreement.id if self._agreement else "")
        before = self._waiver
        self._agreement, self._waiver = agreement, waiver
        if waiver is not None:
            self.form.open_record(waiver.id)
        elif is_other or before is not None:
            self.form.open_new({"agreement": agreement.id}, agreement.id)
        lacks = reading.judge_waiver(session, agreement, waiver) if waiver else ()
        said = waiver_words.say(self._context, agreement, waiver, lacks)
        over = "" if waiver else waiver_words.say_over(self._context, found)
        self.sentence.setText(" ".join(filter(None, (over, said))))
        self._show_parts(agreement, waiver, lacks)

    def _show_parts(self, agreement: Agreement, waiver: Waiver | None, lacks: Sequence[str]) -> None:
        is_signed = bool(waiver and (waiver.approver or waiver.second_approver))
        may_ask = agreement.state not in waiver_words.CLOSED
        person = self._context.session.person
        is_hq = waivers.HQ_APPROVER in person.roles
        may_sign = is_hq or any(role in waivers.OFFICE_APPROVERS for role in person.roles)
        is_lacking = "second_approver" in lacks if is_hq else "first_approver" in lacks
        self.form.setVisible(not is_signed and may_ask)
        self.facts.setVisible(is_signed)
        self.facts.fill(waiver_words.describe(self._context, waiver) if waiver and is_signed else [])
        self.save.setVisible(not is_signed and may_ask)
        self.save.setText(
            self._context.words.say("Save") if waiver else self._context.words.say("Ask for this waiver")
        )
        self.sign_row.setVisible(waiver is not None and may_sign and is_lacking and may_ask)
        self.asked.setVisible(not is_hq)
        self.approver.setVisible(not is_hq)
        self.withdraw.setVisible(waiver is not None and may_ask)

    def ask(self) -> None:
        """Save the waiver that is asked for."""
        is_new = not self.form.record
        if self.form.save() and is_new:
            self._context.tell(self._context.words.say("Saved. Now it needs approval."), "ok")

    def sign(self) -> None:
        """Record the approval: the office's with the role that gave it, or headquarters'."""
        if self._waiver is None or (self.form.isVisible() and not self.form.save()):
            return
        is_hq = waivers.HQ_APPROVER in self._context.session.person.roles
        brought = {} if is_hq else {"approver": self.approver.value()}
        with self._context.telling(self.form.form):
            acts.act(self._context.session, "waiver", self._waiver.id, "approve", brought)
            self._context.tell(self._context.words.say("The approval is recorded."), "ok")

    def take_away(self) -> None:
        """Withdraw the waiver; the agreement is judged without it from now on."""
        self._end(State.WITHDRAWN, self._context.words.say("Withdrawn. A new waiver can be asked for."))

    def say_no(self) -> None:
        """Record that whoever must approve it does not; another can be asked for."""
        said = self._context.words.say("The refusal is recorded. Another waiver can be asked for.")
        self._end(State.REFUSED, said)

    def _end(self, state: State, said: str) -> None:
        """End the waiver for good: brought back, it would bring its signatures along."""
        waiver, session = self._waiver, self._context.session
        if waiver is None:
            return
        with self._context.telling():
            records.edit(session, "waiver", waiver.id, {"state": state.value})
            self._context.tell(said, "ok")

    def keep(self) -> None:
        """Keep what is typed."""
        if self._agreement is not None:
            self.form.keep()


def find_current(found: Sequence[Waiver], today: str) -> Waiver | None:
    """Return the waiver that is worked with: approved before asked for, the later end before the earlier."""
    open_ones = [
        one
        for one in found
        if one.state not in OVER and not (one.state == State.APPROVED and str(one.expires_on or "9") < today)
    ]
    return max(
        open_ones, key=lambda one: (one.state == State.APPROVED, str(one.expires_on or "")), default=None
    )
