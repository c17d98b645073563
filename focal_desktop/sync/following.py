"""Following the hub's streams: an answer must continue what was read, and the hub must have signed it.

A hub that stands where it stood before was restored from a backup; one that shows another past is asked again
from further back. Only what ends in the hub's own signature over the same chain is ever taken in.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, rosters, streams
from focal_desktop.sync import accepting
from focal_desktop.sync.founding import HubFacts
from focal_desktop.usecases import roster
from focal_desktop.usecases.session import Session

MOST_OWN = 1_000_000


class Strayed(Trouble):
    """The hub's answer does not continue what was read here: a restored hub, or one that lies."""

    def __init__(self) -> None:
        told = accepting.inconsistent()
        super().__init__(told.code, told.sentence)


class Followed(msgspec.Struct, frozen=True):
    """A run, the place it continues, and the digests of its items in order."""

    run: wire.Run
    start: streams.Place
    names: Sequence[Sequence[bytes]] = ()

    def end(self) -> streams.Place:
        """Return where the stream stands behind the run."""
        names = list(itertools.chain.from_iterable(self.names))
        head = functools.reduce(wire.chain_on, names, self.start.head)
        return streams.Place(self.start.position + len(names), head)


def list_streams(session: Session) -> Mapping[bytes, int]:
    """Return each stream that this device reads at the hub, in the order of serving, and its kind."""
    state = session.store.roster
    mine = roster.find(state, session.person.device)
    return {stream.id: stream.kind for stream in state.streams(mine)} if mine else {}


def check_past(session: Session, held: Mapping[bytes, int]) -> bytes:
    """Return what lets the hub say whether it shows the same past; nothing where that was not kept."""
    found = [
        streams.read_head(session.store.connection, stream.hex(), position)
        for stream, position in sorted(held.items())
        if position
    ]
    heads = [head for head in found if head is not None]
    return wire.check_heads(heads) if len(heads) == len(found) else b""


def follow(
    session: Session, facts: HubFacts, answer: wire.Answer, asked: Mapping[bytes, int], *, is_whole: bool
) -> list[Followed]:
    """Return each run behind its place; Strayed unless the hub signed just these chains.

    `asked` says from where each stream was asked for. Of an answer that was cut, only what continues is used.
    """
    if not is_whole:
        return [_follow(session, run, asked) for run in answer.runs if run.items]
    followed = [_follow(session, run, asked) for run in answer.runs]
    if followed:
        ends = [(one.run.stream, one.end()) for one in followed]
        heads = [(stream, place.position, place.head) for stream, place in ends]
        part = wire.heads_part(bytes.fromhex(facts.hub), heads)
        if not signing.is_signed(bytes.fromhex(facts.receipt), part, answer.signature):
            raise Strayed
    return followed


def _follow(session: Session, run: wire.Run, asked: Mapping[bytes, int]) -> Followed:
    connection, stream = session.store.connection, run.stream.hex()
    here = asked.get(run.stream, streams.read_place(connection, stream).position)
    is_behind = not run.items and run.first <= here
    if run.first != here + 1 and not is_behind:
        raise Strayed
    head = streams.read_head(connection, stream, run.first - 1)
    if head is None:
        raise Strayed
    start = streams.Place(run.first - 1, head)
    return Followed(run, start, [list(_list_digests(session, stream, item)) for item in run.items])


def _list_digests(session: Session, stream: str, item: wire.Item | wire.Own) -> Iterator[bytes]:
    if isinstance(item, wire.Item):
        yield wire.digest(item.data)
        return
    if item.count > MOST_OWN:
        raise accepting.inconsistent()
    for sequence in range(item.first, item.first + item.count):
        yield _own_digest(session, stream, sequence)


def _own_digest(session: Session, stream: str, sequence: int) -> bytes:
    connection, device = session.store.connection, session.person.device
    name = feeds.read_digest(connection, stream, device, sequence)
    if name is not None:
        return name
    is_feed = list_streams(session).get(bytes.fromhex(stream)) == wire.Kind.ENVELOPE
    entry = None if is_feed else rosters.read_own(connection, stream, sequence)
    if entry is None:
        raise accepting.older()
    return wire.digest(entry)
