"""Invented action plans: last year's with what became of it, this year's drawn up area by area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.practice.actions import NEEDS, WORK
from focal_desktop.usecases.practice.draft import Desk, Draft, Step, Text, Times

MONTHS_IN_QUARTER = 3
AGREED = (Step(values={"state": "agreed"}),)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an action: its status, how far it came, what stood in the way, what was noted of it."""

    state: str
    reached: int
    note: Text
    constraint: str = "none"
    percent: int = 100


DONE = Text("Done as planned.", "أُنجز كما خُطط له.")
OUTCOMES: Mapping[str, Outcome] = {
    "zero_tolerance": Outcome(
        state="completed",
        reached=19,
        note=Text(
            "Signed in three sittings.",
            "وُقعت في ثلاث جلسات.",
        ),
    ),
    "focal_point_system": Outcome(
        state="completed",
        reached=2,
        note=Text(
            "Terms were signed in March.",
            "وُقعت الاختصاصات في آذار/مارس.",
        ),
    ),
    "monitoring_and_reporting": Outcome(
        state="on_track",
        reached=10,
        percent=85,
        note=Text(
            "Read out by phone when the link failed.",
            "قُدمت هاتفيًا عند انقطاع الشبكة.",
        ),
    ),
    "mandatory_training": Outcome(
        state="delayed",
        reached=88,
        percent=80,
        constraint="no_staff",
        note=Text(
            "Two days held; short contracts turn over.",
            "عُقد يومان، والعقود القصيرة تتبدل.",
        ),
    ),
    "partner_training": Outcome(
        state="carried_over",
        reached=4,
        percent=60,
        constraint="no_funds",
        note=Text("The funds ran out after four.", "نفد التمويل بعد أربع جلسات."),
    ),
    "coordination": Outcome(state="completed", reached=6, note=DONE),
    "internal_communication": Outcome(
        state="cancelled",
        reached=0,
        percent=0,
        constraint="other",
        note=Text(
            "The network printed them for all.",
            "طبعتها الشبكة للجميع.",
        ),
    ),
    "implementing_partners": Outcome(
        state="completed",
        reached=100,
        note=Text("Two results were taken over.", "اعتُمدت نتيجتان."),
    ),
    "response": Outcome(state="completed", reached=2, note=DONE),
    "community_channels": Outcome(
        state="at_risk",
        reached=2,
        percent=50,
        constraint="access_or_security",
        note=Text("Two committees were cut off by rain.", "تعذر الوصول إلى لجنتين."),
    ),
    "vetting": Outcome(state="completed", reached=12, note=DONE),
    "risk_assessment": Outcome(
        state="completed",
        reached=5,
        note=Text("Lights were mended at two sites.", "أُصلحت الإنارة في موقعين."),
    ),
}
BEGUN = Text("Begun.", "بدأ التنفيذ.")
UNDER_WAY = (
    Outcome(state="on_track", reached=40, percent=40, note=Text("Half way.", "في منتصف الطريق.")),
    Outcome(state="on_track", reached=60, percent=60, note=Text("As planned.", "وفق الخطة.")),
    Outcome(
        state="at_risk",
        reached=20,
        percent=20,
        constraint="access_or_security",
        note=Text("The road was closed for weeks.", "ظل الطريق مغلقًا أسابيع."),
    ),
    Outcome(state="not_started", reached=0, percent=0, note=Text("Next quarter.", "في الربع القادم.")),
)
OVER = (
    Outcome(state="completed", reached=100, note=DONE),
    Outcome(state="completed", reached=100, note=DONE),
    Outcome(
        state="delayed",
        reached=70,
        percent=70,
        constraint="no_staff",
        note=Text("Waits for a second trainer.", "ينتظر مدربًا ثانيًا."),
    ),
)
WITHOUT_NOTE_EVERY = 5
LEFT_OUT = {"ar": ("vetting", "internal_communication", "risk_assessment")}
SLOWER = {"ar": {"implementing_partners": ("delayed", 70), "zero_tolerance": ("completed", 13)}}


def list_plans(desk: Desk, times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield the plan of the year reported on with its notes, then the plan that follows it."""
    yield _plan(desk, times, 0)
    left_out = LEFT_OUT.get(desk.language, ())
    for area in policy.codes("plan_area"):
        if area in OUTCOMES and area not in left_out:
            yield _past_action(desk, times, area)
            yield from _notes(desk, area)
    yield _plan(desk, times, 1)
    for number, area in enumerate(policy.codes("plan_area")):
        found = _find_outcome(times, number)
        yield _action_ahead(desk, times, area, number)
        if found is not None and number % WITHOUT_NOTE_EVERY:
            yield from _notes_ahead(desk, times, area, found)


def _plan(desk: Desk, times: Times, ahead: int) -> Draft:
    values: dict[str, Any] = {
        "office": desk.code,
        "year": times.year + ahead,
        "agreed_on": times.day(1, 20) if not ahead else times.before(5),
        "owner": "head_of_office",
        "needs": NEEDS.say(desk.language) if ahead else "",
    }
    return Draft(kind="plan", name=f"plan/{ahead}", values=values, then=AGREED)


def _past_action(desk: Desk, times: Times, area: str) -> Draft:
    outcome = OUTCOMES[area]
    state, reached = SLOWER.get(desk.language, {}).get(area, (outcome.state, outcome.reached))
    values = _action(desk, area) | {
        "plan": "plan/0",
        "starts_on": times.day(2, 1),
        "due_on": times.day(11, 30),
        "state": state,
        "actual": reached,
        "percent": outcome.percent,
        "constraint": outcome.constraint,
    }
    return Draft(kind="action", name=f"action/0/{area}", values=values)


def _notes(desk: Desk, area: str) -> Iterator[Draft]:
    outcome = OUTCOMES[area]
    steps = (("q1", "on_track", BEGUN), ("q3", outcome.state, outcome.note))
    for quarter, status, note in steps:
        values = {
            "action": f"action/0/{area}",
            "quarter": quarter,
            "status": status,
            "note": note.say(desk.language),
        }
        yield Draft(kind="quarter_note", name=f"note/{area}/{quarter}", values=values)


def _find_outcome(times: Times, number: int) -> Outcome | None:
    """Return how an action of the plan ahead stands today; nothing while its year has not begun."""
    if times.day(1, 15, years=1) > times.before(0):
        return None
    if _due_on(times, number) < times.before(0):
        return OVER[number % len(OVER)]
    return UNDER_WAY[(3 * number + 1) // 4 % len(UNDER_WAY)]


def _due_on(times: Times, number: int) -> str:
    return times.day(3 * (1 + number % 4), 28, years=1)


def _notes_ahead(desk: Desk, times: Times, area: str, outcome: Outcome) -> Iterator[Draft]:
    """Yield a note for each quarter of the plan ahead that is over; the last tells how it stands."""
    ended = (times.today.month - 1) // MONTHS_IN_QUARTER if times.today.year > times.year else 0
    for place in range(1, ended + 1):
        status, note = (outcome.state, outcome.note) if place == ended else ("on_track", BEGUN)
        values = {
            "action": f"action/1/{area}",
            "quarter": f"q{place}",
            "status": status,
            "note": note.say(desk.language),
        }
        yield Draft(kind="quarter_note", name=f"note/1/{area}/q{place}", values=values)


def _action_ahead(desk: Desk, times: Times, area: str, number: int) -> Draft:
    values = _action(desk, area) | {
        "plan": "plan/1",
        "starts_on": times.day(1, 15, years=1),
        "due_on": _due_on(times, number),
    }
    if found := _find_outcome(times, number):
        values |= {"state": found.state, "percent": found.percent, "constraint": found.constraint}
        values["actual"] = int(values["target"]) * found.reached // 100
    if area == "partner_training":
        values["carried_over_from"] = f"action/0/{area}"
    return Draft(kind="action", name=f"action/1/{area}", values=values)


def _action(desk: Desk, area: str) -> dict[str, Any]:
    work = WORK[area]
    found: dict[str, Any] = {
        "area": area,
        "activity": work.activity.say(desk.language),
        "indicator": work.indicator.say(desk.language),
        "unit": work.unit.say(desk.language),
        "baseline": 0,
        "target": desk.people if area == "zero_tolerance" else work.target,
        "responsible": work.role,
        "funding": work.funding,
    }
    if work.dollars:
        found["budget"] = f"{work.dollars}.00 USD"
    if work.core:
        found["core_indicator"] = work.core
    return found
