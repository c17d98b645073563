"""A sync may be stopped before any statement, on either side: nothing is lost, nothing is kept twice."""

from __future__ import annotations

from functools import partial

import pytest

from focal_desktop.hub import limits
from focal_desktop.sync import folder
from focal_desktop.usecases import checking, records
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.sync.company import PATIENT, Company

pytestmark = pytest.mark.long


def agree(company: Company, desk: Session, partner: str, words: str) -> None:
    """Finish the exchange and see the same on both sides."""
    company.hub.rates = limits.Rates(PATIENT, company.hub.ticks)  # a stop leaves no connection behind
    company.sync(desk, company.hq, desk)
    for who in (desk, company.hq):
        row = records.read(who, "partner", partner)
        assert row.values["name"] == words
        assert not row.clashes
        assert checking.check(who).ok


def test_a_stop_before_any_statement_of_a_round(company: Company, scale: float) -> None:
    desk = company.staff()
    partner = records.add(desk, "partner", {"name": "first"}).id
    company.sync(desk, company.hq, desk)
    records.edit(desk, "partner", partner, {"name": "counted"})
    total = cuts.count(lambda: company.sync(desk))
    company.sync(company.hq, desk)
    for at in cuts.spread(total, scale * scale):
        records.edit(desk, "partner", partner, {"name": f"words {at}"})
        with cuts.stopped(at):
            cuts.try_to(partial(company.sync, desk))
        desk = company.reopen(desk)
        agree(company, desk, partner, f"words {at}")


def test_a_stop_while_headquarters_takes_it_in(company: Company, scale: float) -> None:
    """At full scale before every eighth statement: most of them only read, and each stop costs an unlock."""
    desk = company.staff()
    partner = records.add(desk, "partner", {"name": "first"}).id
    company.sync(desk, company.hq, desk)
    records.edit(desk, "partner", partner, {"name": "counted"})
    company.sync(desk)
    total = cuts.count(lambda: company.sync(company.hq))
    company.sync(desk)
    for at in cuts.spread(total, scale * scale / 4):
        records.edit(desk, "partner", partner, {"name": f"words {at}"})
        company.sync(desk)
        with cuts.stopped(at):
            cuts.try_to(partial(company.sync, company.hq))
        company.hq = company.reopen(company.hq)
        agree(company, desk, partner, f"words {at}")


def test_a_stop_while_a_stick_is_read_or_written(company: Company, scale: float) -> None:
    desk = company.staff()
    stick = company.folder / "stick"
    partner = records.add(desk, "partner", {"name": "first"}).id
    company.sync(desk, company.hq, desk)
    total = cuts.count(lambda: folder.sync_with_folder(desk, stick))
    for at in cuts.spread(total, scale * scale):
        records.edit(desk, "partner", partner, {"name": f"words {at}"})
        with cuts.stopped(at):
            cuts.try_to(partial(folder.sync_with_folder, desk, stick))
        desk = company.reopen(desk)
        for who in (desk, company.hq, desk):
            folder.sync_with_folder(who, stick)
        assert records.read(company.hq, "partner", partner).values["name"] == f"words {at}"
        assert checking.check(desk).ok
