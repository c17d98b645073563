"""The note that is filed before signing, as a value: what it takes over, and what it has no room for."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args, get_type_hints

import msgspec
import pytest

from focal_desktop.domain import partner_note, policy
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.gate import Result
from focal_desktop.domain.partner_note import Exemption, PartnerNote, Review
from focal_desktop.domain.standard_answer import StandardAnswer
from tests.domain.notes import NEEDED, OF_CASES, TODAY, answers, assessed, checks, make, papers, waiver
from tests.domain.samples import POLICY


def review_of(note: PartnerNote) -> Review:
    """Return the review of a note that has one."""
    assert note.review
    return note.review


def codes(terms: Any) -> list[str]:
    """Return the codes of terms."""
    return [one.code for one in terms]


def test_it_names_partner_agreement_review_and_who_gets_it() -> None:
    note = make()
    assert (note.partner, note.number, note.reference, note.office) == (
        "Acacia",
        "KSM-26-01",
        "ABC234",
        "Kisumu",
    )
    assert note.verdict.result is Result.READY
    review = review_of(note)
    assert (review.rating.code, review.assessor, review.assessed_on) == (
        "medium",
        "UN-Habitat",
        date(2026, 3, 31),
    )
    assert review.counts_until_on == date(2031, 3, 31)
    assert codes(note.distribution) == ["programme_manager", "head_of_office", "focal_point", "hq_psea"]
    assert {one.code for one in note.distribution} <= set(POLICY.codes("responsible_role"))


def test_totals_and_gaps_are_those_of_the_answers() -> None:
    review = review_of(make())
    assert (review.total.n, review.total.of) == (6, 7)
    assert [(one.answer.code, one.number) for one in review.given] == [
        ("yes", 6),
        ("no", 1),
        ("not_applicable", 1),
    ]
    assert codes(gap.standard for gap in review.gaps) == ["mandatory_training"]
    assert review.gaps[0].asks.say("en").startswith("Training of all personnel")


def test_degrees_below_the_best_are_gaps_too() -> None:
    six = POLICY.entries("assessment_scheme")["unicef_2020"].extra["standards"]
    given = ("adequate", "progressing", "absent", "adequate", "adequate", "adequate")
    said = tuple(
        StandardAnswer(id=c, assessment="a1", standard=c, answer=a) for c, a in zip(six, given, strict=True)
    )
    review = review_of(make(assessments=(assessed(scheme="unicef_2020"),), answers=said))
    assert (review.total.n, review.total.of) == (15, 18)
    assert codes(gap.answer for gap in review.gaps) == ["progressing", "absent"]


def test_a_result_that_was_taken_over_is_not_added_up() -> None:
    review = review_of(make(assessments=(assessed(origin="un_partner_portal"),)))
    assert review.is_taken_over
    assert (review.total.of, review.given, review.gaps) == (0, (), ())


def test_only_the_newest_final_assessment_is_told() -> None:
    older = assessed(id="a0", rating="full", assessed_on=date(2025, 1, 1))
    begun = assessed(id="a2", rating="low", state="draft", assessed_on=date(2026, 10, 1))
    review = review_of(make(assessments=(older, assessed(), begun)))
    assert review.rating.code == "medium"
    none = make(assessments=(begun,))
    assert none.review is None
    assert none.verdict.missing[0] == "assessment_missing"


@pytest.mark.parametrize(
    ("changed", "due"),
    [
        ({}, date(2027, 2, 28)),
        ({"plan_agreed_on": None}, date(2026, 9, 30)),
        ({"plan_status": "completed"}, None),
        ({"plan_agreed_on": date(9999, 8, 1)}, None),
    ],
)
def test_a_plan_under_way_has_the_day_by_which_it_is_completed(
    changed: dict[str, Any], due: date | None
) -> None:
    assert review_of(make(assessments=(assessed(**changed),))).plan_due_on == due


def test_clauses_stand_where_the_gate_puts_them() -> None:
    free = "sanctions_screened"
    said = {free: "no", "termination": "no", "flow_down": "not_applicable", "sea_clause": "not_applicable"}
    freed = tuple(
        msgspec.structs.replace(one, waived="yes") if one.clause == free else one for one in checks(**said)
    )
    clauses = make(clause_checks=freed).clauses
    assert codes(clauses.still_open) == ["sea_clause", "termination"]
    assert codes(clauses.not_applicable) == ["flow_down"]
    assert codes(clauses.not_needed) == [free]
    assert (clauses.in_text, clauses.total) == (len(NEEDED) - 4, len(NEEDED))


def test_a_clause_that_is_not_needed_counts_only_where_it_stands() -> None:
    assert make().clauses.total == len(NEEDED)
    assert make(clause_checks=checks(budget_line="yes")).clauses.total == len(NEEDED) + 1
    assert make(clause_checks=checks(budget_line="no")).clauses.total == len(NEEDED)


def test_a_waiver_is_told_with_its_approvers_where_one_is_due() -> None:
    low = (assessed(rating="low"),)
    lacks = waiver(id="w0", second_approver="", second_approved_on=None, expires_on=date(2027, 6, 1))
    note = make(assessments=low, waivers=(lacks, waiver(), waiver(id="w2", state="withdrawn")))
    assert note.verdict.result is Result.WAIVER
    found = note.waiver
    assert isinstance(found, Exemption)
    assert found.approver is not None
    assert found.second_approver is not None
    assert (found.approver.code, found.second_approver.code) == ("head_of_office", "hq_psea")
    assert (found.expires_on, found.second_approved_on) == (date(2027, 1, 31), date(2026, 11, 5))
    alone = make(assessments=low, waivers=(lacks,))
    assert "second_approver" in alone.verdict.missing
    assert alone.waiver is not None
    assert alone.waiver.second_approver is None
    assert make(waivers=(waiver(),)).waiver is None
    assert make(assessments=low, waivers=(waiver(agreement="other"),)).waiver is None


def test_a_hold_is_one_word_and_changes_nothing_beside_it() -> None:
    low = {"assessments": (assessed(rating="low"),), "waivers": (waiver(),)}
    free = make(**low)
    held = make(**low, agreement=msgspec.structs.replace(papers().agreement, hold="yes"))
    assert held.verdict.result is Result.HOLD
    assert msgspec.structs.replace(held, verdict=free.verdict) == free


def test_an_agreement_of_nobody_is_a_note_too() -> None:
    note = make(agreement=Agreement(id="g1"), partner=None, assessments=(), answers=(), clause_checks=())
    assert (note.partner, note.partner_type, note.agreement_type, note.review) == ("", None, None, None)
    assert note.clauses.in_text == 0


def test_nothing_that_was_typed_as_a_remark_is_in_it() -> None:
    said = assessed(partner_comment="Typed by hand", reference="Typed")
    held = papers().agreement
    typed = msgspec.structs.replace(held, project="Typed", amount="12.00 USD")
    note = make(assessments=(said,), agreement=typed)
    assert b"Typed" not in msgspec.json.encode(note)
    assert b"12.00" not in msgspec.json.encode(note)


def test_there_is_no_field_for_an_allegation_and_no_word_of_one() -> None:
    names = " ".join(_list_names(PartnerNote))
    assert not re.search(r"allegation|case|incident|conduct|reason_of|flag|count_of", names)
    every = answers(*["no"] * 8)
    for note in (make(answers=every), make(clause_checks=()), make(waivers=(waiver(),), answers=every)):
        said = [term for term in _list_said(msgspec.to_builtins(note))]
        assert [one for one in said if OF_CASES.search(one)] == []


def test_every_standard_says_what_it_asks_for_in_each_printed_language() -> None:
    for code, said in POLICY.entries("standard").items():
        asks = said.extra["asks"]
        assert {"en", "fr", "es", "ar"} <= set(asks), code
        assert [one for one in asks.values() if OF_CASES.search(one)] == []


def test_a_standard_of_a_newer_office_stands_for_itself() -> None:
    text = POLICY.read("standards").replace("[standard.mandatory_training]", "[standard.newer_training]")
    rules = policy.Policy(lambda name: text if name == "standards" else POLICY.read(name))
    note = partner_note.make_note(papers(), rules, entity="un_habitat", as_of=TODAY)
    assert [gap.asks.say("en") for gap in review_of(note).gaps] == ["mandatory_training"]


def _list_names(struct: Any) -> list[str]:
    """Return the names of all fields of a value and of the values in it."""
    found = []
    for name, kind in get_type_hints(struct).items():
        found.append(name)
        for one in (kind, *get_args(kind)):
            if isinstance(one, type) and issubclass(one, msgspec.Struct) and one is not struct:
                found += _list_names(one)
    return found


def _list_said(value: Any) -> list[str]:
    """Return every text of a value, keys left aside."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in _list_said(one)]
    if isinstance(value, list):
        return [text for one in value for text in _list_said(one)]
    return [value] if isinstance(value, str) else []
