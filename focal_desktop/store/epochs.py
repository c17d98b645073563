"""Epoch keys as they lie in the vault: every key of a scope, the newest to seal under, who was given what."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from focal_desktop.store import reader, rosters
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer, encode
from focal_desktop.wire import ASKER_BYTES

_FACTS, _GIVEN, _HEARD = "epoch/", "given/", "heard/"


class Epoch(msgspec.Struct, frozen=True, kw_only=True):
    """One key of a scope, without the key itself; `feed` names the one device that seals under it, if any.

    `lost` counts the revoked readers that its maker knew of: more of them now, and the key is spent. A key
    for what stays closed to who took a desk over has no number; `beside` is that of the key it goes with,
    and `lost` is one less than what that person is given from on.
    """

    scope: str
    key_id: str
    number: int
    feed: str = ""
    lost: int = 0
    made_at: str = ""
    beside: int = 0

    @property
    def rank(self) -> tuple[int, str]:
        """The order of a scope's keys, the same on every computer."""
        return self.number, self.key_id


class _Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    number: int
    feed: str = ""
    lost: int = 0
    made_at: str = ""
    beside: int = 0


_DECODER = msgspec.json.Decoder(_Facts)


def read_all(connection: Connection, scope: str = "") -> list[Epoch]:
    """Return what is known of every key, of one scope or of all."""
    found = rosters.read_named(connection, f"{_FACTS}{scope}")
    return [_epoch(scope + rest, value) for rest, value in found.items()]


def _epoch(name: str, value: bytes) -> Epoch:
    scope, _, key_id = name.partition("/")
    facts = _DECODER.decode(value)
    return Epoch(
        scope=scope,
        key_id=key_id,
        number=facts.number,
        feed=facts.feed,
        lost=facts.lost,
        made_at=facts.made_at,
        beside=facts.beside,
    )


def read_secret(connection: Connection, epoch: Epoch) -> bytes | None:
    """Return the key itself."""
    return reader.read_key(connection, _name(epoch))


def find_shut(connection: Connection, scope: str, since: int) -> tuple[bytes, bytes] | None:
    """Return id and key for what stays closed to whoever is given keys from `since` on, if one has come."""
    found = [one for one in read_all(connection, scope) if one.beside and one.lost == since - 1]
    newest = max(found, key=lambda one: (one.beside, one.key_id), default=None)
    secret = read_secret(connection, newest) if newest else None
    return (bytes.fromhex(newest.key_id), secret) if newest and secret else None


def keep(writer: Writer, connection: Connection, epoch: Epoch, secret: bytes, own: str) -> bool:
    """Keep a key, and seal under it from now on if it is this device's newest; False for a known one."""
    if read_secret(connection, epoch) is not None:
        return False
    writer.keep_key(_name(epoch), secret)
    facts = _Facts(epoch.number, epoch.feed, epoch.lost, epoch.made_at, epoch.beside)
    writer.set_meta(_name(epoch), encode(facts))
    mine = [one for one in read_all(connection, epoch.scope) if one.feed in ("", own) and not one.beside]
    if mine:
        writer.set_meta(f"sealing/{epoch.scope}", max(mine, key=lambda one: one.rank).key_id.encode())
    return True


def _name(epoch: Epoch) -> str:
    return f"{_FACTS}{epoch.scope}/{epoch.key_id}"


class Ledger(msgspec.Struct, frozen=True):
    """Who has which key: those this device gave it to, and those others said they did."""

    given: dict[str, bytes]
    heard: dict[str, bytes]

    def holders(self, key_id: str) -> frozenset[bytes]:
        """Return the fronts of the devices that have a key or were sent it."""
        return split_fronts(self.given.get(key_id, b"")) | split_fronts(self.heard.get(key_id, b""))


def read_ledger(connection: Connection) -> Ledger:
    """Return who was given which key."""
    return Ledger(rosters.read_named(connection, _GIVEN), rosters.read_named(connection, _HEARD))


def note_given(writer: Writer, key_id: str, fronts: Iterable[bytes]) -> None:
    """Note to whom this device has given a key, in place of what was noted before."""
    writer.set_meta(_GIVEN + key_id, join_fronts(fronts))


def note_heard(writer: Writer, connection: Connection, key_id: str, fronts: Iterable[bytes]) -> None:
    """Note, beside what was heard before, who has a key according to an officer."""
    held = split_fronts(reader.read_meta(connection, _HEARD + key_id) or b"")
    writer.set_meta(_HEARD + key_id, join_fronts({*held, *fronts}))


def forget_heard(writer: Writer) -> None:
    """Forget what others said: a revoked officer's parcels may never arrive."""
    rosters.drop_named(writer, _HEARD)


def join_fronts(fronts: Iterable[bytes]) -> bytes:
    """Return fronts of device ids as one run of bytes."""
    return b"".join(sorted(set(fronts)))


def split_fronts(joined: bytes) -> frozenset[bytes]:
    """Return the fronts in a run of bytes."""
    whole = len(joined) - len(joined) % ASKER_BYTES
    return frozenset(joined[at : at + ASKER_BYTES] for at in range(0, whole, ASKER_BYTES))
