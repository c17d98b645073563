"""One line tells the last exchange and how much waits since; of sealed reports it tells nothing."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.sync import lately
from focal_desktop.usecases import acts, records
from tests.conftest import HandClock
from tests.sync import feeding
from tests.sync.company import Company


def test_a_vault_that_stands_alone_has_no_hub(company: Company, tmp_path: Path, clock: HandClock) -> None:
    alone = feeding.make_desk(tmp_path / "alone", clock)
    company.opened.append(alone)
    assert not lately.has_hub(alone)
    assert lately.has_hub(company.hq)


def test_the_last_exchange_is_told_after_it_was_noted(company: Company) -> None:
    assert lately.read_last(company.hq) == ""
    lately.note(company.hq)
    company.clock.move(days=1)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    assert lately.read_last(company.hq).startswith("2026-03-02T09:00:00")
    lately.note(company.hq)
    assert lately.read_last(company.hq).startswith("2026-03-03T09:00:00")


def test_what_no_hub_has_taken_waits_and_then_no_more(company: Company) -> None:
    field = company.staff()
    company.sync(field)
    assert lately.count_waiting(field) == 0
    records.add(field, "partner", {"name": "Water for all"})
    first = lately.count_waiting(field)
    assert first > 0
    records.add(field, "partner", {"name": "Schools for all"})
    assert lately.count_waiting(field) == 2 * first
    company.sync(field)
    assert lately.count_waiting(field) == 0


def test_nobody_can_count_the_sealed_reports_that_wait(company: Company) -> None:
    """do_no_harm.md A5: neither a draft nor a sealed one moves the number."""
    clerk = company.staff("KEN", "hr_clerk")
    company.sync(clerk)
    draft = records.add(clerk, "sealed_report", {"about": "head_of_office", "account": "Marked words"})
    assert lately.count_waiting(clerk) == 0
    acts.act(clerk, "sealed_report", draft.id, "seal", {})
    assert lately.count_waiting(clerk) == 0
