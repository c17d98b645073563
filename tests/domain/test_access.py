"""Who reads and writes what, by role; and that nothing at an open desk leads to a case."""

from __future__ import annotations

from typing import Annotated

import pytest

from focal_desktop.domain import access
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Field, Kind, Record, Scope

ROLES = (
    "focal_point", "alternate", "hr_clerk", "head_of_office", "monitor", "hq_desk", "hq_case", "root"
)  # fmt: skip
CASES = {Scope.SEA, Scope.WORK, Scope.HQ_CASE}


@pytest.mark.parametrize(
    ("role", "cases"),
    [
        ("focal_point", {Scope.SEA, Scope.WORK}),
        ("alternate", set()),
        ("hr_clerk", set()),
        ("head_of_office", set()),
        ("monitor", set()),
        ("hq_desk", set()),
        ("hq_case", {Scope.SEA, Scope.WORK, Scope.HQ_CASE}),
        ("root", set()),
        ("somebody_new", set()),
    ],
)
def test_who_reads_cases(role: str, cases: set[Scope]) -> None:
    assert access.readable([role]) & CASES == cases


@pytest.mark.parametrize("role", ["focal_point", "alternate", "hr_clerk", "head_of_office", "monitor"])
def test_everyone_in_the_field_may_seal_a_report_and_reads_none(role: str) -> None:
    assert Scope.HQ_CASE in access.writable([role])
    assert Scope.HQ_CASE not in access.readable([role])


@pytest.mark.parametrize("role", ["hr_clerk", "head_of_office"])
def test_clerk_and_head_of_office_have_the_desk_alone(role: str) -> None:
    assert access.readable([role]) == {Scope.DESK, Scope.HQ_ALL}
    assert access.writable([role]) == {Scope.DESK, Scope.HQ_CASE}
    assert not access.may_see_kind(KINDS["allegation"], [role])
    assert not access.may_see_kind(KINDS["monthly_return"], [role])
    assert access.may_see_kind(KINDS["agreement"], [role])


def test_an_alternate_always_writes_what_only_a_focal_point_reads() -> None:
    assert Scope.SEA in access.writable(["alternate"])
    assert Scope.SEA not in access.readable(["alternate"])


def test_a_monitor_reads_figures_and_no_office() -> None:
    assert access.readable(["monitor"]) == {Scope.FIGURES, Scope.HQ_ALL}
    seen = {name for name, kind in KINDS.items() if access.may_see_kind(kind, ["monitor"])}
    assert seen == {"sealed_report", "recommendation", "course"}


def test_roles_of_headquarters_are_separate() -> None:
    assert access.readable(["hq_desk"]).isdisjoint(CASES)
    assert Scope.DESK not in access.readable(["hq_case"])
    assert access.readable(["root"]) == {Scope.HQ_ALL}
    both = access.readable(["hq_desk", "hq_case"])
    assert both == access.readable(["hq_desk"]) | access.readable(["hq_case"])


@pytest.mark.parametrize("role", ROLES)
def test_nobody_without_a_role_has_anything_and_every_role_hears_from_headquarters(role: str) -> None:
    assert access.readable([]) == access.writable([]) == frozenset()
    assert Scope.HQ_ALL in access.readable([role])
    assert (Scope.HQ_ALL in access.writable([role])) == (role in access.HQ_ROLES)
    assert (Scope.FIGURES in access.writable([role])) == (role == "hq_desk")


def test_no_kind_of_an_open_desk_points_at_a_case_and_no_case_at_a_person() -> None:
    assert access.find_betrayals(KINDS.values()) == []


class Pointing(Record, frozen=True, kw_only=True):
    """Points at what it must not."""

    case: Annotated[str, Field("Case", to="allegation")] = ""
    person: Annotated[str, Field("Person", to="person")] = ""


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope.DESK, ["planted.case"]),
        (Scope.HQ_ALL, ["planted.case"]),
        (Scope.FIGURES, ["planted.case"]),
        (Scope.SEA, ["planted.person"]),
        (Scope.HQ_CASE, ["planted.person"]),
    ],
)
def test_a_planted_pointer_is_found(scope: Scope, found: list[str]) -> None:
    planted = Kind(name="planted", label="Planted", record=Pointing, title=lambda _: "", scope=scope)
    assert access.find_betrayals([*KINDS.values(), planted]) == found
