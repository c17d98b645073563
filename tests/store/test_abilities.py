"""A library that lacks what the vault needs is refused, and what it made is not taken for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.store import abilities


def test_the_library_of_this_computer_has_what_is_needed(tmp_path: Path) -> None:
    abilities.require_database(tmp_path)
    assert b"SQLite" not in (tmp_path / "abilities.db").read_bytes()


def test_a_library_that_is_too_old_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="lacks an ability"):
        abilities.require_database(tmp_path, least=(99, 0))
