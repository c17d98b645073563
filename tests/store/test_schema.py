"""The steps lead to this version, each once; a newer file is refused, a slightly newer one is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.store import schema
from focal_desktop.store.connection import connect
from tests.desks import Desk, refused

TABLES = {"meta", "scope", "change", "value", "erasure", "record", "search", "key", "draft", "envelope"}


@pytest.fixture
def raw(tmp_path: Path) -> Iterator[Any]:
    """An empty database."""
    made = connect(tmp_path / "one.db", bytes(32), is_new=True)
    yield made
    made.close()


def version_of(raw: Any) -> int:
    """Return the number the file carries."""
    return int(raw.execute("PRAGMA user_version").fetchone()[0])


def list_schema(raw: Any) -> list[Any]:
    """Return every table, index and trigger with its text."""
    return list(raw.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall())


def test_the_steps_make_every_table(raw: Any) -> None:
    schema.upgrade(raw)
    assert {name for kind, name, _ in list_schema(raw) if kind == "table"} >= TABLES
    assert sum(kind == "trigger" for kind, _, _ in list_schema(raw)) == 4
    assert version_of(raw) >> 16 == schema.MAJOR


def test_a_step_is_taken_once(raw: Any) -> None:
    schema.upgrade(raw)
    before = list_schema(raw)
    schema.upgrade(raw)
    assert list_schema(raw) == before


def test_steps_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in schema._steps()] == list(range(1, len(schema._steps()) + 1))


def test_a_step_that_fails_leaves_nothing(raw: Any) -> None:
    raw.execute("CREATE TABLE roster (x)")
    before = list_schema(raw)
    with pytest.raises(RuntimeError, match="already exists"):
        schema.upgrade(raw)
    assert list_schema(raw) == before
    assert version_of(raw) == 0


def test_a_newer_file_is_refused_and_left_alone(raw: Any) -> None:
    raw.execute(f"PRAGMA user_version = {(schema.MAJOR + 1) << 16}")
    with refused("newer_version"):
        schema.upgrade(raw)
    assert list_schema(raw) == []


def test_a_slightly_newer_file_is_opened(desk: Desk) -> None:
    raw = desk.session.store.connection
    newer = version_of(raw) + 7
    raw.execute(f"PRAGMA user_version = {newer}")
    assert version_of(desk.reopen().store.connection) == newer


def test_a_vault_of_a_newer_program_is_refused(desk: Desk) -> None:
    desk.session.store.connection.execute(f"PRAGMA user_version = {(schema.MAJOR + 1) << 16}")
    desk.lock()
    before = desk.database.read_bytes()
    with refused("newer_version"):
        _ = desk.session
    assert desk.database.read_bytes() == before
    with refused("newer_version"):
        _ = desk.session


def test_a_database_that_was_never_a_vaults_is_refused(desk: Desk) -> None:
    desk.session.store.connection.execute("PRAGMA user_version = 0")
    desk.lock()
    before = desk.database.read_bytes()
    with refused("damaged"):
        _ = desk.session
    assert desk.database.read_bytes() == before
