"""An open vault writes in whole steps, tells the anchor, and writes nothing where saves are missing."""

from __future__ import annotations

import pytest

from focal_desktop.store import log
from focal_desktop.usecases import records
from tests.desks import Desk, full_disk, is_sound, read_all, refused

ROOM_BYTES = 60_000


def test_a_step_that_stops_leaves_nothing(desk: Desk) -> None:
    before = read_all(desk.session)

    def stop_halfway() -> None:
        with desk.session.store.transaction() as writer:
            writer.set_meta("new", b"1")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_halfway()
    assert read_all(desk.session) == before
    records.add(desk.session, "partner", {})
    assert is_sound(desk.reopen())


def test_the_anchor_knows_each_save(desk: Desk) -> None:
    for _ in range(3):
        records.add(desk.session, "partner", {"name": "One"})
        assert desk.session.store.anchor.read() == desk.session.store.tail()
    assert desk.session.store.tail() == log.read_tail(desk.session.store.connection)


def test_what_changes_no_log_leaves_the_anchor(desk: Desk) -> None:
    anchor = (desk.folder / "anchor.bin").read_bytes()
    with desk.session.store.transaction() as writer:
        writer.set_meta("new", b"1")
    assert (desk.folder / "anchor.bin").read_bytes() == anchor


def fill_up(desk: Desk) -> list[str]:
    """Save until there is no room, and then a few times more; return what was acknowledged."""
    kept: list[str] = []
    text = "words " * 500
    with refused("disk_full"):
        while True:
            kept.append(records.add(desk.session, "recommendation", {"text": text}).id)
    for _ in range(20):
        with refused("disk_full"):
            records.add(desk.session, "recommendation", {"text": text})
    return kept


def test_a_full_disk_loses_nothing_and_work_goes_on(desk: Desk) -> None:
    first = records.add(desk.session, "recommendation", {"text": "the first"}).id
    room = max(file.stat().st_size for file in desk.folder.glob("d-*")) + ROOM_BYTES
    with full_disk(room):
        kept = fill_up(desk)
        assert kept
        rows, _ = records.list_page(desk.session, "recommendation", {}, limit=1000)
        assert {row.id for row in rows} == {first, *kept}
        assert [row.id for row in records.search(desk.session, "first")] == [first]
    last = records.add(desk.session, "recommendation", {"text": "the last"}).id
    assert is_sound(desk.session)
    desk.reopen()
    assert is_sound(desk.session)
    rows, _ = records.list_page(desk.session, "recommendation", {}, limit=1000)
    assert {row.id for row in rows} == {first, last, *kept}


def test_a_vault_opens_on_a_full_disk(desk: Desk) -> None:
    made = records.add(desk.session, "recommendation", {"text": "the first"}).id
    desk.lock()
    with full_disk(1):
        assert records.read(desk.session, "recommendation", made).values == {"text": "the first"}
        with refused("disk_full"):
            records.add(desk.session, "recommendation", {"text": "no room"})
    assert records.add(desk.session, "recommendation", {"text": "room again"}).id
    assert is_sound(desk.reopen())
    assert len(records.list_page(desk.session, "recommendation", {})[0]) == 2


def test_who_listens_hears_which_records_were_written(desk: Desk) -> None:
    """After each transaction that wrote some, and after no other."""
    heard: list[frozenset[tuple[str, str]]] = []
    desk.session.store.listen(heard.append)
    made = records.add(desk.session, "partner", {"name": "Water"})
    assert [{tuple(one) for one in told} for told in heard] == [{("partner", made.id)}]
    with desk.session.store.transaction() as writer:
        writer.set_meta("a fact", b"of no record")
    with refused("not_found"):
        records.edit(desk.session, "partner", "a" * 24, {"name": "Nobody"})
    assert len(heard) == 1
