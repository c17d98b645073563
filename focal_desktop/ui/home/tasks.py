"""The five tasks of Home, each with how it stands; none of them counts a case."""

from __future__ import annotations

from collections.abc import Iterator

from focal_desktop.domain import access
from focal_desktop.domain.deadline import Due
from focal_desktop.domain.record import Scope
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.home.view import Task
from focal_desktop.usecases.today import Today

AHEAD_DAYS = 90
"""An assessment that ends later than that needs nobody yet."""


def list_tasks(context: Context, found: Today) -> Iterator[Task]:
    """Yield the tasks of this person's roles, each with how it stands."""
    say, roles = context.words.say, context.session.person.roles
    if Scope.SEA in access.writable(roles):
        name, state = say("Someone told me something"), say("Three minutes, no name needed")
        yield Task("message-square", name, state, "", Place(section="allegations", view="new"))
    if Scope.SEA in access.readable(roles):
        yield _return_task(context, found)
    if Scope.DESK in access.readable(roles):
        yield _partner_task(context, found)
        yield _training_task(context, found)
        yield _quarter_task(context, found)


def _return_task(context: Context, found: Today) -> Task:
    words = context.words
    waiting = [one for one in found.due if one.code == "monthly_return"]
    state = (
        words.count(len(waiting), "One month to confirm", "{n} months to confirm")
        if waiting
        else words.say("Confirmed; next after the month ends")
        if found.has_filed
        else words.say("The first month is not over yet")
    )
    tone = "warn" if waiting else "ok" if found.has_filed else ""
    return Task("calendar", words.say("Monthly return"), state, tone, Place(section="monthly_return"))


def _partner_task(context: Context, found: Today) -> Task:
    words = context.words
    near = [
        one
        for one in found.due
        if one.code == "partner_review_expiry" and count_days(context, one) <= AHEAD_DAYS
    ]
    state = (
        words.count(len(near), "One assessment ends soon", "{n} assessments end soon")
        if near
        else words.say("Is this one ready to sign?")
    )
    name = words.say("A partner before signing")
    return Task("handshake", name, state, "warn" if near else "", Place(section="partners"))


def _training_task(context: Context, found: Today) -> Task:
    words, missing = context.words, found.everyone.of - found.everyone.n
    state = (
        words.count(missing, "One person is missing a course", "{n} people are missing a course")
        if missing
        else words.say("Everyone is up to date")
        if found.everyone.of
        else words.say("Nobody is counted yet")
    )
    place = Place(section="training", view="missing")
    tone = "warn" if missing else "ok" if found.everyone.of else ""
    return Task("graduation-cap", words.say("Training missing"), state, tone, place)


def _quarter_task(context: Context, found: Today) -> Task:
    words, quarter = context.words, found.quarter
    if quarter is None:
        state, tone = words.say("No plan for the quarter yet"), ""
    elif quarter.without_note:
        number = len(quarter.without_note)
        state = words.count(number, "One action without a note", "{n} actions without a note")
        tone = "warn"
    else:
        state, tone = words.say("Every action has its note"), "ok"
    place = Place(section="plan", view="quarter")
    return Task("clipboard-list", words.say("The quarter's plan note"), state, tone, place)


def count_days(context: Context, one: Due) -> int:
    """Return in how many days something is due; less than none is late."""
    return (one.due_at - context.session.clock.now()).days
