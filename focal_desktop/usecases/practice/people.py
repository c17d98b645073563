"""Invented people of an office, by number and never by name: contracts, completed courses, designations."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from focal_desktop.domain.policy import Entry, Policy
from focal_desktop.usecases.practice.draft import Desk, Draft, Text, Times

YEAR_DAYS = 365
DONE_OF_TEN = 9  # who is asked has completed a course nine times in ten
FUNCTIONS = (
    ("staff_international", Text("Head of office", "رئيس المكتب")),
    ("staff_national", Text("Programme officer", "موظف برامج")),
    ("staff_national", Text("Administrative assistant", "مساعد إداري")),
    ("service_contract_holder", Text("Community mobiliser", "منسق مجتمعي")),
    ("service_contract_holder", Text("Site engineer", "مهندس موقع")),
    ("individual_contractor", Text("Driver", "سائق")),
    ("unv", Text("Participatory planning officer", "موظف تخطيط تشاركي")),
    ("consultant", Text("Land records adviser", "مستشار سجلات الأراضي")),
    ("individual_contractor", Text("Survey supervisor", "مشرف مسوح ميدانية")),
    ("intern", Text("Mapping intern", "متدرب على رسم الخرائط")),
    ("daily_worker_or_enumerator", Text("Enumerator", "عدّاد ميداني")),
)
HEAD, FOCAL_POINT, ALTERNATE, AWAY, NEWCOMER, GONE = range(6)


def list_people(desk: Desk, times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield the people of an office, then what they completed, then who is focal point and alternate."""
    # Chance of invented data protects nothing; the same seed must give the same people.
    chance = random.Random(desk.seed)  # noqa: S311 no secret is made of it
    people = [_person(desk, times, number, chance) for number in range(desk.people)]
    yield from people
    for number, person in enumerate(people):
        yield from _completions(person, number, times, policy, chance)
    yield from _designations(desk, times)


def _person(desk: Desk, times: Times, number: int, chance: random.Random) -> Draft:
    contract, function = FUNCTIONS[number % len(FUNCTIONS)]
    values: dict[str, Any] = {
        "code": f"{desk.letters}-{number + 1:03}",
        "function": function.say(desk.language),
        "contract": contract,
        "supervises": "yes" if number in (HEAD, FOCAL_POINT) else "no",
        "language": desk.language,
        "entered_on": times.before(chance.randrange(500, 3000)),
    }
    if number == NEWCOMER:
        values["entered_on"] = times.before(9)
    if number == AWAY:
        values |= {"exemption": "long_leave", "exempt_until_on": times.after(60)}
    if number == GONE:
        values["left_on"] = times.day(2, 28)
    return Draft(kind="person", name=f"person/{number}", values=values)


def _completions(
    person: Draft, number: int, times: Times, policy: Policy, chance: random.Random
) -> Iterator[Draft]:
    entered = date.fromisoformat(person.values["entered_on"])
    for code, entry in policy.entries("course").items():
        is_asked = entry.extra["mandatory"] and not entry.extra["retired"] and _is_for(entry, number)
        if not is_asked or number == NEWCOMER or chance.randrange(10) >= DONE_OF_TEN:
            continue
        earliest = max(entered + timedelta(days=3), times.today - timedelta(days=_last_days(entry)))
        days = (times.today - earliest).days
        done = earliest + timedelta(days=chance.randrange(max(days - 40, 1)))
        yield _completion(person, code, done.isoformat(), "inspira" if number % 4 else "certificate")
    if number == FOCAL_POINT:
        # One that has run out, and one that nobody but the person vouches for: kept, and not counted.
        yield _completion(person, "sea_all", times.before(1400), "certificate")
        yield _completion(person, "assisting_victims", times.before(30), "self_declared")


def _last_days(course: Entry) -> int:
    """Return how far back a completion may lie and still count on the last day reported on."""
    years = int(course.extra.get("value", 5))
    return years * YEAR_DAYS - 100


def _is_for(course: Entry, number: int) -> bool:
    audience: Sequence[str] = course.extra["audience"]
    return (
        "all_personnel" in audience
        or ("managers" in audience and number in (HEAD, FOCAL_POINT))
        or ("focal_points" in audience and number in (FOCAL_POINT, ALTERNATE))
    )


def _completion(person: Draft, course: str, day: str, evidence: str) -> Draft:
    values = {"person": person.name, "course": course, "completed_on": day, "evidence": evidence}
    return Draft(kind="completion", name=f"completion/{person.name}/{course}/{day}", values=values)


def _designations(desk: Desk, times: Times) -> Iterator[Draft]:
    roles = (("country_focal_point", FOCAL_POINT, 20), ("alternate", ALTERNATE, 10))
    for role, number, share in roles:
        yield Draft(
            kind="focal_point",
            name=f"focal_point/{role}",
            values={
                "person": f"person/{number}",
                "role": role,
                "status": "designated" if desk.language == "en" or role != "alternate" else "acting",
                "designated_on": times.before(400),
                "share_of_time": share,
                "terms_signed": "yes",
                "inducted_on": times.before(380),
                "languages": sorted({"en", desk.language}),
            },
        )
