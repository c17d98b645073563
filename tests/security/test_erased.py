"""Erased cases, looked for with the data key in hand: in every page, log, draft and later backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.crypto import keys
from focal_desktop.domain.record import SEALED_PARTS
from focal_desktop.store import areas, backup, erasing, header, reader
from focal_desktop.store.connection import connect
from focal_desktop.store.erasures import Erasure
from focal_desktop.usecases import forms, records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import PASSPHRASE, Desk, is_sound, refused
from tests.figures import Tell
from tests.security import pages

FULL = 1000
LOOKED_AT = 10
"""Every so-manieth case was looked at, for a reason that names it."""


def mark_of(number: int) -> str:
    """Return a word that stands in one case alone."""
    return f"canary{number:04}mark"


def tell_all(session: Session, number: int) -> dict[str, Any]:
    """Return a case that says its mark wherever words can be said."""
    mark = mark_of(number)
    slots = session.kind("allegation").slots.items()
    said: dict[str, Any] = {name: f"{mark} {name}" for name, s in slots if s.form in ("text", "long_text")}
    return {**said, "regime": "sea", "received_on": "2026-03-01"}


def fill(session: Session, count: int) -> list[str]:
    """Keep cases that are written on, searched and looked at; return their ids."""
    ids = [
        one.id
        for one in records.add_many(session, "allegation", [tell_all(session, n) for n in range(count)])
    ]
    for number, identity in enumerate(ids):
        forms.keep(session, f"allegations/{identity}", {"account": f"{mark_of(number)} typed"})
        if number % LOOKED_AT == 0:
            records.edit(session, "allegation", identity, {"area": f"{mark_of(number)} again"})
            records.reveal(session, "allegation", identity, "survivor", f"{mark_of(number)} why")
    assert [row.id for row in records.search(session, mark_of(0))] == ids[:1]
    return ids


def find_secrets(session: Session, ids: Iterable[str]) -> dict[str, list[bytes]]:
    """Return by each case what gives it away: its words, its keys, and what lies sealed under them."""
    raw, found = session.store.connection, {}
    for number, identity in enumerate(ids):
        sealed = raw.execute(
            "SELECT v.content FROM value v JOIN change c USING (sequence)"
            " WHERE c.record = ? AND typeof(v.content) = 'blob'",
            (identity,),
        ).fetchall()
        held = reader.read_keys(raw, f"part/{identity}/")
        held += reader.read_keys(raw, f"draft/form/allegations/{identity}")
        assert len(held) == len(SEALED_PARTS)  # four parts and what was being typed; no report
        found[identity] = [mark_of(number).encode(), *held, *(bytes(one)[:64] for (one,) in sealed)]
    return found


def find_in(plain: Iterable[bytes], secrets: Mapping[str, list[bytes]]) -> set[str]:
    """Return the cases of which something was found."""
    text = b"\n".join(plain)
    return {identity for identity, given in secrets.items() if any(one in text for one in given)}


def erase_all(session: Session, ids: Iterable[str]) -> None:
    """Erase whole cases, in one step."""
    with session.store.transaction() as writer:
        for identity in ids:
            order = Erasure(identity, "", "retention/case_row", session.at)
            erasing.erase_record(writer, session.store.connection, order)


def database_key(desk: Desk) -> bytes:
    """Return the key of the database behind the header as it is now."""
    return keys.derive_key(_data_key(desk), "database")


def _data_key(desk: Desk) -> bytes:
    return header.unlock(header.read(desk.folder / "header.bin"), PASSPHRASE).data_key


def read_backup(path: Path) -> list[bytes]:
    """Return every page of the database inside a backup, decrypted."""
    key = keys.derive_key(backup.unlock(path, PASSPHRASE).opened.data_key, "backup")
    return list(pages.read_pages(path.read_bytes()[areas.AREA_BYTES :], key))


def read_files(desk: Desk) -> list[bytes]:
    """Return every file of a vault as it lies, and the anchor's second copy."""
    files = [file for file in desk.folder.iterdir() if file.is_file()]
    return [file.read_bytes() for file in (*files, unlocking.anchor_copy(desk.folder))]


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_nothing_erased_is_found_with_the_key(desk: Desk, tmp_path: Path, scale: float, figure: Tell) -> None:
    count, session = int(FULL * scale), desk.session
    ids = fill(session, count)
    kept = records.add(session, "allegation", tell_all(session, 9999)).id
    secrets, key = find_secrets(session, ids), database_key(desk)
    early, late = tmp_path / "early.backup", tmp_path / "late.backup"
    safekeeping.back_up(session, early)
    controls = [pages.read_database(desk.database, key), read_backup(early)]
    assert [find_in(one, secrets) for one in controls] == [set(ids), set(ids)]

    erase_all(session, ids)
    erasing.secure(session.store)
    found = find_in(pages.read_database(desk.database, key), secrets)
    former = shutil.copy(desk.database, tmp_path / "former.db")
    assert erasing.finish(session.store)
    safekeeping.back_up(session, late)
    found |= find_in(pages.read_database(desk.database, database_key(desk)), secrets)
    found |= find_in([*read_backup(late), *read_files(desk)], secrets)
    figure("erased records found with the data key in hand", tried=count, bad=len(found))
    assert not found
    assert len(pages.read_database(Path(former), key)) > 1, "the former key still reads what it lay under"
    assert pages.read_database(desk.database, key) == []
    assert records.read(session, "allegation", kept).values["area"] == f"{mark_of(9999)} area"
    assert is_sound(session)
    desk.lock()
    with refused("damaged"):
        connect(desk.database, key)


def test_a_part_is_gone_while_the_case_stays(desk: Desk) -> None:
    session = desk.session
    ids = fill(session, 3)
    secrets = {i: reader.read_keys(session.store.connection, f"part/{i}/survivor") for i in ids}
    erased = ids[:2]
    with session.store.transaction() as writer:
        for identity, keep in zip(erased, ((), ("survivor_contact",)), strict=True):
            order = Erasure(identity, "survivor", "retention/sealed_parts", session.at)
            kind = session.kind("allegation")
            erasing.erase_part(writer, session.store.connection, kind, order, keep)
    erasing.secure(session.store)
    plain = pages.read_database(desk.database, database_key(desk))
    assert find_in(plain, secrets) == {ids[2]}
    assert is_sound(session)
