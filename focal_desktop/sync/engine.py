"""The calls of sync that send: collect, seal, remember. No input or output; only `seal` is work aside.

Window, command line, stick and tests call the same four; what crosses is envelopes, whichever way they go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

import msgspec

from focal_desktop.crypto import signing
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.rows import ScopeRow
from focal_desktop.store.writer import encode
from focal_desktop.sync import answering, identity, outbox, packing, turns
from focal_desktop.sync.turns import Turns
from focal_desktop.usecases.closed_cases import Closings
from focal_desktop.usecases.session import Session
from focal_desktop.wire import ZEROS, Header, RosterState, digest
from focal_desktop.wire.envelope import ROSTER_BYTES

STEADY = frozenset({Scope.SEA, Scope.WORK, Scope.HQ_CASE})
"""Feeds that carry one empty envelope a week, so that traffic in them means nothing."""
WEEK_DAYS = 7
SEALED_REPORT = 0
"""Among what waits to be sent: a sealed report, which travels in an envelope and not as a frame."""


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What one scope's feed sends next, with what sealing needs; prints nothing of itself."""

    scope: str
    device: str
    key: bytes
    key_id: bytes
    roster: bytes
    sequence: int
    prev: bytes
    changes: tuple[Change, ...]
    heads: dict[str, int] = {}
    fronts: dict[str, bytes] = {}
    word: str = ""
    items: tuple[int, ...] = ()  # sealed reports among the changes: no vault keeps them as such

    def __repr__(self) -> str:
        """Keep the key and the changes out of every trace."""
        return "Load()"


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that goes in one exchange, before it is sealed."""

    loads: tuple[Load, ...]
    seed: bytes
    at: str

    def __repr__(self) -> str:
        """Keep the seed out of every trace."""
        return "Batch()"


def collect(session: Session, state: RosterState) -> Batch:
    """Return what this device has to send next: changes not yet carried, receipts, the weekly empty one."""
    return turns.finish(collect_in_turns(session, state, packing.BATCH_BYTES))


def collect_in_turns(session: Session, state: RosterState, room_bytes: int) -> Turns[Batch]:
    """Collect as `collect` does, in turns: all that is urgent, and of the rest so much text and no more."""
    seed = identity.read_seed(session)
    queues = []
    for scope in _list_writable(session, state):
        key = feeds.sealing_key(session.store.connection, scope.id)
        if key:  # until it has come, everything waits here
            queues.append((scope, key, (yield from outbox.queue(session, scope.id))))
    loads: list[Load | None] = []
    closings = Closings(session)
    for scope, key, queue in sorted(queues, key=lambda found: (found[2].rank, found[0].id)):
        changes = yield from outbox.take(session, scope.id, queue, room_bytes)
        room_bytes -= sum(map(packing.weigh, changes))
        parted = _part(closings, changes)
        first = _load(session, state, scope, key, parted.pop(0, []))
        loads += [first, *_list_shut(session, state, scope, key, parted)]
    return Batch(loads=tuple(load for load in loads if load), seed=seed, at=session.at)


def _part(closings: Closings, changes: Sequence[Change]) -> dict[int, list[Change]]:
    """Return changes by who may not read them: below which `since`; under 0 what is open to all."""
    found: dict[int, list[Change]] = {}
    for change in changes:
        found.setdefault(closings.find_since(change), []).append(change)
    return found


def _list_shut(
    session: Session,
    state: RosterState,
    scope: ScopeRow,
    key: tuple[bytes, bytes],
    parted: Mapping[int, Sequence[Change]],
) -> Iterator[Load]:
    """Yield what stays closed to who took a desk over, under a key that they are not given.

    At headquarters it waits for that key; an office's own word to headquarters waits for nothing.
    """
    for since, changes in sorted(parted.items()):
        shut = held_keys.find_shut(session.store.connection, scope.id, since)
        if shut is None and session.person.is_hq:
            continue
        yield _begin(session, state, scope, shut or key, changes)


def prepare(session: Session, state: RosterState, room_bytes: int = packing.BATCH_BYTES) -> Turns[bool]:
    """Collect, seal and remember one batch; tell whether there was anything."""
    batch = yield from collect_in_turns(session, state, room_bytes)
    if not batch.loads:
        return False
    sealed = yield from turns.aside(partial(seal, batch))
    remember(session, batch, sealed)
    return True


def _list_writable(session: Session, state: RosterState) -> list[ScopeRow]:
    mine = state.devices.get(signing.device_bytes(session.person.device))
    if mine is None or mine.is_revoked():
        return []
    writes = {scope.hex() for scope in state.writes(mine)}
    return [scope for scope in reader.read_scopes(session.store.connection) if scope.id in writes]


def _load(
    session: Session, state: RosterState, scope: ScopeRow, key: tuple[bytes, bytes], waiting: Sequence[Change]
) -> Load | None:
    heads = _list_news(session, scope)
    reports = _list_reports(session, scope)
    changes = [*reports.values(), *waiting]
    last = feeds.read_last(session.store.connection, scope.id, session.person.device)
    if not changes and not _is_receipt_due(session, heads) and not _is_steady_due(session, scope, last):
        return None
    return msgspec.structs.replace(
        _begin(session, state, scope, key, changes),
        heads=heads,
        fronts=_name_heads(session, scope, heads),
        word=session.at if session.person.is_hq else "",
        items=tuple(reports),
    )


def _begin(
    session: Session, state: RosterState, scope: ScopeRow, key: tuple[bytes, bytes], changes: Sequence[Change]
) -> Load:
    """Return what carries these changes behind the last envelope of the feed, and tells of nothing read."""
    device = session.person.device
    last = feeds.read_last(session.store.connection, scope.id, device)
    return Load(
        scope=scope.id,
        device=device,
        key=key[1],
        key_id=key[0],
        roster=_name_roster(state, signing.device_bytes(device)),
        sequence=last.sequence + 1 if last else 1,
        prev=last.digest if last else ZEROS,
        changes=tuple(changes),
    )


def _list_reports(session: Session, scope: ScopeRow) -> dict[int, Change]:
    """Return the sealed reports that wait; each an anonymous item and no record (do_no_harm.md A5)."""
    if scope.scope_class != Scope.HQ_CASE:
        return {}
    waiting = rosters.read_waiting(session.store.connection)
    found = {one.number: one.content for one in waiting if one.item_type == SEALED_REPORT}
    return {number: msgspec.json.decode(content, type=Change) for number, content in found.items()}


def _name_roster(state: RosterState, device: bytes) -> bytes:
    """Return the front of the newest roster entry this device knows: its office's chain, else the root's."""
    mine = state.devices[device]
    return state.heads[mine.chain].digest[:ROSTER_BYTES]


def _list_news(session: Session, scope: ScopeRow) -> dict[str, int]:
    """Return the heads of other devices' feeds that this device has not told of yet."""
    held = feeds.read_heads(session.store.connection, scope.id)
    told = _told(session, scope.id)
    device = session.person.device
    return {d: s for d, s in held.items() if d != device and told.get(d) != s}


def _name_heads(session: Session, scope: ScopeRow, heads: Mapping[str, int]) -> dict[str, bytes]:
    """Return how the digest of the envelope at each head begins: another in its place is seen by that."""
    connection, most = session.store.connection, packing.FRONT_BYTES
    found = {d: feeds.read_digest(connection, scope.id, d, sequence) for d, sequence in heads.items()}
    return {device: digest[:most] for device, digest in found.items() if digest}


def _told(session: Session, scope: str) -> dict[str, int]:
    held = reader.read_meta(session.store.connection, f"told/{scope}")
    return msgspec.json.decode(held, type=dict[str, int]) if held else {}


def _is_receipt_due(session: Session, heads: dict[str, int]) -> bool:
    """Headquarters answers what it read; an answer to an answer is not needed."""
    return session.person.is_hq and any(device not in session.store.rules.hq for device in heads)


def _is_steady_due(session: Session, scope: ScopeRow, own: Kept | None) -> bool:
    if scope.scope_class not in STEADY:
        return False
    if own is None:
        return True
    days = (session.clock.now() - datetime.fromisoformat(own.at)).days
    return abs(days) >= WEEK_DAYS


def seal(batch: Batch) -> list[Kept]:
    """Seal a batch: pure work with values in and values out, for a worker."""
    found: list[Kept] = []
    for load in batch.loads:
        before = next((one for one in reversed(found) if one.scope == load.scope), None)
        if before is not None:  # one feed, whichever key its envelopes are under
            load = msgspec.structs.replace(load, sequence=before.sequence + 1, prev=before.digest)
        found += _seal_load(load, batch)
    return found


def _seal_load(load: Load, batch: Batch) -> list[Kept]:
    parts = outbox.split(load.changes) or [[]]
    last = len(parts) - 1
    texts = [
        packing.write_segment(part, load.heads if place == last else {}, load.word, load.fronts)
        for place, part in enumerate(parts)
    ]
    prev, found = load.prev, []
    for place, (text, pressed) in enumerate(zip(texts, packing.press(texts), strict=True)):
        header = Header(
            scope=bytes.fromhex(load.scope),
            device=signing.device_bytes(load.device),
            seq=load.sequence + place,
            prev=prev,
            roster=load.roster,
            key_id=load.key_id,
            dictionary=pressed.how,
        )
        content = packing.seal(header, load.key, packing.enclose(pressed, text), batch.seed)
        prev = digest(content)
        found.append(
            Kept(
                scope=load.scope,
                device=load.device,
                sequence=load.sequence + place,
                digest=prev,
                content=content,
                state=feeds.OWN,
                covers=tuple(outbox.list_ranges(change.counter for change in parts[place])),
                at=batch.at,
            )
        )
    return found


def remember(session: Session, batch: Batch, sealed: Sequence[Kept]) -> None:
    """Keep what was sealed before any of it is sent: a cut, a kill or a retry then costs nothing."""
    if not sealed:
        return
    with session.store.transaction() as writer:
        for kept in sealed:
            feeds.keep(writer, kept)
        for load in batch.loads:
            rosters.drop_waiting(writer, load.items)
            writer.set_meta(f"told/{load.scope}", encode({**_told(session, load.scope), **load.heads}))
            answering.answer(session, writer, load.scope, load.heads)
