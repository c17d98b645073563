"""Taking in one envelope: who signed it, whether it follows, what it says. Never applied by halves.

What cannot be used yet is parked by itself, behind nothing; what no longer counts is kept aside for a person.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, log, reader, rosters
from focal_desktop.store.feeds import Kept
from focal_desktop.store.writer import Writer
from focal_desktop.sync import outbox, packing, readings
from focal_desktop.sync.opening import Opener
from focal_desktop.usecases import closed_cases, forks
from focal_desktop.usecases.session import Session
from focal_desktop.wire import ZEROS, Device, Envelope, Malformed, RosterState, TooNew, digest

LATER = "later/"
"""Envelopes of a later version, kept as they came until a program that knows it reads them."""
NO_CHANGES = ((0, 0),)
"""What a received envelope covers that brings heads alone; nothing at all where it was never noted."""
CASE = "allegation"
CASE_CLASSES = frozenset({Scope.SEA, Scope.WORK, Scope.HQ_CASE})


class Taken(msgspec.Struct, frozen=True):
    """What became of one envelope: its state, and how many changes were new."""

    state: str
    changes: int = 0


def inconsistent() -> Trouble:
    """Return what is said when bytes are not what they claim: whoever brought them, they are not kept."""
    return Trouble(
        "hub_inconsistent",
        "Something that came was altered on its way and was not kept. Everything on this computer is safe. "
        "Tell headquarters, and use a stick or the telephone until they answer.",
    )


def older() -> Trouble:
    """Return what is said where others have work of this device that the vault knows nothing of."""
    return Trouble(
        "hub_inconsistent",
        "Work of this vault was sent that its files lack: they are older than what was sent from here. "
        "Everything there and here is kept. Call headquarters before you go on.",
    )


def twice() -> Trouble:
    """Return what is said where others have another envelope of this device in the place of one here."""
    return Trouble(
        "hub_refused",
        "This vault was used in two copies, and headquarters has the other one's work. Nothing is lost. "
        "Call headquarters before you go on.",
    )


def accept(
    session: Session, writer: Writer, state: RosterState, content: bytes, opener: Opener | None = None
) -> Taken:
    """Take in one envelope; the same one again changes nothing."""
    try:
        found = Envelope.decode(content)
    except TooNew:
        writer.set_meta(f"{LATER}{digest(content).hex()}", content)  # read again by a later version
        return Taken(feeds.PARKED)
    except Malformed as wrong:
        raise inconsistent() from wrong
    scope, device = found.header.scope.hex(), signing.device_text(found.header.device)
    kept = _kept(session, found, content)
    held = feeds.read_one(session.store.connection, scope, device, found.header.seq)
    settled = held if held and held.state != feeds.PARKED else None
    if settled and settled.digest == kept.digest:
        return Taken(settled.state)
    author = state.devices.get(found.header.device)
    if author is None:
        return _put(writer, kept, feeds.PARKED)
    if not packing.is_by(found, author.sign):
        raise inconsistent()
    if device == session.person.device:
        raise twice() if settled else older()  # a copy of this vault wrote it, or these files are older
    if settled or not _counts(state, found, author):
        return _set_aside(writer, found, kept, settled)
    return _follow(session, writer, found, kept, opener or Opener())


def _counts(state: RosterState, found: Envelope, author: Device) -> bool:
    return found.header.scope in state.writes(author) and state.counts(found.header)


def _set_aside(writer: Writer, found: Envelope, kept: Kept, settled: Kept | None) -> Taken:
    """Keep what is never read; where another envelope of its author stands, it is evidence of a fork."""
    if settled is None:
        return _put(writer, kept, feeds.ASIDE)
    forks.keep(writer, found.header, kept.content, kept.at)
    return Taken("fork")


def _kept(session: Session, found: Envelope, content: bytes) -> Kept:
    return Kept(
        scope=found.header.scope.hex(),
        device=signing.device_text(found.header.device),
        sequence=found.header.seq,
        digest=digest(content),
        content=content,
        state=feeds.PARKED,
        at=session.at,
    )


def _put(writer: Writer, kept: Kept, state: str) -> Taken:
    feeds.keep(writer, msgspec.structs.replace(kept, state=state))
    return Taken(state)


def _follow(session: Session, writer: Writer, found: Envelope, kept: Kept, opener: Opener) -> Taken:
    """Open an envelope that follows on its feed; one that came too early waits for those before it."""
    connection = session.store.connection
    before = feeds.read_one(connection, kept.scope, kept.device, kept.sequence - 1)
    is_next = found.header.prev == (before.digest if before else ZEROS)
    if kept.sequence > 1 and not _is_passed(session, kept.scope, before):
        return _put(writer, kept, feeds.PARKED)
    if not is_next:  # its own author forked: evidence, and nobody else's trouble
        forks.note(writer, kept.device, session.at)
        return _put(writer, kept, feeds.ASIDE)
    try:
        text = opener.open(session, found, kept)
    except Malformed:
        return _put(writer, kept, feeds.PARKED)  # its key has not come, or it does not open under it
    try:
        segment = packing.read_segment(text)
        carried = segment.changes(kept.scope, kept.device)
    except (ValueError, msgspec.MsgspecError):
        return _put(writer, kept, feeds.PARKED)  # well sealed, but of a later version
    _note_heads(session, writer, kept, segment)
    writer.raise_lamport(kept.scope, max((c.lamport for c in carried), default=0))
    readings.note_shut(session, writer, kept, carried)
    covers = tuple(outbox.list_ranges(c.counter for c in carried)) or NO_CHANGES
    kept = msgspec.structs.replace(kept, covers=covers)  # so that what is erased later is found in it
    return _append(session, writer, kept, carried, opener)


def _append(session: Session, writer: Writer, kept: Kept, carried: Sequence[Change], opener: Opener) -> Taken:
    """Put into the log what fits into this turn; an envelope with more waits, and is opened again then."""
    before_count = writer.tail[0]
    fitting = _list_fitting(session, kept.scope, carried)
    shown = _list_open(session, kept, fitting)
    writer.append(opener.choose(_list_new(session, kept, shown)))
    is_whole = not opener.is_cut and len(shown) == len(fitting)
    taken = _put(writer, kept, feeds.TAKEN if is_whole else feeds.PARKED)
    return msgspec.structs.replace(taken, changes=writer.tail[0] - before_count)


def _list_new(session: Session, kept: Kept, carried: Sequence[Change]) -> Sequence[Change]:
    """Leave out what an earlier turn has put into the log already."""
    connection, known = session.store.connection, set()
    for first, last in outbox.list_ranges(change.counter for change in carried):
        held = log.list_own(connection, kept.scope, kept.device, (first - 1, last), last - first + 1)
        known |= {counter for counter, _ in held}
    return [change for change in carried if change.counter not in known] if known else carried


def _is_passed(session: Session, scope: str, before: Kept | None) -> bool:
    """Tell whether an envelope was taken in, or stays closed for good to who took over from another."""
    if before is None:
        return False
    is_parked = before.state == feeds.PARKED
    return before.state in (feeds.OWN, feeds.TAKEN) or (is_parked and _was_closed(session, scope))


def _was_closed(session: Session, scope: str) -> bool:
    own = session.store.roster.devices.get(signing.device_bytes(session.person.device))
    return own is not None and own.was_closed(bytes.fromhex(scope))


def _list_open(session: Session, kept: Kept, carried: Sequence[Change]) -> Sequence[Change]:
    """Leave out what is said of a case from before this desk was handed over, unless it was passed on.

    It waits in its envelope: should the case be passed on after all, both are read.
    """
    if not _was_closed(session, kept.scope):
        return carried
    hq = session.store.rules.hq
    begun = {c.record for c in carried if closed_cases.begins_case(c, hq)}
    asked = {c.record for c in carried if c.kind == CASE} - begun
    closed = {one for one in asked if not closed_cases.is_open_here(session, one)}
    return [c for c in carried if c.kind != CASE or c.record not in closed]


def _list_fitting(session: Session, scope: str, carried: Sequence[Change]) -> Sequence[Change]:
    """Leave out what may not stand in such a scope: a case kind has no place where the whole desk reads."""
    classes = {s.id: s.scope_class for s in reader.read_scopes(session.store.connection)}
    is_case = classes.get(scope) in CASE_CLASSES
    kinds = session.kinds
    return [c for c in carried if is_case or c.kind not in kinds or kinds[c.kind].scope not in CASE_CLASSES]


def _note_heads(session: Session, writer: Writer, kept: Kept, segment: packing.Segment) -> None:
    """Keep what the author says it has read of my feed, and headquarters' dated word."""
    is_hq = kept.device in session.store.rules.hq
    _compare_heads(session, writer, kept, segment)
    mine = segment.heads.get(session.person.device, 0)
    if mine and (is_hq or session.person.is_hq):
        last = feeds.read_last(session.store.connection, kept.scope, session.person.device)
        if last is None or mine > last.sequence:
            raise older()
        feeds.mark_read(writer, kept.scope, session.person.device, mine, session.at)
    if is_hq and segment.word:
        writer.set_meta(f"word/{kept.scope}", segment.word.encode())


def _compare_heads(session: Session, writer: Writer, kept: Kept, segment: packing.Segment) -> None:
    """See whether what the author has read is what stands here; if not, somebody's vault wrote as two."""
    connection, mine = session.store.connection, session.person.device
    for device, front in segment.list_fronts().items():
        held = feeds.read_one(connection, kept.scope, device, segment.heads[device])
        if held is None or held.state not in (feeds.OWN, feeds.TAKEN) or held.digest.startswith(front):
            continue
        if device != mine:
            forks.note(writer, device, session.at, is_said=True)
        elif session.person.is_hq or kept.device in session.store.rules.hq:
            raise twice()


def has_later(session: Session) -> bool:
    """Tell whether something of a later version waits here."""
    return bool(rosters.read_named(session.store.connection, LATER))


def read_later(session: Session, writer: Writer, state: RosterState) -> int:
    """Take in what an earlier version of this program could not read; return how many changes were new."""
    changes = 0
    for name, content in rosters.read_named(session.store.connection, LATER).items():
        rosters.drop_named(writer, LATER + name)
        changes += accept(session, writer, state, content).changes
    return changes


def retry(
    session: Session, writer: Writer, state: RosterState, waiting: feeds.Parked, opener: Opener
) -> Taken:
    """Try once more to take in an envelope that waits."""
    held = feeds.read_one(session.store.connection, waiting.scope, waiting.device, waiting.sequence)
    return accept(session, writer, state, held.content, opener) if held else Taken(feeds.PARKED)
