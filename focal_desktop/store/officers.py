"""Who at headquarters can open this vault, two together: kept in the vault, sealed into every header.

Must never seal to one officer, nor to the person whose vault it is.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from focal_desktop.crypto import signing
from focal_desktop.store import header, reader
from focal_desktop.store.connection import Connection
from focal_desktop.store.header import Header, Officer, Opened
from focal_desktop.store.writer import Writer, encode

WANTED = "escrow/wanted"
MOST = header.MOST_ESCROWS


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The officers as the roster last named them, and the device whose vault this is."""

    device: str = ""
    officers: tuple[Officer, ...] = ()


_DECODER = msgspec.json.Decoder(Known)


def read(connection: Connection) -> Known:
    """Return whom a vault is sealed to; nobody where headquarters is not known."""
    held = reader.read_meta(connection, WANTED)
    return _DECODER.decode(held) if held else Known()


def keep(writer: Writer, known: Known) -> None:
    """Keep whom every header from now on is sealed to."""
    writer.set_meta(WANTED, encode(known))


def pair_up(officers: Sequence[Officer]) -> tuple[tuple[Officer, Officer], ...]:
    """Return who acts with whom, each pair both ways round as far as there is room, nobody left out.

    Neighbours come first, so that of many officers each is in as many pairs as any other.
    """
    count = len(officers)
    places = itertools.combinations(range(count), 2)
    near = sorted(places, key=lambda p: (min(p[1] - p[0], count - p[1] + p[0]), p))
    both = (*near, *((second, first) for first, second in near))
    return tuple((officers[first], officers[second]) for first, second in both[:MOST])


def seal(connection: Connection, front: Header, found: Opened) -> Header:
    """Return a header that each pair of officers known to this vault can open, and no other pair."""
    known = read(connection)
    owner = signing.device_bytes(known.device) if known.device else b""
    return header.add_escrows(front, found, pair_up(known.officers), owner)
