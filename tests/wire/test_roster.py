"""The fold of the roster: who may sign what, what each device reads; order of arrival decides nothing."""

import random
import secrets

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import entry as acts
from focal_desktop.wire import roster
from focal_desktop.wire.standing import Stream
from tests.wire.cast import UNTIL_ON, Chain, Player, World

HUB = b"h" * 16


@pytest.fixture
def world() -> World:
    """Headquarters and two offices."""
    return World(HUB, b"r" * 32)


def fold(world: World, *more: wire.RosterEntry) -> wire.RosterState:
    """Return the state of a world."""
    return roster.fold([*world.entries(), *more], signing.is_signed)


def refusal(state: wire.RosterState, entry: wire.RosterEntry) -> wire.Fate:
    """Return the fate of an entry that may not stand."""
    with pytest.raises(roster.Refused) as refused:
        roster.extend(state, entry, signing.is_signed)
    return refused.value.fate


def add_hq(world: World, role: str) -> Player:
    """Admit another device at headquarters."""
    player = Player()
    join = signing.public_key(world.invite(world.root, "HQ", role))
    world.root.add(wire.Admit(join=join, device=player.keys, office="HQ", role=role), world.hq)
    return player


def test_the_founder_holds_every_role_of_headquarters(world: World) -> None:
    state = fold(world)
    founder = state.devices[world.hq.id]
    assert founder.roles == ("root", "hq_desk", "hq_case")
    assert (founder.office, founder.chain, founder.seal) == ("HQ", world.root.id, world.hq.keys.seal)
    assert (state.hub, state.receipt, state.root, state.left_out) == (HUB, b"r" * 32, world.root.id, ())


def test_an_office_device_stands_on_its_office_chain(world: World) -> None:
    state = fold(world)
    north = state.devices[world.north.id]
    assert (north.office, north.chain, north.roles) == ("NORTH", world.north_office.id, ("focal_point",))
    assert state.offices[world.north_office.id].code == "NORTH"
    assert state.invitations[north.join].used_by == world.north.id
    assert state.heads[world.north_office.id].digest == world.north_office.entries[-1].digest()


def test_each_reads_its_own_and_headquarters_what_offices_share(world: World) -> None:
    add_hq(world, "hq_case")
    state = fold(world)
    north, founder = state.devices[world.north.id], state.devices[world.hq.id]
    officer = state.active()[1]
    assert state.reads(north) == (*world.north_scopes, world.all_scope)
    assert state.writes(north) == (*world.north_scopes, world.case_scope)
    assert set(state.reads(founder)) == {
        world.all_scope,
        world.case_scope,
        *world.north_scopes,
        *world.south_scopes,
    }
    assert officer.roles == ("hq_case",)
    assert set(state.reads(officer)) == {world.north_scopes[1], world.south_scopes[1]}
    assert set(state.readers(world.north_scopes[1])) == {founder, officer, north}
    assert state.readers(world.case_scope) == (founder,)


def test_streams_come_in_the_order_in_which_they_are_served(world: World) -> None:
    state = fold(world)
    north, founder = state.devices[world.north.id], state.devices[world.hq.id]
    assert state.streams(north) == (
        Stream(world.root.id, wire.Kind.ENTRY),
        Stream(world.north_office.id, wire.Kind.ENTRY),
        Stream(world.north.id[:8], wire.Kind.ADDRESSED),
        *(Stream(scope, wire.Kind.ENVELOPE) for scope in (*world.north_scopes, world.all_scope)),
    )
    kinds = [stream.kind for stream in state.streams(founder)]
    assert kinds == [2, 2, 2, 3, 4, 1, 1, 1, 1, 1, 1]
    assert state.streams(founder)[4].id == wire.claims_stream(HUB)


def test_claims_are_for_those_who_decide(world: World) -> None:
    desk, case = add_hq(world, "hq_desk"), add_hq(world, "hq_case")
    state = fold(world)
    assert Stream(wire.claims_stream(HUB), wire.Kind.CLAIM) in state.streams(state.devices[desk.id])
    assert Stream(wire.claims_stream(HUB), wire.Kind.CLAIM) not in state.streams(state.devices[case.id])


def test_order_of_arrival_and_repeats_decide_nothing(world: World) -> None:
    add_hq(world, "hq_desk")
    world.south_office.add(wire.Revoke(device=world.south.id, last=((world.south_scopes[0], 4),)), world.hq)
    expected = fold(world)
    for seed in range(20):
        shuffled = world.entries() * 2
        random.Random(seed).shuffle(shuffled)  # noqa: S311 an order, not a secret
        assert roster.fold(shuffled, signing.is_signed) == expected


def test_step_by_step_is_the_same_as_all_at_once(world: World) -> None:
    state = wire.RosterState()
    for entry in world.entries():
        state = roster.extend(state, entry, signing.is_signed)
    assert state == fold(world)


def test_half_a_roster_is_folded_as_far_as_it_goes(world: World) -> None:
    missing = world.north_office.entries[1]
    entries = [entry for entry in world.entries() if entry is not missing]
    state = roster.fold(entries, signing.is_signed)
    assert state.left_out == (world.north_office.entries[2],)
    assert world.south.id in state.devices
    assert world.north.id not in state.devices
    assert roster.fold(entries[1:], signing.is_signed).devices == {}


def test_a_forged_signature_is_refused(world: World) -> None:
    state = fold(world)
    entry = world.root.draft(wire.Grant(device=world.hq.id), world.hq)
    stranger = Player()
    forged = entry.signed([(world.hq.id, stranger.sign(entry.signed_part()))])
    assert refusal(state, forged) is wire.Fate.BAD
    assert refusal(state, world.root.draft(wire.Grant(device=world.hq.id), stranger)) is wire.Fate.FORBIDDEN


def test_a_founding_is_signed_by_the_device_it_names() -> None:
    one, two, chain = Player(), Player(), Chain()
    found = wire.Found(hub=HUB, receipt=b"r" * 32, device=one.keys)
    assert refusal(wire.RosterState(), chain.draft(found, two)) is wire.Fate.BAD
    assert refusal(wire.RosterState(), chain.draft(found, one, two)) is wire.Fate.FORBIDDEN


def test_there_is_one_root(world: World) -> None:
    other = Player()
    found = wire.Found(hub=HUB, receipt=b"r" * 32, device=other.keys)
    assert refusal(fold(world), Chain().draft(found, other)) is wire.Fate.FORBIDDEN
    assert refusal(fold(world), world.root.draft(found, other)) is wire.Fate.FORBIDDEN


@pytest.mark.parametrize("role", ["focal_point", "head_of_office", "hr_clerk", "monitor"])
def test_no_office_device_signs_anything(world: World, role: str) -> None:
    office = Player()
    world.admit(world.north_office, office, "NORTH", world.north_scopes, role)
    state = fold(world)
    for chain in (world.root, world.north_office, world.south_office):
        assert refusal(state, chain.draft(wire.Grant(device=office.id), office)) is wire.Fate.FORBIDDEN
    opening = Chain().draft(wire.OpenOffice(office="EAST", root=world.root.id), office)
    assert refusal(state, opening) is wire.Fate.FORBIDDEN


def test_the_desk_signs_for_offices_and_root_alone_for_headquarters(world: World) -> None:
    desk, case = add_hq(world, "hq_desk"), add_hq(world, "hq_case")
    state = fold(world)
    grant = wire.Grant(device=world.north.id, read=(b"1" * 8,))
    changed = roster.extend(state, world.north_office.draft(grant, desk), signing.is_signed)
    assert changed.devices[world.north.id].read == (b"1" * 8,)
    assert refusal(state, world.north_office.draft(grant, case)) is wire.Fate.FORBIDDEN
    for player in (desk, case):
        invite = wire.Invite(join=b"j" * 32, office="HQ", role="root", until=UNTIL_ON)
        assert refusal(state, world.root.draft(invite, player)) is wire.Fate.FORBIDDEN


@pytest.mark.parametrize("role", ["root", "hq_desk", "hq_case", "focal_point root"])
def test_no_office_chain_gives_a_role_of_headquarters(world: World, role: str) -> None:
    invite = wire.Invite(join=b"j" * 32, office="NORTH", role=role, until=UNTIL_ON)
    assert refusal(fold(world), world.north_office.draft(invite, world.hq)) is wire.Fate.FORBIDDEN
    join = signing.public_key(world.invite(world.north_office, "NORTH"))
    admit = wire.Admit(join=join, device=Player().keys, office="NORTH", role=role)
    assert refusal(fold(world), world.north_office.draft(admit, world.hq)) is wire.Fate.FORBIDDEN


def test_an_invitation_is_for_the_office_of_its_chain(world: World) -> None:
    for office, role in (("SOUTH", "alternate"), ("HQ", "alternate"), ("NORTH", " ")):
        invite = wire.Invite(join=b"j" * 32, office=office, role=role, until=UNTIL_ON)
        assert refusal(fold(world), world.north_office.draft(invite, world.hq)) is wire.Fate.FORBIDDEN


def test_a_join_key_is_named_once_and_used_once(world: World) -> None:
    used = fold(world).devices[world.north.id].join
    again = wire.Invite(join=used, office="NORTH", role="alternate", until=UNTIL_ON)
    assert refusal(fold(world), world.north_office.draft(again, world.hq)) is wire.Fate.FORBIDDEN
    for join in (used, signing.public_key(signing.new_seed())):
        admit = wire.Admit(join=join, device=Player().keys, office="NORTH", role="alternate")
        assert refusal(fold(world), world.north_office.draft(admit, world.hq)) is wire.Fate.FORBIDDEN


def test_an_invitation_counts_on_its_own_chain_alone(world: World) -> None:
    join = signing.public_key(world.invite(world.north_office, "NORTH"))
    admit = wire.Admit(join=join, device=Player().keys, office="SOUTH", role="alternate")
    assert refusal(fold(world), world.south_office.draft(admit, world.hq)) is wire.Fate.FORBIDDEN


def test_a_device_is_admitted_once(world: World) -> None:
    join = signing.public_key(world.invite(world.south_office, "SOUTH"))
    admit = wire.Admit(join=join, device=world.north.keys, office="SOUTH", role="alternate")
    assert refusal(fold(world), world.south_office.draft(admit, world.hq)) is wire.Fate.FORBIDDEN


def test_a_restored_device_joins_on_the_key_of_the_one_it_replaces(world: World) -> None:
    heir, chain = Player(), world.north_office
    admit = wire.Admit(join=world.north.keys.sign, device=heir.keys, office="NORTH", role="focal_point")
    chain.add(admit, world.hq)
    chain.add(wire.Revoke(device=world.north.id, last=((world.north_scopes[0], 3),)), world.hq)
    state = fold(world)
    assert state.left_out == ()
    assert [device.id for device in state.active() if device.office == "NORTH"] == [heir.id]
    again = wire.Admit(join=world.north.keys.sign, device=Player().keys, office="NORTH", role="focal_point")
    assert refusal(state, chain.draft(again, world.hq)) is wire.Fate.FORBIDDEN
    elsewhere = wire.Admit(
        join=world.north.keys.sign, device=Player().keys, office="SOUTH", role="focal_point"
    )
    assert refusal(state, world.south_office.draft(elsewhere, world.hq)) is wire.Fate.FORBIDDEN


def test_a_revocation_says_what_still_counts(world: World) -> None:
    kept, other = world.north_scopes
    world.north_office.add(wire.Revoke(device=world.north.id, last=((kept, 2),)), world.hq)
    state = fold(world)

    def header(scope: bytes, seq: int, device: bytes = world.north.id) -> wire.Header:
        prev = b"p" * 16 if seq > 1 else wire.ZEROS
        return wire.Header(scope=scope, device=device, seq=seq, prev=prev, key_id=bytes(16))

    assert [state.counts(header(kept, seq)) for seq in (1, 2, 3)] == [True, True, False]
    assert not state.counts(header(other, 1))
    assert state.counts(header(kept, 99, world.south.id))
    assert not state.counts(header(kept, 1, Player().id))
    assert world.north.id not in {device.id for device in state.readers(kept)}
    assert refusal(
        state, world.north_office.draft(wire.Revoke(device=world.north.id), world.hq)
    ) is wire.Fate.FORBIDDEN  # fmt: skip
    assert refusal(
        state, world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    ) is wire.Fate.FORBIDDEN  # fmt: skip


def test_what_a_revoked_officer_signed_later_falls_away(world: World) -> None:
    desk, chain = add_hq(world, "hq_desk"), world.north_office
    chain.add(wire.Grant(device=world.north.id, read=(b"1" * 8,)), desk)
    last = ((chain.id, chain.entries[-1].seq),)
    world.root.add(wire.Revoke(device=desk.id, last=last), world.hq)
    rogue = chain.draft(wire.Grant(device=world.north.id, read=(b"2" * 8,)), desk)
    state = fold(world, rogue)
    assert state.devices[world.north.id].read == (b"1" * 8,)
    assert state.left_out == (rogue,)
    honest = chain.draft(wire.Grant(device=world.north.id, read=(b"3" * 8,)), world.hq)
    mended = fold(world, rogue, honest)
    assert mended.devices[world.north.id].read == (b"3" * 8,)
    assert mended.left_out == (rogue,)


def test_a_revocation_that_forgets_a_signed_chain_is_sent_back(world: World) -> None:
    desk, chain = add_hq(world, "hq_desk"), world.north_office
    chain.add(wire.Grant(device=world.north.id, read=(b"1" * 8,)), desk)
    for last in ((), ((chain.id, chain.entries[-1].seq - 1),)):
        entry = world.root.draft(wire.Revoke(device=desk.id, last=last), world.hq)
        assert refusal(fold(world), entry) is wire.Fate.HEAD


def test_the_last_root_is_never_revoked(world: World) -> None:
    last = tuple((chain.id, 99) for chain in (world.north_office, world.south_office))
    entry = world.root.draft(wire.Revoke(device=world.hq.id, last=last), world.hq)
    assert refusal(fold(world), entry) is wire.Fate.FORBIDDEN
    second = add_hq(world, "root")
    world.root.add(wire.Revoke(device=world.hq.id, last=last), second)
    state = fold(world)
    assert state.left_out == ()
    assert refusal(state, world.root.draft(wire.Quorum(signatures=1), world.hq)) is wire.Fate.FORBIDDEN


def test_with_a_quorum_two_root_devices_sign(world: World) -> None:
    too_early = world.root.draft(wire.Quorum(signatures=2), world.hq)
    assert refusal(fold(world), too_early) is wire.Fate.FORBIDDEN
    second = add_hq(world, "root")
    world.root.add(wire.Quorum(signatures=2), world.hq)
    state = fold(world)
    invite = wire.Invite(join=b"j" * 32, office="HQ", role="hq_case", until=UNTIL_ON)
    assert refusal(state, world.root.draft(invite, world.hq)) is wire.Fate.FORBIDDEN
    assert refusal(state, world.root.draft(invite, second, second)) is wire.Fate.FORBIDDEN
    roster.extend(state, world.root.draft(invite, world.hq, second), signing.is_signed)
    lone = world.root.draft(wire.Revoke(device=second.id), world.hq, second)
    assert refusal(state, lone) is wire.Fate.FORBIDDEN
    office = Chain().draft(wire.OpenOffice(office="EAST", root=world.root.id), second)
    roster.extend(state, office, signing.is_signed)


def test_an_office_is_opened_once_under_its_code(world: World) -> None:
    state = fold(world)
    for code, root in (("NORTH", world.root.id), ("HQ", world.root.id), ("EAST", b"x" * 8)):
        entry = Chain().draft(wire.OpenOffice(office=code, root=root), world.hq)
        assert refusal(state, entry) is wire.Fate.FORBIDDEN


def test_a_share_replaces_what_headquarters_reads(world: World) -> None:
    fresh = secrets.token_bytes(8)
    world.north_office.add(wire.Share(share={"hq_case": (fresh,)}), world.hq)
    state = fold(world)
    founder = state.devices[world.hq.id]
    assert fresh in state.reads(founder)
    assert set(world.north_scopes).isdisjoint(state.reads(founder))
    entry = world.root.draft(wire.Share(share={}), world.hq)
    assert refusal(state, entry) is wire.Fate.FORBIDDEN


def test_an_office_device_is_given_nothing_by_a_role_of_its_own_naming(world: World) -> None:
    office = Player()
    world.north_office.add(wire.Share(share={"alternate": (b"x" * 8,)}), world.hq)
    world.admit(world.south_office, office, "SOUTH", (), "alternate")
    state = fold(world)
    assert b"x" * 8 not in state.reads(state.devices[office.id])


def test_an_entry_stands_on_the_head_alone(world: World) -> None:
    state = fold(world)
    entry = world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    for changed in (
        msgspec.structs.replace(entry, seq=entry.seq + 1),
        msgspec.structs.replace(entry, seq=entry.seq - 1),
        msgspec.structs.replace(entry, prev=b"p" * 16),
    ):
        resigned = changed.signed([(world.hq.id, world.hq.sign(changed.signed_part()))])
        assert refusal(state, resigned) is wire.Fate.HEAD
    stray = msgspec.structs.replace(entry, chain=b"n" * 8)
    assert refusal(state, stray) is wire.Fate.FORBIDDEN


def test_an_act_of_a_later_version_moves_the_head_and_nothing_else(world: World) -> None:
    before = fold(world)
    blank = world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    later = msgspec.structs.replace(blank, body=b'{"do":"weigh"}')
    signed = later.signed([(world.hq.id, world.hq.sign(later.signed_part()))])
    state = roster.extend(before, signed, signing.is_signed)
    assert state.heads[world.north_office.id].seq == blank.seq
    assert (state.devices, state.offices, state.invitations) == (
        before.devices,
        before.offices,
        before.invitations,
    )
    unsigned = later.signed([(world.south.id, world.south.sign(later.signed_part()))])
    assert refusal(before, unsigned) is wire.Fate.FORBIDDEN


def test_a_body_that_says_nothing_is_bad(world: World) -> None:
    blank = world.north_office.draft(wire.Grant(device=world.north.id), world.hq)
    broken = msgspec.structs.replace(blank, body=b'{"do":"grant"}')
    signed = broken.signed([(world.hq.id, world.hq.sign(broken.signed_part()))])
    assert refusal(fold(world), signed) is wire.Fate.BAD


def test_a_first_entry_that_says_nothing_is_left_out(world: World) -> None:
    stray = wire.RosterEntry(chain=b"n" * 8, seq=0, body=b"{}", signatures=((world.hq.id, bytes(64)),))
    state = fold(world, stray)
    assert state.left_out == (stray,)
    assert state.devices == fold(world).devices


def test_every_act_has_a_rule() -> None:
    assert set(roster._RULES) == set(acts.Body.__args__)
