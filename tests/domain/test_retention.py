"""What leaves an office by itself: never early, never unread, never while headquarters asks to keep it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from focal_desktop.domain import retention
from focal_desktop.domain.allegation import Allegation
from focal_desktop.domain.retention import Due, Standing
from tests.desks import POLICY

READ, CLOSED, FAR = date(2026, 3, 2), date(2026, 6, 1), date(2030, 1, 1)
FIELDS = {
    "survivor": {"survivor_name", "survivor_contact"},
    "subject": {"subject_name"},
    "account": {"account"},
}
ALL_READ = {part: READ + timedelta(days=4) for part in FIELDS}


def standing(closed_on: date | None = None, **values: Any) -> Standing:
    """Return a case that was read, with three parts, none of them passed on."""
    state = "closed" if closed_on else "received"
    case = Allegation(id="case", **{"state": state, "regime": "sea", **values})
    parts = {part: frozenset(fields) for part, fields in FIELDS.items()}
    return Standing(case=case, reference="ABCDEF", read_on=READ, closed_on=closed_on, parts=parts)


def list_due(one: Standing, until: date = FAR) -> list[tuple[str, str, date]]:
    """Return rule, part and day of what is due."""
    return [(due.rule, due.part, due.leaves_on) for due in retention.list_due([one], POLICY, until)]


def test_nothing_leaves_that_nairobi_has_not_read() -> None:
    assert list_due(msgspec.structs.replace(standing(CLOSED), read_on=None)) == []


def test_a_part_without_a_yes_leaves_30_days_after_the_case_was_read() -> None:
    assert list_due(standing()) == [("sealed_parts", "survivor", date(2026, 4, 1))]


def test_what_may_still_be_passed_on_waits_until_it_was_read() -> None:
    one = standing(consent_share="given")
    assert list_due(one) == []
    read = msgspec.structs.replace(one, parts_read=ALL_READ)
    assert {part for _, part, _ in list_due(read)} == set(FIELDS)
    assert {on for _, _, on in list_due(read)} == {date(2026, 4, 5)}


def test_the_case_leaves_90_days_after_it_was_closed_with_all_that_is_left() -> None:
    assert list_due(standing(CLOSED))[-1] == ("case_row", "", date(2026, 8, 30))


def test_a_case_read_after_it_was_closed_counts_from_then() -> None:
    late = msgspec.structs.replace(standing(CLOSED), read_on=date(2026, 7, 1))
    assert list_due(late)[-1] == ("case_row", "", date(2026, 9, 29))


def test_a_part_that_would_outlive_its_case_goes_with_it() -> None:
    late = msgspec.structs.replace(standing(CLOSED), parts_read={"account": date(2026, 8, 29)})
    assert [part for _, part, _ in list_due(late)] == ["survivor", ""]


@pytest.mark.parametrize("wish", ["given", "guardian"])
def test_a_contact_stays_while_it_is_wanted_and_the_case_is_open(wish: str) -> None:
    (due,) = retention.list_due([standing(consent_contact=wish)], POLICY, FAR)
    assert (due.part, due.keep) == ("survivor", ("survivor_contact",))


def test_a_contact_that_is_all_that_stands_is_not_due_while_wanted() -> None:
    alone = {"survivor": frozenset({"survivor_contact"})}
    assert list_due(msgspec.structs.replace(standing(consent_contact="given"), parts=alone)) == []
    ended = msgspec.structs.replace(standing(CLOSED, consent_contact="given"), parts=alone)
    assert list_due(ended)[0] == ("contact_detail", "survivor", CLOSED)


@pytest.mark.parametrize("wish", ["refused", "withdrawn", "not_asked"])
def test_a_contact_that_is_not_wanted_leaves_with_its_part(wish: str) -> None:
    (due,) = retention.list_due([standing(consent_contact=wish)], POLICY, FAR)
    assert due.keep == ()


def test_a_part_that_says_nothing_is_not_due() -> None:
    assert list_due(msgspec.structs.replace(standing(), parts={})) == []


def test_what_headquarters_asks_to_keep_is_held() -> None:
    found = retention.list_due([standing(CLOSED, legal_hold="yes")], POLICY, FAR)
    assert found
    assert all(due.is_held for due in found)
    assert not any(
        due.is_held for due in retention.list_due([standing(CLOSED, legal_hold="no")], POLICY, FAR)
    )


def test_the_earliest_comes_first_and_what_is_later_is_left_out() -> None:
    found = retention.list_due([standing(CLOSED)], POLICY, date(2026, 8, 29))
    assert [type(due) for due in found] == [Due]
    days = [on for _, _, on in list_due(standing(CLOSED))]
    assert days == sorted(days)


def test_the_subjects_part_leaves_at_once_where_nothing_was_substantiated() -> None:
    read = msgspec.structs.replace(standing(), parts_read={"subject": READ})
    ended = msgspec.structs.replace(read, subject_ended_on=date(2026, 3, 9))
    found = {part: (rule, on) for rule, part, on in list_due(ended)}
    assert found["subject"] == ("subject_part_after_outcome", date(2026, 3, 9))
    assert found["survivor"] == ("sealed_parts", date(2026, 4, 1))


def test_a_word_on_the_outcome_makes_nothing_leave_later() -> None:
    read = msgspec.structs.replace(standing(), parts_read={"subject": READ})
    late = msgspec.structs.replace(read, subject_ended_on=date(2026, 5, 1))
    assert ("sealed_parts", "subject", date(2026, 4, 1)) in list_due(late)


def test_a_subjects_part_read_after_the_outcome_counts_from_then() -> None:
    read = msgspec.structs.replace(standing(), parts_read={"subject": date(2026, 3, 20)})
    ended = msgspec.structs.replace(read, subject_ended_on=READ)
    assert ("subject_part_after_outcome", "subject", date(2026, 3, 20)) in list_due(ended)


def test_a_subjects_part_that_headquarters_never_read_waits_whatever_the_outcome() -> None:
    ended = msgspec.structs.replace(standing(), subject_ended_on=READ)
    assert [part for _, part, _ in list_due(ended)] == ["survivor"]


def list_copies(one: Standing, until: date = FAR) -> list[tuple[str, str, date]]:
    """Return rule, part and day of what is due at headquarters."""
    found = retention.list_due_at_headquarters([one], POLICY, until)
    return [(due.rule, due.part, due.leaves_on) for due in found]


def test_a_working_copy_leaves_after_the_outcome_is_in_cmts_and_the_offices_own() -> None:
    early = msgspec.structs.replace(standing(CLOSED), in_cmts_on=CLOSED)
    assert list_copies(early) == [("hq_working_copy", "", date(2026, 8, 30))]
    late = msgspec.structs.replace(early, in_cmts_on=date(2026, 9, 1))
    assert list_copies(late) == [("hq_working_copy", "", date(2026, 10, 1))]
    assert list_copies(late, date(2026, 9, 30)) == []


def test_a_working_copy_stays_without_a_word_or_while_the_case_is_open() -> None:
    assert list_copies(standing(CLOSED)) == []
    assert list_copies(msgspec.structs.replace(standing(), in_cmts_on=CLOSED)) == []
    assert list_copies(msgspec.structs.replace(standing(), closed_on=CLOSED, in_cmts_on=CLOSED)) == []


def test_a_working_copy_that_is_held_is_shown_as_held() -> None:
    held = msgspec.structs.replace(standing(CLOSED, legal_hold="yes"), in_cmts_on=CLOSED)
    assert [due.is_held for due in retention.list_due_at_headquarters([held], POLICY, FAR)] == [True]


@pytest.mark.parametrize(
    ("here", "nairobi", "agreed"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2)),
        (date(2090, 1, 1), date(2026, 3, 2), date(2026, 3, 2)),
        (date(1970, 1, 1), date(2026, 3, 2), date(1970, 1, 1)),
        (date(2026, 3, 2), date(2090, 1, 1), date(2026, 3, 2)),
        (date(2026, 3, 2), None, None),
    ],
)
def test_only_a_day_that_both_clocks_reached_counts(
    here: date, nairobi: date | None, agreed: date | None
) -> None:
    assert retention.agree(here, nairobi) == agreed
