"""What leaves of a case: the notice by itself, the rest by acts, who a person is by their own yes alone."""

from __future__ import annotations

from typing import Any

import pytest

from focal_desktop.domain import codec
from focal_desktop.domain.record import SEALED_PARTS, Leaves
from focal_desktop.usecases import acts, disclosures, records
from focal_desktop.usecases.session import Session
from tests.desks import history_of, refused
from tests.usecases.country import (
    ACCOUNT,
    CANARIES,
    DESK,
    HQ_CASE,
    REPORTER,
    SEA,
    SUBJECT,
    SURVIVOR,
    Country,
    everything,
    take_down,
    written,
)

SHARES = ("share_details", "share_survivor", "share_reporter", "share_subject", "share_account")
PARTS = [part.value for part in SEALED_PARTS if part is not Leaves.REPORT]
OWN_YES = {"consent_share": "given", "reporter_consent_share": "given", "subject_points_to_survivor": "no"}


def share(session: Session, identity: str, act: str, **values: Any) -> str:
    """Do one act of sharing and return the step the case stands at."""
    return str(acts.act(session, "allegation", identity, act, values)["state"])


def sent(session: Session) -> dict[str, Any]:
    """Return the last value of each field of a case that this vault wrote where others read."""
    found = [change for scope in (SEA, DESK, HQ_CASE) for change in written(session, scope)]
    return {change.field: change.value for change in found if change.kind == "allegation"}


def reveal(session: Session, identity: str, part: str) -> dict[str, Any]:
    """Open one part."""
    return records.reveal(session, "allegation", identity, part, "To pass it on")


def test_with_no_consent_asked_notice_subject_and_account_can_go_and_nothing_of_the_survivor(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    assert share(office, case, "notify") == "passed_on"
    share(office, case, "share_subject", subject_points_to_survivor="not_known")
    share(office, case, "share_account", account="A cleaned account")
    for act, consent in (("share_survivor", "consent_share"), ("share_reporter", "reporter_consent_share")):
        with refused("not_allowed", consent):
            share(office, case, act)
    country.carry(office, hq)
    assert reveal(hq, case, "subject")["subject_name"] == SUBJECT
    assert reveal(hq, case, "account") == {"account": "A cleaned account"}
    assert reveal(hq, case, "survivor")["survivor_name"] == ""
    assert reveal(hq, case, "reporter")["reporter_name"] == ""
    assert not any(canary in everything(hq) for canary in (SURVIVOR, REPORTER, ACCOUNT))


def test_the_notice_takes_nothing_else_along(office: Session) -> None:
    case = take_down(office)
    share(office, case, "notify")
    kind = office.kind("allegation")
    assert set(sent(office)) <= set(kind.fields_leaving(Leaves.NOTICE))
    assert sent(office)["conduct"] == "sexual_exploitation"


@pytest.mark.parametrize(
    ("act", "field"), [("share_survivor", "consent_share"), ("share_reporter", "reporter_consent_share")]
)
def test_no_other_word_than_the_persons_own_yes_sends_who_they_are(
    office: Session, act: str, field: str
) -> None:
    for word in ("guardian", "not_asked", "not_asked_unsafe", "refused", "withdrawn"):
        case = take_down(office, **{**OWN_YES, field: word})
        with refused("not_allowed", field):
            share(office, case, act)
    assert not sent(office)


def test_a_yes_for_one_purpose_is_no_yes_for_another(office: Session) -> None:
    yes = dict.fromkeys(("consent_record", "consent_services", "consent_contact"), "given")
    case = take_down(office, **yes, reporter_consent_share="given")
    with refused("not_allowed", "consent_share"):
        share(office, case, "share_survivor")
    case = take_down(office, **yes, consent_share="given")
    with refused("not_allowed", "reporter_consent_share"):
        share(office, case, "share_reporter")


def test_with_the_persons_own_yes_their_part_goes_to_the_officers(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office, **OWN_YES)
    share(office, case, "notify")
    share(office, case, "share_survivor")
    country.carry(office, hq)
    assert reveal(hq, case, "survivor")["survivor_name"] == SURVIVOR
    share(office, case, "share_reporter")
    assert reveal(hq, case, "reporter")["reporter_name"] == ""
    country.carry(office, hq)
    assert reveal(hq, case, "reporter")["reporter_name"] == REPORTER


def test_the_question_about_the_subject_is_answered_first(office: Session) -> None:
    case = take_down(office)
    with refused("needed", "subject_points_to_survivor"):
        share(office, case, "share_subject")
    share(office, case, "share_subject", subject_points_to_survivor="yes")
    assert "sealed.subject" in sent(office)


@pytest.mark.parametrize(
    ("field", "word"),
    [
        ("child", "yes"),
        ("child", "not_known"),
        ("consent_record", "refused"),
        ("consent_record", "withdrawn"),
        ("consent_record", "guardian"),
    ],
)
def test_where_the_telephone_comes_first_the_notice_goes_and_nothing_else(
    office: Session, field: str, word: str
) -> None:
    case = take_down(office, **{**OWN_YES, field: word})
    assert share(office, case, "notify") == "passed_on"
    before = sent(office)
    for act in SHARES:
        with refused("not_allowed", field) as found:
            share(office, case, act)
        assert "call headquarters" in found.value.sentence
    assert sent(office) == before


@pytest.mark.parametrize("word", ["refused", "withdrawn", "guardian"])
def test_a_survivors_refusal_leaves_the_notice_alone(office: Session, word: str) -> None:
    case = take_down(office, **{**OWN_YES, "consent_share": word})
    assert share(office, case, "notify") == "passed_on"
    for act in SHARES:
        with refused("not_allowed", "consent_share"):
            share(office, case, act)


def test_an_officer_at_headquarters_decides_about_a_child(hq: Session) -> None:
    case = take_down(hq, child="yes", subject_points_to_survivor="yes")
    share(hq, case, "share_subject")
    assert "sealed.subject" in sent(hq)


def test_before_it_is_known_what_it_is_about_nothing_goes(office: Session) -> None:
    case = take_down(office, regime="not_known", **OWN_YES)
    for act in SHARES:
        with refused("needed", "regime"):
            share(office, case, act)


def test_an_empty_part_is_not_sent(office: Session) -> None:
    case = records.add(office, "allegation", {"regime": "sea", **OWN_YES}).id
    for act, field in (
        ("share_survivor", "survivor_name"),
        ("share_reporter", "reporter_name"),
        ("share_subject", "subject_name"),
        ("share_account", "account"),
    ):
        with refused("needed", field):
            share(office, case, act)


def test_what_an_act_brings_to_a_part_is_kept_here_and_sent(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    share(office, case, "share_account", account="Cleaned")
    assert reveal(office, case, "account") == {"account": "Cleaned"}
    country.carry(office, hq)
    assert reveal(hq, case, "account") == {"account": "Cleaned"}


def test_details_go_by_their_act_with_the_month_and_no_day(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    share(office, case, "notify")
    share(office, case, "share_details")
    country.carry(office, hq)
    values = records.read(hq, "allegation", case).values
    assert (values["nature"], values["setting"]) == ("transactional_sex", "project_site")
    assert values["incident_on"] == "2026-02-01"
    assert "2026-02-17" not in everything(hq)


def test_a_line_that_is_held_back_stays(office: Session) -> None:
    case = take_down(office, held_back=["setting", "incident_on"])
    share(office, case, "share_details")
    assert {"nature", "held_back"} <= set(sent(office))
    assert not {"setting", "incident_on"} & set(sent(office))
    assert records.read(office, "allegation", case).values["setting"] == "project_site"


def test_a_line_may_be_held_back_in_the_act_itself(office: Session) -> None:
    case = take_down(office)
    share(office, case, "share_details", held_back=["setting"], area="North")
    assert sent(office)["area"] == "North"
    assert "setting" not in sent(office)


def test_a_detail_changed_after_it_went_stays_here_until_it_is_sent_again(
    country: Country, office: Session, hq: Session
) -> None:
    case = take_down(office)
    share(office, case, "notify")
    share(office, case, "share_details")
    before = len(written(office, SEA))
    records.edit(office, "allegation", case, {"setting": "home", "area": "North"})
    assert records.read(office, "allegation", case).values["setting"] == "home"
    assert len(written(office, SEA)) == before
    share(office, case, "share_details")
    assert {c.field: c.value for c in written(office, SEA)[before:]} == {"area": "North", "setting": "home"}
    country.carry(office, hq)
    row = records.read(hq, "allegation", case)
    assert (row.values["setting"], dict(row.clashes)) == ("home", {})


def test_details_sent_twice_are_written_once_and_none_at_all_is_said(office: Session) -> None:
    case = take_down(office)
    share(office, case, "share_details")
    before = len(written(office, SEA))
    share(office, case, "share_details")
    assert len(written(office, SEA)) == before
    with refused("needed", "nature"):
        share(office, records.add(office, "allegation", {"regime": "sea"}).id, "share_details")


def test_nothing_a_person_typed_into_a_part_is_ever_seen_in_what_leaves(
    office: Session, country: Country
) -> None:
    case = take_down(office, **OWN_YES)
    for act in ("notify", *SHARES):
        share(office, case, act)
    said = str([written(office, scope) for scope in (SEA, DESK, HQ_CASE)])
    assert all(f"sealed.{part}" in said for part in PARTS)
    assert not any(canary in said for canary in CANARIES)
    clerk = country.make("hr_clerk")
    country.carry(office, clerk)
    assert not any(canary in everything(clerk) for canary in CANARIES)


def test_the_open_desk_is_the_same_with_and_without_cases(office: Session) -> None:
    partner = records.add(office, "partner", {"name": "Water Trust"}).id
    before = written(office, DESK)
    for _ in range(3):
        case = take_down(office, **OWN_YES, partner=partner)
        for act in ("notify", *SHARES):
            share(office, case, act)
        acts.act(office, "allegation", case, "told_by_phone", {"told_to": "headquarters"})
    assert written(office, DESK) == before
    assert office.scopes("desk")[0].counter == len(before)
    assert not records.read(office, "partner", partner).clashes


def test_history_names_the_sharing_and_says_nothing_of_it(office: Session) -> None:
    case = take_down(office, **OWN_YES)
    share(office, case, "share_subject")
    (change,) = history_of(office, "allegation", case)["sealed.subject"]
    assert change.value is None
    assert "sealed.subject" not in records.read(office, "allegation", case).values
    assert records.search(office, SUBJECT) == []


def test_a_preview_is_what_the_act_then_sends(office: Session) -> None:
    case = take_down(office, held_back=["nature"])
    opened = records.open_record(office, "allegation", case)
    kind = office.kind("allegation")
    seen = disclosures.preview_details(kind, opened.values, opened.written)
    share(office, case, "share_details")
    assert sent(office) == seen
    assert set(seen) == {"setting", "incident_on", "held_back"}
    assert codec.find_problems(kind, seen, office.policy.codes) == []
