"""The partner gate as an act, headquarters' hold, and waivers that take the signatures they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from focal_desktop.usecases import acts, agreements, records
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import POLICY, Desk, refused
from tests.usecases.country import DESK, Country, written

CLAUSES = [code for code, said in POLICY.entries("clause").items() if said.extra["needed"]]
EVERY_RATING = [code for code in CLAUSES if "only_ratings" not in POLICY.entries("clause")[code].extra]
WAIVER = {"reason": "emergency", "mitigation": ["closer_monitoring"], "expires_on": "2026-12-31"}


def make_agreement(session: Session, rating: str = "", *without: str, **partner: Any) -> str:
    """Keep a partner with its assessment, and an agreement with every clause but these; return its id."""
    known = records.add(session, "partner", {"name": "Water Trust", "has_contact": "yes", **partner}).id
    if rating:
        said = {"partner": known, "rating": rating, "assessed_on": "2026-02-01", "scheme": "harmonised_8"}
        records.edit(session, "assessment", records.add(session, "assessment", said).id, {"state": "final"})
    agreement = records.add(session, "agreement", {"number": "A-1", "partner": known}).id
    clauses = [code for code in CLAUSES if code not in without]
    records.add_many(
        session, "clause_check", [{"agreement": agreement, "clause": c, "present": "yes"} for c in clauses]
    )
    return agreement


def ready(session: Session, agreement: str, **brought: Any) -> str:
    """Ask the gate; return the step."""
    return str(acts.act(session, "agreement", agreement, "ready_to_sign", brought)["state"])


def approve(session: Session, waiver: str, **brought: Any) -> str:
    """Sign a waiver; return its step."""
    return str(acts.act(session, "waiver", waiver, "approve", brought)["state"])


def test_a_passing_partner_with_every_clause_is_ready(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "full")
    assert agreements.judge(desk.session, agreement).result == "ready"
    assert ready(desk.session, agreement) == "ready_to_sign"
    assert records.read(desk.session, "agreement", agreement).state == "ready_to_sign"
    with refused("illegal_move"):
        ready(desk.session, agreement)


def test_the_gate_is_the_only_way_to_ready(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "full")
    for state in ("ready_to_sign", "signed"):
        with refused("illegal_move"):
            records.edit(desk.session, "agreement", agreement, {"state": state, "signed_on": "2026-03-01"})
    with refused("illegal_move"):
        records.add(desk.session, "agreement", {"state": "ready_to_sign"})
    with refused("illegal_move"):
        ready(desk.session, agreement, state="signed")


def test_a_closed_gate_names_every_gap_in_plain_words_and_no_value(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "", "sea_clause", "vetting_of_personnel")
    with refused("gate_closed", "assessment") as found:
        ready(desk.session, agreement)
    assert found.value.problems == (
        ("assessment", "assessment_missing"),
        ("clause_check", "clause_sea_clause"),
        ("clause_check", "clause_vetting_of_personnel"),
    )
    assert "a capacity assessment of the partner" in found.value.sentence
    assert found.value.sentence.count("clauses that the text must carry") == 1
    assert not any(word in found.value.sentence for word in ("Water", "A-1", "_"))
    assert records.read(desk.session, "agreement", agreement).state == "draft"


def test_every_code_of_the_gate_has_its_words(desk: Desk, clock: HandClock) -> None:
    agreement = make_agreement(desk.session, "low")
    waiver = records.add(desk.session, "waiver", {"agreement": agreement}).id
    clock.move(days=365 * 12)
    with refused("gate_closed") as found:
        ready(desk.session, agreement)
    codes = {code for _, code in found.value.problems}
    assert codes >= {"assessment_expired", "decision_not_passing", "waiver_not_approved", "second_approver"}
    assert codes <= set(agreements.WORDS)
    assert records.read(desk.session, "waiver", waiver).state == "draft"


def test_without_a_partner_the_act_asks_for_one(desk: Desk) -> None:
    agreement = records.add(desk.session, "agreement", {"number": "A-2"}).id
    with refused("needed", "partner"):
        ready(desk.session, agreement)


def test_a_hold_says_one_word_and_ends_what_was_ready(country: Country, office: Session, hq: Session) -> None:
    agreement = make_agreement(office, "full")
    ready(office, agreement)
    country.exchange(office, hq)
    assert acts.act(hq, "agreement", agreement, "hold", {}) == {"state": "draft"}
    country.exchange(office, hq)
    row = records.read(office, "agreement", agreement)
    assert (row.state, row.values["hold"]) == ("draft", "yes")
    with refused("illegal_move"):
        records.edit(office, "agreement", agreement, {"state": "signed", "signed_on": "2026-03-02"})
    with refused("gate_closed", "hold") as found:
        ready(office, agreement)
    assert found.value.problems == (("hold", "hold"),)
    assert found.value.sentence == "Hold: ask headquarters. Nothing was changed."
    acts.act(hq, "agreement", agreement, "release", {})
    country.exchange(office, hq)
    assert ready(office, agreement) == "ready_to_sign"


def test_a_hold_is_headquarters_word_alone(country: Country, office: Session, hq: Session) -> None:
    agreement = make_agreement(office, "full")
    for act in ("hold", "release"):
        with refused("not_allowed"):
            acts.act(office, "agreement", agreement, act, {})
    with refused("not_allowed", "hold"):
        records.edit(office, "agreement", agreement, {"hold": "yes"})
    with refused("not_allowed", "hold"):
        ready(office, agreement, hold="no")
    case_officer = country.make("hq_case", office="HQ")
    country.exchange(office, hq, case_officer)
    with refused("not_allowed"):
        records.read(case_officer, "agreement", agreement)


def test_a_hold_looks_the_same_whatever_the_partner_lacks(
    country: Country, office: Session, hq: Session
) -> None:
    sentences = set()
    for rating in ("full", "low", ""):
        agreement = make_agreement(office, rating)
        country.exchange(office, hq)
        acts.act(hq, "agreement", agreement, "hold", {})
        country.exchange(office, hq)
        with refused("gate_closed", "hold") as found:
            ready(office, agreement)
        sentences.add((found.value.sentence, found.value.problems))
    assert len(sentences) == 1


def test_one_signature_is_enough_where_the_policy_asks_for_one(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "low", has_contact="no")
    waiver = records.add(desk.session, "waiver", {"agreement": agreement, **WAIVER}).id
    with refused("gate_closed"):
        ready(desk.session, agreement)
    assert approve(desk.session, waiver) == "approved"
    values = records.read(desk.session, "waiver", waiver).values
    assert (values["approver"], values["approved_on"]) == ("focal_point", "2026-03-02")
    assert agreements.judge(desk.session, agreement).result == "waiver"
    assert ready(desk.session, agreement) == "ready_to_sign"


@pytest.mark.parametrize("first", ["office", "hq"])
def test_low_capacity_in_contact_with_people_takes_two_signatures_one_at_headquarters(
    country: Country, office: Session, hq: Session, first: str
) -> None:
    agreement = make_agreement(office, "low")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    country.exchange(office, hq)
    order = (office, hq) if first == "office" else (hq, office)
    assert approve(order[0], waiver) == "draft"
    country.exchange(office, hq)
    with refused("gate_closed"):
        ready(office, agreement)
    assert approve(order[1], waiver) == "approved"
    country.exchange(office, hq)
    values = records.read(office, "waiver", waiver).values
    assert (values["approver"], values["second_approver"]) == ("focal_point", "hq_psea")
    assert ready(office, agreement) == "ready_to_sign"


def test_an_office_signs_as_often_as_it_likes_and_stays_one_signature(office: Session) -> None:
    agreement = make_agreement(office, "low")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    assert [approve(office, waiver) for _ in range(3)] == ["draft"] * 3
    with refused("not_allowed", "second_approver"):
        approve(office, waiver, second_approver="hq_psea")
    for state in ("approved",):
        with refused("illegal_move"):
            records.edit(office, "waiver", waiver, {"state": state})


def test_a_missing_clause_takes_headquarters_too(country: Country, office: Session, hq: Session) -> None:
    agreement = make_agreement(office, "full", "sea_clause")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    assert approve(office, waiver) == "draft"
    country.exchange(office, hq)
    assert approve(hq, waiver) == "approved"


def test_a_hold_does_not_make_a_signature_count_for_two(
    country: Country, office: Session, hq: Session
) -> None:
    agreement = make_agreement(office, "low")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    country.exchange(office, hq)
    acts.act(hq, "agreement", agreement, "hold", {})
    country.exchange(office, hq)
    assert approve(office, waiver) == "draft"


def test_under_a_signature_its_grounds_stay_what_they_were(
    country: Country, office: Session, hq: Session
) -> None:
    agreement, other = make_agreement(office, "low"), make_agreement(office, "low")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    country.exchange(office, hq)
    assert approve(hq, waiver) == "draft"
    country.exchange(office, hq)
    changes = {"agreement": other, "expires_on": "2030-12-31", "reason": "sole_partner", "mitigation": []}
    for name, value in changes.items():
        with refused("not_allowed", name):
            records.edit(office, "waiver", waiver, {name: value})
        with refused("not_allowed", name):
            approve(office, waiver, **{name: value})
    assert approve(office, waiver, mitigation=["closer_monitoring"]) == "approved"
    with refused("not_allowed", "expires_on"):
        approve(office, waiver, expires_on="2030-12-31")
    records.edit(office, "waiver", waiver, {"state": "withdrawn"})
    with refused("gate_closed"):
        ready(office, agreement)


def test_the_partner_that_passed_the_gate_is_the_one_that_is_signed_with(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "full")
    low = records.add(desk.session, "partner", {"name": "Other"}).id
    ready(desk.session, agreement)
    with refused("not_allowed", "partner"):
        records.edit(desk.session, "agreement", agreement, {"partner": low})
    records.edit(desk.session, "agreement", agreement, {"partner": low, "state": "draft"})
    with refused("gate_closed"):
        ready(desk.session, agreement)


def test_a_waiver_says_a_role_and_never_a_name(desk: Desk) -> None:
    agreement = make_agreement(desk.session, "low", has_contact="no")
    waiver = records.add(desk.session, "waiver", {"agreement": agreement, **WAIVER}).id
    approve(desk.session, waiver, approver="head_of_office")
    assert records.read(desk.session, "waiver", waiver).values["approver"] == "head_of_office"
    assert all(desk.session.person.name not in str(c.value) for c in written(desk.session, DESK))
    with refused("not_in_list", "approver"):
        approve(desk.session, waiver, approver=desk.session.person.name)


@pytest.mark.parametrize("role", ["hr_clerk"])
def test_a_clerk_signs_no_waiver(country: Country, office: Session, role: str) -> None:
    agreement = make_agreement(office, "low", has_contact="no")
    waiver = records.add(office, "waiver", {"agreement": agreement, **WAIVER}).id
    clerk, head = country.make(role), country.make("head_of_office")
    country.exchange(office, clerk, head)
    with refused("not_allowed"):
        approve(clerk, waiver)
    assert approve(head, waiver) == "approved"


@pytest.mark.parametrize("missing", ["reason", "mitigation", "expires_on"])
def test_a_waiver_without_its_grounds_is_not_signed(desk: Desk, missing: str) -> None:
    agreement = make_agreement(desk.session, "low", has_contact="no")
    said = {name: value for name, value in WAIVER.items() if name != missing}
    waiver = records.add(desk.session, "waiver", {"agreement": agreement, **said}).id
    with refused("needed", missing):
        approve(desk.session, waiver)


def test_a_waiver_whose_agreement_is_not_here_is_not_signed(desk: Desk) -> None:
    waiver = records.add(desk.session, "waiver", {"agreement": "a" * 24, **WAIVER}).id
    with refused("not_found", "agreement"):
        approve(desk.session, waiver)


@pytest.mark.parametrize("act", ["ready_to_sign", "approve"])
def test_nothing_of_a_case_moves_the_gate(desk: Desk, act: str) -> None:
    agreement = make_agreement(desk.session, "full" if act == "ready_to_sign" else "low", has_contact="no")
    waiver = records.add(desk.session, "waiver", {"agreement": agreement, **WAIVER}).id
    case = {"regime": "sea", "received_on": "2026-03-01", "agreement": agreement, "subject_group": "partner"}
    acts.act(desk.session, "allegation", records.add(desk.session, "allegation", case).id, "notify", {})
    do: Callable[[], str] = (
        (lambda: ready(desk.session, agreement))
        if act == "ready_to_sign"
        else (lambda: approve(desk.session, waiver))
    )
    assert do() == ("ready_to_sign" if act == "ready_to_sign" else "approved")
