"""What becomes of one envelope: taken, parked until it can be read, or kept aside as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from focal_desktop.crypto import keys
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.sync import accepting, packing
from focal_desktop.sync.opening import Opener
from focal_desktop.usecases import forks, records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire import Envelope, Header, Malformed, RosterState
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync import feeding

TEXT = packing.write_segment([], {"somebody": 1}, "")


@pytest.fixture
def desks(tmp_path: Path, clock: HandClock) -> Iterator[tuple[Session, Session]]:
    """Two vaults of one office."""
    made = feeding.make_desk(tmp_path / "one", clock), feeding.make_desk(tmp_path / "two", clock)
    yield made
    for desk in made:
        desk.store.close()


@pytest.fixture
def state(desks: tuple[Session, Session]) -> RosterState:
    """The roster that names both."""
    return feeding.know(*desks)


def seal(desk: Session, header: Header, text: bytes = TEXT, stated: bytes | None = None) -> bytes:
    """Return another envelope that a desk signed, under the key its header names if we made that."""
    (pressed,) = packing.press([text])
    plain = packing.enclose(pressed, text if stated is None else stated)
    seed = reader.read_key(desk.store.connection, unlocking.DEVICE_SIGN) or b""
    how = pressed.how if header.dictionary == packing.SHIPPED else header.dictionary
    key = feeding.EPOCHS[header.scope.hex()]
    return packing.seal(msgspec.structs.replace(header, dictionary=how), key, plain, seed)


def first_of(desk: Session, state: RosterState) -> tuple[bytes, Header]:
    """Let a desk write something, and return the envelope that carries it with its header."""
    records.add(desk, "recommendation", {"title": "Train drivers"})
    whole = feeding.send(desk, state)[0]
    return whole, Envelope.decode(whole).header


def contents(desk: Session, where: str) -> list[bytes]:
    """Return the envelopes in a state."""
    return [kept.content for kept in feeds.read_state(desk.store.connection, where)]


def accept(desk: Session, state: RosterState, content: bytes) -> str:
    """Take in one envelope and return what became of it."""
    with desk.store.transaction() as writer:
        return accepting.accept(desk, writer, state, content).state


def test_a_second_envelope_in_one_place_is_kept_as_evidence(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    whole, header = first_of(one, state)
    assert feeding.take(two, state, [whole]) > 0
    before = feeding.read_everything(two)
    other = seal(one, header)
    assert accept(two, state, other) == "fork"
    assert accept(two, state, whole) == feeds.TAKEN
    assert list(rosters.read_named(two.store.connection, "fork/").values()) == [other]
    assert contents(two, feeds.TAKEN) == [whole]
    assert feeding.read_everything(two) == before


def test_what_does_not_follow_on_its_feed_is_kept_aside(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    """The author of a forked feed stops being heard; nobody else does."""
    one, two = desks
    whole, header = first_of(one, state)
    feeding.take(two, state, [whole])
    astray = seal(one, msgspec.structs.replace(header, seq=2, prev=b"\x07" * 16))
    later = seal(one, msgspec.structs.replace(header, seq=3, prev=b"\x07" * 16))
    assert feeding.take(two, state, [astray, later]) == 0
    assert (contents(two, feeds.ASIDE), contents(two, feeds.PARKED)) == ([astray], [later])
    saved = records.add(two, "recommendation", {"title": "Train guards"})
    assert feeding.take(one, state, feeding.send(two, state)) > 0
    assert records.read(one, "recommendation", saved.id).values["title"] == "Train guards"


def test_what_is_under_a_key_that_has_not_come_waits_for_it(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    scope, key = next(iter(feeding.SCOPES)), keys.new_key()
    with one.store.transaction() as writer:
        feeding.give_key(writer, scope, key)
    whole, header = first_of(one, state)
    assert header.key_id == keys.key_id(key)
    assert feeding.take(two, state, [whole]) == 0
    assert contents(two, feeds.PARKED) == [whole]
    with two.store.transaction() as writer:
        feeding.give_key(writer, scope, key)
    assert feeding.take(two, state, []) > 0
    assert contents(two, feeds.TAKEN) == [whole]


@pytest.mark.parametrize("text", [b"[]", b'{"c":[[1]]}', b'{"h":1}', b"\xff"])
def test_what_a_later_version_sealed_waits_for_it(
    desks: tuple[Session, Session], state: RosterState, text: bytes
) -> None:
    one, two = desks
    whole, header = first_of(one, state)
    strange = seal(one, header, text)
    assert feeding.take(two, state, [strange]) == 0
    assert contents(two, feeds.PARKED) == [strange]
    assert feeding.take(two, state, [whole]) > 0


def test_a_text_that_is_not_the_one_it_states_waits(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    whole, header = first_of(one, state)
    assert accept(two, state, seal(one, header, stated=b"another text")) == feeds.PARKED
    assert feeding.take(two, state, [whole]) > 0


def test_what_says_it_is_primed_and_begins_its_feed_waits(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    whole, header = first_of(one, state)
    primed = seal(one, msgspec.structs.replace(header, dictionary=packing.PRIMED))
    assert accept(two, state, primed) == feeds.PARKED
    assert feeding.take(two, state, [whole]) > 0


def test_each_envelope_of_a_long_batch_opens_after_those_before_it(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    words = [{"title": f"Title {n}", "text": f"Words {n} " * 300} for n in range(80)]
    saved = records.add_many(one, "recommendation", words)
    batch = feeding.send(one, state)
    hows = [Envelope.decode(each).header.dictionary for each in batch]
    assert hows.count(packing.PRIMED) > 1
    assert feeding.take(two, state, batch[::-1]) > 0
    assert records.read(two, "recommendation", saved[-1].id).values["title"] == "Title 79"


def test_a_batch_whose_beginning_is_not_held_does_not_open(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, two = desks
    records.add_many(
        one, "recommendation", [{"title": f"T {n}", "text": f"Words {n} " * 300} for n in range(80)]
    )
    feeding.take(two, state, feeding.send(one, state))
    last = max(feeds.read_state(two.store.connection, feeds.TAKEN), key=lambda kept: kept.sequence)
    found = Envelope.decode(last.content)
    assert found.header.dictionary == packing.PRIMED
    assert Opener().open(two, found, last)
    with two.store.transaction() as writer:
        writer.run("DELETE FROM envelope WHERE sequence = 1")
    with pytest.raises(Malformed):
        Opener().open(two, found, last)


def test_a_record_that_is_longer_than_the_turn_is_taken_in_whole(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    one, _ = desks
    records.add(one, "recommendation", {"title": "Train drivers", "text": "All of them"})
    whole = feeding.send(one, state)[0]
    header = Envelope.decode(whole).header
    (kept,) = feeds.read_feed(one.store.connection, header.scope.hex(), one.person.device)
    carried = packing.read_segment(Opener().open(one, Envelope.decode(whole), kept)).changes("", "")
    opener = Opener()
    opener.room = 1
    assert len(carried) > opener.room
    assert list(opener.choose(carried)) == carried
    assert not opener.is_cut


def test_a_colleague_who_read_a_copy_does_not_stop_the_vault_it_was_made_of(
    desks: tuple[Session, Session], state: RosterState
) -> None:
    """Only headquarters' word stops a desk: two colleagues would else stop each other."""
    one, two = desks
    _, header = first_of(one, state)
    first_of(two, state)
    mine = two.person.device
    text = packing.write_segment([], {mine: 1}, "", {mine: b"astray!!"})
    assert accept(two, state, seal(one, header, text)) == feeds.TAKEN
    assert forks.list_noticed(two.store.connection) == frozenset()


@pytest.mark.parametrize("has_written", [False, True])
def test_headquarters_that_has_read_more_than_was_written_here_says_that_the_files_are_older(
    desks: tuple[Session, Session], tmp_path: Path, clock: HandClock, *, has_written: bool
) -> None:
    hq = feeding.make_desk(tmp_path / "hq", clock, "root", "hq_desk")
    state, (_, two) = feeding.know(*desks, hq), desks
    if has_written:
        feeding.send(two, state)
    header = Envelope.decode(feeding.send(hq, state)[-1]).header
    before = feeding.read_everything(two)
    with refused("hub_inconsistent") as told:
        accept(two, state, seal(hq, header, packing.write_segment([], {two.person.device: 9}, "")))
    assert told.value.sentence == accepting.older().sentence
    assert feeding.read_everything(two) == before
    assert contents(two, feeds.TAKEN) == []
    hq.store.close()
