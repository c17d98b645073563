"""An erase order: whoever holds the record carries it out and says so; it never returns, by whatever way."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop.domain.erase_order import EraseOrder
from focal_desktop.store import rekeying
from focal_desktop.usecases import acts, audit, countersigning, erased, forms, orders, records
from focal_desktop.usecases.session import Session
from tests.desks import is_sound, refused
from tests.usecases.country import HQ, HQ_ROLES, Country, everything, take_down

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


@pytest.fixture
def second(country: Country, hq: Session, office: Session, case: str) -> Session:
    """Another officer, from whose admission on two sign; all hold the case."""
    made = country.make(*HQ_ROLES, office=HQ)
    for one in (hq, made, office):
        one.store.adopt_roster(msgspec.structs.replace(one.store.roster, quorum=2))
    country.exchange(hq, made, office)
    assert records.read(made, "allegation", case)
    return made


def states(session: Session) -> list[str]:
    """Return how each order stands for a person."""
    return [one.state for one in orders.list_given(session)]


def test_an_order_waits_for_a_second_officer(
    country: Country, hq: Session, office: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "asked_for")
    carry(country, hq, second, office)
    for one in (hq, second, office):
        assert records.read(one, "allegation", case).values["area"] == "Canary-area"
        assert not erased.find(one, one.kind("allegation"), case)
    assert (states(hq), states(second), states(office)) == (["waiting"], ["to_confirm"], ["waiting"])
    assert (orders.is_asked(hq), orders.is_asked(second), orders.is_asked(office)) == (False, True, False)
    orders.confirm(second, order)
    assert "Canary" not in everything(second)
    carry(country, hq, second, office)
    for one in (hq, second, office):
        assert erased.find(one, one.kind("allegation"), case)
        assert states(one) == ["in_force"]
        assert is_sound(one)
    (given,) = orders.list_given(hq)
    assert set(given.by) == {hq.person.device, second.person.device}
    assert len(given.confirmed) == 3


def test_one_officer_is_never_two(
    country: Country, hq: Session, office: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "asked_for")
    with refused("not_allowed", "order"):
        orders.confirm(hq, order)
    (given,) = orders.list_given(hq)
    said = countersigning.sum_up(EraseOrder(id=order, about="allegation", target=case, reason="asked_for"))
    records.edit(hq, "erase_order", order, {"confirmed": said})
    assert orders.order(hq, "allegation", case, "asked_for") == order
    carry(country, hq, second, office)
    assert given.by == (hq.person.device,)
    assert records.read(hq, "allegation", case)
    assert records.read(office, "allegation", case)


def test_the_same_order_by_another_officer_confirms_it(
    country: Country, hq: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "asked_for")
    country.exchange(hq, second)
    assert orders.order(second, "allegation", case, "asked_for") == order
    assert erased.find(second, second.kind("allegation"), case)
    assert len(orders.list_given(second)) == 1


def test_a_confirmed_order_that_was_changed_counts_no_more(
    country: Country, hq: Session, office: Session, case: str, second: Session
) -> None:
    """An officer has another's word for one record, and puts a second in its place."""
    other = take_down(office, area="Canary-other")
    acts.act(office, "allegation", other, "notify", {})
    acts.act(office, "allegation", other, "share_details", {})
    country.exchange(hq, second, office)
    order = orders.order(hq, "allegation", case, "mistake")
    country.exchange(hq, second)
    orders.confirm(second, order)
    country.carry(second, hq)
    records.edit(hq, "erase_order", order, {"target": other})
    carry(country, hq, second, office)
    for one in (hq, second, office):
        assert records.read(one, "allegation", other).values["area"] == "Canary-other"


def test_the_second_officer_chooses_nothing_alone(
    country: Country, hq: Session, office: Session, second: Session
) -> None:
    partner = records.add(office, "partner", {"name": "Partner"}).id
    other = records.add(office, "partner", {"name": "Other"}).id
    country.exchange(hq, second, office)
    order = orders.order(hq, "partner", partner, "mistake")
    country.exchange(hq, second)
    records.edit(second, "erase_order", order, {"target": other})
    carry(country, hq, second, office)
    assert states(second) == ["to_confirm"]
    assert {row.title for row in records.list_page(office, "partner", {})[0]} == {"Partner", "Other"}
    orders.confirm(second, order)
    carry(country, hq, second, office)
    assert {row.title for row in records.list_page(office, "partner", {})[0]} == {"Partner", "Other"}


def test_what_is_held_meanwhile_is_not_confirmed_away(
    country: Country, hq: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "period_over")
    acts.act(second, "allegation", case, "hold", {})
    country.exchange(hq, second)
    with refused("not_allowed", "legal_hold"):
        orders.confirm(second, order)
    acts.act(second, "allegation", case, "release", {})
    orders.confirm(second, order)
    assert erased.find(second, second.kind("allegation"), case)


def test_an_order_that_is_in_force_or_unknown_is_not_confirmed(
    country: Country, hq: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "mistake")
    country.exchange(hq, second)
    orders.confirm(second, order)
    for known in (order, "a" * 24):
        with refused("not_found", "order"):
            orders.confirm(second, known)


def test_an_office_confirms_nothing(
    country: Country, hq: Session, office: Session, case: str, second: Session
) -> None:
    order = orders.order(hq, "allegation", case, "mistake")
    carry(country, hq, second, office)
    with refused("not_allowed"):
        orders.confirm(office, order)
    assert not orders.is_asked(office)


def test_a_kept_id_is_not_filed_again(country: Country, hq: Session, office: Session) -> None:
    values = {"office": "KEN", "month": "2026-02"}
    filed = records.add(office, "monthly_return", values).id
    country.exchange(hq, office)
    orders.order(hq, "monthly_return", filed, "mistake")
    carry(country, hq, office)
    with refused("not_found", "id"):
        records.add(office, "monthly_return", values)
