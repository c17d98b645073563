"""The lines of a plan's outline: in which groups, in which words and tones. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from focal_desktop.base.words import Words
from focal_desktop.domain import action as actions
from focal_desktop.domain.action import Action
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.quarter_note import Quarter
from focal_desktop.ui import labels
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column
from focal_desktop.ui.widgets.outline import Group, Heading
from focal_desktop.usecases import plans
from focal_desktop.usecases.plans import Outline, Planned

FRAMES: Mapping[str, str] = {"area": "plan_area", "prong": "sg_prong", "outcome": "iasc_outcome"}
TONES: Mapping[str, str] = {"completed": "ok", "on_track": "ok", "at_risk": "warn", "delayed": "danger"}
WIDTHS = (15.0, 8.2, 7.2, 9.3, 7.6, 7.7, 6.4, 6.4, 6.4, 6.4)
ACTIVITY, INDICATOR, REACHED, RESPONSIBLE, DUE, STATUS, FIRST_QUARTER = range(7)
QUARTERS = tuple(range(FIRST_QUARTER, FIRST_QUARTER + len(Quarter)))
_SLOTS = actions.KIND.slots


def list_columns(face: Face, policy: Policy, today: date) -> list[Column[Planned]]:
    """Return the columns of the outline."""
    words = face.words
    own: list[Column[Planned]] = [
        Column(words.say("Activity"), lambda one: say_activity(one.action, words)),
        Column(words.say("Indicator"), lambda one: one.action.indicator, yields=2),
        Column(words.say("Reached"), lambda one: _say_reached(one.action, words)),
        Column(words.say("Responsible"), lambda one: _say_role(one.action, words, policy), yields=1),
        Column(
            words.say("Due"),
            lambda one: words.iso_date(str(one.action.due_on or "")),
            tone=lambda one: "danger" if one.is_late(today) else "",
        ),
        Column(
            words.say("Status"),
            lambda one: say_status(one, words, policy, today),
            tone=lambda one: "danger" if one.is_late(today) else TONES.get(one.action.state, ""),
        ),
    ]
    return own + [_quarter(code.value, words, policy) for code in Quarter]


def _quarter(code: str, words: Words, policy: Policy) -> Column[Planned]:
    def status(one: Planned) -> str:
        return one.notes[code].status if one.is_noted(code) else ""

    return Column(
        code.upper(),
        lambda one: policy.label("action_status", status(one), words.language) if status(one) else "–",
        tone=lambda one: TONES.get(status(one), ""),
        yields=3,
    )


def say_activity(action: Action, words: Words) -> str:
    """Return what is done, or that it is still to be written."""
    return action.activity or action.objective or words.say("Still to be written")


def _say_reached(action: Action, words: Words) -> str:
    if action.target is None:
        return words.number(action.actual) if action.actual is not None else ""
    reached = words.number(action.actual) if action.actual is not None else "–"
    return words.say("{reached} of {target} {unit}", reached=reached, target=action.target, unit=action.unit)


def _say_role(action: Action, words: Words, policy: Policy) -> str:
    return labels.of_value(_SLOTS["responsible"], action.responsible, words, policy)


def say_status(one: Planned, words: Words, policy: Policy, today: date) -> str:
    """Return the status, and that the day has passed where it says nothing of it."""
    said = policy.label("action_status", one.action.state, words.language)
    if one.is_late(today) and one.action.state != "delayed":
        return words.say("{status}, late", status=said)
    return said


def group(found: Sequence[Planned], by: str, policy: Policy, words: Words) -> list[Group[Planned]]:
    """Return the actions in groups, in the order of the policy; what belongs nowhere stands last."""
    frame = FRAMES[by]
    groups = []
    for code in (*policy.codes(frame), ""):
        held = tuple(one for one in found if _find_code(one.action, by, policy) == code)
        if held:
            name = policy.label(frame, code, words.language) if code else words.say("No area yet")
            groups.append(Group(Heading(code, _say_progress(name, held, words)), held))
    return groups


def _find_code(action: Action, by: str, policy: Policy) -> str:
    entry = policy.entry("plan_area", action.area)
    if entry is None:
        return ""
    if by == "prong":
        return next(iter(entry.extra["sg_prongs"]), "")
    return str(entry.extra["iasc_outcome"]) if by == "outcome" else action.area


def _say_progress(name: str, held: Sequence[Planned], words: Words) -> str:
    share = plans.count_done(held)
    return words.say("{name} · {done} of {all} completed", name=name, done=share.n, all=share.of)


Filter = Callable[[Planned], bool]


def choose(filter_by: str, roles: Sequence[str], today: date, quarter: str) -> Filter:
    """Return which actions a filter lets through."""
    match filter_by:
        case "mine":
            return lambda one: one.is_of(roles)
        case "late":
            return lambda one: one.is_late(today)
        case "quarter":
            return lambda one: one.wants_note(quarter)
    return lambda _: True


def say_summary(outline: Outline, shown: int, today: date, words: Words) -> str:
    """Return how the plan stands, and how many of its actions are shown where not all are."""
    share = plans.count_done(outline.actions)
    late = sum(one.is_late(today) for one in outline.actions)
    said = [words.say("{done} of {all} actions completed", done=share.n, all=share.of)]
    if late:
        said.append(words.count(late, "{n} late", "{n} late"))
    if shown != len(outline.actions):
        said.append(words.count(shown, "{n} shown", "{n} shown"))
    return " · ".join(said)
