"""Which cases stay closed to who took a desk over: begun before them, and not passed on by headquarters.

Asked before anything of a case is sealed, and by whoever decides. Must never need a case to be opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.domain import allegation, codec, handover_decision
from focal_desktop.domain.change import Change
from focal_desktop.domain.handover_decision import Decision, HandoverDecision
from focal_desktop.domain.record import Scope
from focal_desktop.store import carriers, epochs, feeds, log, reader
from focal_desktop.store.carriers import Carried
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

CASE, DECISION = allegation.KIND.name, handover_decision.KIND.name
_NEW, _UNKNOWN = 1 << 62, -1


class Successor(msgspec.Struct, frozen=True, kw_only=True):
    """A device that took a desk over, and from which key of a scope on it is given any.

    `known_as` names it and the devices it had before, as when its vault was restored.
    """

    device: str
    office: str
    scope: str
    since: int
    known_as: frozenset[str]


class Begun(msgspec.Struct, frozen=True):
    """Under which key something came, by the lost readers that its maker knew of, and when it came here."""

    lost: int
    came_at: str = ""


def list_successors(state: wire.RosterState) -> list[Successor]:
    """Return who took a desk over and is still there, once for each scope of cases."""
    places = roster.list_places(state)
    return [
        Successor(
            device=signing.device_text(device.id),
            office=device.office,
            scope=scope.hex(),
            since=since,
            known_as=frozenset(_list_names(state, device)),
        )
        for device in state.active()
        for scope, since in device.since
        if scope in places and places[scope].scope_class in (Scope.SEA, Scope.WORK)
    ]


def _list_names(state: wire.RosterState, device: wire.Device) -> Iterator[str]:
    """Yield a device and those in whose place it stands for the same person: closed from the same key on."""
    yield signing.device_text(device.id)
    before = state.devices.get(wire.device_id(device.join))
    if before is not None and before.since == device.since:
        yield from _list_names(state, before)


class Closings:
    """One look at who is kept from which case; what was read once is not read again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.successors = list_successors(session.store.roster)
        self._begun: dict[tuple[str, str], Begun] = {}
        self._feeds: dict[tuple[str, str], list[Carried]] = {}
        self._keys: dict[tuple[str, str, int], Begun] = {}

    def list_closed(self, case: str, scope: str) -> list[Successor]:
        """Return to whom a case of a scope stays closed."""
        near = [one for one in self.successors if one.scope == scope]
        if not near:
            return []
        lost = self.find_begun(case, scope).lost
        return [one for one in near if lost < one.since and self.find_decision(case, one) != Decision.PASSED]

    def find_since(self, change: Change) -> int:
        """Return below which `since` alone a change may be read; 0 where it is open to every reader."""
        closed: list[Successor] = []
        if change.kind == CASE:
            closed = self.list_closed(change.record, change.scope)
        elif change.kind == DECISION:
            closed = self._list_not_told(change)
        return min((one.since for one in closed), default=0)

    def _list_not_told(self, change: Change) -> list[Successor]:
        """Return who is not to learn of a decision: all but those to whom the case was passed."""
        near = [one for one in self.successors if one.scope == change.scope]
        case = next((c for (c, device), d in self._decided.items() if d.id == change.record), "")
        return [one for one in near if self.find_decision(case, one) != Decision.PASSED]

    def list_passed(self) -> list[tuple[HandoverDecision, Successor]]:
        """Return what was passed on, with who is to read it."""
        return [
            (one, successor)
            for one in self._decided.values()
            for successor in self.successors
            if one.decision == Decision.PASSED and one.device in successor.known_as
        ]

    def find_decision(self, case: str, one: Successor) -> str:
        """Return what was decided about a case for a successor; nothing while nothing was."""
        found = self.find_decided(case, one)
        return found.decision if found else ""

    def find_decided(self, case: str, one: Successor) -> HandoverDecision | None:
        """Return the decision itself: that it passes, whoever of the same person's devices it names."""
        found = [self._decided[case, name] for name in one.known_as if (case, name) in self._decided]
        return max(found, key=lambda d: d.decision == Decision.PASSED, default=None)

    @cached_property
    def _decided(self) -> Mapping[tuple[str, str], HandoverDecision]:
        kind = handover_decision.KIND
        if not self.successors or kind.name not in self._session.kinds:
            return {}
        rows = reader.read_all(self._session.store.connection, kind)
        found = [codec.read(kind, row.id, row.values) for row in rows]
        return {(one.case, one.device): one for one in found}

    def find_begun(self, case: str, scope: str) -> Begun:
        """Return when a case began in a scope."""
        if (case, scope) not in self._begun:
            changes = log.read_record(self._session.store.connection, CASE, case)
            held = [c for c in changes if c.scope == scope]
            begins = [c for c in held if begins_case(c, self._session.store.rules.hq)]
            first = min(begins or held, key=lambda c: c.lamport, default=None)
            self._begun[case, scope] = self.find_carried(first) if first else Begun(_NEW)
        return self._begun[case, scope]

    def find_carried(self, change: Change) -> Begun:
        """Return under which key a change came; what lies in no readable envelope any more came early."""
        connection, feed = self._session.store.connection, (change.scope, change.device)
        if feed not in self._feeds:
            self._feeds[feed] = carriers.list_carried(connection, *feed)
        carrier = next((one for one in self._feeds[feed] if one.has(change.counter)), None)
        if carrier is None:
            return Begun(_NEW if change.device == self._session.person.device else _UNKNOWN)
        place = (*feed, carrier.sequence)
        if place not in self._keys:
            self._keys[place] = self._read_key(place)
        return self._keys[place]

    def _read_key(self, place: tuple[str, str, int]) -> Begun:
        kept = feeds.read_one(self._session.store.connection, *place)
        if kept is None or not kept.content:
            return Begun(_UNKNOWN)
        key_id = wire.Envelope.decode(kept.content).header.key_id.hex()
        return Begun(self._lost.get(key_id, _UNKNOWN), kept.at)

    @cached_property
    def _lost(self) -> Mapping[str, int]:
        return {one.key_id: one.lost for one in epochs.read_all(self._session.store.connection)}


def begins_case(change: Change, hq: frozenset[str]) -> bool:
    """Tell whether a case begins with this change: an office passes it on, and nothing stood there before."""
    return change.kind == CASE and change.field == "state" and not change.base and change.device not in hq


def is_open_here(session: Session, case: str) -> bool:
    """Tell a device that took a desk over whether a case is its own: known here already, or passed to it."""
    known = reader.read_row(session.store.connection, CASE, case)
    return known is not None or was_passed_here(session, case)


def was_passed_here(session: Session, case: str) -> bool:
    """Tell whether a case came to this person with the desk, by a decision of headquarters."""
    if not session.store.rules.closed:
        return False
    closings = Closings(session)
    own = [one for one in closings.successors if one.device == session.person.device]
    return any(closings.find_decision(case, one) == Decision.PASSED for one in own)
