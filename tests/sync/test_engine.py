"""Two desks and headquarters: whatever order, repeats and losses, all of them come to hold the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.sync import accepting, packing
from focal_desktop.usecases import checking, records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire import Envelope, RosterState
from tests.conftest import HandClock
from tests.sync import feeding

HQ_ROLES = ("root", "hq_desk", "hq_case")


@pytest.fixture
def desks(tmp_path: Path, clock: HandClock) -> Iterator[list[Session]]:
    """Two vaults of one office, and headquarters."""
    made = [
        feeding.make_desk(tmp_path / "one", clock),
        feeding.make_desk(tmp_path / "two", clock),
        feeding.make_desk(tmp_path / "hq", clock, *HQ_ROLES),
    ]
    yield made
    for desk in made:
        desk.store.close()


@pytest.fixture
def state(desks: list[Session]) -> RosterState:
    return feeding.know(*desks)


def test_a_record_arrives_whole(desks: list[Session], state: RosterState) -> None:
    one, two, _ = desks
    saved = records.add(one, "recommendation", {"title": "Train drivers", "text": "All of them", "code": "d"})
    feeding.exchange(desks, state)
    assert records.read(two, "recommendation", saved.id).values["title"] == "Train drivers"
    assert records.read(two, "recommendation", saved.id).reference == saved.reference


def test_different_fields_never_clash(desks: list[Session], state: RosterState) -> None:
    one, two, _ = desks
    saved = records.add(one, "recommendation", {"title": "Train drivers"})
    feeding.exchange(desks, state)
    records.edit(one, "recommendation", saved.id, {"owner": "Desk"})
    records.edit(two, "recommendation", saved.id, {"progress": "Half done"})
    feeding.exchange(desks, state)
    for desk in desks[:2]:
        row = records.read(desk, "recommendation", saved.id)
        assert (row.values["owner"], row.values["progress"]) == ("Desk", "Half done")
        assert not row.clashes


def test_the_same_field_on_two_desks_is_a_clash_that_both_show(
    desks: list[Session], state: RosterState
) -> None:
    one, two, _ = desks
    saved = records.add(one, "recommendation", {"title": "Train drivers"})
    feeding.exchange(desks, state)
    records.edit(one, "recommendation", saved.id, {"owner": "Programme"})
    records.edit(two, "recommendation", saved.id, {"owner": "Operations"})
    feeding.exchange(desks, state)
    rows = [records.read(desk, "recommendation", saved.id) for desk in desks]
    assert rows[0] == rows[1] == rows[2]
    assert {side.value for side in rows[0].clashes["owner"]} == {"Programme", "Operations"}
    assert rows[0].values["owner"] in ("Programme", "Operations")


@pytest.mark.parametrize("seed", range(6))
def test_every_order_with_repeats_and_losses_ends_the_same(
    desks: list[Session], state: RosterState, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 a schedule, not a secret
    known: list[str] = []
    for _ in range(12):
        desk = chance.choice(desks)
        mine = [i for i in known if reader.read_row(desk.store.connection, "recommendation", i)]
        if mine and chance.random() < 0.7:
            field = chance.choice(["title", "text", "owner", "state", "progress"])
            value = chance.choice(["open", "done"]) if field == "state" else f"words {chance.random()}"
            records.edit(desk, "recommendation", chance.choice(mine), {field: value})
        else:
            known.append(records.add(desks[0], "recommendation", {"title": f"no {chance.random()}"}).id)
        if chance.random() < 0.4:
            sender, taker = chance.sample(desks, 2)
            envelopes = feeding.send(sender, state)
            chance.shuffle(envelopes)
            feeding.take(taker, state, envelopes[: chance.randrange(len(envelopes) + 1)] * 2)
    feeding.exchange(desks, state)
    first = feeding.read_everything(desks[0])
    assert first
    assert feeding.read_everything(desks[1]) == first
    assert feeding.read_everything(desks[2]) == first
    assert all(checking.check(desk).ok for desk in desks)


def test_what_comes_again_changes_nothing(desks: list[Session], state: RosterState) -> None:
    one, two, _ = desks
    records.add(one, "recommendation", {"title": "Train drivers"})
    envelopes = feeding.send(one, state)
    assert feeding.take(two, state, envelopes) > 0
    before = two.store.tail()
    assert feeding.take(two, state, envelopes * 2) == 0
    assert two.store.tail() == before


def test_nothing_new_makes_no_envelope(desks: list[Session], state: RosterState) -> None:
    one = desks[0]
    first = feeding.send(one, state)
    assert feeding.send(one, state) == first


def test_headquarters_answers_what_it_read_and_no_answer_answers_an_answer(
    desks: list[Session], state: RosterState
) -> None:
    one, _, hq = desks
    records.add(one, "recommendation", {"title": "Train drivers"})
    feeding.take(hq, state, feeding.send(one, state))
    feeding.take(one, state, feeding.send(hq, state))
    own = feeds.read_feed(one.store.connection, "aa" * 8, one.person.device)
    assert all(kept.read_at for kept in own)
    sent = feeding.send(hq, state)
    feeding.take(hq, state, feeding.send(one, state))
    assert feeding.send(hq, state) == sent


def test_every_flipped_byte_is_refused(desks: list[Session], state: RosterState) -> None:
    one, two, _ = desks
    records.add(one, "recommendation", {"title": "Train drivers"})
    whole = feeding.send(one, state)[0]
    before = two.store.tail()
    told: set[str] = set()
    for place in range(0, len(whole), 7):
        bent = bytearray(whole)
        bent[place] ^= 1
        try:
            feeding.take(two, state, [bytes(bent)])
        except Trouble as trouble:
            told.add(trouble.code)
        assert two.store.tail() == before
    assert told == {"hub_inconsistent"}
    assert feeding.take(two, state, [whole]) > 0


@pytest.mark.parametrize(("dictionary", "plain"), [(9, bytes(256)), (packing.SHIPPED, b"\x05" * 256)])
def test_what_its_author_signed_and_does_not_open_waits_by_itself(
    desks: list[Session], state: RosterState, dictionary: int, plain: bytes
) -> None:
    one, two, _ = desks
    records.add(one, "recommendation", {"title": "Train drivers"})
    whole = feeding.send(one, state)[0]
    header = msgspec.structs.replace(Envelope.decode(whole).header, dictionary=dictionary)
    seed = reader.read_key(one.store.connection, unlocking.DEVICE_SIGN) or b""
    strange = packing.seal(header, feeding.EPOCHS[header.scope.hex()], plain, seed)
    assert feeding.take(two, state, [strange]) == 0
    assert [kept.content for kept in feeds.read_state(two.store.connection, feeds.PARKED)] == [strange]
    assert feeding.take(two, state, [whole]) > 0


def test_an_envelope_that_came_too_early_waits_for_the_one_before(
    desks: list[Session], state: RosterState
) -> None:
    one, two, _ = desks
    saved = records.add(one, "recommendation", {"title": "Train drivers"})
    first = feeding.send(one, state)
    records.edit(one, "recommendation", saved.id, {"title": "Train all drivers"})
    later = [c for c in feeding.send(one, state) if c not in first]
    assert feeding.take(two, state, later) == 0
    assert feeding.take(two, state, first) > 0
    assert records.read(two, "recommendation", saved.id).values["title"] == "Train all drivers"


def test_a_case_kind_has_no_place_in_the_desk_scope(desks: list[Session], state: RosterState) -> None:
    one, two, _ = desks
    with one.store.transaction() as writer:
        counter, lamport = writer.next_numbers("aa" * 8, 1)
        target = records.Target(one.kinds["allegation"], "a" * 24, {}, "aa" * 8)
        del counter, lamport
        records.write_in(one, writer, target, {"regime": "sea"}, "aa" * 8)
    feeding.take(two, state, feeding.send(one, state))
    assert reader.read_row(two.store.connection, "allegation", "a" * 24) is None


def test_an_envelope_of_a_later_version_is_kept_and_nothing_waits_for_it(
    desks: list[Session], state: RosterState
) -> None:
    one, two, _ = desks
    saved = records.add(one, "recommendation", {"title": "Train drivers"})
    envelopes = feeding.send(one, state)
    later = envelopes[0][:4] + bytes([9]) + envelopes[0][5:]
    feeding.take(two, state, [later, later])
    kept = rosters.read_named(two.store.connection, accepting.LATER)
    assert list(kept.values()) == [later]
    assert feeding.take(two, state, envelopes) > 0
    assert records.read(two, "recommendation", saved.id).values["title"] == "Train drivers"
