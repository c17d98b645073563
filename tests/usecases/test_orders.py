"""An erase order: whoever holds the record carries it out and says so; it never returns, by whatever way."""

from __future__ import annotations

import pytest

from focal_desktop.store import rekeying
from focal_desktop.usecases import acts, audit, erased, forms, orders, records
from focal_desktop.usecases.session import Session
from tests.desks import is_sound, refused
from tests.usecases.country import HQ, Country, everything, take_down

NOTE = {"subject_points_to_survivor": "no"}


@pytest.fixture
def case(country: Country, hq: Session, office: Session) -> str:
    """A case that both hold, with the subject's part passed on."""
    identity = take_down(office, area="Canary-area")
    acts.act(office, "allegation", identity, "notify", {})
    acts.act(office, "allegation", identity, "share_details", {})
    acts.act(office, "allegation", identity, "share_subject", NOTE)
    country.exchange(hq, office)
    return identity


def carry(country: Country, *known: Session) -> None:
    """Let each hear the others, and carry out what came."""
    for _ in range(2):
        country.exchange(*known)
        for one in known:
            orders.carry_out(one)


def test_every_holder_erases_and_confirms(country: Country, hq: Session, office: Session, case: str) -> None:
    forms.keep(office, f"allegations/{case}", {"account": "Canary-typed"})
    order = orders.order(hq, "allegation", case, "asked_for")
    assert "Canary" not in everything(hq)
    (given,) = orders.list_given(hq)
    assert (given.id, given.about, given.target, given.part) == (order, "allegation", case, "whole")
    assert given.confirmed == (hq.person.device,)
    assert "Canary" in everything(office)
    carry(country, hq, office)
    assert "Canary" not in everything(office)
    (given,) = orders.list_given(hq)
    assert set(given.confirmed) == {hq.person.device, office.person.device}
    for one in (hq, office):
        assert erased.find(one, one.kind("allegation"), case)
        assert records.history(one, "allegation", case) == []
        assert rekeying.is_renewal_due(one.store.connection)
        assert is_sound(one)
        with refused("not_found"):
            records.read(one, "allegation", case)


def test_it_is_carried_out_once(country: Country, hq: Session, office: Session, case: str) -> None:
    orders.order(hq, "allegation", case, "mistake")
    carry(country, hq, office)
    assert (orders.carry_out(hq), orders.carry_out(office)) == (0, 0)
    for one in (hq, office):
        assert [line.what for line in audit.list_about(one, "allegation", case)].count("erased") == 1


def test_what_was_written_meanwhile_is_not_kept(
    country: Country, hq: Session, office: Session, case: str
) -> None:
    orders.order(hq, "allegation", case, "safety")
    records.edit(office, "allegation", case, {"area": "Canary-meanwhile"})
    acts.act(office, "allegation", case, "share_details", {})
    carry(country, hq, office)
    assert "Canary" not in everything(hq) + everything(office)
    assert is_sound(hq)


def test_an_order_comes_before_its_record(country: Country, hq: Session, office: Session, case: str) -> None:
    late = country.make("focal_point")
    orders.order(hq, "allegation", case, "safety")
    country.carry(hq, late)
    orders.carry_out(late)
    country.carry(office, late)
    assert "Canary" not in everything(late)
    assert records.list_page(late, "allegation", {})[0] == []
    assert is_sound(late)


def test_one_part_goes_everywhere(country: Country, hq: Session, office: Session, case: str) -> None:
    orders.order(hq, "allegation", case, "outcome", "subject")
    carry(country, hq, office)
    for one in (hq, office):
        found = records.reveal(one, "allegation", case, "subject", "To see")
        assert not any(found.values())
        assert records.read(one, "allegation", case).values["area"] == "Canary-area"
        assert is_sound(one)
    assert records.reveal(office, "allegation", case, "survivor", "To see")["survivor_name"]


def test_only_headquarters_orders(hq: Session, office: Session, case: str) -> None:
    with refused("not_allowed"):
        orders.order(office, "allegation", case, "mistake")
    with refused("not_in_list", "reason"):
        orders.order(hq, "allegation", case, "because I say so")
    with refused("not_in_list", "part"):
        orders.order(hq, "allegation", case, "mistake", "notice")
    with refused("not_found"):
        orders.order(hq, "allegation", "a" * 24, "mistake")
    office_id = records.list_page(hq, "office", {})[0][0].id
    with refused("not_allowed"):
        orders.order(hq, "office", office_id, "mistake")


def test_a_partner_has_no_such_part(hq: Session, country: Country, office: Session) -> None:
    partner = records.add(office, "partner", {"name": "Partner"}).id
    country.exchange(hq, office)
    with refused("not_in_list", "part"):
        orders.order(hq, "partner", partner, "mistake", "subject")
    orders.order(hq, "partner", partner, "mistake")
    carry(country, hq, office)
    assert records.list_page(office, "partner", {})[0] == []


def test_what_is_held_is_not_ordered_away(hq: Session, case: str) -> None:
    acts.act(hq, "allegation", case, "hold", {})
    with refused("not_allowed", "legal_hold"):
        orders.order(hq, "allegation", case, "period_over")
    acts.act(hq, "allegation", case, "release", {})
    orders.order(hq, "allegation", case, "period_over")
    assert erased.find(hq, hq.kind("allegation"), case)


def test_an_order_reaches_nothing_in_another_scope(
    country: Country, hq: Session, office: Session, case: str
) -> None:
    """A desk order that names a case: whoever wrote it reads no case."""
    partner = records.add(office, "partner", {"name": "Partner"}).id
    country.exchange(hq, office)
    desk_officer = country.make("hq_desk", office=HQ)
    country.carry(office, desk_officer)
    order = orders.order(desk_officer, "partner", partner, "mistake")
    records.edit(desk_officer, "erase_order", order, {"about": "allegation", "target": case})
    carry(country, desk_officer, office, hq)
    assert erased.find(office, office.kind("allegation"), case) is None
    assert records.read(office, "allegation", case).values["area"] == "Canary-area"


def test_an_office_writes_no_order(country: Country, hq: Session, office: Session, case: str) -> None:
    with refused("not_allowed"):
        records.add(office, "erase_order", {"about": "allegation", "target": case})
    country.exchange(hq, office)
    assert orders.carry_out(office) == 0


def test_a_kept_id_is_not_filed_again(country: Country, hq: Session, office: Session) -> None:
    values = {"office": "KEN", "month": "2026-02"}
    filed = records.add(office, "monthly_return", values).id
    country.exchange(hq, office)
    orders.order(hq, "monthly_return", filed, "mistake")
    carry(country, hq, office)
    with refused("not_found", "id"):
        records.add(office, "monthly_return", values)
