"""`conflicts` and `settle`, and acts as the contract answers them."""

from __future__ import annotations

import pytest

from focal_desktop.cli import answers
from focal_desktop.domain.change import Change
from focal_desktop.usecases import records
from tests.cli.conftest import Focal, Run
from tests.desks import Desk


def clash(desk: Desk) -> str:
    """Let another device have written the same field without knowing of ours; return the record's id."""
    partner = records.add(desk.session, "partner", {"name": "Water Trust"}).id
    (scope,) = desk.session.scopes("desk")
    theirs = Change(
        scope=scope.id,
        device="t" * 26,
        counter=1,
        lamport=1,
        kind="partner",
        record=partner,
        field="name",
        value="Trust for Water",
        at="2026-03-02T09:00:00Z",
    )
    with desk.session.store.transaction() as writer:
        writer.append([theirs])
    return partner


def test_nothing_side_by_side_is_an_empty_list(focal: Focal) -> None:
    assert focal("conflicts") == {"ok": True, "conflicts": []}


@pytest.mark.parametrize("side", [0, 1])
def test_a_conflict_is_listed_and_settled(desk: Desk, focal: Focal, side: int) -> None:
    partner = clash(desk)
    device = desk.session.person.device
    (found,) = focal("conflicts")["conflicts"]
    assert (found["kind"], found["id"], found["field"]) == ("partner", partner, "name")
    assert {(s["value"], s["by"], s["device"]) for s in found["sides"]} == {
        ("Water Trust", "focal_point KEN", device),
        ("Trust for Water", "unknown", "t" * 26),
    }
    assert all(s["at"] == "2026-03-02T09:00:00Z" for s in found["sides"])
    shown = focal("show", "partner", partner)["record"]["clashes"]
    assert shown == [{"field": "name", "sides": found["sides"]}]
    settled = focal("settle", "partner", partner, "name", "--side", str(side))
    assert settled == {"ok": True, "value": found["sides"][side]["value"]}
    assert focal("conflicts")["conflicts"] == []
    assert focal("show", "partner", partner)["record"]["values"]["name"] == settled["value"]


@pytest.mark.parametrize("side", ["-1", "x", "", "1.0", "٠"])
def test_a_side_is_a_whole_number(desk: Desk, focal: Focal, side: str) -> None:
    partner = clash(desk)
    left = focal("settle", "partner", partner, "name", f"--side={side}", error="wrong_type")
    assert left["field"] == "side"


def test_a_side_that_is_not_there_is_not_found(desk: Desk, focal: Focal) -> None:
    partner = clash(desk)
    focal("settle", "partner", partner, "name", "--side", "2", error="not_found")
    focal("settle", "partner", partner, "country", "--side", "0", error="not_found")
    focal("settle", "nothing", partner, "name", "--side", "0", error="unknown_kind")


def test_a_side_must_be_named(desk: Desk, run: Run) -> None:
    left = run("settle", "partner", clash(desk), "name", "--json")
    assert (left.json["error"], left.code) == ("needed", 2)


def test_a_sealed_report_is_written_read_and_never_listed(focal: Focal) -> None:
    made = focal("add", "sealed_report", "--values", '{"account": "Marked words"}')
    assert set(made) == {"ok", "id", "reference"}
    shown = focal("show", "sealed_report", made["id"])["record"]
    assert (shown["state"], shown["values"]["account"], shown["values"]["reach"]) == (
        "draft",
        "Marked words",
        "",
    )
    assert focal("edit", "sealed_report", made["id"], "--values", '{"reach": "x"}')["changed"] == ["reach"]
    assert focal("list", "sealed_report") == {"ok": True, "records": [], "more": False}
    assert focal("search", "Marked")["hits"] == []
    assert focal("history", "sealed_report", made["id"])["changes"] == []
    focal("act", "sealed_report", made["id"], "seal", error="not_admitted")


def test_a_closed_gate_and_a_second_filing_have_their_codes(focal: Focal) -> None:
    partner = focal("add", "partner", "--values", "{}")["id"]
    agreement = focal("add", "agreement", "--values", f'{{"partner": "{partner}"}}')["id"]
    left = focal("act", "agreement", agreement, "ready_to_sign", error="gate_closed")
    assert {"field": "assessment", "error": "assessment_missing"} in left["problems"]
    said = '{"all_passed_on": "yes", "channels_checked_on": "2026-02-27", "nobody_turned_away": "yes"}'
    made = focal("add", "monthly_return", "--values", '{"office": "KEN", "month": "2026-02"}')["id"]
    assert focal("act", "monthly_return", made, "file", "--values", said) == {"ok": True, "state": "filed"}
    focal("act", "monthly_return", made, "file", error="already_filed")


def test_a_workplace_report_is_not_kept_where_it_is_off(focal: Focal) -> None:
    said = '{"regime": "workplace", "consent_record": "given"}'
    assert focal("add", "allegation", "--values", said, error="not_allowed")["field"] == "regime"
    assert focal("list", "allegation")["records"] == []


def test_every_code_of_an_act_has_its_exit() -> None:
    for code in ("gate_closed", "not_admitted", "already_filed", "not_allowed", "needed", "illegal_move"):
        assert answers.EXITS[code] == (6 if code == "not_admitted" else 1)
