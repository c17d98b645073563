"""Envelope, addressed item, roster entry, claim, founding: what goes in comes out, nothing else comes in."""

import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import claim, entry, envelope
from tests.wire.cast import Chain, Player

DECODERS: tuple[Callable[[bytes], object], ...] = (
    wire.Envelope.decode,
    wire.Addressed.decode,
    wire.RosterEntry.decode,
    wire.Claim.decode,
    wire.Founding.decode,
    wire.Answer.decode,
    wire.Ask.decode,
)
FRONTS = (
    b"",
    b"FENV\x01\x01",
    b"FADR\x01",
    b"FROS\x01",
    b"FCLM\x01",
    b"FFND\x01",
    b"\x01\x02",
    b"\x01\x03\x01",
)


def make_envelope(**changed: object) -> wire.Envelope:
    """Return an envelope of fixed bytes."""
    fields: dict[str, object] = {
        "scope": b"s" * 8,
        "device": b"d" * 16,
        "seq": 2,
        "prev": b"p" * 16,
        "roster": b"r" * 8,
        "key_id": b"k" * 16,
        "dictionary": 3,
    }
    header = wire.Header(**{**fields, **changed})  # type: ignore[arg-type]  # a table of fields has one type
    return wire.Envelope(header=header, nonce=b"n" * 12, ciphertext=b"c" * 300, signature=b"g" * 64)


@given(st.sampled_from(FRONTS), st.binary(max_size=400))
def test_garbage_is_malformed_and_nothing_else(front: bytes, rest: bytes) -> None:
    for decode in DECODERS:
        try:
            decode(front + rest)
        except wire.Malformed:
            continue


def test_an_envelope_comes_back() -> None:
    made = make_envelope()
    assert wire.Envelope.decode(made.encode()) == made
    assert len(make_envelope().encode()) - 300 == 150


def test_an_envelope_is_laid_out_as_agreed() -> None:
    body = b"FENV\x01\x01" + b"s" * 8 + b"d" * 16 + b"\x02" + b"p" * 16 + b"r" * 8 + b"k" * 16 + b"\x03"
    assert make_envelope().header.encode() == body
    assert make_envelope().encode() == body + b"n" * 12 + b"\xac\x02" + b"c" * 300 + b"g" * 64


def test_the_header_is_the_front_of_what_is_signed() -> None:
    made = make_envelope()
    assert made.signed_part().startswith(made.header.encode())
    assert made.encode() == made.signed_part() + b"g" * 64


def test_each_byte_of_an_envelope_counts() -> None:
    player = Player()
    data = player.envelope(b"s" * 8, b"x" * 40)
    for index in range(len(data)):
        changed = data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :]
        try:
            found = wire.Envelope.decode(changed)
        except wire.Malformed:
            continue
        assert not signing.is_signed(player.keys.sign, found.signed_part(), found.signature), index


@pytest.mark.parametrize(("seq", "prev"), [(0, bytes(16)), (1, b"p" * 16), (2, bytes(16))])
def test_a_feed_starts_at_one_behind_nothing(seq: int, prev: bytes) -> None:
    with pytest.raises(wire.Malformed):
        wire.Envelope.decode(make_envelope(seq=seq, prev=prev).encode())


def test_another_suite_is_kept_for_a_later_version() -> None:
    data = bytearray(make_envelope().encode())
    data[5] = 9
    with pytest.raises(wire.TooNew):
        wire.Envelope.decode(bytes(data))


def test_an_envelope_is_not_longer_than_agreed() -> None:
    header = make_envelope().header
    long = wire.Envelope(header=header, nonce=bytes(12), ciphertext=bytes(envelope.SEALED_BYTES + 1))
    with pytest.raises(wire.Malformed):
        wire.Envelope.decode(long.signed(bytes(64)).encode())


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_cut_is_never_whole(cut: int) -> None:
    with pytest.raises(wire.Truncated):
        wire.Envelope.decode(make_envelope().encode()[:-cut])


def test_an_addressed_item_comes_back() -> None:
    one, two = Player(), Player()
    data = one.addressed(two, 3, b"wrapped key")
    found = wire.Addressed.decode(data)
    assert (found.to, found.sender, found.seq, found.sealed) == (two.id, one.id, 3, b"wrapped key")
    assert found.encode() == data
    assert signing.is_signed(one.keys.sign, found.signed_part(), found.signature)
    with pytest.raises(wire.Malformed):
        wire.Addressed.decode(one.addressed(two, 0))


BODIES: tuple[entry.Body, ...] = (
    wire.Found(
        hub=b"h" * 16, receipt=b"r" * 32, device=wire.Keys(b"s" * 32, b"l" * 1216), scopes={"all": "00"}
    ),
    wire.OpenOffice(office="KHA", root=b"r" * 8, share={"hq_desk": (b"1" * 8,), "hq_case": (b"2" * 8,)}),
    wire.Invite(join=b"j" * 32, office="KHA", role="focal_point", until=date(2026, 12, 31), read=(b"1" * 8,)),
    wire.Admit(join=b"j" * 32, device=wire.Keys(b"s" * 32, b"l" * 1216), office="KHA", role="alternate"),
    wire.Grant(device=b"d" * 16, read=(b"1" * 8, b"2" * 8), write=()),
    wire.Revoke(device=b"d" * 16, last=((b"1" * 8, 7),)),
    wire.Share(share={"hq_case": (b"3" * 8,)}),
    wire.Quorum(signatures=2),
)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_each_act_comes_back(body: entry.Body) -> None:
    made = wire.RosterEntry.draft(b"c" * 8, 1, b"p" * 16, body).signed([(b"d" * 16, b"g" * 64)])
    found = wire.RosterEntry.decode(made.encode())
    assert found == made
    assert found.act() == body


def test_an_act_is_written_in_one_way() -> None:
    body = b'{"do":"revoke","device":"ZGRkZGRkZGRkZGRkZGRkZA==","last":[["MTExMTExMTE=",7]]}'
    made = wire.RosterEntry.draft(b"c" * 8, 1, b"p" * 16, BODIES[5])
    assert sorted(made.body) == sorted(body)
    assert (
        made.signed_part()
        == b"FROS\x01" + b"c" * 8 + b"\x01" + b"p" * 16 + bytes([len(made.body)]) + made.body
    )


def test_an_act_of_a_later_version_is_kept_byte_for_byte() -> None:
    made = wire.RosterEntry(chain=b"c" * 8, seq=1, prev=b"p" * 16, body=b'{"x":[1],"do":"weigh"}')
    found = wire.RosterEntry.decode(made.signed([(b"d" * 16, b"g" * 64)]).encode())
    assert found.act() == wire.Later("weigh")
    assert found.body == made.body


def test_a_later_field_of_a_known_act_is_kept_byte_for_byte() -> None:
    body = b'{"do":"quorum","signatures":2,"why":{"a":[]}}'
    made = wire.RosterEntry(chain=b"c" * 8, seq=1, prev=b"p" * 16, body=body)
    assert made.act() == wire.Quorum(signatures=2)
    assert made.signed_part().endswith(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b'{"do":7}',
        b'{"do":"grant"}',
        b'{"do":"grant","device":"AAAA"}',
        b'{"do":"gr\xffnt"}',
        b'{"do":"quorum","signatures":0}',
        b'{"do":"quorum","signatures":99999999999999999999999999}',
        b'{"do":"invite","join":"","office":"","role":"","until":"2026-02-30"}',
        b'{"do":"quorum","signatures":1,"x":' + b"[" * 50_000 + b"}",
    ],
)
def test_a_body_that_says_nothing_is_malformed(body: bytes) -> None:
    with pytest.raises(wire.Malformed):
        wire.RosterEntry(chain=b"c" * 8, seq=1, prev=b"p" * 16, body=body).act()


def test_an_entry_has_one_to_eight_signatures() -> None:
    made = Chain().draft(BODIES[0], Player())
    with pytest.raises(ValueError, match="one to eight"):
        made.signed([]).encode()
    with pytest.raises(ValueError, match="one to eight"):
        made.signed(made.signatures * 9).encode()
    data = bytearray(made.encode())
    data[len(made.signed_part())] = 0
    with pytest.raises(wire.Malformed):
        wire.RosterEntry.decode(bytes(data))


def test_the_first_entry_stands_behind_nothing() -> None:
    for seq, prev in ((0, b"p" * 16), (1, bytes(16))):
        made = wire.RosterEntry.draft(b"c" * 8, seq, prev, BODIES[0]).signed([(b"d" * 16, b"g" * 64)])
        with pytest.raises(wire.Malformed):
            wire.RosterEntry.decode(made.encode())


def test_a_claim_comes_back_with_both_signatures() -> None:
    player, join = Player(), signing.new_seed()
    found = wire.Claim.decode(player.claim(join))
    assert found.keys() == wire.ClaimBody(
        join=signing.public_key(join), sign=player.keys.sign, seal=player.keys.seal
    )
    assert signing.is_signed(signing.public_key(join), found.signed_part(), found.join_signature)
    assert signing.is_signed(player.keys.sign, found.signed_part(), found.device_signature)


def test_a_claim_without_keys_is_malformed() -> None:
    for body in (b"{}", b"[]", b"\xff", b"{" * 5000):
        with pytest.raises(wire.Malformed):
            wire.Claim(body=body).keys()
    with pytest.raises(wire.Malformed):
        wire.Claim.decode(wire.Claim(body=bytes(claim.CLAIM_BYTES + 1)).signed(bytes(64), bytes(64)).encode())


def test_a_founding_comes_back() -> None:
    made = wire.Founding(token=b"token", entry=Chain().draft(BODIES[0], Player()).encode())
    assert wire.Founding.decode(made.encode()) == made


def test_the_bytes_of_version_1_stay_as_they_are() -> None:
    """A changed layout is a new version: the digests of fixed pieces are part of the agreement."""
    pieces = [make_envelope().encode()]
    pieces += [wire.RosterEntry.draft(b"c" * 8, 1, b"p" * 16, body).signed_part() for body in BODIES]
    item = wire.Addressed(to=b"t" * 16, sender=b"f" * 16, seq=1, sealed=b"x" * 9)
    pieces.append(item.signed_part())
    ask = wire.ask({b"12345678": 1, b"abcdefgh": 200}, 64)
    pieces.append(wire.Opening(asker=b"a" * 8, counter=300, ask=ask, signature=b"g" * 64).encode())
    run = wire.Run(b"12345678", 4, (wire.Item(1, b"item"), wire.Own(3, 2)))
    receipts = (wire.Receipt(2, wire.Fate.KEPT, 9), wire.Receipt(1, wire.Fate.FORK, 9))
    pieces.append(wire.Answer(more=True, receipts=receipts, runs=(run,), signature=b"g" * 64).encode())
    assert hashlib.sha256(b"".join(pieces)).hexdigest() == GOLDEN


GOLDEN = "7e248ace00ebd7a5ef4ee0a1cf1e3ce4bf1b0063f43de399b1ce19656fed1370"
