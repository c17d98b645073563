"""What is due: the office's own, by its own week, and nothing of a case for whoever does not read cases."""

from __future__ import annotations

from focal_desktop.usecases import acts, due, records
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import Desk
from tests.usecases.country import Country, take_down


def codes(session: Session) -> list[str]:
    """Return the codes of what is due."""
    return [one.code for one in due.list_due(session)]


def test_a_new_desk_owes_nothing(desk: Desk) -> None:
    assert due.list_due(desk.session) == []


def test_a_draft_of_a_case_asks_for_its_notice_first(desk: Desk, clock: HandClock) -> None:
    case = take_down(desk.session, received_on="2026-03-02")
    found = due.list_due(desk.session)
    assert {"notice_to_hq", "help_offered"} == {one.code for one in found}
    assert found == sorted(found, key=lambda one: one.due_at)
    assert {one.record for one in found} == {case}
    assert not any(one.is_late for one in found)
    clock.move(days=30)
    late = [one for one in due.list_due(desk.session) if one.kind == "allegation"]
    assert len(late) == 2
    assert all(one.is_late for one in late)
    acts.act(desk.session, "allegation", case, "notify", {"help_offered": "yes"})
    assert not {"notice_to_hq", "help_offered"} & set(codes(desk.session))


def test_each_month_that_ended_asks_for_its_return_once(desk: Desk, clock: HandClock) -> None:
    clock.move(days=35)
    assert codes(desk.session) == ["monthly_return"]
    made = records.add(desk.session, "monthly_return", {"office": "KEN", "month": "2026-03"}).id
    assert [one.record for one in due.list_due(desk.session)] == [made]
    said = {"all_passed_on": "yes", "channels_checked_on": "2026-03-30", "nobody_turned_away": "yes"}
    acts.act(desk.session, "monthly_return", made, "file", said)
    assert codes(desk.session) == []


def test_an_assessment_is_due_before_it_expires(desk: Desk) -> None:
    partner = records.add(desk.session, "partner", {"name": "Water Trust"}).id
    said = {"partner": partner, "rating": "medium", "assessed_on": "2026-02-01", "plan_status": "agreed"}
    made = records.add(desk.session, "assessment", said).id
    assert codes(desk.session) == []
    records.edit(desk.session, "assessment", made, {"state": "final"})
    assert sorted(codes(desk.session)) == ["partner_review_expiry", "strengthening_plan"]


def test_a_clerk_owes_nothing_that_tells_of_cases(
    country: Country, office: Session, clock: HandClock
) -> None:
    take_down(office)
    clerk = country.make("hr_clerk")
    country.exchange(office, clerk)
    clock.move(days=90)
    assert "notice_to_hq" in codes(office)
    assert "monthly_return" in codes(office)
    assert codes(clerk) == []


def test_headquarters_does_not_owe_what_an_office_owes(
    country: Country, office: Session, hq: Session
) -> None:
    acts.act(office, "allegation", take_down(office), "notify", {})
    country.exchange(office, hq)
    assert "help_offered" in codes(office)
    assert codes(hq) == []


def test_the_week_is_that_of_the_country(desk: Desk) -> None:
    assert due.desk_of(desk.session).calendar.weekend == ("sat", "sun")
    assert due.desk_of(desk.session).now == desk.session.clock.now()
