"""A kind that the program has never heard of works in every command once it stands in the list of kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest

from focal_desktop.base.ids import keyed_id
from focal_desktop.cli import main
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import Answer, Field, Kind, Merge, Move, Record
from tests.cli.conftest import Focal
from tests.conftest import HandClock
from tests.desks import Desk, is_sound, make_desk


class State(StrEnum):
    """A kite is on the ground, in the air, or lost."""

    GROUND = "ground"
    AIR = "air"
    LOST = "lost"


class Colour(StrEnum):
    """What a kite is made of."""

    RED = "red"
    GREEN = "green"


class Kite(Record, frozen=True, kw_only=True):
    """A kite, known by its owner and number."""

    owner: Annotated[str, Field("Owner")] = ""
    number: Annotated[int | None, Field("Number")] = None
    state: Annotated[str, Field("Where is it?", State, merge=Merge.LATTICE)] = State.GROUND
    colours: Annotated[tuple[str, ...], Field("Colours", Colour, merge=Merge.UNION)] = ()
    is_tame: Annotated[str, Field("Is it tame?", Answer)] = "not_asked"
    partner: Annotated[str, Field("Lent by", to="partner")] = ""
    story: Annotated[str, Field("Story", form="long_text", merge=Merge.BOTH)] = ""
    flown_on: Annotated[date | None, Field("Flown on")] = None


def title(kite: Kite) -> str:
    """Return owner and number."""
    return f"{kite.owner} {kite.number}"


def check(kite: Kite, today: date) -> list[Problem]:
    """Warn of a flight that has not come."""
    return [Problem("flown_on", "in_the_future")] if kite.flown_on and kite.flown_on > today else []


KITE = Kind(
    name="kite",
    label="Kite",
    record=Kite,
    title=title,
    key=("owner", "number"),
    moves=(Move(State.GROUND, State.AIR, needs=("flown_on",)), Move(State.AIR, State.LOST)),
    check=check,
    on="flown_on",
    parent="partner",
)
KITES = {**KINDS, "kite": KITE}


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """A desk whose program knows kites."""
    made = make_desk(tmp_path / "vault", clock, KITES)
    yield made
    made.lock()


def test_a_kite_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(("kinds", "kite", "--json"), kinds=KITES) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["key"] == ["owner", "number"]
    assert [move["after"] for move in said["moves"]] == ["air", "lost"]
    assert {one["name"]: one["type"] for one in said["fields"]} == {
        "owner": "text", "number": "whole_number", "state": "code", "colours": "codes",
        "is_tame": "yes_no_unknown", "partner": "reference", "story": "long_text", "flown_on": "date",
    }  # fmt: skip
    assert main.main(("kinds", "kite", "--json")) == 2


def test_a_kite_goes_through_every_command(focal: Focal, desk: Desk) -> None:
    values = {"owner": "Amal", "number": 7, "colours": ["red", "green", "red"], "story": "It flew"}
    made = focal("add", "kite", "--values", json.dumps(values))
    assert made["id"] == keyed_id("kite", ("Amal", "7"))
    again = focal("add", "kite", "--values", '{"owner": "Amal", "number": 7}', error="already_filed")
    assert again["id"] == made["id"]
    focal("add", "kite", "--values", '{"owner": "Amal"}', error="needed")
    focal("add", "kite", "--values", '{"owner": "B", "number": 1, "colours": ["blue"]}', error="not_in_list")
    this = ("kite", made["id"])
    shown = focal("show", *this)["record"]
    assert (shown["title"], shown["state"], shown["values"]["colours"]) == (
        "Amal 7",
        "ground",
        ["green", "red"],
    )
    focal("edit", *this, "--values", '{"state": "air"}', error="needed")
    focal("edit", *this, "--values", '{"state": "lost"}', error="illegal_move")
    said = focal("edit", *this, "--values", '{"state": "air", "flown_on": "2999-01-01"}')
    assert said["changed"] == ["state", "flown_on"]
    assert said["warnings"] == [{"field": "flown_on", "error": "in_the_future"}]
    assert focal("edit", *this, "--values", '{"state": "lost"}')["changed"] == ["state"]
    assert [one["id"] for one in focal("list", "kite", "--where", "colours=red")["records"]] == [made["id"]]
    assert focal("list", "kite", "--where", "state=ground")["records"] == []
    assert [one["id"] for one in focal("search", "flew")["hits"]] == [made["id"]]
    changes = focal("history", *this)["changes"]
    assert [one["value"] for one in changes if one["field"] == "state"] == ["air", "lost"]
    assert is_sound(desk.session)


def test_a_program_that_knows_no_kites_keeps_them(focal: Focal, desk: Desk) -> None:
    made = focal("add", "kite", "--values", '{"owner": "Amal", "number": 7, "story": "It flew"}')
    desk.lock()
    desk.kinds = KINDS
    focal("list", "kite", error="unknown_kind")
    assert focal("search", "amal")["hits"] == []
    assert desk.session
    desk.lock()
    desk.kinds = KITES
    assert focal("show", "kite", made["id"])["record"]["values"]["story"] == "It flew"
    assert is_sound(desk.session)
