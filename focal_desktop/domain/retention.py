"""What leaves a computer by itself, and on which day: from a case, the policy, what Nairobi read and said.

Counted in days that Nairobi itself has signed, never in those of this computer's clock alone: whoever has no
news erases late and never early. What headquarters still has to read never goes (do_no_harm.md A20-A22).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from focal_desktop.domain.allegation import Allegation, Consent, State
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Answer, Leaves

SHOWN_AHEAD_DAYS = 30
CASE_ROW, SEALED_PARTS, CONTACT_DETAIL = "case_row", "sealed_parts", "contact_detail"
AFTER_OUTCOME, WORKING_COPY = "subject_part_after_outcome", "hq_working_copy"
PARTS = (Leaves.SURVIVOR, Leaves.REPORTER, Leaves.SUBJECT, Leaves.ACCOUNT)
CONTACTS: Mapping[str, str] = {Leaves.SURVIVOR: "survivor_contact", Leaves.REPORTER: "reporter_contact"}
_OWN_YES: Mapping[str, str] = {
    Leaves.SURVIVOR: "consent_share",
    Leaves.REPORTER: "reporter_consent_share",
}
_WANTED = (Consent.GIVEN, Consent.GUARDIAN)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One case as it stands here; the days are those that headquarters signed, none where it has not.

    `parts` names the fields that say something in each sealed part, `parts_read` when headquarters had read a
    part as it stands. `subject_ended_on` and `in_cmts_on` are when an officer spoke of the outcome.
    """

    case: Allegation
    reference: str
    read_on: date | None = None
    closed_on: date | None = None
    subject_ended_on: date | None = None
    in_cmts_on: date | None = None
    parts: Mapping[str, frozenset[str]] = {}
    parts_read: Mapping[str, date] = {}


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something that leaves: which rule of the policy, of which case, on which day.

    An empty part is the whole case; `keep` names fields of a part that stay. What is held stays altogether.
    """

    rule: str
    record: str
    reference: str
    part: str
    leaves_on: date
    keep: tuple[str, ...] = ()
    is_held: bool = False


def list_due(standings: Iterable[Standing], policy: Policy, until: date) -> list[Due]:
    """Return what leaves an office up to a day, the earliest first."""
    return _sort((due for one in standings for due in _list_case(one, policy)), until)


def list_due_at_headquarters(standings: Iterable[Standing], policy: Policy, until: date) -> list[Due]:
    """Return which working copies leave headquarters up to a day, the earliest first (do_no_harm.md A21).

    Closed cases whose outcome is in CMTS; none before its office's own copy has had its days, so that what is
    still written there is read.
    """
    return _sort((due for one in standings if (due := _find_working_copy(one, policy))), until)


def _sort(found: Iterable[Due], until: date) -> list[Due]:
    due = (one for one in found if one.leaves_on <= until)
    return sorted(due, key=lambda one: (one.leaves_on, one.record, one.part))


def _find_working_copy(one: Standing, policy: Policy) -> Due | None:
    if one.case.state != State.CLOSED or one.closed_on is None or one.in_cmts_on is None:
        return None
    on = max(one.in_cmts_on + _span(policy, WORKING_COPY), one.closed_on + _span(policy, CASE_ROW))
    return _due(one, WORKING_COPY, "", on)


def _list_case(one: Standing, policy: Policy) -> list[Due]:
    if one.read_on is None:  # headquarters does not know yet, or not all of it
        return []
    whole = _find_whole(one, policy)
    parts = [due for part in PARTS if (due := _find_part(one, policy, part))]
    if whole is None:
        return parts
    return [*(due for due in parts if due.leaves_on < whole.leaves_on), whole]


def _find_whole(one: Standing, policy: Policy) -> Due | None:
    if one.case.state != State.CLOSED or one.closed_on is None or one.read_on is None:
        return None
    return _due(one, CASE_ROW, "", max(one.closed_on, one.read_on) + _span(policy, CASE_ROW))


def _find_part(one: Standing, policy: Policy, part: str) -> Due | None:
    """Return when a part leaves: the subject's at once where nothing was substantiated (A20)."""
    found, read_on = _find_read_part(one, policy, part), one.parts_read.get(part)
    if found is None or part != Leaves.SUBJECT or one.subject_ended_on is None or read_on is None:
        return found
    on = max(one.subject_ended_on, read_on) + _span(policy, AFTER_OUTCOME)
    return _due(one, AFTER_OUTCOME, part, on) if on < found.leaves_on else found


def _find_read_part(one: Standing, policy: Policy, part: str) -> Due | None:
    """Return when a part leaves. One that may still be passed on waits until headquarters has read it."""
    fields = one.parts.get(part, frozenset())
    since = one.parts_read.get(part) if _may_go(one.case, part) else one.read_on
    if not fields or since is None:
        return None
    on = since + _span(policy, SEALED_PARTS)
    contact = CONTACTS.get(part, "")
    if contact not in fields:
        return _due(one, SEALED_PARTS, part, on)
    if _is_contact_wanted(one.case):
        return _due(one, SEALED_PARTS, part, on, contact) if fields - {contact} else None
    ended = one.closed_on if one.case.state == State.CLOSED and one.closed_on else since
    rule = SEALED_PARTS if fields - {contact} else CONTACT_DETAIL
    return _due(one, rule, part, max(since + _span(policy, CONTACT_DETAIL), ended))


def _may_go(case: Allegation, part: str) -> bool:
    """Tell whether a part may be passed on: the subject's and the account always, others with an own yes."""
    return part not in _OWN_YES or getattr(case, _OWN_YES[part]) == Consent.GIVEN


def _is_contact_wanted(case: Allegation) -> bool:
    return case.state != State.CLOSED and case.consent_contact in _WANTED


def _span(policy: Policy, rule: str) -> timedelta:
    return timedelta(days=policy.deadline(rule, "retention").value)


def _due(one: Standing, rule: str, part: str, on: date, keep: str = "") -> Due:
    return Due(
        rule=rule,
        record=one.case.id,
        reference=one.reference,
        part=str(part),
        leaves_on=on,
        keep=(keep,) if keep else (),
        is_held=one.case.legal_hold == Answer.YES,
    )


def agree(here: date, nairobi: date | None) -> date | None:
    """Return the day that both clocks have reached; nothing without a word from Nairobi.

    A clock in 2090 erases nothing early, nor does one at headquarters alone; one in 1970 only makes it late.
    """
    return None if nairobi is None else min(here, nairobi)
