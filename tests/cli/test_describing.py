"""`focal kinds`: what the declarations say, without a vault, in the contract's words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from focal_desktop.cli import main
from focal_desktop.domain.kinds import KINDS
from tests.cli.conftest import Focal
from tests.desks import run_program

TYPES = {
    "text", "long_text", "code", "codes", "date", "instant", "yes_no_unknown", "whole_number", "money",
    "reference", "references", "file",
}  # fmt: skip
FIELD = {"name", "label", "type", "list", "policy", "to", "leaves", "merge", "owner", "default"}


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Return the one JSON value of a command that needs no vault."""
    assert main.main(("kinds", *words, "--json")) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def test_every_kind_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    found = ask(capsys)
    assert [one["kind"] for one in found] == list(KINDS)
    assert all(set(one) == {"kind", "scope", "label"} for one in found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_described_in_full(capsys: pytest.CaptureFixture[str], kind: str) -> None:
    found = ask(capsys, kind)
    assert set(found) == {"kind", "scope", "label", "fields", "key", "moves", "acts"}
    assert all(set(one) == FIELD and one["type"] in TYPES for one in found["fields"])
    assert all(set(one) == {"before", "after", "needs", "role"} for one in found["moves"])
    assert all(set(one) == {"act", "before", "after", "needs", "role"} for one in found["acts"])
    for one in found["fields"]:
        coded = one["type"] in ("code", "codes", "yes_no_unknown")
        assert bool(one["list"]) == coded, one["name"]
        assert (one["to"] is None) == (not one["type"].startswith("reference")), one["name"]


def test_an_unknown_kind_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(("kinds", "dragon", "--json")) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "unknown_kind"


def test_the_lists_are_those_that_are_kept(capsys: pytest.CaptureFixture[str], focal: Focal) -> None:
    fields = {one["name"]: one for one in ask(capsys, "allegation")["fields"]}
    assert fields["child"]["list"] == ["not_asked", "not_known", "no", "yes"]
    assert (fields["conduct"]["policy"], fields["child"]["policy"]) == ("conduct", None)
    for code in fields["conduct"]["list"]:
        made = focal("add", "allegation", "--values", json.dumps({"conduct": code}))
        assert focal("show", "allegation", made["id"])["record"]["values"]["conduct"] == code


def test_no_vault_is_asked_for_and_none_is_made() -> None:
    left = run_program("kinds", "--json", surroundings={"FOCAL_VAULT": "/nowhere", "HOME": "/nowhere"})
    assert (left.code, left.err) == (0, "")
    assert len(left.json) == len(KINDS)


def test_people_can_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(("kinds",)) == 0
    assert "- kind: allegation\n  scope: sea\n  label: Allegation\n" in capsys.readouterr().out
