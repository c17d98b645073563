"""A vault to practise in: invented data, a banner that stays, no headquarters to send to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

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
    folder: Path, making: vault.Making, language: str, *, clock: Clock, policy: Policy, kinds: Kinds
) -> Session:
    """Make a vault of an invented office, still empty; `fill` brings its data in steps."""
    desk = desk_in(language)
    session = unlocking.create_office(folder, desk.place, making, clock=clock, policy=policy, kinds=kinds)
    with session.store.transaction() as writer:
        writer.set_meta(PRACTICE, b"1")
    return session


def fill(session: Session, language: str) -> Iterator[None]:
    """Bring the invented data into the vault, a step at a time."""
    desk, times = desk_in(language), times_of(session.today)
    names: filling.Names = {}
    for drafts in (office.list_desk(desk, times, session.policy), office.list_months(desk, times)):
        names |= filling.keep_all(session, drafts, names)
        yield
    filling.keep_all(session, [cases.take_allegation(times, language)], names)
    yield


def is_practice(session: Session) -> bool:
    """Tell whether everything in this vault is invented."""
    return reader.read_meta(session.store.connection, PRACTICE) is not None


def desk_in(language: str) -> Desk:
    """Return the invented office that speaks a language, the English-speaking one for the others."""
    return next((one for one in desks.DESKS if one.language == language), desks.KISUMU)


def times_of(today: date) -> Times:
    """Return the times of the data, so that something is due now."""
    return Times(today)
