"""What Home shows: what is due at the desk, and two pictures of it. Nothing here tells of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from focal_desktop.base.turns import Turns
from focal_desktop.domain import access
from focal_desktop.domain.annual import figures, partners
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import NOBODY, Share
from focal_desktop.domain.deadline import Due
from focal_desktop.domain.record import Scope
from focal_desktop.usecases import due, reporting
from focal_desktop.usecases import records as records_of
from focal_desktop.usecases.session import Session

MONTHS_IN_QUARTER = 3
UNUSED = ("partners", "clause_checks", "channels", "channel_tests", "monthly_returns")
"""Lists that none of the pictures is made from; in a large office most records are of these."""
QUARTERS = ("q1", "q2", "q3", "q4")


class Contract(msgspec.Struct, frozen=True):
    """Who of the people under one kind of contract is up to date with the mandatory courses."""

    code: str
    done: Share


class Rating(msgspec.Struct, frozen=True):
    """How many partners hold one rating; no code is no valid assessment."""

    code: str
    partners: int


class Quarter(msgspec.Struct, frozen=True):
    """A quarter that has ended, and the actions under way that have no note for it."""

    year: int
    code: str
    without_note: tuple[str, ...] = ()


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """The desk at a glance."""

    due: Sequence[Due]
    calls_for_you: bool
    """Something in a section of the person's own needs them: one word, no number (do_no_harm.md A14)."""
    contracts: Sequence[Contract]
    everyone: Share
    ratings: Sequence[Rating]
    quarter: Quarter | None
    has_filed: bool
    """Whether a month was ever confirmed: none due is not all confirmed."""


def read_today(session: Session) -> Turns[Today]:
    """Read in short turns what Home shows to this person; who does not read the desk gets the due list alone.

    What is written meanwhile may stand in a part of it: whoever shows it reads again.
    """
    found = yield from due.list_in_turns(session)
    desk = [one for one in found if one.kind != "allegation"]
    late = any(one.kind == "allegation" for one in found)
    if Scope.DESK not in access.readable(session.person.roles) or session.person.is_hq:
        return Today(
            due=desk,
            calls_for_you=late,
            contracts=(),
            everyone=NOBODY,
            ratings=(),
            quarter=None,
            has_filed=_has_filed(session),
        )
    records = yield from reporting.gather_office(session, session.person.office, UNUSED)
    day, rules = session.today, session.policy
    asked = figures.require(records, rules, day)
    yield len(asked.present)
    contracts = figures.count_contracts(asked)
    rated = partners.rate_partners(records.agreements, records, rules, day)
    return Today(
        due=desk,
        calls_for_you=late,
        contracts=[Contract(code, share) for code, (_, share) in sorted(contracts.items())],
        everyone=figures.count_training(asked, rules).everyone,
        ratings=[
            Rating(line.rating.code if line.rating else "", line.partners)
            for line in partners.count_ratings(rated, rules)
        ],
        quarter=_find_quarter(records, day),
        has_filed=_has_filed(session),
    )


def _has_filed(session: Session) -> bool:
    if Scope.SEA not in access.readable(session.person.roles):
        return False
    rows, _ = records_of.list_page(session, "monthly_return", {"state": "filed"}, limit=1)
    return bool(rows)


def last_quarter(day: date) -> tuple[int, str]:
    """Return year and code of the last quarter that had ended by a day."""
    place = (day.month - 1) // MONTHS_IN_QUARTER
    return (day.year, QUARTERS[place - 1]) if place else (day.year - 1, QUARTERS[-1])


def _find_quarter(records: OfficeRecords, day: date) -> Quarter | None:
    """Return the quarter that asks for notes, or nothing where the office has no plan for it."""
    year, code = last_quarter(day)
    plans = {plan.id for plan in records.plans if plan.year == year}
    actions = [one for one in records.actions if one.plan in plans and one.state != "cancelled"]
    if not actions:
        return None
    noted = {note.action for note in records.quarter_notes if note.quarter == code}
    return Quarter(year, code, tuple(one.id for one in actions if one.id not in noted))
