"""Founding happens once; a claim waits for people, and its device is told in one word where it stands."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.hub.hubs import Hub
from tests.wire.cast import Chain, Player, World, frame

ADDRESSES = (f"192.0.2.{n}" for n in range(2, 250))


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock) -> Hub:
    """A new hub."""
    return Hub(tmp_path, clock)


def claim(player: Player, join_seed: bytes) -> list[wire.Frame]:
    """Return the frames of a first exchange."""
    return [frame(Kind.CLAIM, player.claim(join_seed))]


def invite(hub: Hub, world: World) -> bytes:
    """Publish an invitation to the north; return its join key's seed."""
    seed = world.invite(world.north_office, "NORTH")
    assert hub.fates(world.hq, [frame(Kind.ENTRY, world.north_office.entries[-1])]) == [wire.Fate.KEPT]
    return seed


def test_the_founder_goes_on_in_the_same_request(hub: Hub) -> None:
    world = hub.card.world()
    envelope = frame(Kind.ENVELOPE, world.hq.envelope(world.all_scope))
    answer = hub.exchange(world.hq, [world.founding(hub.card.token), *world.roster_frames(), envelope])
    assert {receipt.fate for receipt in answer.receipts} == {wire.Fate.KEPT}
    assert sum(receipt.frames for receipt in answer.receipts) == 2 + len(world.roster_frames())
    assert hub.mailbox.find(world.south.id[:8]) is not None


def test_a_founding_repeated_after_a_lost_answer_is_kept_once(hub: Hub) -> None:
    world = hub.card.world()
    for _ in range(2):
        assert hub.fates(world.hq, [world.founding(hub.card.token)]) == [wire.Fate.KEPT]
    assert hub.count() == 1


def test_a_hub_is_founded_once(hub: Hub) -> None:
    hub.found()
    other = hub.card.world()
    assert hub.word(other.hq, [other.founding(hub.card.token)]) == "invitation_used"
    assert hub.mailbox.find(other.hq.id[:8]) is None


def test_a_founder_does_not_found_a_second_root(hub: Hub) -> None:
    world = hub.found()
    other = hub.card.world()
    assert hub.fates(world.hq, [other.founding(hub.card.token)]) == [wire.Fate.FORBIDDEN]


def test_founding_needs_the_token(hub: Hub) -> None:
    world = hub.card.world()
    for token in (b"", hub.card.token + b"x", hub.card.token[:-1]):
        assert hub.word(world.hq, [world.founding(token)]) == "unknown_device"
    assert hub.count() == 0


def test_a_founding_names_this_hub_and_its_key(hub: Hub) -> None:
    for world in (World(b"o" * 16, hub.card.receipt), World(hub.card.hub, b"o" * 32)):
        request = world.hq.request(hub.card.hub, [world.founding(hub.card.token)])
        assert hub.post([request], next(ADDRESSES))[1] == b"file_not_ours"
    assert hub.count() == 0


def test_a_founding_is_signed_by_whoever_asks(hub: Hub) -> None:
    world, stranger = hub.card.world(), Player()
    assert hub.word(stranger, [world.founding(hub.card.token)]) == "bad_request"
    found = wire.Found(hub=hub.card.hub, receipt=hub.card.receipt, device=world.hq.keys)
    forged = Chain().draft(found, stranger)
    forged = forged.signed([(world.hq.id, forged.signatures[0][1])])
    data = wire.Founding(token=hub.card.token, entry=forged.encode()).encode()
    assert hub.word(world.hq, [frame(Kind.FOUNDING, data)]) == "bad_signature"
    assert hub.count() == 0


@pytest.mark.parametrize("data", [b"", b"FFND\x01", b"FFND\x01\x01x\x01y", b"FFND\x02"])
def test_a_founding_that_is_none_is_a_bad_request(hub: Hub, data: bytes) -> None:
    assert hub.word(Player(), [frame(Kind.FOUNDING, data)]) == "bad_request"


def test_a_claim_waits_and_headquarters_hears_of_it(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer = invite(hub, world), Player()
    assert hub.word(newcomer, claim(newcomer, seed)) == "not_admitted"
    assert hub.word(newcomer) == "not_admitted"
    assert hub.word(newcomer, claim(newcomer, seed)) == "not_admitted"
    stream = wire.claims_stream(hub.card.hub)
    runs = [run for run in hub.exchange(world.hq).runs if run.stream == stream]
    assert [item.data for item in runs[0].items if isinstance(item, wire.Item)] == [newcomer.claim(seed)]
    assert not [run for run in hub.exchange(world.north).runs if run.stream == stream]


def test_an_admitted_claimant_is_a_device_like_any_other(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer = invite(hub, world), Player()
    hub.word(newcomer, claim(newcomer, seed))
    admit = wire.Admit(
        join=signing.public_key(seed),
        device=newcomer.keys,
        office="NORTH",
        role="focal_point",
        read=world.north_scopes,
        write=world.north_scopes,
    )
    entry = world.north_office.add(admit, world.hq)
    assert hub.fates(world.hq, [frame(Kind.ENTRY, entry)]) == [wire.Fate.KEPT]
    frames = [*claim(newcomer, seed), frame(Kind.ENVELOPE, newcomer.envelope(world.north_scopes[0]))]
    assert hub.fates(newcomer, frames) == [wire.Fate.KEPT] * 2
    assert hub.fates(newcomer, claim(Player(), seed)) == [wire.Fate.FORBIDDEN]


def test_a_second_claim_waits_too_until_one_is_admitted(hub: Hub) -> None:
    world = hub.found()
    seed, first, second = invite(hub, world), Player(), Player()
    assert hub.word(first, claim(first, seed)) == "not_admitted"
    assert hub.word(second, claim(second, seed)) == "not_admitted"
    join = signing.public_key(seed)
    admit = wire.Admit(join=join, device=first.keys, office="NORTH", role="focal_point")
    hub.exchange(world.hq, [frame(Kind.ENTRY, world.north_office.add(admit, world.hq))])
    assert hub.word(second) == "invitation_used"
    assert hub.word(second, claim(second, seed)) == "invitation_used"
    third = Player()
    assert hub.word(third, claim(third, seed)) == "invitation_used"
    assert hub.exchange(first).runs != ()


def test_an_invitation_ends_with_its_day_by_the_hubs_clock(hub: Hub, clock: HandClock) -> None:
    world = hub.found()
    seed, early, late = invite(hub, world), Player(), Player()
    clock.set(datetime(2026, 6, 30, 23, 59, tzinfo=UTC))
    assert hub.word(early, claim(early, seed)) == "not_admitted"
    clock.move(minutes=2)
    assert hub.word(late, claim(late, seed)) == "invitation_expired"
    assert hub.word(early) == "not_admitted"
    assert hub.count("claim") == 1


def test_a_claim_on_a_key_the_roster_does_not_name_is_another_hubs(hub: Hub) -> None:
    hub.found()
    newcomer = Player()
    assert hub.word(newcomer, claim(newcomer, signing.new_seed())) == "file_not_ours"
    assert hub.word(newcomer) == "unknown_device"


def test_a_claim_needs_both_signatures_and_its_own_device(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer, thief = invite(hub, world), Player(), Player()
    whole = wire.Claim.decode(newcomer.claim(seed))
    for broken in (
        whole.signed(whole.device_signature, whole.device_signature),
        whole.signed(whole.join_signature, whole.join_signature),
    ):
        request = newcomer.request(hub.card.hub, [frame(Kind.CLAIM, broken.encode())])
        assert hub.post([request], next(ADDRESSES))[1] == b"bad_signature"
    assert hub.word(thief, [frame(Kind.CLAIM, whole.encode())]) == "bad_request"
    assert hub.word(newcomer, [frame(Kind.CLAIM, b"FCLM\x01")]) == "bad_request"
    assert hub.count("claim") == 0


def test_an_opening_signed_by_another_is_refused(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer = invite(hub, world), Player()
    body = bytearray(newcomer.request(hub.card.hub, claim(newcomer, seed)))
    body[20] ^= 1
    assert hub.post([bytes(body)])[1] in (b"bad_signature", b"bad_request")
    assert hub.count("claim") == 0


def test_a_restored_device_claims_on_its_old_key(hub: Hub) -> None:
    world = hub.found()
    heir, other = Player(), Player()
    assert hub.word(heir, claim(heir, world.north.seed)) == "not_admitted"
    admit = wire.Admit(join=world.north.keys.sign, device=heir.keys, office="NORTH", role="focal_point")
    revoke = wire.Revoke(device=world.north.id)
    entries = [world.north_office.add(act, world.hq) for act in (admit, revoke)]
    assert hub.fates(world.hq, [frame(Kind.ENTRY, entry) for entry in entries]) == [wire.Fate.KEPT] * 2
    assert hub.exchange(heir).runs != ()
    assert hub.word(world.north) == "revoked"
    assert hub.word(other, claim(other, world.north.seed)) == "revoked"


def test_a_waiting_device_may_do_nothing_else(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer = invite(hub, world), Player()
    frames = [*claim(newcomer, seed), frame(Kind.ENVELOPE, newcomer.envelope(world.north_scopes[0]))]
    before = hub.count()
    assert hub.word(newcomer, frames) == "not_admitted"
    assert hub.word(newcomer, frames[1:]) == "not_admitted"
    assert hub.count() == before + 1


def test_claims_on_one_key_are_bounded(hub: Hub) -> None:
    world = hub.found()
    seed = invite(hub, world)
    words = [hub.word(player, claim(player, seed)) for player in (Player() for _ in range(10))]
    assert words == ["not_admitted"] * hub.limits.claims + ["full"] * 2


def test_a_founder_for_whom_nothing_fits_may_come_again(hub: Hub) -> None:
    founder = Player()
    scopes = {f"scope {n}": "0123456789abcdef" for n in range(400)}
    found = wire.Found(hub=hub.card.hub, receipt=hub.card.receipt, device=founder.keys, scopes=scopes)
    data = wire.Founding(token=hub.card.token, entry=Chain().draft(found, founder).encode()).encode()
    fill(hub)
    assert hub.word(founder, [frame(Kind.FOUNDING, data)]) == "full"
    assert hub.word(founder) == "unknown_device"
    hub.kept._number("PRAGMA max_page_count = 1000000")
    assert hub.fates(founder, [frame(Kind.FOUNDING, data)]) == [wire.Fate.KEPT]


def test_a_claim_for_which_nothing_fits_may_come_again(hub: Hub) -> None:
    world = hub.found()
    seed, newcomer = invite(hub, world), Player()
    newcomer.keys = wire.Keys(newcomer.keys.sign, bytes(2048))
    fill(hub)
    hub.exchange(world.north, [frame(Kind.ENVELOPE, world.north.envelope(world.case_scope, bytes(900)))] * 9)
    assert hub.word(newcomer, claim(newcomer, seed)) == "full"
    hub.kept._number("PRAGMA max_page_count = 1000000")
    assert hub.word(newcomer, claim(newcomer, seed)) == "not_admitted"


def fill(hub: Hub) -> None:
    """Let the database grow no more."""
    pages = hub.kept._number("PRAGMA page_count")
    hub.kept._number(f"PRAGMA max_page_count = {pages}")


def test_a_stranger_is_told_nothing(hub: Hub) -> None:
    world, stranger = hub.found(), Player()
    assert hub.word(stranger) == "unknown_device"
    envelope = frame(Kind.ENVELOPE, stranger.envelope(world.north_scopes[0]))
    assert hub.word(stranger, [envelope]) == "unknown_device"
