"""The power goes at every statement of a save: the vault opens, is sound, and holds all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.usecases import acts, checking, records
from focal_desktop.usecases.session import Session
from tests.desks import Desk, read_all

WHOLE_CASE: Mapping[str, Any] = {
    "regime": "sea",
    "received_on": "2026-03-01",
    "area": "North",
    "survivor_words": "Marked words",
    "account": "Other words",
}
Save = Callable[[Session, str], object]


class PowerCut(BaseException):
    """Nothing after this ever ran."""


class Mortal:
    """A connection that ends before its n-th statement; whoever goes on finds it gone."""

    def __init__(self, connection: Any, statements: int) -> None:
        self._connection = connection
        self._left = statements

    def execute(self, *words: Any) -> Any:
        """Run one more statement, or end."""
        if not self._left:
            raise PowerCut
        self._left -= 1
        return self._connection.execute(*words)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def add_one(session: Session, _case: str) -> object:
    """Keep a new record with fields of every sort."""
    return records.add(session, "allegation", WHOLE_CASE)


def add_many(session: Session, _case: str) -> object:
    """Keep several records at once."""
    return records.add_many(session, "partner", [{"name": f"Partner {number}"} for number in range(3)])


def edit(session: Session, case: str) -> object:
    """Change fields of every sort."""
    return records.edit(
        session, "allegation", case, {"area": "South", "child": "yes", "survivor_words": "New"}
    )


def notify(session: Session, case: str) -> object:
    """Let the notice go."""
    return acts.act(session, "allegation", case, "notify", {"danger_now": "no"})


def reveal(session: Session, case: str) -> object:
    """Open a sealed part, which leaves a line."""
    return records.reveal(session, "allegation", case, "survivor", "To call her back")


def run_until(desk: Desk, save: Save, case: str, statements: int) -> bool:
    """Save on a connection of so many statements; say whether the save came to its end."""
    session = desk.session
    store: Any = session.store
    real, store.connection = store.connection, Mortal(store.connection, statements)
    try:
        save(session, case)
    except PowerCut:
        return False
    else:
        return True
    finally:
        store.connection = real
        desk.lock()


@pytest.mark.long
@pytest.mark.parametrize("save", [add_one, add_many, edit, notify, reveal])
def test_a_save_is_whole_or_not_at_all(desk: Desk, save: Save) -> None:
    case = records.add(desk.session, "allegation", WHOLE_CASE).id
    before, (start, _) = read_all(desk.session), desk.session.store.tail()
    statements = 0
    while not run_until(desk, save, case, statements):
        assert desk.session.store.behind == 0
        assert checking.check(desk.session).ok, statements
        assert read_all(desk.session) == before, statements
        statements += 1
    assert statements > 10
    assert desk.session.store.tail()[0] > start
    assert checking.check(desk.session).ok


@pytest.mark.parametrize("save", [add_one, edit, notify])
def test_a_save_stands_without_its_anchor(desk: Desk, save: Save, tmp_path: Path) -> None:
    case = records.add(desk.session, "allegation", WHOLE_CASE).id
    before, anchor = read_all(desk.session), (desk.folder / "anchor.bin").read_bytes()
    save(desk.session, case)
    after = read_all(desk.session)
    cut = desk.copy_to(tmp_path / "cut")
    (cut.folder / "anchor.bin").write_bytes(anchor)
    assert before != after == read_all(cut.session)
    assert checking.check(cut.session).ok
    cut.lock()
