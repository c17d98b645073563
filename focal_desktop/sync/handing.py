"""A desk that another person takes over on the same computer: the desk moves at once, a case never by itself.

Everything is done in a copy under a key that nobody keeps; one header then leads to it, or to what was.
Must never begin while something is known to this computer alone, nor at headquarters.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.store import header, inner, moving, officers, parting, reader, rekeying, shelf, still
from focal_desktop.store.connection import Connection, connect, translated, write_transaction
from focal_desktop.store.inner import Tell
from focal_desktop.store.moving import Moving
from focal_desktop.store.opened import HEADER, Store
from focal_desktop.store.rekeying import Change
from focal_desktop.store.vault import Making
from focal_desktop.store.writer import Writer
from focal_desktop.sync import entries, status, succeeding
from focal_desktop.sync.succeeding import Device
from focal_desktop.usecases import audit, backups, forms, unlocking
from focal_desktop.usecases.session import Person, Session

HERE = frozenset({"here", "waiting"})


class Remains(msgspec.Struct, frozen=True, kw_only=True):
    """What still stands in the way of handing a desk over; never how much of it."""

    is_alone: bool
    is_unsent: bool
    is_unfinished: bool
    is_waiting: bool

    @property
    def is_ready(self) -> bool:
        """Whether nothing here would be lost."""
        return not (self.is_unsent or self.is_unfinished or self.is_waiting)


class Handed(NamedTuple):
    """The vault under its new person, and the six words to compare with headquarters, if it has one."""

    session: Session
    words: str


def look(session: Session) -> Remains:
    """Return what stands in the way; a desk that stands alone has nobody to send anything to."""
    connection = session.store.connection
    is_alone = reader.read_meta(connection, "hub") is None
    drafted = connection.execute("SELECT 1 FROM draft WHERE name <> ? LIMIT 1", (forms.PLACE,)).fetchone()
    return Remains(
        is_alone=is_alone,
        is_unsent=not is_alone and any(one.place in HERE for one in status.list_items(session)),
        is_unfinished=drafted is not None or bool(session.waiting),
        is_waiting=reader.read_meta(connection, entries.JOINING) is not None,
    )


class Handing(NamedTuple):
    """A hand-over under way: `copy` aside, then `end` in the vault's thread, or `drop`."""

    session: Session
    person: Person
    made: Device
    moved: Moving

    def copy(self, tell: Tell) -> Change:
        """Make the successor's vault of what is held still; nothing is left of one that failed.

        The cases are taken out of a copy under a key that nobody keeps, before any file under a lasting one.
        """
        path = inner.name(self.session.store.folder)
        try:
            with (
                self.moved.whole_or_dropped(),
                still.reading(self.moved.held) as source,
                closing(connect(path, keys.new_key(), is_new=True)) as copy,
            ):
                _fill(source, copy, inner.share(tell, 0.0, 0.5))
                scratch = _look_into(self.session, copy)
                _change_hands(scratch, dataclasses.replace(scratch, person=self.person), self.made)
                return self.moved.copy_from(copy, inner.share(tell, 0.5, 1.0))
        finally:
            rekeying.remove_database(path)

    def drop(self) -> None:
        """Leave the copy: the former person goes on."""
        self.moved.drop()


def hand_over(
    session: Session, person: str, chosen: Making | header.Secrets, *, ends_cases: bool = False
) -> Handed:
    """Give the desk to another person: new passphrase, keys, device and name; no case stays in the vault.

    `ends_cases` says, where no headquarters holds them, that the cases here are to be destroyed.
    """
    begun = begin(session, person, chosen, ends_cases=ends_cases)
    try:
        change = begun.copy(inner.tell_nobody)
    finally:
        still.let_go(session.store)
    return end(begun, change)


def begin(
    session: Session, person: str, chosen: Making | header.Secrets, *, ends_cases: bool = False
) -> Handing:
    """Begin what `hand_over` does, at once where the slot was prepared; `still.let_go` must follow."""
    require_ready(session, person, ends_cases=ends_cases)
    made = Device(signing.new_seed(), sealing.new_private())
    successor = msgspec.structs.replace(session.person, name=person, device=made.text)
    return Handing(session, successor, made, moving.begin(session.store, _take_in(chosen)))


def is_current(begun: Handing) -> bool:
    """Tell whether the copy holds all that can be handed over: nothing was saved or typed since."""
    return not begun.session.waiting and moving.is_current(begun.session.store, begun.moved)


def end(begun: Handing, change: Change) -> Handed:
    """Go on with the copy under its new person; busy where something was saved since it was begun."""
    session = begun.session
    if not is_current(begun):
        begun.drop()
        raise Trouble("busy", _MEANWHILE)
    former = _list_backups(session)
    moving.switch(session.store, change)
    return _go_on(dataclasses.replace(session, person=begun.person), former)


def _take_in(chosen: Making | header.Secrets) -> header.Secrets:
    """Return what the successor chose, so that the former person's sheet is worthless."""
    if isinstance(chosen, header.Secrets):
        return msgspec.structs.replace(chosen, keeps_code=False)
    return header.Secrets(
        passphrase=chosen.passphrase,
        cost=chosen.cost,
        signing_seed=signing.new_seed(),
        code=chosen.code,
        keeps_code=False,
    )


def require_ready(session: Session, person: str, *, ends_cases: bool) -> None:
    """Refuse to begin where something would be lost, or where it is done otherwise."""
    session.store.require_writable()
    if session.person.is_hq:
        raise Trouble("not_allowed", _AT_HEADQUARTERS)
    if not person.strip():
        raise Trouble(
            "needed", "The name of whoever takes over is needed. Nothing was changed.", field="person"
        )
    found = look(session)
    for is_so, said in (
        (found.is_waiting, _WAITING),
        (found.is_unfinished, _UNFINISHED),
        (found.is_unsent, _UNSENT),
        (found.is_alone and not ends_cases, _ALONE),
    ):
        if is_so:
            raise Trouble("not_allowed", said)


def _list_backups(session: Session) -> list[Path]:
    """Return the former person's own backups within reach, here and on the stick; a case is in each."""
    here, stick = backups.list_here(session), backups.read_stick(session)
    there = shelf.list_kept(stick, header.read(session.store.folder / HEADER).vault) if stick else []
    return [one.path for one in (*here, *there)]


def _fill(source: Connection, copy: Connection, tell: Tell) -> None:
    with translated():
        source.backup(copy, pages=inner.STEP_PAGES, progress=inner.hear_pages(tell))
    if not rekeying.is_same(source, copy):
        raise Trouble("damaged", _DAMAGED)


def _look_into(session: Session, copy: Connection) -> Session:
    """Return the former person's Session over a copy of the vault."""
    store = session.store
    return dataclasses.replace(session, store=Store(store.door, copy, store.anchor, store.found))


def _change_hands(former: Session, session: Session, made: Device) -> None:
    """Make the copy the successor's: no case, another device and name, and a claim under the former's key."""
    connection = session.store.connection
    with write_transaction(connection):
        writer = Writer(connection, session.store.rules)
        known = officers.read(connection)
        parting.part(writer, connection)
        succeeding.announce(former, writer, made, hands_over=True)
        unlocking.fill_identity(writer, session.person, made.sign_seed, made.seal_private)
        officers.keep(writer, msgspec.structs.replace(known, device=made.text))
    with write_transaction(connection):  # another writer: the log ends elsewhere now
        audit.keep_line(session, Writer(connection, session.store.rules), audit.Deed.HANDED_OVER)


def _go_on(session: Session, former: Sequence[Path]) -> Handed:
    """Return the vault under its new person; backups that the former passphrase opens are taken away."""
    store = session.store
    store.adopt_roster(None)
    store.anchor.reset(*store.tail())  # both records are of this log: the former one's was longer
    for path in former:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return Handed(session, succeeding.read_words(session))


_MEANWHILE = (
    "Something was saved here meanwhile, so the desk was not handed over. Nothing was changed; "
    "please try again."
)
_AT_HEADQUARTERS = (
    "At headquarters nobody takes over a vault: invite the other person, then let another officer close this "
    "device's access. Nothing was changed."
)
_WAITING = (
    "Headquarters has not admitted this computer yet. Sync and compare the six words first; "
    "then the desk can be handed over. Nothing was changed."
)
_UNFINISHED = (
    "Something that was being typed here is not finished. Save it or put it away first, so that nothing is "
    "lost. Nothing was changed."
)
_UNSENT = (
    "Something here has not reached headquarters or the hub. Report it or sync first; by stick, bring the "
    "answer back. Nothing was changed."
)
_ALONE = (
    "This desk stands alone: no headquarters holds its cases, and they do not pass to another person. Print "
    "or tell what must not be lost, and say that they may be destroyed. Nothing was changed."
)
_DAMAGED = (
    "The vault was damaged or altered outside the program, so it was not handed over. "
    "Restore your last backup, or call headquarters."
)
