"""The annual report of an office with a hundred actions and forty partners, from its records to a PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from focal_desktop.reports import catalogue
from focal_desktop.store import reader
from focal_desktop.usecases import reporting, unlocking
from focal_desktop.usecases.practice import desks, filling, office
from focal_desktop.usecases.practice.draft import Draft, Times
from focal_desktop.usecases.session import Session
from tests.bench import figure
from tests.bench.figure import Figure
from tests.bench.ground import Ground

ACTIONS, PARTNERS = 100, 40
RUNS, MUST_MS = 7, 2000.0
YEAR_PLAN = "plan/0"
_REPEATED = frozenset(
    {"action", "quarter_note", "partner", "assessment", "standard_answer", "agreement", "clause_check"}
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the first report of a start, with fonts still to load, and one among several."""
    session = ground.make_vault("report", place=desks.KISUMU.place)
    times = Times(session.today)
    desk = list(office.list_desk(desks.KISUMU, times, session.policy))
    goal = {"action": ground.count(ACTIONS), "partner": ground.count(PARTNERS)}
    filling.keep_all(session, [*desk, *_repeat(desk, goal)])
    _require(session, goal)
    first = _print(session, times.year, "en")
    yield figure.limit("annual_report_first", "ms", [first], MUST_MS)
    for language in ("en", "ar"):
        again = [_print(session, times.year, language) for _ in range(ground.count(RUNS, least=2))]
        yield figure.limit(f"annual_report_{language}", "ms", again, MUST_MS)
    unlocking.lock(session)


def _require(session: Session, goal: Mapping[str, int]) -> None:
    for kind, size in goal.items():
        if len(reader.read_all(session.store.connection, session.kind(kind))) < size:
            raise RuntimeError(f"the office has too few of {kind}")


def _print(session: Session, year: int, language: str) -> float:
    def work() -> None:
        model = reporting.make_office_annual(session, year)
        catalogue.render(reporting.OFFICE_ANNUAL, model, language, "internal")

    return figure.clock_ms(work)


def _repeat(desk: Iterable[Draft], goal: Mapping[str, int]) -> Iterator[Draft]:
    """Yield the year's actions and the partners, with all that hangs on them, until there are enough."""
    again = [d for d in desk if d.kind in _REPEATED and d.values.get("plan", YEAR_PLAN) == YEAR_PLAN]
    names = {draft.name for draft in again}
    held = Counter(draft.kind for draft in again)
    for number in range(max(-(-size // held[kind]) for kind, size in goal.items()) - 1):
        for draft in again:
            renamed = {
                n: _mark(v, number) for n, v in draft.values.items() if isinstance(v, str) and v in names
            }
            values = {**draft.values, **renamed}
            yield msgspec.structs.replace(draft, name=_mark(draft.name, number), values=values)


def _mark(name: str, number: int) -> str:
    return f"{name}, again {number}"
