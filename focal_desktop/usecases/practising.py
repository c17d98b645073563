"""A vault to practise in: invented data, a banner that stays, no headquarters to send to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from focal_desktop.base.clock import Clock
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.store import reader, vault
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.practice import cases, desks, filling, office
from focal_desktop.usecases.practice.draft import Desk, Times
from focal_desktop.usecases.session import Session

PRACTICE = "practice"


def create(
    folder: Path,
    making: vault.Making,
    language: str,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
    finish: unlocking.Finish = unlocking.leave_so,
) -> Session:
    """Make a vault of an invented office, still empty; `fill` brings its data, best before it is a vault."""

    def go_on(session: Session) -> None:
        with session.store.transaction() as writer:
            writer.set_meta(PRACTICE, b"1")
        finish(session)

    place = desk_in(language).place
    by: dict[str, Any] = {"clock": clock, "policy": policy, "kinds": kinds, "finish": go_on}
    return unlocking.create_office(folder, place, making, **by)


def fill(session: Session, language: str) -> Iterator[float]:
    """Bring the invented data into the vault, a kind at a time; yield which share of it is there."""
    desk, times = desk_in(language), times_of(session.today)
    drafts = [
        *office.list_desk(desk, times, session.policy),
        *office.list_months(desk, times),
        cases.take_allegation(times, language),
    ]
    names: filling.Names = {}
    kept = 0
    for _, group in groupby(drafts, key=lambda draft: draft.kind):
        together = list(group)
        names = filling.keep_all(session, together, names)
        kept += len(together)
        yield kept / len(drafts)


def is_practice(session: Session) -> bool:
    """Tell whether everything in this vault is invented."""
    return reader.read_meta(session.store.connection, PRACTICE) is not None


def desk_in(language: str) -> Desk:
    """Return the invented office that speaks a language, the English-speaking one for the others."""
    return next((one for one in desks.DESKS if one.language == language), desks.KISUMU)


def times_of(today: date) -> Times:
    """Return the times of the data, so that something is due now."""
    return Times(today)
