"""Erasing: nothing of it is left or returns, the log holds, and a cut anywhere costs nothing else."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from focal_desktop.crypto import keys
from focal_desktop.domain.record import BLOCK
from focal_desktop.store import drafts, erasing, erasures, header, log, reader, rekeying
from focal_desktop.store.connection import connect
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.writer import part_key_name
from focal_desktop.usecases import audit, forms, records, unlocking
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.desks import PASSPHRASE, Desk, full_disk, is_sound, read_all, refused

AT = "2026-03-02T09:00:00Z"
CASE = {
    "regime": "sea",
    "area": "Canary-area",
    "survivor_name": "Canary-name",
    "survivor_contact": "Canary-contact",
    "survivor_words": "Canary-words",
    "subject_name": "Canary-subject",
}


def erase(
    session: Session, record: str, part: str = "", keep: tuple[str, ...] = (), why: str = "test"
) -> None:
    """Erase one part of an allegation, or all of it."""
    order, raw = Erasure(record, part, why, AT), session.store.connection
    with session.store.transaction() as writer:
        if part:
            erasing.erase_part(writer, raw, session.kind("allegation"), order, keep)
        else:
            erasing.erase_record(writer, raw, order)


def reveal(session: Session, record: str, part: str) -> dict[str, Any]:
    """Open a part."""
    return records.reveal(session, "allegation", record, part, "Canary-reason")


@pytest.fixture
def case(desk: Desk) -> str:
    """A case that says something everywhere, was looked at, and is being written on."""
    identity = records.add(desk.session, "allegation", CASE).id
    reveal(desk.session, identity, "survivor")
    forms.keep(desk.session, f"allegations/{identity}", {"area": "Canary-typed"})
    return identity


def read_cells(session: Session) -> str:
    """Return every cell of every table as text."""
    raw = session.store.connection
    names = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    rows = [row for (name,) in names for row in raw.execute(f'SELECT * FROM "{name}"').fetchall()]  # noqa: S608 names of tables
    return "\n".join(
        bytes(cell).decode("latin-1") if isinstance(cell, bytes) else str(cell)
        for row in rows
        for cell in row
    )


def test_an_erased_record_is_nowhere(desk: Desk, case: str) -> None:
    session, raw = desk.session, desk.session.store.connection
    before = reader.count(raw)
    assert "Canary-area" in read_cells(session)
    erase(session, case)
    assert reader.read_row(raw, "allegation", case) is None
    assert records.list_page(session, "allegation", {})[0] == []
    assert records.search(session, "canary") == []
    assert reader.count(raw) == (before[0] - 1, before[1])
    assert "Canary" not in read_cells(session)
    assert forms.read(session, f"allegations/{case}") is None
    assert reader.read_keys(raw, f"part/{case}/") == []
    assert erasures.find_whole(raw, case) == Erasure(case, "", "test", AT)
    assert is_sound(session)
    assert is_sound(desk.reopen())


def test_the_log_still_says_who_wrote_when(desk: Desk, case: str) -> None:
    before = reader.read_history(desk.session.store.connection, "allegation", case)
    erase(desk.session, case)
    after = reader.read_history(desk.session.store.connection, "allegation", case)
    assert [(c.name, c.field, c.at) for c in after] == [(c.name, c.field, c.at) for c in before]
    assert all(c.is_erased and c.value is None for c in after)


def test_a_look_outlives_it_without_its_reason(desk: Desk, case: str) -> None:
    erase(desk.session, case)
    (line,) = audit.list_about(desk.session, "allegation", case)
    assert (line.what, line.part, line.reason, line.is_reason_erased) == ("revealed", "survivor", "", True)


def test_no_later_change_brings_anything_back(desk: Desk, case: str) -> None:
    session = desk.session
    written = log.read_record(session.store.connection, "allegation", case)
    erase(session, case)
    late = [msgspec.structs.replace(c, counter=c.counter + 99, value="Canary-late") for c in written]
    with session.store.transaction() as writer:
        writer.append(late)
    assert "Canary" not in read_cells(session)
    assert reader.read_row(session.store.connection, "allegation", case) is None
    assert is_sound(session)


def test_erasing_twice_is_erasing_once(desk: Desk, case: str) -> None:
    erase(desk.session, case)
    erase(desk.session, case, why="again")
    assert [one.reason for one in erasures.list_all(desk.session.store.connection)] == ["test"]


def test_other_records_stay_as_they_are(desk: Desk, case: str) -> None:
    other = records.add(desk.session, "allegation", CASE).id
    reveal(desk.session, other, "subject")
    erase(desk.session, case)
    assert records.read(desk.session, "allegation", other).values["area"] == "Canary-area"
    assert reveal(desk.session, other, "survivor")["survivor_name"] == "Canary-name"
    about = audit.list_about(desk.session, "allegation", other)
    assert about[0].reason == "Canary-reason"


def test_one_part_goes_with_its_key(desk: Desk, case: str) -> None:
    session, raw = desk.session, desk.session.store.connection
    erase(session, case, "survivor")
    assert reader.read_key(raw, part_key_name(case, "survivor")) is None
    assert reader.read_sealed(raw, session.kind("allegation"), case, "survivor") == []
    assert not any(reveal(session, case, "survivor").values())
    assert reveal(session, case, "subject")["subject_name"] == "Canary-subject"
    assert records.read(session, "allegation", case).values["area"] == "Canary-area"
    assert is_sound(session)


def test_a_contact_stays_under_a_new_key(desk: Desk, case: str) -> None:
    session, raw = desk.session, desk.session.store.connection
    former = reader.read_key(raw, part_key_name(case, "survivor"))
    erase(session, case, "survivor", ("survivor_contact",))
    left = {name: value for name, value in reveal(session, case, "survivor").items() if value}
    assert left == {"survivor_contact": "Canary-contact"}
    assert reader.read_key(raw, part_key_name(case, "survivor")) not in (None, former)
    assert is_sound(session)
    assert is_sound(desk.reopen())


def test_what_a_person_writes_later_is_new(desk: Desk, case: str) -> None:
    erase(desk.session, case, "survivor")
    records.edit(desk.session, "allegation", case, {"survivor_name": "Told anew"})
    assert reveal(desk.session, case, "survivor")["survivor_name"] == "Told anew"
    assert is_sound(desk.session)


def test_after_an_order_no_sealed_block_of_the_part_is_kept(desk: Desk, case: str) -> None:
    session, raw = desk.session, desk.session.store.connection
    erase(session, case, "subject", why="order/safety")
    (first, *_) = log.read_record(raw, "allegation", case)
    block = msgspec.structs.replace(first, counter=900, field=f"{BLOCK}subject", value="x")
    with session.store.transaction() as writer:
        writer.append([block])
    assert [c.is_erased for c in reader.read_blocks(raw, "allegation", case, "subject")] == [True]


def test_an_unknown_part_erases_nothing(desk: Desk, case: str) -> None:
    erase(desk.session, case, "notice")
    assert erasures.list_all(desk.session.store.connection) == []


def test_the_reference_is_not_drawn_again(desk: Desk, case: str) -> None:
    reference = records.read(desk.session, "allegation", case).reference
    erase(desk.session, case)
    assert reader.is_reference_taken(desk.session.store.connection, reference)


def data_key(desk: Desk) -> bytes:
    """Return the key behind the header as it is now."""
    return header.unlock(header.read(desk.folder / "header.bin"), PASSPHRASE).data_key


def test_a_new_data_key_comes_once(desk: Desk, case: str) -> None:
    session, former, database = desk.session, data_key(desk), desk.database
    assert not erasing.finish(session.store)
    erase(session, case)
    assert rekeying.is_renewal_due(session.store.connection)
    before = read_all(session)
    assert erasing.finish(session.store)
    assert not erasing.finish(session.store)
    assert read_all(session) == before
    assert not database.exists()
    assert data_key(desk) != former
    records.add(session, "partner", {"name": "After"})
    desk.reopen()
    assert is_sound(desk.session)
    desk.lock()
    with refused("damaged"):
        connect(desk.database, keys.derive_key(former, "database"))


def test_a_full_disk_leaves_it_for_later(desk: Desk, case: str) -> None:
    erase(desk.session, case)
    desk.reopen()
    with full_disk(desk.database.stat().st_size // 2), refused("disk_full"):
        erasing.finish(desk.session.store)
    assert [file.name for file in desk.folder.glob("d-*.db")] == [desk.database.name]
    desk.reopen()
    assert erasing.finish(desk.session.store)
    assert is_sound(desk.session)


@pytest.mark.long
def test_cut_anywhere_the_passphrase_opens_and_the_erased_is_gone(
    desk: Desk, case: str, tmp_path: Path, scale: float
) -> None:
    records.add(desk.session, "partner", {"name": "Kept"})
    erase(desk.session, case)
    before = read_all(desk.session)
    copy = unlocking.anchor_copy(desk.folder)
    images = cuts.list_images(partial(erasing.finish, desk.session.store), desk.folder, copy)
    assert len(images) > 10
    owed = []
    for number in cuts.spread(len(images), scale):
        other = Desk(tmp_path / f"cut{number}", desk.clock)
        cuts.lay_out(images[number], {desk.folder: other.folder, copy: unlocking.anchor_copy(other.folder)})
        assert read_all(other.session) == before
        owed.append(rekeying.is_renewal_due(other.session.store.connection))
        assert erasing.finish(other.session.store) == owed[-1]
        assert read_all(other.reopen()) == before
        assert is_sound(other.session)
        assert len(list(other.folder.glob("d-*.db"))) == 1
        assert not drafts.read(other.session.store.connection, f"form/allegations/{case}")
        other.lock()
    changed = owed.index(False)
    assert owed == [True] * changed + [False] * (len(owed) - changed)
