"""Invitations: headquarters opens an office, names a one-time join key, and writes one sealed file.

The file and its code go by two ways; neither alone lets anyone in, and no key of a scope is in it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import reader, rosters
from focal_desktop.store.writer import Writer
from focal_desktop.sync import entries, epochs, identity, joining
from focal_desktop.sync.founding import HubFacts
from focal_desktop.usecases import roster, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.invitation import Hub, Letter, Place, Signed, write_file

GOOD_DAYS = 30
CODE_LETTERS = 64


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to join: the office, and the role or roles; `until` is judged by the hub's clock alone."""

    office: str
    office_name: str
    country: str
    role: str
    until: date | None = None


class Invited(msgspec.Struct, frozen=True):
    """The code that opens the file, the last day on which it lets anyone in, the proposal if it is one."""

    code: str
    until: date
    proposal: str = ""


def invite(session: Session, wanted: Invitation, write: Callable[[bytes], None]) -> Invited:
    """Name a join key in the roster and write the file; an office not known yet is opened first.

    `write` is given the file's bytes; where it fails, nothing was done. Two officers together invite
    a person to headquarters: the file is good once the other has confirmed.
    """
    own = roster.require_officer(session, "root", "hq_desk")
    require_sound(wanted)
    until = wanted.until or session.today + timedelta(days=GOOD_DAYS)
    code, join_seed = passphrase.new_code(), signing.new_seed()
    with session.store.transaction() as writer:
        chain = roster.find_chain(session.store.roster, wanted.office)
        if chain is None:
            chain = _open_office(session, writer, wanted)
        if chain == session.store.roster.root:
            roster.require_officer(session, "root")
        read, written = roster.list_rights(session.store.roster, wanted.office, wanted.role.split())
        act = wire.Invite(
            join=signing.public_key(join_seed),
            office=wanted.office,
            role=wanted.role,
            until=until,
            read=read,
            write=written,
        )
        proposed = entries.add(session, writer, chain, act)
        joining.keep_stick_key(writer, join_seed)
        epochs.tend_within(session, writer)
        write(_seal(session, _write_letter(session, act, chain, join_seed, own.id), code))
    return Invited(code, until, proposed)


def require_sound(wanted: Invitation) -> None:
    """Raise Trouble at the first part of an invitation that no office or role can be."""
    allowed = roster.HQ_ROLES if wanted.office == roster.HQ else roster.OFFICE_ROLES
    roles = wanted.role.split()
    if not roles or set(roles) - set(allowed) or wanted.role != " ".join(dict.fromkeys(roles)):
        raise Trouble("not_in_list", "This is no role of that office. Nothing was made.", field="role")
    if not wanted.office.strip() or len(wanted.office) > CODE_LETTERS:
        raise Trouble("needed", "An office has a short code. Nothing was made.", field="office")
    for name in ("office_name", "country"):
        if not unlocking.is_short(getattr(wanted, name)):
            raise Trouble("wrong_type", unlocking.TOO_LONG, field=name)


def _open_office(session: Session, writer: Writer, wanted: Invitation) -> bytes:
    """Begin an office's chain with its scopes, and write its record, which headquarters can seal at once."""
    roster.require_officer(session, "root")
    roster.require_officer(session, "hq_desk")
    fresh = {kind: secrets.token_bytes(wire.octets.STREAM_BYTES) for kind in roster.OFFICE_CLASSES}
    share = {role: tuple(fresh[kind] for kind in classes) for role, classes in roster.SHARED.items()}
    chain = secrets.token_bytes(wire.octets.STREAM_BYTES)
    act = wire.OpenOffice(office=wanted.office, root=session.store.roster.root, share=share)
    entries.add(session, writer, chain, act)
    for kind, scope in fresh.items():
        writer.add_scope(scope.hex(), kind, wanted.office)
    place = unlocking.Place(
        office=wanted.office,
        office_name=wanted.office_name,
        country=wanted.country,
        person=session.person.name,
    )
    unlocking.write_office(writer, session.person, place, fresh[Scope.DESK].hex(), session.at)
    return chain


def _write_letter(session: Session, act: wire.Invite, chain: bytes, join_seed: bytes, by: bytes) -> Letter:
    state, connection = session.store.roster, session.store.connection
    hub = msgspec.json.decode(reader.read_meta(connection, "hub") or b"{}", type=HubFacts)
    places = roster.list_places(state)
    return Letter(
        hub=Hub(url=hub.url, hub=bytes.fromhex(hub.hub), ca=hub.ca, receipt=bytes.fromhex(hub.receipt)),
        roots=tuple(_list_settled(session)),
        chain=chain,
        office=act.office,
        role=act.role,
        until=act.until,
        join=join_seed,
        scopes=tuple(
            Place(id=scope, scope_class=places[scope].scope_class, office=places[scope].office)
            for scope in sorted({*act.read, *act.write})
        ),
        by=by,
    )


def _list_settled(session: Session) -> Iterator[bytes]:
    """Yield the root chain as far as nothing can take its place: up to what still waits for the hub."""
    connection = session.store.connection
    waiting = {one.content for one in rosters.read_waiting(connection, wire.Kind.ENTRY)}
    for entry in rosters.read_entries(connection, session.store.roster.root.hex()):
        if entry in waiting:
            return
        yield entry


def _seal(session: Session, letter: Letter, code: str) -> bytes:
    draft = Signed.draft(letter)
    signed = draft.signed(identity.sign(session, draft.signed_part()))
    key = keys.derive_key(passphrase.code_bytes(code), "invitation")
    return write_file(keys.seal_bytes(key, signed.encode(), b""))
