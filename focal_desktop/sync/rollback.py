"""A hub that was restored from an older backup: what it lost is listed, told to the person, and sent again.

Whoever reads a scope sends again what it holds of it, with the same bytes; the hub keeps each once. Another
envelope or entry in the place of a lost one is no loss: it is refused, and kept as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from focal_desktop import wire
from focal_desktop.base.said import Said
from focal_desktop.crypto import signing
from focal_desktop.store import feeds, reader, rosters, streams
from focal_desktop.store.connection import Connection
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import following, packing
from focal_desktop.usecases import forks
from focal_desktop.usecases.session import Session

_NOTED, _PAST = "hub_lost", "hub_had_lost/"


class Again(msgspec.Struct, frozen=True):
    """One item of another author that the hub lost and this vault holds, as it was."""

    stream: str
    item_type: int
    content: bytes
    digest: bytes


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """That the hub lost something: noticed when, from which instant on, and how much of it is not back yet.

    `missing` is what this computer saw there and cannot send again itself.
    """

    noticed_at: str
    since: str
    waiting: int = 0
    missing: int = 0

    def tell(self) -> tuple[Said, ...]:
        """Return what the person is told."""
        again = Said(
            "The hub lost what came after {day}; sending again what this computer has.",
            (("day", self.since[:10]),),
        )
        elsewhere = Said(
            "{n} of the items it lost can only come from headquarters or their own author; what was erased "
            "comes from nobody. If this stays, ask headquarters to admit this computer anew.",
            (("n", self.missing),),
        )
        return (again, elsewhere) if self.missing else (again,)


def return_to(session: Session, stream: str, position: int) -> None:
    """Go back to where the hub stands, or its run begins; what stood behind it is lost until it is shown."""
    connection = session.store.connection
    head = streams.read_head(connection, stream, position)
    if head is not None and streams.read_place(connection, stream).position > position:
        with session.store.transaction() as writer:
            streams.go_back(writer, stream, streams.Place(position, head), session.at)


def is_other(session: Session, writer: Writer, stream: str, item: wire.Item | wire.Own) -> bool:
    """Tell whether the hub shows other bytes in the place of what it lost, and keep those as evidence."""
    if not isinstance(item, wire.Item):
        return False
    connection = session.store.connection
    try:
        held, name = _find_held(connection, item)
    except (wire.Malformed, wire.TooNew):
        return False
    if held is None or held == wire.digest(item.data) or not streams.is_lost(connection, stream, held):
        return False
    writer.set_meta(f"fork/{name}", item.data)
    _note_author(session, writer, item)
    return True


def _note_author(session: Session, writer: Writer, item: wire.Item) -> None:
    """Note a device whose own signature is under what stands in the place now: its vault wrote as two."""
    if item.kind != wire.Kind.ENVELOPE:
        return
    found = wire.Envelope.decode(item.data)
    author = session.store.roster.devices.get(found.header.device)
    if author is not None and packing.is_by(found, author.sign):
        forks.note(writer, signing.device_text(author.id), session.at)


def _find_held(connection: Connection, item: wire.Item) -> tuple[bytes | None, str]:
    """Return the digest of what this vault holds in an item's place, and the name of that place."""
    if item.kind == wire.Kind.ENVELOPE:
        header = wire.Envelope.decode(item.data).header
        feed = (header.scope.hex(), signing.device_text(header.device))
        return feeds.read_digest(connection, *feed, header.seq), f"{'/'.join(feed)}/{header.seq}"
    if item.kind == wire.Kind.ENTRY:
        entry = wire.RosterEntry.decode(item.data)
        found = rosters.read_entry(connection, entry.chain.hex(), entry.seq)
        return wire.digest(found) if found else None, f"{entry.chain.hex()}/{entry.seq}"
    return None, ""


def settle(session: Session) -> None:
    """Decide what becomes of what the hub lost, once its streams were read to their ends."""
    connection = session.store.connection
    lost = streams.read_lost(connection)
    if not lost:
        return
    with session.store.transaction() as writer:
        kinds = following.list_streams(session)
        for one in lost:
            if kinds.get(bytes.fromhex(one.stream)) not in (wire.Kind.ENVELOPE, wire.Kind.ENTRY):
                # Keys that came are held here, and who is not admitted yet claims again by itself.
                streams.find_again(writer, one.stream, [one.digest])
        found = [feeds.read_named(connection, one.stream, one.digest) for one in lost]
        since = min((kept.hub_at or kept.at for kept in found if kept), default=session.at)
        for one in lost:
            feeds.forget_one_at_hub(writer, one.stream, session.person.device, one.digest)
        note(session, writer, since)


def note(session: Session, writer: Writer, since: str) -> None:
    """Note that the hub lost what came after an instant; headquarters looks after its parcels of keys."""
    held = read_loss(session)
    if held is None:
        if session.person.is_hq:
            _probe_parcels(session, writer)
        writer.set_meta(_NOTED, encode({"noticed_at": session.at, "since": since}))
    elif since < held.since:
        writer.set_meta(_NOTED, encode({"noticed_at": held.noticed_at, "since": since}))


def _probe_parcels(session: Session, writer: Writer) -> None:
    """Send the last parcel to each device again: its sender reads no inbox; the hub says what it lacks."""
    last: dict[bytes, tuple[int, int]] = {}
    for one in rosters.read_sent(session.store.connection, wire.Kind.ADDRESSED):
        item = wire.Addressed.decode(one.content)
        to = session.store.roster.devices.get(item.to)
        if to is not None and not to.is_revoked():
            last[item.to] = max(last.get(item.to, (0, 0)), (item.seq, one.number))
    rosters.await_again(writer, [number for _, number in last.values()])


def send_parcels_behind(session: Session, writer: Writer, probe: bytes, held: int) -> None:
    """Let every parcel to a device wait again that the hub lacks, where it answered that one is not next."""
    to = wire.Addressed.decode(probe).to
    numbers = []
    for one in rosters.read_sent(session.store.connection, wire.Kind.ADDRESSED):
        item = wire.Addressed.decode(one.content)
        if item.to == to and item.seq > held:
            numbers.append(one.number)
    rosters.await_again(writer, numbers)


def list_again(session: Session) -> Iterator[Again]:
    """Yield what others wrote, the hub lost and this vault may send again: roster entries first, in order."""
    connection = session.store.connection
    kinds = {stream.hex(): kind for stream, kind in following.list_streams(session).items()}
    order = list(kinds)
    lost = [one for one in streams.read_lost(connection) if one.stream in kinds]
    for one in sorted(lost, key=lambda one: (order.index(one.stream), one.position)):
        content = _find_content(session, kinds[one.stream], one)
        if content is not None:
            yield Again(one.stream, kinds[one.stream], content, one.digest)


def _find_content(session: Session, kind: int, one: streams.Lost) -> bytes | None:
    connection = session.store.connection
    if kind == wire.Kind.ENVELOPE:
        kept = feeds.read_named(connection, one.stream, one.digest)
        is_whole = kept and kept.content and kept.device != session.person.device
        return kept.content if kept and is_whole else None
    if kind == wire.Kind.ENTRY and session.person.is_hq:
        entries = rosters.read_entries(connection, one.stream)
        return next((raw for raw in entries if wire.digest(raw) == one.digest), None)
    return None


def read_loss(session: Session) -> Loss | None:
    """Return what the hub lost and has not got back; nothing once all of it is there again."""
    connection = session.store.connection
    held = reader.read_meta(connection, _NOTED)
    if held is None:
        return None
    noted = msgspec.json.decode(held, type=Loss)
    lost = streams.read_lost(connection)
    kinds = following.list_streams(session)
    missing = [one for one in lost if not _is_held(session, kinds.get(bytes.fromhex(one.stream), 0), one)]
    return msgspec.structs.replace(noted, waiting=len(lost), missing=len(missing))


def _is_held(session: Session, kind: int, one: streams.Lost) -> bool:
    kept = feeds.read_named(session.store.connection, one.stream, one.digest)
    return bool(kept and kept.content) or _find_content(session, kind, one) is not None


def close(session: Session) -> None:
    """Forget a loss of which everything is at the hub again; that there was one stays noted."""
    connection = session.store.connection
    held = reader.read_meta(connection, _NOTED)
    if held is None or streams.read_lost(connection):
        return
    with session.store.transaction() as writer:
        writer.set_meta(f"{_PAST}{session.at}", held)
        rosters.drop_named(writer, _NOTED)
