"""Drafts: one key each time, so that neither an earlier draft nor an earlier key is taken for the newest."""

from __future__ import annotations

from typing import Any

import pytest

from focal_desktop.store import drafts, examine, reader
from focal_desktop.usecases import forms
from tests.desks import Desk, is_sound, refused

NAME = "form/allegations/new"


def keep(desk: Desk, content: bytes) -> None:
    """Keep a draft."""
    with desk.session.store.transaction() as writer:
        drafts.keep(writer, NAME, content, "2026-03-01T00:00:00Z")


def read_rows(raw: Any) -> tuple[Any, Any]:
    """Return what lies in the two tables that a draft is made of."""
    draft = raw.execute("SELECT content FROM draft WHERE name = ?", (NAME,)).fetchone()[0]
    return draft, reader.read_key(raw, f"draft/{NAME}")


@pytest.fixture
def typed(desk: Desk) -> tuple[Desk, Any, Any]:
    """A draft that was kept twice, with the rows of the first time."""
    keep(desk, b"half a sentence")
    former = read_rows(desk.session.store.connection)
    keep(desk, b"half a sentence, and more")
    return desk, *former


def test_a_draft_is_there_until_it_is_destroyed(desk: Desk) -> None:
    raw = desk.session.store.connection
    assert drafts.read(raw, NAME) is None
    keep(desk, b"one")
    assert drafts.read(raw, NAME) == b"one"
    assert is_sound(desk.session)
    with desk.session.store.transaction() as writer:
        drafts.destroy(writer, NAME)
    assert (drafts.read(raw, NAME), drafts.is_kept(raw, NAME)) == (None, False)
    assert is_sound(desk.session)


def test_each_time_has_a_key_of_its_own(typed: tuple[Desk, Any, Any]) -> None:
    desk, draft, key = typed
    now = read_rows(desk.session.store.connection)
    assert now[0] != draft
    assert now[1] != key
    assert drafts.read(desk.session.store.connection, NAME) == b"half a sentence, and more"


@pytest.mark.parametrize("table", ["draft", "key"])
def test_an_earlier_row_of_either_table_is_told(typed: tuple[Desk, Any, Any], table: str) -> None:
    desk, draft, key = typed
    raw = desk.session.store.connection
    column, name, former = ("content", NAME, draft) if table == "draft" else ("secret", f"draft/{NAME}", key)
    raw.execute(f"UPDATE {table} SET {column} = ? WHERE name = ?", (former, name))  # noqa: S608 names of ours
    with refused("damaged"):
        drafts.read(raw, NAME)
    assert examine.examine(desk.session.store).first_bad == "draft"
    keep(desk, b"anew")
    assert is_sound(desk.session)


@pytest.mark.parametrize("table", ["draft", "key"])
def test_one_without_the_other_is_told(typed: tuple[Desk, Any, Any], table: str) -> None:
    desk, _, _ = typed
    raw = desk.session.store.connection
    raw.execute(f"DELETE FROM {table} WHERE name IN (?, ?)", (NAME, f"draft/{NAME}"))  # noqa: S608 as above
    assert examine.examine(desk.session.store).first_bad == "draft"


def test_a_place_that_cannot_be_read_keeps_nobody_out(desk: Desk) -> None:
    session = desk.session
    forms.keep_place(session, forms.Where(section="home"))
    session.store.connection.execute("UPDATE draft SET content = zeroblob(60)")
    assert forms.take_place(session) is None
    assert is_sound(session)


def test_a_form_that_cannot_be_read_can_be_put_away(desk: Desk) -> None:
    session = desk.session
    forms.keep(session, "partners/new", {"name": "Half"})
    session.store.connection.execute("UPDATE draft SET content = zeroblob(60)")
    with refused("damaged"):
        forms.read(session, "partners/new")
    forms.drop(session, "partners/new")
    assert forms.read(session, "partners/new") is None
    assert is_sound(session)
