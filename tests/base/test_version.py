"""The version is the one of `pyproject.toml`, wherever the program runs from."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from focal_desktop.base import version

ROOT = Path(__file__).parents[2]


def test_a_checkout_says_its_own_version() -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert version.find() == held["project"]["version"]


@pytest.mark.parametrize("beside", ["", "not = toml [", '[project]\nname = "another"\nversion = "9"\n'])
def test_a_package_says_what_it_was_installed_as(tmp_path: Path, beside: str) -> None:
    """What lies beside an installed package is nobody's business, and may be anything."""
    (tmp_path / "pyproject.toml").write_text(beside)
    assert version.find(tmp_path, "pytest") == metadata.version("pytest")


def test_where_nothing_says_it_there_is_none(tmp_path: Path) -> None:
    assert version.find(tmp_path, "focal-desktop-that-is-not-there") == ""
