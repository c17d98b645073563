"""Invented data is kept through the same doors as a person's own, and meets the gate as it was meant to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from focal_desktop.domain.gate import Result
from focal_desktop.usecases import agreements, records
from focal_desktop.usecases.practice import agreements as invented
from focal_desktop.usecases.practice import cases, desks, filling, office, partners
from focal_desktop.usecases.practice import draft as drafts
from focal_desktop.usecases.practice.draft import Draft, Times
from tests.conftest import HandClock
from tests.desks import POLICY, Desk, is_sound, make_desk, refused

RATINGS = {
    "acacia": "full",
    "heron": "full",
    "papyrus": "medium",
    "tamarind": "low",
    "basalt": "full",
    "lantern": "full",
    "ferry": "full",
    "palm": "full",
    "lattice": "medium",
    "reed": "full",
    "marsh": "low",
    "harbour": "full",
}


class Filled:
    """A vault with a whole invented desk in it."""

    def __init__(self, held: Desk, desk: drafts.Desk) -> None:
        self.held, self.desk = held, desk
        self.session = held.session
        self.times = Times(self.session.today)
        self.drafts = [*office.list_desk(desk, self.times, POLICY), *office.list_months(desk, self.times)]
        self.names = filling.keep_all(self.session, self.drafts)

    def value(self, name: str, field: str) -> object:
        """Return one field of what was kept under a name."""
        kind = next(draft.kind for draft in self.drafts if draft.name == name)
        return records.read(self.session, kind, self.names[name]).values.get(field)


@pytest.fixture(scope="module", params=desks.DESKS, ids=lambda desk: desk.letters)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """Each invented desk in a vault of its own; what a test adds changes nothing that another asks."""
    held = make_desk(tmp_path_factory.mktemp("filled") / "vault", HandClock(), place=request.param.place)
    yield Filled(held, request.param)
    held.lock()


def test_everything_is_kept_and_sound(filled: Filled) -> None:
    assert len(filled.names) == len(filled.drafts)
    for draft in filled.drafts:
        assert records.read(filled.session, draft.kind, filled.names[draft.name]).clashes == {}
    assert is_sound(filled.session)


def test_references_point_at_what_was_meant(filled: Filled) -> None:
    assert filled.value("action/1/partner_training", "plan") == filled.names["plan/1"]
    carried = filled.value("action/1/partner_training", "carried_over_from")
    assert carried == filled.names["action/0/partner_training"]


def test_ratings_follow_from_the_answers(filled: Filled) -> None:
    found = {
        name.removeprefix("assessment/"): filled.value(name, "rating")
        for name in filled.names
        if name.startswith("assessment/")
    }
    assert found == {code: rating for code, rating in RATINGS.items() if code in found}
    assessed = [one for one in partners.PARTNERS[filled.desk.language] if one.rating != "not_assessed"]
    assert len(found) == len(assessed)


def test_the_gate_answers_as_it_was_meant_to(filled: Filled) -> None:
    for agreement in invented.AGREEMENTS[filled.desk.language]:
        verdict = agreements.judge(filled.session, filled.names[f"agreement/{agreement.code}"])
        # A hold and a second signature are headquarters' to give.
        waits = {"hold": "ready", "waiver": "refused" if filled.desk is desks.KISUMU else "waiver"}
        assert verdict.result == waits.get(agreement.meets, agreement.meets or "ready"), agreement


def test_what_was_signed_went_through_the_gate(filled: Filled) -> None:
    signed = list(invented.list_signatures(filled.desk, filled.times))
    for name, steps in signed:
        filling.do_steps(filled.session, "agreement", filled.names[name], steps)
        assert filled.value(name, "state") == "signed"
    assert len(signed) == 3
    refused_one = next(
        one for one in invented.AGREEMENTS[filled.desk.language] if one.meets == Result.REFUSED
    )
    with refused("gate_closed"):
        filling.do_steps(
            filled.session, "agreement", filled.names[f"agreement/{refused_one.code}"], signed[0][1]
        )


def test_returns_are_filed_and_plans_agreed(filled: Filled) -> None:
    states = {
        draft.kind: filled.value(draft.name, "state")
        for draft in filled.drafts
        if draft.kind in ("monthly_return", "plan")
    }
    assert states == {"monthly_return": "filed", "plan": "agreed"}


def test_a_workplace_case_is_kept_nowhere_without_the_switch(filled: Filled) -> None:
    with refused("not_allowed"):
        filling.keep_all(filled.session, [cases.take_workplace_case(filled.times)])


def test_one_wrong_draft_keeps_nothing_of_its_kind(filled: Filled) -> None:
    before = records.list_page(filled.session, "person", {}, limit=1000)[0]
    wrong = [
        Draft(kind="person", name="a", values={"code": "A"}),
        Draft(kind="person", name="b", values={"contract": "no such contract"}),
    ]
    with refused("not_in_list", "contract"):
        filling.keep_all(filled.session, wrong)
    assert records.list_page(filled.session, "person", {}, limit=1000)[0] == before
