"""A session knows its kinds, its scopes and its day, and says so where there is none."""

from __future__ import annotations

from datetime import UTC, datetime

from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Scope
from focal_desktop.usecases import checking, steps
from focal_desktop.usecases.session import load_person
from tests.conftest import HandClock
from tests.desks import Desk, refused, with_key_in_hand


def test_kinds_are_found_by_name(desk: Desk) -> None:
    assert desk.session.kinds == KINDS
    assert desk.session.kind("partner") is KINDS["partner"]
    with refused("unknown_kind", "kind"):
        desk.session.kind("dragon")


def test_scopes_are_found_by_class_and_office(desk: Desk) -> None:
    (desk_scope,) = desk.session.scopes(Scope.DESK)
    assert desk.session.scopes(Scope.DESK, office="KEN") == [desk_scope]
    assert desk.session.scopes(Scope.DESK, office="UGA") == desk.session.scopes() == []
    assert len(desk.session.scopes(Scope.DESK, "sea")) == 2


def test_the_day_is_that_of_the_clock(desk: Desk, clock: HandClock) -> None:
    clock.set(datetime(2031, 12, 31, 23, 59, 59, 999, tzinfo=UTC))
    assert (str(desk.session.today), desk.session.at) == ("2031-12-31", "2031-12-31T23:59:59Z")
    clock.move(seconds=1)
    assert (str(desk.session.today), desk.session.at) == ("2032-01-01", "2032-01-01T00:00:00Z")


def test_a_vault_that_names_nobody_is_damaged(desk: Desk) -> None:
    desk.session.store.connection.execute("DELETE FROM meta WHERE name = 'person'")
    with refused("damaged"):
        load_person(desk.session.store)
    desk.lock()
    with refused("damaged"):
        _ = desk.session
    with refused("damaged"):
        _ = desk.session


def test_a_check_answers_in_the_words_of_the_contract(desk: Desk) -> None:
    assert checking.check(desk.session).answer() == {
        "ok": True, "pages": True, "chain": True, "anchor": True, "refold": True,
        "records": 1, "changes": 3, "first_bad": None,
    }  # fmt: skip
    with with_key_in_hand(desk.session) as raw:
        raw.execute("UPDATE change SET at = '' WHERE sequence = 2")
    answer = checking.check(desk.session).answer()
    assert (answer["ok"], answer["chain"], answer["first_bad"]) == (False, False, "change 2")


def test_a_role_is_asked_for_by_name(desk: Desk) -> None:
    steps.require_role(desk.session, "")
    steps.require_role(desk.session, "focal_point")
    for role in ("hq_case", "focal", "Focal_point"):
        with refused("not_allowed"):
            steps.require_role(desk.session, role)
