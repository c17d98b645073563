"""What a person waits for in an office of 10,000 records: a page of a list, a record, a search."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests.bench import figure
from tests.bench.figure import Figure
from tests.bench.ground import Ground

RECORDS, RUNS, PAGE = 10_000, 200, 100
LIST_MS, OPEN_MS, SEARCH_MS = 20.0, 5.0, 20.0
SEED = 10_000
_SUBJECTS = ("water", "shelter", "cash", "school", "clinic", "transport", "kitchen", "market", "fuel", "seed")
_PLACES = ("north", "south", "east", "west", "hill", "river", "lake", "coast", "forest", "plain")
_KINDS = ("cooperative", "trust", "union", "network", "group", "circle", "council", "forum", "board", "club")


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield one figure for each wait."""
    session, identities = _fill(ground)
    runs = ground.count(RUNS)
    draw = random.Random(SEED)  # noqa: S311 the same draws in every run, and nothing secret
    starts = ["", *draw.sample(identities, runs - 1)]
    opened = draw.choices(identities, k=runs)
    words = [f"{draw.choice(_SUBJECTS)} {draw.choice(_PLACES)} {draw.choice(_KINDS)}" for _ in range(runs)]
    yield figure.limit("list_page", "ms", [_list(session, after) for after in starts], LIST_MS)
    narrowed = [{"vendor_number": _vendor(place)} for place in range(runs)]
    yield figure.limit("list_narrowed", "ms", [_narrow(session, where) for where in narrowed], LIST_MS)
    yield figure.limit("open_record", "ms", [_open(session, one) for one in opened], OPEN_MS)
    yield figure.limit("search", "ms", [_search(session, text) for text in words], SEARCH_MS)
    unlocking.lock(session)


def _list(session: Session, after: str) -> float:
    return figure.clock_ms(lambda: records.list_page(session, "partner", {}, after, PAGE))


def _narrow(session: Session, where: dict[str, str]) -> float:
    """Return how long it takes to find the one partner of a field that no column holds."""
    found: list[Any] = []
    taken = figure.clock_ms(lambda: found.extend(records.list_page(session, "partner", where, "", PAGE)[0]))
    if len(found) != 1:
        raise RuntimeError("a narrowed list holds another number of records")
    return taken


def _open(session: Session, identity: str) -> float:
    return figure.clock_ms(lambda: records.open_record(session, "partner", identity))


def _search(session: Session, text: str) -> float:
    found: list[Any] = []
    taken = figure.clock_ms(lambda: found.extend(records.search(session, text)))
    if not found:
        raise RuntimeError("a search found nothing")
    return taken


def _fill(ground: Ground) -> tuple[Session, list[str]]:
    session = ground.make_vault("ten_thousand")
    drafts = [draft_partner(place) for place in range(ground.count(RECORDS, least=1000))]
    saved = records.add_many(session, "partner", drafts)
    return ground.reopen(session), sorted(one.id for one in saved)


def draft_partner(place: int) -> dict[str, Any]:
    """Return the draft of one partner; a thousand of them go through every pairing of the words once."""
    subject, rest = _SUBJECTS[place % 10], place // 10
    name = f"{subject} {_PLACES[rest % 10]} {_KINDS[rest // 10 % 10]} {place}"
    return {
        "name": name.title(),
        "country": "KE",
        "portal_number": f"P-{place:06}",
        "vendor_number": _vendor(place),
        "has_contact": ("yes", "no", "not_known")[place % 3],
        "has_sub_partners": ("no", "yes")[place % 2],
        "focal_function": "Programme lead",
    }


def _vendor(place: int) -> str:
    return f"{place * 7919 % 1_000_003:07}"
