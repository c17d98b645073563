"""Each proof of the self-test can fail: what it rests on is compared with what is known."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from focal_desktop.base import paths
from focal_desktop.cli.proving import CHECKS
from focal_desktop.store import abilities
from focal_desktop.usecases import proving
from tests.desks import full_disk, refused

DATA = Path(__file__).parents[1] / "data"


def test_every_proof_is_asked_for() -> None:
    public = {
        name
        for name, found in inspect.getmembers(proving, inspect.isfunction)
        if found.__module__ == proving.__name__ and not name.startswith("_")
    }
    assert public == {function for _, module, function in CHECKS if module == "usecases.proving"}


def test_the_header_that_ships_is_the_golden_one() -> None:
    assert paths.resource("golden", "header-1.bin").read_bytes() == (DATA / "header-1.bin").read_bytes()


def test_a_proof_that_does_not_hold_raises() -> None:
    proving._require(holds=True)
    with pytest.raises(RuntimeError):
        proving._require(holds=False)


def test_a_database_that_cannot_be_written_is_no_proof(tmp_path: Path) -> None:
    with full_disk(2_000), pytest.raises(Exception, match="disk"):
        abilities.require_database(tmp_path)
    with pytest.raises(FileExistsError):
        abilities.require_database(tmp_path)


def test_a_vault_that_is_there_already_is_not_used(tmp_path: Path) -> None:
    proving.use_vault(tmp_path)
    with refused("vault_exists"):
        proving.use_vault(tmp_path)
