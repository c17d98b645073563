"""Everything invented validates, whatever the day, and is plainly invented."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest

from focal_desktop.base import ids
from focal_desktop.domain import codec
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Scope
from focal_desktop.usecases.practice import (
    actions,
    agreements,
    cases,
    desks,
    entity,
    filling,
    office,
    partners,
    plans,
    recommendations,
)
from focal_desktop.usecases.practice.draft import Desk, Draft, Times
from tests.desks import POLICY

DAYS = [date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29), date(2026, 3, 2), date(2026, 10, 1)]
both_desks = pytest.mark.parametrize("desk", desks.DESKS, ids=lambda desk: desk.letters)
any_day = pytest.mark.parametrize("today", DAYS, ids=str)


def list_everything(desk: Desk, times: Times) -> list[Draft]:
    """Return all that is ever invented for a desk, with what headquarters loads."""
    return [
        *office.list_desk(desk, times, POLICY),
        *office.list_months(desk, times),
        cases.take_allegation(times, desk.language),
        cases.take_workplace_case(times),
        cases.write_sealed_report(times, desk.language),
        *entity.list_entity_plan(times, POLICY),
        *recommendations.list_recommendations(POLICY),
    ]


def list_texts(drafts: Iterable[Draft]) -> list[str]:
    """Return every text anywhere in these drafts."""
    return [value for draft in drafts for value in draft.values.values() if isinstance(value, str)]


@both_desks
@any_day
def test_everything_validates_and_points_backwards(desk: Desk, today: date) -> None:
    names: dict[str, str] = {}
    for draft in list_everything(desk, Times(today)):
        kind = KINDS[draft.kind]
        values = filling.resolve(kind, draft.values, names)
        assert codec.find_problems(kind, values, POLICY.codes) == [], draft
        names[draft.name] = ids.new_id()
        record = codec.read(kind, names[draft.name], codec.to_plain(kind, values))
        assert kind.check(record, today) == [], draft
        assert kind.title(record), draft


@both_desks
def test_every_name_is_given_once(desk: Desk) -> None:
    drafts = list_everything(desk, Times(DAYS[0]))
    assert [name for name, n in Counter(draft.name for draft in drafts).items() if n > 1] == []


@both_desks
def test_the_same_day_invents_the_same(desk: Desk) -> None:
    assert list_everything(desk, Times(DAYS[0])) == list_everything(desk, Times(DAYS[0]))


@both_desks
def test_nobody_has_a_name(desk: Desk) -> None:
    people = [one for one in list_everything(desk, Times(DAYS[0])) if one.kind == "person"]
    assert len(people) == desk.people
    assert [one for one in people if one.values.get("name")] == []


@both_desks
def test_every_partner_says_that_it_is_practice(desk: Desk) -> None:
    named = [partner.name.say(desk.language) for partner in partners.PARTNERS[desk.language]]
    assert 6 <= len(named) <= 8
    assert [name for name in named if "(practice)" not in name and "(تدريب)" not in name] == []


@both_desks
def test_every_account_says_that_it_is_invented(desk: Desk) -> None:
    told = [one for one in list_everything(desk, Times(DAYS[0])) if "account" in one.values]
    assert {one.kind for one in told} == {"allegation", "sealed_report"}
    assert {one.values["account"] for one in told} <= {cases.INVENTED.en, cases.INVENTED.ar}


def test_the_arabic_desk_writes_arabic() -> None:
    drafts = list(office.list_desk(desks.BASRA, Times(DAYS[0]), POLICY))
    said = [
        draft.values[name]
        for draft in drafts
        for name in ("activity", "indicator", "note", "function", "needs")
        if draft.values.get(name)
    ]
    assert len(said) > 60
    assert [text for text in said if not any("\u0600" <= letter <= "\u06ff" for letter in text)] == []


@both_desks
def test_the_desk_holds_no_kind_of_a_case(desk: Desk) -> None:
    drafts = office.list_desk(desk, Times(DAYS[0]), POLICY)
    assert {KINDS[draft.kind].scope for draft in drafts} == {Scope.DESK}


def test_no_plan_mentions_an_allegation() -> None:
    said = [text.lower() for text in list_texts(plans.list_plans(desks.KISUMU, Times(DAYS[0]), POLICY))]
    banned = ("allegation", "survivor", "victim", "case")
    assert [text for text in said if any(word in text.split() for word in banned)] == []


@both_desks
def test_a_plan_ahead_has_one_action_in_each_area(desk: Desk) -> None:
    drafts = [*plans.list_plans(desk, Times(DAYS[0]), POLICY)]
    ahead = [one.values["area"] for one in drafts if one.values.get("plan") == "plan/1"]
    assert ahead == list(POLICY.codes("plan_area"))
    assert set(actions.WORK) == set(ahead)


def test_headquarters_loads_both_source_documents() -> None:
    found = [*recommendations.list_recommendations(POLICY)]
    assert Counter(one.values["entity"] for one in found) == {"unodc unov": 15, "un_habitat": 4}


@pytest.mark.parametrize(
    ("today", "year", "months"),
    [
        (date(2026, 11, 21), 2026, 10),
        (date(2026, 10, 1), 2026, 9),
        (date(2026, 9, 30), 2025, 20),
        (date(2027, 1, 1), 2026, 12),
    ],
)
def test_the_year_reported_on_follows_the_day(today: date, year: int, months: int) -> None:
    times = Times(today)
    assert (times.year, len(times.months())) == (year, months)
    assert times.months()[0] == f"{year}-01"
    assert all(month < f"{today:%Y-%m}" for month in times.months())


def test_one_office_has_not_sent_its_last_return() -> None:
    times = Times(DAYS[0])
    filed = {
        desk.letters: [one.values["month"] for one in office.list_months(desk, times)] for desk in desks.DESKS
    }
    assert filed["KSM"] == times.months()
    assert filed["BSR"] == times.months()[:-1]


def test_both_offices_meet_every_answer_of_the_gate() -> None:
    found = {one.meets for one in agreements.AGREEMENTS["en"]}
    assert found == {"", "refused", "ready", "waiver", "hold"}
    assert {one.meets for one in agreements.AGREEMENTS["ar"]} >= {"", "refused", "waiver"}


@both_desks
def test_somebody_to_call_is_among_the_channels_and_no_number_is_real(desk: Desk) -> None:
    drafts = office.list_desk(desk, Times(DAYS[0]), POLICY)
    channels = [draft.values for draft in drafts if draft.kind == "channel"]
    kinds = {values["channel_kind"] for values in channels}
    assert {"hotline_oios", "helpline_speakup"} <= kinds
    assert all(str(values["reach"]).startswith("000 ") for values in channels)


@pytest.mark.parametrize("month", [1, 4, 9])
def test_a_plan_under_way_has_actions_of_every_kind_and_one_ahead_none(month: int) -> None:
    times = Times(date(2026, month, 20))
    actions = {d.name: d.values for d in office.list_desk(desks.KISUMU, times, POLICY) if d.kind == "action"}
    ahead = [values for name, values in actions.items() if name.startswith("action/1/")]
    over = [values for values in ahead if values["due_on"] < times.before(0)]
    assert {str(values.get("state", "")) for values in ahead if values not in over} >= {"on_track", "at_risk"}
    assert sum(values["state"] == "completed" for values in over) >= len(over) // 2
    later = [
        d.values
        for d in office.list_desk(desks.KISUMU, Times(date(2026, 11, 20)), POLICY)
        if d.name.startswith(("action/1/", "note/1/"))
    ]
    assert later
    assert [values for values in later if "state" in values or "status" in values] == []
