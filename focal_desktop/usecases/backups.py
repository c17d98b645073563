"""Backups that the program makes by itself after unlocking: here, and on a stick if one was chosen.

An older one must never go before a newer one was opened and checked; nothing here is for a practice vault.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import backup, erasures, header, inner, reader, shelf, still
from focal_desktop.store.inner import Tell
from focal_desktop.store.opened import HEADER
from focal_desktop.store.shelf import Kept
from focal_desktop.store.writer import encode
from focal_desktop.usecases import audit, practising
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session

LAST, STICK = "backup/last", "backup/stick"
FOLDER = "backups"
HOUR_S, DAY_S = 3_600, 86_400
THERE, MISSING, FAILED = "there", "missing", "failed"


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """The newest backup that was made by itself: when, of which end of the log, after how many erasures.

    `since` is the first one that holds nothing that was erased since.
    """

    at: str
    number: int
    sequence: int
    head: bytes
    erased: int = 0
    since: int = 0


class Held(NamedTuple):
    """A backup that a person asked for, begun in the vault's thread; `make` does the rest aside."""

    draft: backup.Draft
    held: still.Still

    def make(self, tell: Tell = inner.tell_nobody) -> backup.Written:
        """Write, read back and open it."""
        with still.reading(self.held) as source:
            return backup.make(self.draft, source, tell)


class Round(NamedTuple):
    """What is to be done aside: a new backup if one is due, the same on the stick, then the oldest go."""

    home: Path
    stick: Path | None
    vault: str
    keep: int
    last: Last
    making: Held | None


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it; `stick` is there, missing, or failed, and empty where none is chosen."""

    is_made: bool
    stick: str = ""


def home_of(folder: Path) -> Path:
    """Return where a vault's own backups lie: beside its folder, never in it."""
    return folder.parent / FOLDER


def read_last(session: Session) -> Last | None:
    """Return what is known of the newest backup that was made by itself."""
    held = reader.read_meta(session.store.connection, LAST)
    return msgspec.json.decode(held, type=Last) if held else None


def read_stick(session: Session) -> Path | None:
    """Return the folder that was chosen for a second one, such as a stick's; it may not be there."""
    held = reader.read_meta(session.store.connection, STICK)
    return Path(held.decode()) if held else None


def choose_stick(session: Session, folder: Path | None) -> None:
    """Keep the folder for a second one, or none; a folder that would be lost with the vault is refused."""
    own = session.store.folder.resolve()
    if folder is not None and (own == folder.resolve() or own in folder.resolve().parents):
        raise Trouble(
            "not_allowed",
            "A backup in the vault's own folder is lost together with it. Please choose another place.",
        )
    with session.store.transaction() as writer:
        writer.set_meta(STICK, str(folder).encode() if folder is not None else b"")


def list_here(session: Session) -> list[Kept]:
    """Return this vault's own backups beside it, the newest first."""
    return shelf.list_kept(home_of(session.store.folder), _name_vault(session))


def begin(session: Session) -> Round | None:
    """Return what is to be done now, nothing where nothing is; it takes a moment. `end` must follow."""
    store = session.store
    if store.behind or store.refusal or practising.is_practice(session):
        return None
    home, stick, vault = home_of(store.folder), read_stick(session), _name_vault(session)
    last, keep = read_last(session), session.policy.limit("backups_kept")
    erased = len(erasures.list_all(store.connection))
    if _is_due(session, last, erased):
        shelf.make(home)
        shelf.sweep(home, session.clock.now().timestamp() - DAY_S)
        made = _plan(session, last, erased)
        out = home / shelf.name(made.number, session.today.isoformat())
        draft = backup.begin(store, out, session.at)
        return Round(home, stick, vault, keep, made, Held(draft, still.hold(store)))
    return Round(home, stick, vault, keep, last, None) if stick and last else None


def _plan(session: Session, last: Last | None, erased: int) -> Last:
    """Return what will be said of the next backup; its number is above all that are known."""
    number = max(shelf.next_number(home_of(session.store.folder)), last.number + 1 if last else 1)
    sequence, head = session.store.tail()
    since = last.since if last and last.erased == erased else number
    return Last(at=session.at, number=number, sequence=sequence, head=head, erased=erased, since=since)


def _is_due(session: Session, last: Last | None, erased: int) -> bool:
    if last is None or last.erased != erased or not list_here(session):
        return True
    if session.store.tail() == (last.sequence, last.head):
        return False
    since_s = (session.clock.now() - datetime.fromisoformat(last.at)).total_seconds()
    return not 0 <= since_s < session.policy.limit("backup_hours") * HOUR_S


def work(job: Round, tell: Tell = inner.tell_nobody) -> Done:
    """Make what is due and bring it to the stick, all in one."""
    make(job, tell)
    return bring(job)


def make(job: Round, tell: Tell = inner.tell_nobody) -> None:
    """Make and open what is due, free of any session; `tell` hears how far it is, and may stop it."""
    if job.making is not None:
        job.making.make(tell)


def bring(job: Round) -> Done:
    """Bring the newest to the stick, and let the oldest go; a stick may be slow, and nothing waits for it."""
    shelf.trim(job.home, job.vault, job.keep, newest=job.last.number, since=job.last.since)
    stick = _bring(job, job.stick) if job.stick is not None else ""
    return Done(is_made=job.making is not None, stick=stick)


def _bring(job: Round, stick: Path) -> str:
    if not stick.is_dir():
        return MISSING
    here, there = (shelf.list_kept(place, job.vault) for place in (job.home, stick))
    newest = next((one for one in here if one.number == job.last.number), None)
    if newest is None:
        return FAILED
    number, since = newest.number, job.last.since
    if there and backup.peek(there[0].path) == backup.peek(newest.path):
        number = there[0].number
    else:  # a stick may hold what was made before this vault was restored, under higher numbers
        number = max(number, shelf.next_number(stick))
        try:
            shelf.copy(newest.path, stick / shelf.name(number, newest.day))
        except Trouble:
            return FAILED
    is_first = since == newest.number
    shelf.trim(stick, job.vault, job.keep, newest=number, since=number if is_first else since)
    return THERE


def end(session: Session, job: Round, done: Done | None) -> None:
    """Let the vault's files go and note what was made; nothing was where `done` is nothing."""
    if job.making is not None:
        still.let_go(session.store)
        if done is not None and session.store.is_open:
            _note(session, job)


def _note(session: Session, job: Round) -> None:
    with session.store.transaction() as writer:
        is_unchanged = writer.tail == (job.last.sequence, job.last.head)
        audit.keep_line(session, writer, Deed.BACKED_UP)
        last = job.last
        if is_unchanged:  # the line itself is no reason for another backup
            last = msgspec.structs.replace(last, sequence=writer.tail[0], head=writer.tail[1])
        writer.set_meta(LAST, encode(last))


def hold(session: Session, out: Path) -> Held:
    """Begin a backup into a new file, to be made aside; `still.let_go` must follow."""
    draft = backup.begin(session.store, out, session.at)
    audit.note(session, Deed.BACKED_UP)  # before it goes out, so that the backup holds the line too
    return Held(draft, still.hold(session.store))


def _name_vault(session: Session) -> str:
    return header.read(session.store.folder / HEADER).vault
