"""Where each item is, as far as this program knows what it is."""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.domain.kinds import KINDS
from focal_desktop.sync import readings, status
from focal_desktop.usecases import acts, records
from tests.desks import Desk
from tests.sync.company import Company, waiting_of


def test_the_answer_is_the_contracts(company: Company) -> None:
    desk = company.staff()
    case = records.add(desk, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(desk, "allegation", case.id, "notify", {})
    (item,) = [one for one in status.answer(desk)["items"] if one["kind"] == "allegation"]
    assert item == {
        "kind": "allegation",
        "id": case.id,
        "reference": case.reference,
        "place": "waiting",
        "since": desk.at,
    }


def test_a_kind_of_a_newer_program_is_no_item(desk: Desk) -> None:
    """It is kept and sent like everything else; only what it is cannot be said here."""
    saved = records.add(desk.session, "partner", {"name": "Water for all"})
    assert saved.id in [item.id for item in status.list_items(desk.session)]
    desk.lock()
    desk.kinds = {name: kind for name, kind in KINDS.items() if name != "partner"}
    assert saved.id not in [item.id for item in status.list_items(desk.session)]
    desk.lock()
    desk.kinds = KINDS
    assert saved.id in [item.id for item in status.list_items(desk.session)]


def test_who_waits_to_be_admitted_has_items_here_alone(company: Company) -> None:
    joined = company.join(company.invite())
    saved = records.add(joined.session, "partner", {"name": "Early"})
    assert waiting_of(joined.session, wire.Kind.CLAIM)
    places = {item.id: item.place for item in status.list_items(joined.session)}
    assert places[saved.id] == "waiting"


def test_that_a_report_was_read_is_known_for_a_week(company: Company) -> None:
    desk = company.staff()
    with desk.store.transaction() as writer:
        writer.set_meta(readings._READ, desk.at.encode())
    for days, known in ((0, True), (readings.SHOWN_DAYS - 1, True), (1, False), (-1, False)):
        company.clock.move(days=days)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
        with desk.store.transaction() as writer:
            readings.forget_old(desk, writer)
        assert bool(readings.find_recent(desk)) is known
        assert (status.SEALED_ITEM in [item.kind for item in status.list_items(desk)]) is known
