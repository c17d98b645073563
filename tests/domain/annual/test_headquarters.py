"""The entity's report: sums of offices, a derived sentence, risks, recommendations; no office's cases."""

from datetime import date

import msgspec
import pytest

from focal_desktop.domain.annual import entity, headquarters
from focal_desktop.domain.annual.entity import EntityAnnual, RiskLine
from focal_desktop.domain.annual.headquarters import EntityRecords
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.focal_point import FocalPoint
from focal_desktop.domain.recommendation import Recommendation
from tests.reports import samples

RULES = samples.load_policy()


def make(*, entity: str = samples.ENTITY, **said: object) -> EntityAnnual:
    """Return the report over two offices, with something of headquarters' records changed."""
    desks = tuple(samples.make_desk(place, is_silent=False) for place in range(2))
    records = msgspec.convert({"offices": ()}, EntityRecords)
    records = msgspec.structs.replace(records, **{"offices": desks, **said})
    return headquarters.hq_model(samples.YEAR, records, RULES, entity=entity, as_of=samples.AS_OF)


def test_shares_of_offices_are_added_up() -> None:
    model = make()
    assert model.offices == 2
    assert model.find("returns_filed") == Share(24, 24)
    assert model.find("partners_assessed") == Share(3, 3)
    assert model.find("of_nothing") == Share(0, 0)


def test_courses_people_and_ratings_are_added_up() -> None:
    sums = make().sums
    assert sums.courses[0].course.code == "sea_all"
    assert sums.courses[0].up_to_date.of == 10 + 11
    assert sum(line.people for line in sums.contracts) == 12 + 13
    assert {line.rating and line.rating.code: line.partners for line in sums.ratings} == {
        "full": 1,
        "medium": 2,
    }
    assert [line.office for line in sums.partners] == [
        "Country Office 1",
        "Country Office 2",
        "Country Office 2",
    ]


def test_actions_are_counted_by_area_and_state() -> None:
    lines = {line.area.code: dict((t.code, n) for t, n in line.statuses) for line in make().sums.actions}
    assert lines["mandatory_training"] == {"completed": 2}
    assert sum(number for counts in lines.values() for number in counts.values()) == 3 + 4


def test_needs_are_added_up_by_source() -> None:
    needs = {need.source.code: (need.actions, need.amount.amount) for need in make().sums.needs}
    assert list(needs) == ["project", "none"]
    assert all(actions > 0 and amount > 0 for actions, amount in needs.values())


def test_the_year_before_stands_beside_the_year() -> None:
    lines = {line.indicator.code: line for line in make().sums.indicators}
    assert lines["returns_filed"].before == Share(0, 24)
    assert lines["actions_completed"].before == Share(0, 0)


def test_every_office_that_filed_every_month_confirmed() -> None:
    model = samples.make_entity(offices=12, silent=2)
    assert model.confirmed == Share(10, 12)
    assert [(one.name, one.months) for one in model.silent] == [
        ("Country Office 1", (10, 11, 12)),
        ("Country Office 2", (11, 12)),
    ]


def test_focal_points_and_alternates_are_counted_by_office() -> None:
    alone = (FocalPoint(person="a", role="alternate"),)
    desks = tuple(samples.make_desk(place, is_silent=False) for place in range(3))
    desks = (*desks, msgspec.structs.replace(desks[0], focal_points=alone))
    model = make(offices=desks)
    assert model.focal_points == Share(3, 4)
    assert model.alternates == Share(2, 4)


def test_nil_is_derived_only_if_nothing_is_recorded_and_offices_confirm() -> None:
    assert samples.make_entity(allegations=0).is_nil
    assert not samples.make_entity(allegations=1).is_nil
    assert not samples.make_entity(allegations=None).is_nil
    assert not make(allegations=(), offices=()).is_nil


def test_counts_are_not_there_without_the_right_to_read_or_enough_offices() -> None:
    assert samples.make_entity(allegations=None).response is None
    assert samples.make_entity(allegations=60, offices=9).response is None
    assert samples.make_entity(allegations=0).response is None
    assert samples.make_entity(allegations=60).response is not None


def test_risks_are_what_the_figures_lack() -> None:
    model = samples.make_entity(offices=12, silent=2)
    assert RiskLine(code="silent", missing=Share(2, 12)) in model.risks
    assert RiskLine(code="no_alternate", missing=Share(4, 12)) in model.risks
    assert "no_focal_point" not in {risk.code for risk in model.risks}


def test_high_risk_stations_are_counted_where_all_are_trained_and_a_channel_works() -> None:
    assert samples.make_entity().high_risk == Share(0, 1)
    assert make().high_risk == Share(0, 0)
    desk = samples.make_desk(0, is_silent=False)
    trained = msgspec.structs.replace(desk, persons=(), focal_points=())
    assert make(offices=(trained,), high_risk=(desk.office.code,)).high_risk == Share(1, 1)


@pytest.mark.parametrize(("entity", "number"), [("un_habitat", 4), ("unodc", 15), ("unov", 15)])
def test_recommendations_are_those_made_to_the_entity(entity: str, number: int) -> None:
    assert len(make(entity=entity).recommendations) == number


def test_all_nineteen_recommendations_are_printed_when_all_are_followed() -> None:
    records = tuple(Recommendation(code=code) for code in RULES.codes("recommendation"))
    assert len(make(recommendations=records).recommendations) == 19


def test_a_recommendation_made_to_others_is_not_ours_to_answer() -> None:
    ours = Recommendation(code="speakup_app", entity="un_habitat")
    theirs = Recommendation(code="clear_guidance", entity="unodc unov")
    found = [one.title.code for one in make(recommendations=(ours, theirs)).recommendations]
    assert "clear_guidance" not in found
    assert found.count("speakup_app") == 1


def test_a_recommendation_says_how_far_it_has_come() -> None:
    known = Recommendation(code="clear_guidance", state="done", due_on=date(2026, 3, 1), progress="Printed")
    own = Recommendation(code="own", title="Our own", group="proposed_outcomes")
    lines = {one.title.code: one for one in make(recommendations=(known, own)).recommendations}
    line = lines["clear_guidance"]
    assert (line.state.code, line.due_on, line.progress) == ("done", date(2026, 3, 1), "Printed")
    assert line.group.code == "effective_implementation"
    assert lines["own"].title.say("fr") == "Our own"
    assert lines["own"].owner is None
    assert lines["stronger_monitoring"].state.code == "open"


def test_the_shareable_report_names_no_partner_no_office_and_keeps_no_note() -> None:
    model = samples.make_entity()
    shared = entity.make_shareable(model)
    said = msgspec.json.encode(shared).decode()
    assert "Country Office" in msgspec.json.encode(model).decode()
    names = (*samples.PARTNERS["en"], "Country Office", "Two visits were made.", "AoC-")
    assert [name for name in names if name in said] == []
    assert {"reconciliation", "partner_list"}.isdisjoint(title.code for title in shared.sections)
    assert shared.sums.ratings == model.sums.ratings


def test_headquarters_own_plan_is_told_line_by_line() -> None:
    model = samples.make_entity()
    assert len(model.own_actions) == 6
    assert len(model.own_plan) == 6


def test_an_entity_without_offices_is_a_report_too() -> None:
    model = headquarters.hq_model(
        2025,
        EntityRecords(offices=(), allegations=()),
        RULES,
        entity=samples.ENTITY,
        as_of=samples.AS_OF,
    )
    assert (model.offices, model.confirmed, model.is_nil) == (0, Share(0, 0), False)
    assert model.head_title.say("fr") == "Directeur exécutif ou Directrice exécutive"
