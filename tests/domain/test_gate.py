"""The partner gate, as a table: what is handed in, what it answers, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain import gate
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.clause_check import ClauseCheck
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.waiver import Waiver
from tests.domain.samples import POLICY

TODAY = date(2026, 11, 21)
NEEDED = [code for code, said in POLICY.entries("clause").items() if said.extra["needed"]]
FOR_ALL = [code for code in NEEDED if "only_ratings" not in POLICY.entries("clause")[code].extra]


def paper(**changed: Any) -> Agreement:
    return Agreement(**{"id": "agreement", "partner": "partner", **changed})


def partner(has_contact: str = "yes") -> Partner:
    return Partner(id="partner", has_contact=has_contact)


def assessed(rating: str = "full", **changed: Any) -> Assessment:
    said = {"id": "a1", "partner": "partner", "state": "final", "scheme": "harmonised_8"}
    return Assessment(**{**said, "rating": rating, "assessed_on": date(2025, 1, 10), **changed})


def checks(*without: str, **answers: str) -> list[ClauseCheck]:
    given = {code: "yes" for code in NEEDED if code not in without} | answers
    return [ClauseCheck(id=code, agreement="agreement", clause=code, present=p) for code, p in given.items()]


def waiver(**changed: Any) -> Waiver:
    said = {"id": "w1", "agreement": "agreement", "state": "approved", "reason": "emergency"}
    allowed = {"mitigation": ("closer_monitoring",), "expires_on": date(2026, 12, 31)}
    return Waiver(**{**said, **allowed, "approver": "head_of_office", **changed})


def judge(
    assessments: Sequence[Assessment] = (),
    clause_checks: Sequence[ClauseCheck] = (),
    waivers: Sequence[Waiver] = (),
    *,
    agreement: Agreement | None = None,
    who: Partner | None = None,
    today: date = TODAY,
) -> tuple[str, tuple[str, ...]]:
    verdict = gate.judge(
        agreement or paper(),
        who or partner(),
        assessments=assessments,
        clause_checks=clause_checks,
        waivers=waivers,
        policy=POLICY,
        today=today,
    )
    assert verdict.is_open == (verdict.result in ("ready", "waiver"))
    return verdict.result.value, verdict.missing


def test_a_valid_passing_assessment_and_every_clause_make_it_ready() -> None:
    assert judge([assessed()], checks()) == ("ready", ())


def test_with_nothing_everything_is_named_in_the_order_of_the_work() -> None:
    assert judge() == ("refused", ("assessment_missing", *(f"clause_{code}" for code in FOR_ALL)))


def test_without_a_partner_there_is_no_assessment() -> None:
    loose = assessed(partner="")
    assert judge([loose], checks(), agreement=paper(partner="")) == ("refused", ("assessment_missing",))


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"partner": "other"}, "assessment_missing"),
        ({"state": "draft"}, "assessment_missing"),
        ({"assessed_on": None}, "assessment_missing"),
        ({"assessed_on": date(2021, 11, 20)}, "assessment_expired"),
        ({"rating": "low"}, "decision_not_passing"),
        ({"rating": "low_assumed"}, "decision_not_passing"),
        ({"rating": "not_assessed"}, "decision_not_passing"),
        ({"rating": ""}, "decision_not_passing"),
        ({"rating": "of_a_newer_office"}, "decision_not_passing"),
        ({"rating": "no_contact"}, "decision_not_passing"),
        ({"rating": "medium", "plan_status": "overdue"}, "strengthening_plan"),
        ({"rating": "medium", "plan_status": "failed"}, "strengthening_plan"),
    ],
)
def test_an_assessment_that_does_not_carry_it_is_refused(changed: dict[str, Any], missing: str) -> None:
    assert judge([assessed(**changed)], checks()) == ("refused", (missing,))


def test_an_assessment_counts_to_the_last_day_of_its_fifth_year() -> None:
    assert judge([assessed(assessed_on=date(2021, 11, 21))], checks()) == ("ready", ())
    assert gate.expires_on(assessed(assessed_on=date(2024, 2, 29)), POLICY) == date(2029, 2, 28)
    assert gate.expires_on(assessed(assessed_on=date(9998, 1, 1)), POLICY) == date.max


def test_a_partner_without_contact_needs_no_capacity() -> None:
    assert judge([assessed("no_contact")], checks(), who=partner("no")) == ("ready", ())


@pytest.mark.parametrize("origin", ["other_un_entity", "un_partner_portal", "global_office"])
def test_another_entity_s_result_is_taken_over(origin: str) -> None:
    taken = assessed(origin=origin, assessor="UNICEF", scheme="", reference="KEN/2026PSEA17")
    assert judge([taken], checks()) == ("ready", ())


def test_the_newest_determination_counts_and_not_the_best() -> None:
    better, worse = assessed(), assessed("low", id="a2", assessed_on=date(2026, 5, 1))
    assert judge([better, worse], checks()) == ("refused", ("decision_not_passing",))
    assert judge([worse, better, assessed(id="a3", assessed_on=TODAY)], checks()) == ("ready", ())


def test_medium_capacity_signs_with_a_strengthening_plan() -> None:
    assert judge([assessed("medium")], checks()) == ("ready", ())
    assert judge([assessed("medium")], checks("csip_agreed")) == ("refused", ("clause_csip_agreed",))
    assert judge([assessed("full")], checks("csip_agreed")) == ("ready", ())


@pytest.mark.parametrize("clause", FOR_ALL)
def test_each_clause_is_needed(clause: str) -> None:
    assert judge([assessed()], checks(clause)) == ("refused", (f"clause_{clause}",))
    assert judge([assessed()], checks(**{clause: "no"})) == ("refused", (f"clause_{clause}",))
    assert judge([assessed()], checks(**{clause: "not_asked"})) == ("refused", (f"clause_{clause}",))


def test_a_clause_does_not_apply_only_where_policy_says_when() -> None:
    assert judge([assessed()], checks(flow_down="not_applicable")) == ("ready", ())
    assert judge([assessed()], checks(sea_clause="not_applicable")) == ("refused", ("clause_sea_clause",))


def test_headquarters_may_waive_a_clause() -> None:
    spared = ClauseCheck(agreement="agreement", clause="termination", present="no", waived="yes")
    assert judge([assessed()], [*checks("termination"), spared]) == ("ready", ())


def test_a_clause_of_another_agreement_does_not_count() -> None:
    other = ClauseCheck(agreement="other", clause="termination", present="yes")
    assert judge([assessed()], [*checks("termination"), other]) == ("refused", ("clause_termination",))


@pytest.mark.parametrize("word", ["yes", "not_known", "not_asked"])
def test_a_hold_stands_above_everything(word: str) -> None:
    held = paper(hold=word)
    assert judge([assessed()], checks(), [waiver()], agreement=held) == ("hold", ("hold",))
    assert judge([], checks(), [waiver()], agreement=held) == ("hold", ("hold", "assessment_missing"))


SECOND = {"second_approver": "hq_psea"}


@pytest.mark.parametrize(
    ("rating", "has_contact", "changed", "result"),
    [
        ("low", "no", {}, ("waiver", ("decision_not_passing",))),
        ("low", "no", {"approver": "", **SECOND}, ("waiver", ("decision_not_passing",))),
        ("low", "yes", SECOND, ("waiver", ("decision_not_passing",))),
        ("low", "yes", {}, ("refused", ("decision_not_passing", "second_approver"))),
        ("low", "not_asked", {}, ("refused", ("decision_not_passing", "second_approver"))),
        ("low", "not_known", {}, ("refused", ("decision_not_passing", "second_approver"))),
        ("low_assumed", "yes", {}, ("refused", ("decision_not_passing", "second_approver"))),
        ("low", "yes", {"approver": "", **SECOND}, ("refused", ("decision_not_passing", "first_approver"))),
        ("low", "no", {"approver": ""}, ("refused", ("decision_not_passing", "first_approver"))),
        ("low", "no", {"state": "draft"}, ("refused", ("decision_not_passing", "waiver_not_approved"))),
        ("low", "no", {"state": "withdrawn"}, ("refused", ("decision_not_passing",))),
        ("low", "no", {"reason": ""}, ("refused", ("decision_not_passing", "waiver_incomplete"))),
        ("low", "no", {"mitigation": ()}, ("refused", ("decision_not_passing", "waiver_incomplete"))),
        ("low", "no", {"expires_on": None}, ("refused", ("decision_not_passing", "waiver_incomplete"))),
        (
            "low", "no", {"expires_on": TODAY - timedelta(days=1)},
            ("refused", ("decision_not_passing", "waiver_expired")),
        ),
        ("low", "no", {"expires_on": TODAY}, ("waiver", ("decision_not_passing",))),
        ("low", "no", {"agreement": "other"}, ("refused", ("decision_not_passing",))),
    ],
)  # fmt: skip
def test_a_waiver_and_its_signatures(
    rating: str, has_contact: str, changed: dict[str, Any], result: tuple[str, tuple[str, ...]]
) -> None:
    assert judge([assessed(rating)], checks(), [waiver(**changed)], who=partner(has_contact)) == result


def test_without_an_assessment_policy_says_how_many_sign() -> None:
    said = POLICY.entries("capacity_rating")["not_assessed"].extra["waiver_approvals"]
    result = judge([], checks(), [waiver()])
    assert result[0] == ("waiver" if said == 1 else "refused")
    assert judge([], checks(), [waiver(**SECOND)]) == ("waiver", ("assessment_missing",))
    assert judge([], checks(), [waiver()], who=partner("no")) == ("waiver", ("assessment_missing",))


def test_a_missing_clause_is_waived_only_with_headquarters() -> None:
    lacking = checks("termination")
    assert judge([assessed()], lacking, [waiver()]) == ("refused", ("clause_termination", "second_approver"))
    assert judge([assessed()], lacking, [waiver(**SECOND)]) == ("waiver", ("clause_termination",))


def test_the_best_of_several_waivers_counts() -> None:
    old, fresh = waiver(expires_on=date(2025, 1, 1)), waiver(id="w2")
    low, who = [assessed("low")], partner("no")
    assert judge(low, checks(), [old, fresh], who=who) == ("waiver", ("decision_not_passing",))


def test_a_withdrawn_waiver_is_neither_counted_nor_asked_for() -> None:
    gone, draft = waiver(state="withdrawn", **SECOND), waiver(id="w2", state="draft", approver="")
    low, who = [assessed("low")], partner("no")
    assert judge(low, checks(), [gone], who=who) == ("refused", ("decision_not_passing",))
    found = judge(low, checks(), [gone, draft], who=who)
    assert found == ("refused", ("decision_not_passing", "waiver_not_approved", "first_approver"))


def test_a_waiver_that_is_not_needed_changes_nothing() -> None:
    assert judge([assessed()], checks(), [waiver(state="draft")]) == ("ready", ())


def test_an_unknown_partner_counts_as_in_contact() -> None:
    verdict = gate.judge(
        paper(),
        None,
        assessments=[assessed("low")],
        clause_checks=checks(),
        waivers=[waiver()],
        policy=POLICY,
        today=TODAY,
    )
    assert verdict.missing == ("decision_not_passing", "second_approver")


@given(st.lists(st.sampled_from(NEEDED), unique=True), st.dates(), st.sampled_from(["low", "full"]))
def test_what_is_ready_stays_ready_with_a_waiver_and_a_hold_closes_all(
    without: list[str], today: date, rating: str
) -> None:
    papers = ([assessed(rating)], checks(*without))
    plain = judge(*papers, today=today)
    waived = judge(*papers, [waiver(**SECOND)], today=today)
    assert (plain[0] == "ready") == (waived[0] == "ready")
    assert plain[0] != "waiver"
    assert judge(*papers, [waiver(**SECOND)], today=today, agreement=paper(hold="yes"))[0] == "hold"
