"""The policy that ships: complete in six languages, sourced, and saying nothing that could hurt."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from focal_desktop.base import paths
from focal_desktop.domain import calendar, policy


def read_shipped(name: str) -> str:
    return paths.resource("policy", f"{name}.toml").read_text("utf-8")


@cache
def tables(name: str) -> dict[str, Any]:
    return tomllib.loads(read_shipped(name))


SHIPPED = policy.parse({name: read_shipped(name) for name in policy.FILES})
ALL_LISTS = tuple(
    list_name for name in policy.FILES for list_name, said in tables(name).items() if isinstance(said, dict)
)
SIGNPOSTS = {"unoms", "ombudsman", "ethics", "ethics_office", "staff_counsellor", "medical_service", "doctor"}
NEVER_SAID = {
    "fr": "rescapé|abus sexuel|exploitation et abus|survivant\\(e\\)s",
    "es": "superviviente|\\bdenuncias?\\b|sin novedades",
    "en": "accuser|alleged victim|perpetrator|claims|nil report",
}


def extras(list_name: str, name: str) -> Mapping[str, Any]:
    return {code: said.extra[name] for code, said in SHIPPED.entries(list_name).items() if name in said.extra}


def test_every_list_stands_where_it_is_looked_for() -> None:
    for name in policy.FILES[:-1]:
        assert tuple(sorted(policy.LISTS[name])) == tuple(sorted(k for k in tables(name) if k != "version"))
    assert len(ALL_LISTS) == len(set(ALL_LISTS))


@pytest.mark.parametrize("list_name", ALL_LISTS)
def test_an_entry_is_said_in_six_languages_and_has_a_source(list_name: str) -> None:
    for code, said in SHIPPED.entries(list_name).items():
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", code)
        assert all(said.labels.get(language, "").strip() for language in policy.LANGUAGES), code
        assert said.source.strip(), code
        assert not said.confirmed_on or re.fullmatch(r"\d{4}-\d{2}-\d{2}", said.confirmed_on), code


@pytest.mark.parametrize("list_name", ALL_LISTS)
def test_no_two_entries_of_a_list_read_the_same(list_name: str) -> None:
    for language in policy.LANGUAGES:
        said = [entry.labels[language] for entry in SHIPPED.entries(list_name).values()]
        assert len(said) == len(set(said)), language


@pytest.mark.parametrize("list_name", ALL_LISTS)
def test_a_list_read_alone_is_the_list_of_the_whole_file(list_name: str) -> None:
    whole = next(tables(name)[list_name] for name in policy.FILES if list_name in tables(name))
    codes = tuple(code for code, said in whole.items() if isinstance(said, dict))
    assert policy.Policy(read_shipped).codes(list_name) == codes


@pytest.mark.parametrize("language", NEVER_SAID)
def test_words_that_hurt_are_not_used(language: str) -> None:
    labels = [said.labels[language] for name in ALL_LISTS for said in SHIPPED.entries(name).values()]
    assert [label for label in labels if re.search(NEVER_SAID[language], label, re.IGNORECASE)] == []


def test_informal_and_confidential_bodies_stand_in_no_list() -> None:
    assert SIGNPOSTS.isdisjoint(code for name in ALL_LISTS for code in SHIPPED.codes(name))


@pytest.mark.parametrize(
    "list_name", ["assessment_reason", "exemption_reason", "waiver_reason", "constraint", "visit_finding"]
)
def test_reasons_that_the_desk_reads_point_to_no_case(list_name: str) -> None:
    for code, said in SHIPPED.entries(list_name).items():
        assert not re.search("sea|allegation|case|conduct|leave_with", code)
        assert not re.search("allegation|exploitation|abuse|harassment", said.labels["en"], re.IGNORECASE)


def test_an_office_is_shown_six_deadlines() -> None:
    shown = {c for c in SHIPPED.codes("deadline") if SHIPPED.deadline(c).shown_to_office}
    assert shown == {
        "notice_to_hq",
        "help_offered",
        "update_to_person",
        "partner_review_expiry",
        "strengthening_plan",
        "monthly_return",
    }


@pytest.mark.parametrize(
    ("code", "hours"),
    [("notice_to_hq", 24), ("phone_fallback", 4), ("draft_not_reported", 12), ("hub_unseen", 72)],
)
def test_the_clocks_of_the_first_days(code: str, hours: int) -> None:
    assert SHIPPED.hours(code) == hours


@pytest.mark.parametrize(
    ("code", "days"),
    [("sealed_parts", 30), ("case_row", 90), ("subject_part_after_outcome", 0), ("handover_case", 14)],
)
def test_what_leaves_the_office_and_when(code: str, days: int) -> None:
    found = SHIPPED.deadline(code, "retention")
    assert (found.value, found.unit) == (days, "calendar_days")
    assert found.clock_start


def test_everything_ships_switched_off() -> None:
    assert not any(SHIPPED.switch(name) for name in SHIPPED.codes("switch"))
    assert (SHIPPED.limit("lock_desk_minutes"), SHIPPED.limit("lock_case_minutes")) == (15, 3)
    assert (SHIPPED.limit("figures_min_offices"), SHIPPED.limit("figures_min_cell")) == (10, 5)


def test_the_nineteen_recommendations() -> None:
    entities = list(extras("recommendation", "entities").values())
    assert (entities.count(["unodc", "unov"]), entities.count(["un_habitat"]), len(entities)) == (15, 4, 19)
    groups = list(extras("recommendation", "group").values())
    assert [groups.count(group) for group in SHIPPED.codes("recommendation_group")] == [5, 4, 3, 3, 4]
    assert set(extras("recommendation", "owner").values()) <= set(SHIPPED.codes("responsible_role"))
    for said in SHIPPED.entries("recommendation").values():
        assert all(said.text("text", language) for language in ("en", "fr", "es", "ar"))


def test_the_clauses_are_numbered_and_name_known_ratings() -> None:
    assert list(extras("clause", "number").values()) == list(range(1, 18))
    for ratings in extras("clause", "only_ratings").values():
        assert set(ratings) <= set(SHIPPED.codes("capacity_rating"))
    optional = {code for code, is_needed in extras("clause", "needed").items() if not is_needed}
    assert optional == {"assessment_valid", "budget_line"}


@pytest.mark.parametrize(("scheme", "standards"), [("harmonised_8", 8), ("unicef_2020", 6)])
def test_a_scheme_scores_its_standards_into_known_ratings(scheme: str, standards: int) -> None:
    said = SHIPPED.entries("assessment_scheme")[scheme].extra
    numbers = [SHIPPED.entries("standard")[code].extra["numbers"][scheme] for code in said["standards"]]
    assert numbers == list(range(1, standards + 1))
    assert set(said["points"]) <= set(SHIPPED.codes("standard_answer"))
    assert [band["rating"] for band in said["bands"]] == ["full", "medium", "low"]
    assert said["bands"][-1]["at_least"] == 0
    assert SHIPPED.deadline(said["validity"]).unit == "years"


def test_every_evidence_and_rating_is_known() -> None:
    for evidence in extras("standard", "evidence").values():
        assert set(evidence) <= set(SHIPPED.codes("standard_evidence"))
    assert set(extras("capacity_rating", "gate").values()) == {"sign", "with_plan", "waiver"}
    assert extras("capacity_rating", "waiver_approvals")["low"] == 2


def test_the_plan_is_read_under_both_frames() -> None:
    assert list(extras("plan_area", "number").values()) == list(range(1, 16))
    outcomes = set(extras("plan_area", "iasc_outcome").values())
    also = {code for codes in extras("plan_area", "iasc_also").values() for code in codes}
    assert outcomes | also == set(SHIPPED.codes("iasc_outcome"))
    assert len(SHIPPED.codes("iasc_outcome")) == 5
    prongs = {code for codes in extras("plan_area", "sg_prongs").values() for code in codes}
    assert prongs == set(SHIPPED.codes("sg_prong"))


def test_a_course_stands_for_no_other() -> None:
    assert not extras("course", "alias")
    regimes = extras("course", "regime")
    assert all(regimes[old] == regimes[new] for old, new in extras("course", "replaced_by").items())
    assert (regimes["sh_all"], regimes["sea_all"]) == ("workplace", "sea")
    for audience in extras("course", "audience").values():
        assert set(audience) <= set(SHIPPED.codes("audience"))


def test_the_office_report_has_four_pages_and_counts_no_case() -> None:
    pages = list(extras("office_annual", "page").values())
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3, 4}
    figures = SHIPPED.entries("office_annual")["five_figures"].extra["indicators"]
    levels = extras("core_indicator", "level")
    assert [levels[code] for code in figures] == ["office"] * 5
    assert {code for code, level in levels.items() if level == "entity"} >= {"allegations", "people_helped"}


def test_headquarters_report_has_thirteen_sections_and_every_area_once() -> None:
    sections = [n for n in extras("hq_annual", "number").values() if n]
    assert sections == list(range(1, 14))
    areas = [code for codes in extras("hq_annual", "areas").values() for code in codes]
    assert sorted(areas) == sorted(SHIPPED.codes("plan_area"))
    for list_name in ("office_annual", "hq_annual"):
        order = list(extras(list_name, "order").values())
        assert order == list(range(1, len(order) + 1))
        assert set(extras(list_name, "template").values()) == {"2026.1"}


def test_every_country_has_a_working_week_and_a_known_region() -> None:
    assert len(SHIPPED.codes("country")) == 196
    assert set(extras("country", "region").values()) <= set(SHIPPED.codes("region"))
    for country in SHIPPED.codes("country"):
        assert calendar.of_country(SHIPPED, country).weekend
    assert set(extras("seed_office", "country").values()) <= set(SHIPPED.codes("country"))
