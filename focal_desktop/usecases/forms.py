"""What a person is typing and has not saved: a row of the vault, under a key of its own, never in the log."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import drafts, erasures
from focal_desktop.store.writer import encode
from focal_desktop.usecases.session import Session

FRONT = "form/"
PLACE = "place"


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of an open form as they were typed, and when they were kept."""

    values: Mapping[str, Any]
    at: str


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Where a person was when the vault was locked: a place of the window and the field with the cursor."""

    section: str
    view: str = ""
    kind: str = ""
    record: str = ""
    field: str = ""
    cursor: int = 0


_FORM = msgspec.json.Decoder(Form)
_WHERE = msgspec.json.Decoder(Where)


def keep(session: Session, name: str, values: Mapping[str, Any]) -> None:
    """Keep a form as it is typed; a whole form is one row, and its key is its own.

    Where the disk is full it is kept in memory until there is room or the vault is locked.
    """
    form = encode(Form(values=dict(values), at=session.at))
    session.waiting[name] = form
    _write(session, name, form)


def keep_waiting(session: Session) -> None:
    """Keep what a full disk did not take, also of pages that were left meanwhile."""
    for name, form in tuple(session.waiting.items()):
        _write(session, name, form)


def _write(session: Session, name: str, form: bytes) -> None:
    gone = erasures.list_barring(session.store.connection)
    if not any(record in name for record, part in gone if part == erasures.WHOLE):
        with session.store.transaction() as writer:
            drafts.keep(writer, FRONT + name, form, session.at)
    session.waiting.pop(name, None)  # kept, or about what was erased meanwhile


def read(session: Session, name: str) -> Form | None:
    """Return a form as it was kept, or nothing."""
    if (waiting := session.waiting.get(name)) is not None:
        return _FORM.decode(waiting)
    held = drafts.read(session.store.connection, FRONT + name)
    return _FORM.decode(held) if held else None


def drop(session: Session, name: str) -> None:
    """Destroy a kept form and its key, because it was saved or put away."""
    session.waiting.pop(name, None)
    if not drafts.is_kept(session.store.connection, FRONT + name):
        return
    with session.store.transaction() as writer:
        drafts.destroy(writer, FRONT + name)


def keep_place(session: Session, where: Where) -> None:
    """Keep where the person is, so that unlocking leads back there."""
    with session.store.transaction() as writer:
        drafts.keep(writer, PLACE, encode(where), session.at)


def take_place(session: Session) -> Where | None:
    """Return where the person was and forget it; nothing where it cannot be read, as it is only a place."""
    if not drafts.is_kept(session.store.connection, PLACE):
        return None
    held = None
    with suppress(Trouble):
        held = drafts.read(session.store.connection, PLACE)
    with session.store.transaction() as writer:
        drafts.destroy(writer, PLACE)
    return _WHERE.decode(held) if held else None
