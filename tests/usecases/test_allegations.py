"""The steps of a case: what headquarters answers and closes, and no act that is a way around a step."""

from __future__ import annotations

import pytest

from focal_desktop.usecases import acts, records
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.usecases.country import Country, take_down


def passed_on(country: Country, office: Session, hq: Session) -> str:
    """Keep a case, notify, bring it to headquarters; return its id."""
    case = take_down(office)
    acts.act(office, "allegation", case, "notify", {})
    country.exchange(office, hq)
    return case


def test_headquarters_answers_and_the_office_reads_it(country: Country, office: Session, hq: Session) -> None:
    case = passed_on(country, office, hq)
    assert acts.act(hq, "allegation", case, "answer", {"answer": "received"}) == {"state": "received"}
    country.exchange(office, hq)
    row = records.read(office, "allegation", case)
    assert (row.state, row.values["answer"], row.values["answered_on"]) == (
        "received",
        "received",
        "2026-03-02",
    )
    assert not row.clashes


def test_an_answer_may_bring_the_next_step(country: Country, office: Session, hq: Session) -> None:
    case = passed_on(country, office, hq)
    said = {"answer": "with_investigators", "state": "with_investigators"}
    assert acts.act(hq, "allegation", case, "answer", said) == {"state": "with_investigators"}
    again = {"answer": "support_continues", "answered_on": "2026-03-01"}
    assert acts.act(hq, "allegation", case, "answer", again) == {"state": "with_investigators"}
    assert records.read(hq, "allegation", case).values["answered_on"] == "2026-03-01"


@pytest.mark.parametrize("state", ["draft", "closed", "passed_on"])
def test_an_answer_brings_no_step_that_is_none(
    country: Country, office: Session, hq: Session, state: str
) -> None:
    case = passed_on(country, office, hq)
    acts.act(hq, "allegation", case, "answer", {"answer": "received"})
    with refused("illegal_move"):
        acts.act(hq, "allegation", case, "answer", {"answer": "received", "state": state})


def test_an_answer_needs_its_code_and_a_case_that_was_passed_on(
    country: Country, office: Session, hq: Session
) -> None:
    case = passed_on(country, office, hq)
    with refused("needed", "answer"):
        acts.act(hq, "allegation", case, "answer", {})
    with refused("not_in_list", "answer"):
        acts.act(hq, "allegation", case, "answer", {"answer": "anything"})
    draft = take_down(hq)
    for act, said in (("answer", {"answer": "received"}), ("close", {})):
        with refused("illegal_move"):
            acts.act(hq, "allegation", draft, act, said)


def test_headquarters_closes_once(country: Country, office: Session, hq: Session) -> None:
    case = passed_on(country, office, hq)
    assert acts.act(hq, "allegation", case, "close", {"answer": "person_may_be_told"}) == {"state": "closed"}
    country.exchange(office, hq)
    row = records.read(office, "allegation", case)
    assert (row.state, row.values["answer"]) == ("closed", "person_may_be_told")
    for act, said in (("answer", {"answer": "received"}), ("close", {})):
        with refused("illegal_move"):
            acts.act(hq, "allegation", case, act, said)


def test_an_office_neither_answers_nor_closes(country: Country, office: Session, hq: Session) -> None:
    case = passed_on(country, office, hq)
    for act, said in (("answer", {}), ("close", {}), ("answer", {"answer": "received"})):
        with refused("not_allowed"):
            acts.act(office, "allegation", case, act, said)
    for state in ("received", "with_investigators", "closed", "draft"):
        with refused("illegal_move" if state in ("closed", "draft") else "not_allowed"):
            records.edit(office, "allegation", case, {"state": state})


@pytest.mark.parametrize("act", ["told_by_phone", "share_details", "share_account"])
@pytest.mark.parametrize("state", ["passed_on", "received", "closed"])
def test_no_act_carries_a_step_along_that_is_not_its_own(office: Session, act: str, state: str) -> None:
    case = take_down(office)
    with refused("illegal_move"):
        acts.act(office, "allegation", case, act, {"told_to": "oios", "state": state})
    assert records.read(office, "allegation", case).state == "draft"


def test_a_second_notice_is_refused_and_changes_nothing(
    country: Country, office: Session, hq: Session
) -> None:
    case = passed_on(country, office, hq)
    tail = office.store.tail()
    with refused("illegal_move"):
        acts.act(office, "allegation", case, "notify", {})
    assert office.store.tail() == tail


def test_a_desk_officer_at_headquarters_sees_no_case(country: Country, office: Session, hq: Session) -> None:
    case = passed_on(country, office, hq)
    desk_officer = country.make("hq_desk", office="HQ")
    country.exchange(office, hq, desk_officer)
    for verb in (records.read, records.history):
        with refused("not_allowed", "kind"):
            verb(desk_officer, "allegation", case)
