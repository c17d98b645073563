"""What an item puts on the line is told about right, and of sealed reports not at all."""

from __future__ import annotations

from focal_desktop.store import feeds, reader
from focal_desktop.sync import sizes
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.session import Session
from tests.sync.company import Company

NEWEST = 400


def weigh_feeds(session: Session) -> int:
    """Return how many bytes this person's envelopes really have."""
    connection, device = session.store.connection, session.person.device
    return sum(
        one.size_bytes
        for scope in reader.read_scopes(connection)
        for one in feeds.list_carriers(connection, scope.id, device)
    )


def test_a_longer_item_weighs_more_before_and_after_it_is_sealed(company: Company) -> None:
    desk = company.staff()
    short = records.add(desk, "partner", {"name": "Water for all"})
    long = records.add(desk, "plan", {"office": "KEN", "year": 2026})
    for place in range(12):
        note = {"plan": long.id, "activity": f"Walk to site {place} and test what is posted there"}
        records.add(desk, "action", note)
    before = sizes.weigh_items(desk, NEWEST)
    company.sync(desk)
    after = sizes.weigh_items(desk, NEWEST)
    assert 0 < before["partner", short.id] < sum(s for (kind, _), s in before.items() if kind == "action")
    assert sum(after.values()) <= weigh_feeds(desk) + len(after) / 2  # each share is rounded
    assert after["partner", short.id] > 0


def test_what_waits_is_told_within_a_factor_of_two(company: Company) -> None:
    desk = company.staff()
    plan = records.add(desk, "plan", {"office": "KEN", "year": 2026})
    for place in range(150):
        said = {"plan": plan.id, "activity": f"Visit site {place}", "indicator": f"{place % 7} of 9 known"}
        records.add(desk, "action", said)
    guessed, already = sizes.weigh_waiting(desk, NEWEST), weigh_feeds(desk)
    company.sync(desk)
    sent = weigh_feeds(desk) - already
    assert sent / 2 < guessed < sent * 2
    assert sizes.weigh_waiting(desk, NEWEST) == 0


def test_a_sealed_report_adds_nothing(company: Company) -> None:
    desk = company.staff()
    company.sync(desk)
    before = sizes.weigh_waiting(desk, NEWEST)
    report = {"about": "head_of_office", "account": "What a person chose to tell. " * 40}
    draft = records.add(desk, "sealed_report", report)
    acts.act(desk, "sealed_report", draft.id, "seal", {})
    assert sizes.weigh_waiting(desk, NEWEST) == before
    assert [kind for kind, _ in sizes.weigh_items(desk, NEWEST) if kind == "sealed_report"] == []


def test_minutes_are_those_of_a_slow_line() -> None:
    assert [sizes.last_s(size) for size in (0, 1, 2_500, 150_000, 300_001)] == [0, 1, 1, 60, 121]
