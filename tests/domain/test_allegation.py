"""What leaves with no consent at all: the notice of do_no_harm F, and nothing that points to a person."""

from __future__ import annotations

from datetime import date

import pytest

from focal_desktop.domain import allegation
from focal_desktop.domain.allegation import KIND, Allegation, Consent, Line
from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import SEALED_PARTS, Answer, Leaves, Merge

CONSENTS = (
    "consent_record",
    "consent_services",
    "consent_share",
    "consent_contact",
    "reporter_consent_share",
)


def test_the_notice_is_exactly_what_may_leave_by_itself() -> None:
    assert KIND.fields_leaving(Leaves.NOTICE) == (
        "regime", "state", "received_on", "clock_from_at", "conduct", "child", "subject_group", "danger_now",
        "help_offered", "told_to", "told_at", *CONSENTS, "recorder_role", "answer", "answered_on",
        "legal_hold", "subject_ended_on", "in_cmts_on",
    )  # fmt: skip


def test_the_notice_holds_no_text_no_count_and_no_pointer() -> None:
    for name in KIND.fields_leaving(Leaves.NOTICE):
        assert KIND.slots[name].form in ("code", "yes_no_unknown", "date", "instant"), name
        assert not KIND.slots[name].said.to, name


def test_free_words_stand_only_in_sealed_parts_save_an_area() -> None:
    free = [name for name, slot in KIND.slots.items() if slot.form in ("text", "long_text")]
    assert set(free) - set(KIND.fields_leaving(*SEALED_PARTS)) == {"area"}
    assert KIND.slots["area"].said.leaves is Leaves.DETAILS


def test_nothing_of_a_case_leaves_just_because_it_was_saved() -> None:
    assert KIND.fields_leaving(Leaves.WITH_SCOPE) == ()


@pytest.mark.parametrize("part", [part for part in SEALED_PARTS if part is not Leaves.REPORT])
def test_each_sealed_part_has_fields_of_its_own(part: Leaves) -> None:
    for name in KIND.fields_leaving(part):
        assert name.startswith(part.value)
    assert KIND.fields_leaving(part)


def test_every_coded_detail_may_be_held_back() -> None:
    kept = {"held_back", "late_reason", "subject_points_to_survivor"}
    assert {line.value for line in Line} == set(KIND.fields_leaving(Leaves.DETAILS)) - kept


def test_no_file_is_ever_attached() -> None:
    assert "file" not in {slot.form for slot in KIND.slots.values()}


@pytest.mark.parametrize("name", CONSENTS)
def test_consent_is_kept_for_each_purpose_and_the_careful_word_wins(name: str) -> None:
    slot = KIND.slots[name]
    assert slot.said.merge is Merge.PROTECTIVE
    assert slot.default == Consent.NOT_ASKED
    assert [*Consent].index(Consent.WITHDRAWN) == len(Consent) - 1
    assert [*Consent].index(Consent.GIVEN) == 0


@pytest.mark.parametrize("name", ["child", "danger_now", "ongoing", "subject_points_to_survivor"])
def test_not_asked_is_an_answer_about_a_person(name: str) -> None:
    slot = KIND.slots[name]
    assert slot.said.codes is Answer
    assert slot.default == "not_asked"
    assert slot.said.merge is Merge.PROTECTIVE


def test_only_headquarters_answers() -> None:
    owned = [name for name, slot in KIND.slots.items() if slot.said.owner == "hq"]
    assert owned == ["answer", "answered_on", "legal_hold", "subject_ended_on", "in_cmts_on"]
    assert {move.role for move in KIND.moves if move.before != "draft"} == {"hq_case"}


def test_the_title_tells_nothing_but_the_day() -> None:
    case = Allegation(
        received_on=date(2026, 3, 2), survivor_name="Somebody", subject_name="Another", conduct="sexual_abuse"
    )
    assert allegation.title(case) == "Received 2026-03-02"
    assert allegation.title(Allegation()) == "Draft"


def test_a_day_that_has_not_come_is_a_warning() -> None:
    case = Allegation(received_on=date(2026, 3, 3), incident_on=date(2026, 3, 2))
    assert allegation.check(case, date(2026, 3, 2)) == [Problem("received_on", "in_the_future")]
