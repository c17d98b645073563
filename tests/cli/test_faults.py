"""A fault of the program is told without a traceback and without a value, and everything else goes on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from focal_desktop.cli import faults, main
from focal_desktop.domain.kinds import KINDS
from tests.cli.conftest import Run
from tests.desks import Desk

CANARY = "Zanzibar7731"


class FaultyKinds(dict[str, Any]):
    """Kinds that cannot be read: whatever asks for one goes wrong."""

    def __init__(self, fault: BaseException) -> None:
        super().__init__(KINDS)
        self.fault = fault

    def __getitem__(self, name: str) -> Any:
        raise self.fault


@pytest.mark.parametrize("wants_json", [True, False])
@pytest.mark.parametrize(
    "fault", [ValueError(CANARY), KeyError(CANARY), RuntimeError(CANARY), MemoryError(CANARY)]
)
def test_a_fault_is_told_without_a_value(
    capsys: pytest.CaptureFixture[str], fault: Exception, *, wants_json: bool
) -> None:
    words = ["kinds", "partner", *(["--json"] if wants_json else [])]
    assert main.main(words, kinds=FaultyKinds(fault)) == 70
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err
    assert "Traceback" not in said.err
    assert (
        f"test_faults:{FaultyKinds.__getitem__.__code__.co_firstlineno + 1} {type(fault).__name__}"
        in said.err
    )
    if wants_json:
        assert json.loads(said.out)["error"] == "internal"
    else:
        assert said.out == ""
        assert "Everything that was saved before is safe" in said.err


def test_a_stop_by_the_keyboard_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["kinds", "partner", "--json"], kinds=FaultyKinds(KeyboardInterrupt())) == 70
    said = capsys.readouterr()
    assert json.loads(said.out)["message"] == "Stopped. Everything that was saved before is safe."
    assert said.err == ""


def test_a_fault_lets_go_of_the_vault(run: Run, desk: Desk) -> None:
    desk.lock()
    whole, desk.kinds = desk.kinds, FaultyKinds(ValueError(CANARY))
    assert run("list", "partner").code == 70
    desk.kinds = whole
    assert run("list", "partner").code == 0


def test_a_fault_without_a_place_has_its_sentence() -> None:
    trouble = faults.trouble_of_bug(ValueError(CANARY))
    assert trouble.code == "internal"
    assert CANARY not in trouble.sentence
