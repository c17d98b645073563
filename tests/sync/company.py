"""Headquarters and offices as real vaults, and a real hub in this process between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.hub import limits
from focal_desktop.store import epochs, reader, rosters
from focal_desktop.store.vault import Making
from focal_desktop.sync import admitting, exchange, founding, inviting, joining, status, turns
from focal_desktop.sync.remote import Exchanged, Refused
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.shipped import load_policy
from tests.hub.hubs import Hub

PASSPHRASE = "lamp river onion quiet seven"
MAKING = Making(passphrase=PASSPHRASE, cost=FLOOR)
POLICY = load_policy()
URL = "http://127.0.0.1:9"
PATIENT = limits.Limits(disk_free_bytes=0, requests_a_minute=100_000, failures_a_minute=100_000)


class Line:
    """A line to a hub in this process, as `sync.remote.Remote` is one to a hub elsewhere."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def exchange(self, request: bytes) -> Exchanged:
        """Send one request."""
        status, body = self.hub.post([request])
        if status in (200, 204, wire.REFUSALS["counter"]):
            return Exchanged(status, body, is_whole=True, bytes_up=len(request), bytes_down=len(body))
        raise Refused(body.decode())


@dataclass
class Company:
    """One headquarters with its hub; every vault it opened is closed at the end."""

    folder: Path
    clock: Clock
    opened: list[Session] = field(default_factory=list)
    hub: Hub = field(init=False)
    hq: Session = field(init=False)

    def __post_init__(self) -> None:
        self.hub = Hub(self.folder / "hub", self.clock, PATIENT)
        card = founding.read_card((self.folder / "hub" / "hub.card").read_bytes())
        self.hq = self._keep(
            founding.found(
                self.folder / "hq",
                founding.Founder(person="P. Nairobi", url=URL, card=card),
                MAKING,
                clock=self.clock,
                policy=POLICY,
                kinds=KINDS,
            )
        )

    def _keep(self, session: Session) -> Session:
        self.opened.append(session)
        return session

    def invite(
        self, office: str = "KEN", role: str = "focal_point", by: Session | None = None
    ) -> tuple[bytes, str]:
        """Invite somebody; return the file and its code."""
        written: list[bytes] = []
        wanted = inviting.Invitation(office=office, office_name="Nairobi", country="KE", role=role)
        made = inviting.invite(by or self.hq, wanted, written.append)
        return written[0], made.code

    def join(self, invitation: tuple[bytes, str]) -> joining.Joined:
        """Make the vault of whoever was invited."""
        folder = self.folder / f"vault{len(self.opened)}"
        found = joining.join(
            folder,
            joining.open_invitation(*invitation),
            "P. Field",
            MAKING,
            clock=self.clock,
            policy=POLICY,
            kinds=KINDS,
        )
        self._keep(found.session)
        return found

    def sync(self, *sessions: Session) -> list[exchange.Synced]:
        """Let each exchange with the hub until nothing is new; return what each sync brought."""
        return [self._sync(session) for session in sessions]

    def _sync(self, session: Session) -> exchange.Synced:
        facts = exchange.read_hub(session)
        held = exchange.Round(session, facts, Line(self.hub))  # type: ignore[arg-type]  # a line is a remote here
        found = turns.finish(exchange.converse(held))
        assert found.requests < exchange.MOST_ROUNDS, "the exchange does not come to rest"
        return found

    def word(self, session: Session) -> str:
        """Exchange once with a hub that must refuse, and return its word."""
        try:
            self.sync(session)
        except Refused as refused:
            return refused.word
        return ""

    def admit(self, joined: joining.Joined, by: Session | None = None) -> Session:
        """Carry a claim to headquarters, admit it there, and carry everything back."""
        officer = by or self.hq
        self.sync(officer)
        assert self.word(joined.session) == "not_admitted"
        self.sync(officer)
        admitting.admit(officer, joined.session.person.device, joined.words)
        self.sync(officer, joined.session)
        return joined.session

    def staff(self, office: str = "KEN", role: str = "focal_point") -> Session:
        """Invite, join, admit."""
        return self.admit(self.join(self.invite(office, role)))

    def reopen(self, session: Session) -> Session:
        """Lock a vault and unlock it again."""
        unlocking.lock(session)
        return self.open_again(session)

    def open_again(self, session: Session) -> Session:
        """Unlock a vault that was locked."""
        again = unlocking.unlock(
            session.store.folder, PASSPHRASE, clock=self.clock, policy=POLICY, kinds=KINDS
        )
        self.opened[self.opened.index(session)] = again
        if session is self.hq:
            self.hq = again
        return again

    def close(self) -> None:
        """Close every vault and the hub."""
        for session in self.opened:
            unlocking.lock(session)
        self.hub.close()


def keys_of(session: Session) -> set[tuple[str, str]]:
    """Return scope and key id of every epoch key that a vault holds."""
    return {(one.scope, one.key_id) for one in epochs.read_all(session.store.connection)}


def sealing_of(session: Session) -> dict[str, str]:
    """Return, by scope, the id of the key a vault seals under."""
    found = rosters.read_named(session.store.connection, "sealing/")
    return {scope: key.decode() for scope, key in found.items()}


def scope_of(session: Session, scope_class: str, office: str = "") -> str:
    """Return the one scope of a class that a vault knows."""
    found = [
        one.id
        for one in reader.read_scopes(session.store.connection)
        if one.scope_class == scope_class and office in ("", one.office)
    ]
    assert len(found) == 1, found
    return found[0]


def classes_with_keys(session: Session) -> set[tuple[str, str]]:
    """Return class and office of each scope for which a vault holds a key."""
    scopes = {one.id: (one.scope_class, one.office) for one in reader.read_scopes(session.store.connection)}
    return {scopes[scope] for scope, _ in keys_of(session)}


def waiting_of(session: Session, kind: wire.Kind) -> list[bytes]:
    """Return what a vault has waiting for the hub, of one kind."""
    return [one.content for one in rosters.read_waiting(session.store.connection, kind)]


def entries_of(session: Session) -> list[wire.RosterEntry]:
    """Return every roster entry a vault holds."""
    return [wire.RosterEntry.decode(raw) for raw in rosters.read_entries(session.store.connection)]


def states_of(listed: Sequence[admitting.Listed]) -> dict[str, str]:
    """Return, by device, where each stands."""
    return {one.device: one.state for one in listed}


def facts_of(session: Session) -> founding.HubFacts:
    """Return which hub a vault belongs to."""
    return msgspec.json.decode(
        reader.read_meta(session.store.connection, "hub") or b"", type=founding.HubFacts
    )


def places_of(session: Session) -> dict[str, str]:
    """Return, by record, where it is."""
    return {item.id: item.place for item in status.list_items(session)}
