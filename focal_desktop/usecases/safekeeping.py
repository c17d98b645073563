"""Keeping a vault safe: a new passphrase, the recovery code, a backup, and the way back from one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.store import (
    backup,
    header,
    inner,
    moving,
    reader,
    rekeying,
    restoring,
    shelf,
    vault,
)
from focal_desktop.store.backup import Note, Source, Written
from focal_desktop.store.inner import Tell
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.vault import Making
from focal_desktop.store.writer import encode
from focal_desktop.usecases import answered, audit, reopening, unlocking
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session

DAY_S = 86_400
RESTORED = "restored"
SHEET = "recovery_sheet"
"""What an audit line names where a new recovery code came with a new passphrase."""


class Told(msgspec.Struct, frozen=True):
    """What a restored vault says until the person has read it: of which instant, and what may be missing."""

    backed_up_at: str
    maybe_missing: int
    is_counted: bool


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """A vault made of a backup, open; `maybe_missing` saves at most came after it, counted or estimated."""

    session: Session
    backed_up_at: str
    records: int
    maybe_missing: int
    is_counted: bool


def prepare(folder: Path, chosen: Making) -> header.Secrets:
    """Do the slow part of a new passphrase aside: it touches no database, and is for this vault alone."""
    return header.prepare(header.read(folder / HEADER).vault, _secrets(chosen))


def begin_change(session: Session, prepared: header.Secrets) -> moving.Moving:
    """Begin to put the vault under what was prepared: `copy` aside, `still.let_go`, `end_change`."""
    return moving.begin(session.store, prepared)


def end_change(session: Session, begun: moving.Moving) -> None:
    """Go on with the copy: from now on only the new passphrase opens."""
    moving.end(session.store, begun)
    audit.note(session, Deed.PASSPHRASE_CHANGED, part=SHEET if begun.change.has_code else "")


def change_passphrase(
    session: Session,
    chosen: Making | header.Secrets,
    deed: Deed = Deed.PASSPHRASE_CHANGED,
    tell: Tell = inner.tell_nobody,
) -> None:
    """Put the vault under a new passphrase and new keys; a new code, if one is given, ends the old one.

    Who knows the old passphrase and holds every old file reads nothing that is saved from now on.
    """
    prepared = chosen if isinstance(chosen, header.Secrets) else _secrets(chosen)
    rekeying.rekey(session.store, prepared, tell=tell)
    audit.note(session, deed, part=SHEET if chosen.code else "")


def _secrets(chosen: Making) -> header.Secrets:
    return header.Secrets(
        passphrase=chosen.passphrase, cost=chosen.cost, signing_seed=signing.new_seed(), code=chosen.code
    )


def recover(
    folder: Path,
    proof: vault.Proof,
    chosen: Making,
    tell: Tell = inner.tell_nobody,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
) -> tuple[vault.Proof, Trouble | None]:
    """Give a vault that its printed code opened a new passphrase, free of any thread.

    Returns what opens it from now on. Where it could not be changed that is what opened it before, with what
    stood in the way: it can still be read. Trouble where that is not known, or `tell` stopped it.
    """
    session = unlocking.open_proven(folder, proof, clock=clock, policy=policy, kinds=kinds)
    unchanged: Trouble | None = None
    try:
        try:
            change_passphrase(session, chosen, Deed.RECOVERED, tell)
        except Trouble as trouble:
            if session.store.refusal or trouble.code == "busy":
                raise
            unchanged = trouble
        return vault.Proof(header.read(folder / HEADER), session.store.found), unchanged
    finally:
        unlocking.lock(session)


@contextmanager
def recovered(folder: Path, code: str, *, clock: Clock, policy: Policy, kinds: Kinds) -> Iterator[Session]:
    """Open a vault by its printed code for as long as it takes to give it a new passphrase."""
    session = unlocking.unlock_with_code(folder, code, clock=clock, policy=policy, kinds=kinds)
    try:
        yield session
    finally:
        unlocking.lock(session)


def back_up(session: Session, out: Path) -> Written:
    """Write a backup into a new file, which passphrase and recovery code of this day open.

    What one that was cut left half-written there goes, a day later.
    """
    audit.note(session, Deed.BACKED_UP)  # before it goes out, so that the backup holds the line too
    written = backup.write(session.store, out, session.at)
    shelf.sweep(out.parent, session.clock.now().timestamp() - DAY_S)
    return written


def restore(
    folder: Path,
    source: Source,
    chosen: Making,
    succeed: Callable[[Session], Session],
    tell: Tell = inner.tell_nobody,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
) -> Restored:
    """Make a vault of a backup in a folder without one; `succeed` gives it a device of its own first.

    What `tell` raises stops it: then nothing stays of what was made.
    """
    found: list[Restored] = []

    def renew(store: Store) -> None:
        session = unlocking.begin(store, clock, policy)
        told = _look(session, list_anchors(folder))
        renewed = succeed(session)
        with store.transaction() as writer:
            writer.set_meta(RESTORED, encode(told))
        audit.note(renewed, Deed.RESTORED)
        if source.officers:
            reopening.note_opened(renewed, source.officers)
        found.append(_say(renewed, told))

    rules = unlocking.rules_of(policy, kinds, "")
    copy = unlocking.anchor_copy(folder)
    secrets = reopening.choose(chosen) if source.officers else _secrets(chosen)
    restoring.restore(folder, source, secrets, rules, copy=copy, renew=renew, tell=tell)
    if source.officers:
        answered.forget(source.path)
    return found[0]


def _say(session: Session, told: Told) -> Restored:
    return Restored(
        session=session,
        backed_up_at=told.backed_up_at,
        records=reader.count(session.store.connection)[0],
        maybe_missing=told.maybe_missing,
        is_counted=told.is_counted,
    )


def _look(session: Session, anchors: Iterable[Path]) -> Told:
    """Return what a vault that is being restored will say of itself."""
    note = restoring.read_note(session.store.connection)
    counted = restoring.count_missing(session.store.connection, anchors)
    missing = _estimate(session, note.at) if counted is None else counted
    return Told(note.at, max(missing, note.behind), counted is not None)


def rehearse(
    path: Path, secret: str, folder: Path, tell: Tell = inner.tell_nobody, *, is_code: bool = False
) -> Note:
    """Go the whole way back but its end: read a backup, open it, check every page and link in `folder`.

    It is free of any open vault and may run aside; nothing is left of it. Troubles as in `backup.unlock`.
    """
    unlock = backup.unlock_with_code if is_code else backup.unlock
    return restoring.rehearse(unlock(path, secret), folder, tell)


def read_told(session: Session) -> Told | None:
    """Return what a restored vault still has to say."""
    held = reader.read_meta(session.store.connection, RESTORED)
    return msgspec.json.decode(held, type=Told) if held else None


def drop_told(session: Session) -> None:
    """Say it no more: the person has read it."""
    with session.store.transaction() as writer:
        writer.set_meta(RESTORED, b"")


def list_anchors(folder: Path) -> list[Path]:
    """Return the second copies of every vault's anchor on this computer."""
    return sorted(unlocking.anchor_copy(folder).parent.glob("*.bin"))


def _estimate(session: Session, backed_up_at: str) -> int:
    """Return how many saves were to be expected since the backup at the pace before it."""
    saved, first_at = restoring.read_pace(session.store.connection, session.person.device)
    made_at = datetime.fromisoformat(backed_up_at)
    before_s = max((made_at - datetime.fromisoformat(first_at or backed_up_at)).total_seconds(), DAY_S)
    since_s = max((session.clock.now() - made_at).total_seconds(), 0)
    return math.ceil(saved * since_s / before_s)
