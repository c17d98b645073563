"""The waiver of an agreement: asked for, approved by who must, withdrawn; who must still sign is said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.waiver import NEEDS, State, Waiver
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.facts import Facts
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.usecases import acts, records, waivers

FIELDS = tuple(name for name in NEEDS if name != "agreement")
APPROVERS = ("head_of_office", "focal_point")
CLOSED = ("ready_to_sign", "signed", "ended")


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
        self.withdraw = parts.button(look, words.say("Withdraw"), self.take_away, role="danger", icon="x")
        self.sign_row = QWidget()
        parts.row(look, self.asked, self.approver, self.approve, 1, parent=self.sign_row)
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
        self.sentence.setText(self._say(agreement, waiver, lacks))
        self._show_parts(agreement, waiver, lacks)

    def _show_parts(self, agreement: Agreement, waiver: Waiver | None, lacks: Sequence[str]) -> None:
        is_signed = bool(waiver and (waiver.approver or waiver.second_approver))
        may_ask = agreement.state not in CLOSED
        person = self._context.session.person
        is_hq = waivers.HQ_APPROVER in person.roles
        may_sign = is_hq or any(role in waivers.OFFICE_APPROVERS for role in person.roles)
        is_lacking = "second_approver" in lacks if is_hq else "first_approver" in lacks
        self.form.setVisible(not is_signed and may_ask)
        self.facts.setVisible(is_signed)
        self.facts.fill(self._describe(waiver) if waiver and is_signed else [])
        self.save.setVisible(not is_signed and may_ask)
        self.save.setText(
            self._context.words.say("Save") if waiver else self._context.words.say("Ask for this waiver")
        )
        self.sign_row.setVisible(waiver is not None and may_sign and is_lacking and may_ask)
        self.asked.setVisible(not is_hq)
        self.approver.setVisible(not is_hq)
        self.withdraw.setVisible(waiver is not None and may_ask)

    def _say(self, agreement: Agreement, waiver: Waiver | None, lacks: Sequence[str]) -> str:
        words = self._context.words
        if waiver is None:
            if agreement.state in CLOSED:
                return words.say("There is no waiver, and none is needed any more.")
            return words.say(
                "A waiver lets an agreement be signed though something is missing: for a stated reason, "
                "with something done instead, and only until a day."
            )
        if "waiver_incomplete" in lacks:
            return words.say("Fill in the reason, what is done instead and the end. Then it can be approved.")
        if "waiver_expired" in lacks:
            return words.say("This waiver has expired. Choose a later end, or withdraw it.")
        if "first_approver" in lacks and "second_approver" in lacks:
            return words.say("The office and headquarters must both approve it. Neither has yet.")
        if "first_approver" in lacks:
            return words.say("The office must still approve it.")
        if "second_approver" in lacks:
            return words.say("The office has approved it. Headquarters must still approve it.")
        return words.say("Approved. It counts until {day}.", day=waiver.expires_on or "–")

    def _describe(self, waiver: Waiver) -> list[tuple[str, str]]:
        words, policy = self._context.words, self._context.policy

        def label(list_name: str, code: str) -> str:
            return policy.label(list_name, code, words.language) if code else ""

        measures = words.say(", ").join(label("mitigation", one) for one in waiver.mitigation)
        return [
            (words.say("Reason"), label("waiver_reason", waiver.reason)),
            (words.say("What is done instead"), measures),
            (words.say("Expires on"), words.date(waiver.expires_on) if waiver.expires_on else ""),
            (words.say("Approved for the office by"), label("responsible_role", waiver.approver)),
            (words.say("Approved on"), words.date(waiver.approved_on) if waiver.approved_on else ""),
            (words.say("Approved at headquarters by"), label("responsible_role", waiver.second_approver)),
            (
                words.say("Approved at headquarters on"),
                words.date(waiver.second_approved_on) if waiver.second_approved_on else "",
            ),
        ]

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
        if self._waiver is None:
            return
        with self._context.telling():
            withdrawn = {"state": State.WITHDRAWN.value}
            records.edit(self._context.session, "waiver", self._waiver.id, withdrawn)
            self._context.tell(self._context.words.say("Withdrawn. A new waiver can be asked for."), "ok")

    def keep(self) -> None:
        """Keep what is typed."""
        if self._agreement is not None:
            self.form.keep()


def find_current(found: Sequence[Waiver], today: str) -> Waiver | None:
    """Return the waiver that is worked with: approved before asked for, the later end before the earlier."""
    open_ones = [
        one
        for one in found
        if one.state != State.WITHDRAWN
        and not (one.state == State.APPROVED and str(one.expires_on or "9") < today)
    ]
    return max(
        open_ones, key=lambda one: (one.state == State.APPROVED, str(one.expires_on or "")), default=None
    )
