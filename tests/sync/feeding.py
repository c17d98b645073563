"""Vaults of one office and headquarters that know each other by a roster made by hand; no hub, no network."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec

from focal_desktop.base import paths
from focal_desktop.base.clock import Clock
from focal_desktop.crypto import keys, passphrase, signing
from focal_desktop.domain.kinds import KINDS, Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader
from focal_desktop.store.vault import Making
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import accepting, arrivals, engine, turns
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.unlocking import Place
from focal_desktop.wire import Device, RosterState
from focal_desktop.wire.standing import Head

SCOPES = {"aa" * 8: Scope.DESK, "bb" * 8: Scope.SEA}
CHAIN = b"chain8by"
POLICY = Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text(encoding="utf-8"))
PHRASE = "five words for a test"
EPOCHS = {scope: keys.new_key() for scope in SCOPES}


def make_desk(folder: Path, clock: Clock, *roles: str, kinds: Kinds = KINDS) -> Session:
    """Make a vault that knows the scopes and their keys; more roles make it headquarters'."""
    session = unlocking.create_office(
        folder,
        Place(office="KEN-KSM", office_name="Kisumu", country="KE", person="Desk"),
        Making(passphrase=PHRASE, cost=passphrase.FLOOR),
        clock=clock,
        policy=POLICY,
        kinds=kinds,
    )
    with session.store.transaction() as writer:
        writer.run("UPDATE scope SET class = 'former' WHERE id <> 'sealed'")
        for scope, scope_class in SCOPES.items():
            writer.add_scope(scope, scope_class.value, "KEN-KSM")
            give_key(writer, scope, EPOCHS[scope])
        if roles:
            person = msgspec.structs.replace(session.person, roles=roles)
            writer.set_meta("person", encode(person))
    return Session(
        store=session.store,
        clock=clock,
        policy=POLICY,
        person=msgspec.structs.replace(session.person, roles=roles or session.person.roles),
    )


def give_key(writer: Writer, scope: str, key: bytes) -> None:
    """Give a vault the key of a scope."""
    named = keys.key_id(key).hex()
    writer.keep_key(f"epoch/{scope}/{named}", key)
    writer.set_meta(f"sealing/{scope}", named.encode())


def know(*desks: Session) -> RosterState:
    """Return a roster that names these devices, and let every vault know who is at headquarters."""
    scopes = tuple(bytes.fromhex(scope) for scope in SCOPES)
    devices = {}
    for desk in desks:
        seed = reader.read_key(desk.store.connection, unlocking.DEVICE_SIGN) or b""
        sign = signing.public_key(seed)
        made = Device(
            id=signing.device_id(sign),
            sign=sign,
            seal=b"",
            chain=CHAIN,
            office=desk.person.office,
            roles=desk.person.roles,
            read=scopes,
            write=scopes,
        )
        devices[made.id] = made
    hq = frozenset(d.person.device for d in desks if d.person.is_hq)
    for desk in desks:
        desk.store.adopt(unlocking.rules_of(POLICY, desk.kinds, desk.person.office, hq))
    heads = {CHAIN: Head(seq=0, digest=bytes(16), signers={})}
    return RosterState(root=CHAIN, devices=devices, heads=heads)


def send(desk: Session, state: RosterState) -> list[bytes]:
    """Seal everything new of a desk and return all envelopes of its own, in order."""
    batch = engine.collect(desk, state)
    engine.remember(desk, batch, engine.seal(batch))
    device = desk.person.device
    kept = [k for s in SCOPES for k in feeds.read_feed(desk.store.connection, s, device)]
    return [one.content for one in kept if one.content]


def take(desk: Session, state: RosterState, contents: list[bytes]) -> int:
    """Let a desk take in envelopes in this order; return how many changes were new."""
    found = 0
    for content in contents:
        with desk.store.transaction() as writer:
            found += accepting.accept(desk, writer, state, content).changes
    desk.store.adopt_roster(state)
    return found + turns.finish(arrivals.settle(desk)).changes


def read_everything(desk: Session) -> list[tuple[object, ...]]:
    """Return every record of a vault as it would be shown, local drafts of others aside."""
    rows = []
    for kind in desk.kinds.values():
        rows += [
            (r.kind, r.id, r.title, r.state, dict(r.values), dict(r.clashes))
            for r in reader.read_all(desk.store.connection, kind)
        ]
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1])))


def exchange(desks: list[Session], state: RosterState) -> None:
    """Let every desk hear every other, until nothing is new."""
    for _ in range(4):
        feeds_of = {id(desk): send(desk, state) for desk in desks}
        for one, other in itertools.permutations(desks, 2):
            take(one, state, feeds_of[id(other)])
