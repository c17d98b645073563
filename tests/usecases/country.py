"""An office and headquarters that know each other; what each wrote is carried by hand, scope by scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from focal_desktop.base.clock import Clock
from focal_desktop.crypto import sealing, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain import access
from focal_desktop.domain.change import Change
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Scope
from focal_desktop.store import log, reader, rosters, vault
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Person, Session
from focal_desktop.wire import Device, RosterState
from tests import desks

OFFICE, HQ = "KEN", "HQ"
SCOPES: Mapping[str, tuple[Scope, str]] = {
    "d0" * 8: (Scope.DESK, OFFICE),
    "5e" * 8: (Scope.SEA, OFFICE),
    "3f" * 8: (Scope.WORK, OFFICE),
    "c0" * 8: (Scope.HQ_CASE, HQ),
    "a0" * 8: (Scope.HQ_DESK, HQ),
    "a1" * 8: (Scope.HQ_ALL, HQ),
}
SEA, DESK, WORK, HQ_CASE = "5e" * 8, "d0" * 8, "3f" * 8, "c0" * 8
HQ_ROLES = ("root", "hq_desk", "hq_case")
CHAIN = b"chain8by"

SURVIVOR, REPORTER, SUBJECT, ACCOUNT = "Canary-S1", "Canary-R2", "Canary-J3", "Canary-A4"
CASE: Mapping[str, Any] = {
    "regime": "sea",
    "received_on": "2026-03-01",
    "conduct": "sexual_exploitation",
    "child": "no",
    "nature": "transactional_sex",
    "setting": "project_site",
    "incident_on": "2026-02-17",
    "survivor_name": SURVIVOR,
    "reporter_name": REPORTER,
    "subject_name": SUBJECT,
    "account": ACCOUNT,
}
CANARIES = (SURVIVOR, REPORTER, SUBJECT, ACCOUNT)


class Country:
    """Makes vaults that know one roster, and carries between them what the roles may read."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._made: list[Session] = []

    def make(self, *roles: str, office: str = OFFICE) -> Session:
        """Make a vault with the scopes of its roles; all vaults made before come to know it."""
        folder = self._folder / f"vault{len(self._made)}"
        seed, place = signing.new_seed(), msgspec.structs.replace(desks.PLACE, office=office)
        device = signing.device_text(signing.device_id(signing.public_key(seed)))
        person = Person(name="P. One", roles=roles, office=office, device=device)
        seen = access.readable(roles) | access.writable(roles)

        def fill(writer: Writer) -> None:
            unlocking.fill_identity(writer, person, seed, sealing.new_private())
            writer.add_scope(Scope.SEALED.value, Scope.SEALED.value, office)
            for scope, (scope_class, owner) in SCOPES.items():
                if scope_class in seen:
                    writer.add_scope(scope, scope_class.value, owner)
            if roles == ("focal_point",):
                unlocking.write_office(writer, person, place, DESK, "2026-03-02T09:00:00Z")

        making = vault.Making(passphrase=desks.PASSPHRASE, cost=FLOOR)
        rules = unlocking.rules_of(desks.POLICY, KINDS, office)
        store = vault.create(folder, making, rules, fill, unlocking.anchor_copy(folder))
        self._made.append(Session(store=store, clock=self._clock, policy=desks.POLICY, person=person))
        self.know(*self._made)
        return self._made[-1]

    def know(self, *known: Session) -> None:
        """Let every vault hold a roster that names these devices."""
        devices = [_device_of(one) for one in known]
        hq = frozenset(one.person.device for one in known if one.person.is_hq)
        for one in self._made:
            rules = unlocking.rules_of(one.policy, one.kinds, one.person.office, hq)
            one.store.adopt(rules)
            one.store.adopt_roster(RosterState(root=CHAIN, devices={d.id: d for d in devices}))

    def carry(self, sender: Session, taker: Session) -> None:
        """Bring what a vault has written into the scopes that another reads, its sealed items too."""
        reads = access.readable(taker.person.roles)
        with taker.store.transaction() as writer:
            for scope, (scope_class, _) in SCOPES.items():
                if scope_class in reads:
                    found = written(sender, scope) + (sealed_items(sender) if scope == HQ_CASE else [])
                    writer.append(found)
                    writer.raise_lamport(scope, max((c.lamport for c in found), default=0))

    def exchange(self, *known: Session) -> None:
        """Let each hear every other."""
        for _ in range(2):
            for sender in known:
                for taker in known:
                    if sender is not taker:
                        self.carry(sender, taker)

    def lock(self) -> None:
        """Close every vault."""
        for one in self._made:
            unlocking.lock(one)


def _device_of(session: Session) -> Device:
    connection = session.store.connection
    sign = signing.public_key(reader.read_key(connection, unlocking.DEVICE_SIGN) or b"")
    return Device(
        id=signing.device_id(sign),
        sign=sign,
        seal=sealing.public_of(reader.read_key(connection, unlocking.DEVICE_SEAL) or b""),
        chain=CHAIN if session.person.is_hq else b"office8b",
        office=session.person.office,
        roles=session.person.roles,
    )


def written(session: Session, scope: str) -> list[Change]:
    """Return what this vault itself wrote into a scope: all that could leave it there."""
    return log.read_own(session.store.connection, scope, session.person.device, 0, 10_000)


def sealed_items(session: Session) -> list[Change]:
    """Return the items without a name that wait in the outbox."""
    waiting = rosters.read_waiting(session.store.connection)
    return [msgspec.json.decode(one.content, type=Change) for one in waiting if one.item_type == 0]


def everything(session: Session) -> str:
    """Return every row of every table as text, as whoever has the open database would read it."""
    connection = session.store.connection
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return "\n".join(_texts(connection.execute(f'SELECT * FROM "{name}"')) for (name,) in tables)  # noqa: S608 names of tables


def _texts(rows: Iterator[tuple[Any, ...]]) -> str:
    return "\n".join(
        str(cell) + (bytes(cell).decode("latin-1") if isinstance(cell, bytes) else "")
        for row in rows
        for cell in row
    )


def take_down(session: Session, **more: Any) -> str:
    """Keep a case that says all there is to say, and return its id."""
    return records.add(session, "allegation", {**CASE, **more}).id
