"""Parcels of keys and invitation files: bytes there and back, and nothing else is taken for one."""

import secrets
from datetime import date

import msgspec
import pytest

from focal_desktop.wire import octets
from focal_desktop.wire.invitation import Hub, Letter, Place, Signed, read_file, write_file
from focal_desktop.wire.parcel import MOST_KEYS, Held, Parcel, read_keys, write_keys

LETTER = Letter(
    hub=Hub(url="https://hub.example", hub=bytes(16), ca="ca", receipt=bytes(32)),
    roots=(b"entry",),
    chain=bytes(8),
    office="KEN",
    role="focal_point",
    until=date(2026, 6, 30),
    join=b"j" * 32,
    scopes=(Place(id=bytes(8), scope_class="desk", office="KEN"),),
    by=bytes(16),
)
PARCEL = Parcel(names=((b"scope--1", b"key-id-----0-1-2"),), head=b"h" * 16, sealed=b"sealed")
HELD = Held(
    number=3, secret=b"s" * 32, feed=b"f" * 16, lost=2, made_at="2026-03-02T09:00:00Z", given=b"g" * 8
)


def test_a_parcel_comes_back_as_it_was() -> None:
    assert Parcel.decode(PARCEL.encode()) == PARCEL
    assert read_keys(write_keys((HELD, Held(number=1, secret=bytes(32))))) == (
        HELD,
        Held(number=1, secret=bytes(32)),
    )


def test_a_parcel_is_laid_out_like_this() -> None:
    assert PARCEL.encode().hex() == (
        "0101" + b"h".hex() * 16 + "01" + b"scope--1key-id-----0-1-2".hex() + "06" + b"sealed".hex()
    )
    assert PARCEL.bound_part(b"t" * 16, b"s" * 16) == (
        b"focal epoch keys\0" + b"t" * 16 + b"s" * 16 + PARCEL.encode()[:43]
    )


@pytest.mark.parametrize("cut", range(1, 40, 7))
def test_what_is_no_parcel_is_refused(cut: int) -> None:
    whole = PARCEL.encode()
    for wrong in (whole[:-cut], whole + bytes(cut)):
        with pytest.raises(octets.Malformed):
            Parcel.decode(wrong)
    many = msgspec.structs.replace(PARCEL, names=PARCEL.names * (MOST_KEYS + 1))
    with pytest.raises(octets.Malformed):
        Parcel.decode(many.encode())


@pytest.mark.parametrize("front", [b"\x02\x01", b"\x01\x02", b"\x00\x00"])
def test_another_kind_of_item_is_of_a_later_version(front: bytes) -> None:
    with pytest.raises(octets.TooNew):
        Parcel.decode(front + PARCEL.encode()[2:])


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[1]", b'[{"number":-1,"secret":""}]', b"[" * 9000, b'[{"number":1}]', b"\xff"]
)
def test_what_are_no_keys_is_refused(text: bytes) -> None:
    with pytest.raises(octets.Malformed):
        read_keys(text)


def test_a_letter_comes_back_as_it_was() -> None:
    signed = Signed.draft(LETTER).signed(b"x" * 64)
    again = Signed.decode(signed.encode())
    assert again == signed
    assert again.letter() == LETTER
    assert signed.signed_part().startswith(b"FINV\x01")


def test_nothing_secret_is_told_by_accident() -> None:
    assert "j" * 32 not in repr(LETTER)
    assert "s" * 32 not in repr(HELD)


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"hub":1}', b"[" * 9000, b"\xff"])
def test_what_is_no_letter_is_refused(body: bytes) -> None:
    with pytest.raises(octets.Malformed):
        Signed(body=body, signature=bytes(64)).letter()


def test_a_file_tells_damage_by_its_own_digest() -> None:
    sealed = secrets.token_bytes(300)
    whole = write_file(sealed)
    assert read_file(whole) == sealed
    assert whole[:5] == b"FINV\x01"
    for place in range(len(whole)):
        bent = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(octets.Malformed):
            read_file(bent)
    for wrong in (whole[:-1], whole + b"\0", b"", whole[:20]):
        with pytest.raises(octets.Malformed):
            read_file(wrong)
