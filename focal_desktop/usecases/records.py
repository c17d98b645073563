"""The only open, save, list, history and search there are, for every kind alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import change as changes
from focal_desktop.domain import codec, merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import SEALED_PARTS, Kind, Plain
from focal_desktop.store import reader, rows
from focal_desktop.store.rows import Row
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import audit, drafts, erased, places, sealed_parts, signatures, steps, switches
from focal_desktop.usecases.session import Session

Values = Mapping[str, Any]


class Saved(msgspec.Struct, frozen=True):
    """A record that was written, and what deserves a second look."""

    id: str
    reference: str
    warnings: tuple[Problem, ...] = ()


class Opened(msgspec.Struct, frozen=True):
    """A record as a person has it before them: its values and every value's name, to save against."""

    kind: str
    id: str
    values: Mapping[str, Plain]
    written: Mapping[str, tuple[Change, ...]]


def add(session: Session, kind_name: str, values: Values) -> Saved:
    """Keep a new record, a draft with any subset of fields."""
    return add_many(session, kind_name, [values])[0]


def add_many(session: Session, kind_name: str, many: Sequence[Values]) -> list[Saved]:
    """Keep several new records in one transaction: all of them, or none and the index of the first fault."""
    kind = session.kind(kind_name)
    places.require_sight(session, kind)
    saved: list[Saved] = []
    with session.store.transaction() as writer:
        for index, values in enumerate(many):
            try:
                saved.append(add_one(session, writer, kind, values))
            except Trouble as wrong:
                if len(many) > 1:
                    wrong.known = (*wrong.known, ("index", index))
                raise
    return saved


def add_one(session: Session, writer: Writer, kind: Kind[Any], given: Values) -> Saved:
    """Keep one new record among what else is saved with it, in the transaction of who calls."""
    plain = take_in(session, kind, given, {})
    if "state" in plain:
        steps.require_legal(session, kind, str(codec.plain_default(kind.slots["state"])), plain)
    identity = _identity(session, kind, plain)
    if drafts.is_drafted(kind):
        drafts.keep(session, writer, kind, identity, plain)
    else:
        shared = places.find_shared_scope(session, kind, plain, {})
        first = next(iter(kind.slots))
        written = plain or {first: codec.plain_default(kind.slots[first])}
        target = Target(kind, identity, {}, shared)
        if not kind.key:  # an id that was just drawn has no log
            target = msgspec.structs.replace(target, now={})
        write(session, writer, target, written)
    record = codec.read(kind, identity, plain)
    return Saved(identity, rows.reference_of(identity), tuple(kind.check(record, session.today)))


def _identity(session: Session, kind: Kind[Any], plain: Mapping[str, Plain]) -> str:
    if not kind.key:
        while reader.is_reference_taken(session.store.connection, rows.reference_of(fresh := ids.new_id())):
            continue
        return fresh
    missing = tuple((name, "needed") for name in kind.key if not plain.get(name))
    if missing:
        raise Trouble(
            "needed",
            "This record is known by a field that is still empty. Nothing was changed; fill it first.",
            field=missing[0][0],
            problems=missing,
        )
    identity = ids.keyed_id(kind.name, tuple(str(plain[name]) for name in kind.key))
    if reader.read_row(session.store.connection, kind.name, identity):
        raise Trouble(
            "already_filed",
            "This record is there already. Nothing was changed; open it and go on there.",
            field=kind.key[-1],
            known=(("id", identity),),
        )
    erased.refuse(session, identity)
    return identity


def edit(
    session: Session, kind_name: str, identity: str, values: Values, opened: Opened | None = None
) -> tuple[str, ...]:
    """Save what a person changed, against what they had open; return the fields that changed."""
    kind = session.kind(kind_name)
    now = open_record(session, kind_name, identity)
    base = opened or now
    plain = take_in(session, kind, values, now.values)
    sealed = kind.fields_leaving(*SEALED_PARTS)  # closed here, so what was typed counts as changed
    changed = {**changes.find_difference(kind, base.values, plain), **_pick(plain, sealed)}
    if "state" in changed:
        steps.require_legal(session, kind, str(_shown(kind, now, "state")), {**now.values, **plain})
    if keyed := [name for name in kind.key if name in changed]:  # it would be another record
        raise places.not_allowed(keyed[0])
    if not changed:
        return ()
    if drafts.is_held(session, kind, identity):
        with session.store.transaction() as writer:
            drafts.keep(session, writer, kind, identity, {**now.values, **changed})
        return tuple(changed)
    shared = places.find_shared_scope(session, kind, {**now.values, **plain}, now.written)
    with session.store.transaction() as writer:
        write(session, writer, Target(kind, identity, base.written, shared, now.written), changed)
    return tuple(changed)


def find_warnings(
    session: Session, kind_name: str, identity: str, fields: Collection[str]
) -> tuple[Problem, ...]:
    """Return what deserves a second look among some fields of a record as it stands."""
    kind = session.kind(kind_name)
    record = codec.read(kind, identity, read(session, kind_name, identity).values)
    return tuple(one for one in kind.check(record, session.today) if one.field in fields)


def _pick(values: Mapping[str, Plain], names: Sequence[str]) -> dict[str, Plain]:
    return {name: value for name, value in values.items() if name in names}


def _shown(kind: Kind[Any], opened: Opened, field: str) -> Plain:
    return opened.values.get(field, codec.plain_default(kind.slots[field]))


def take_in(session: Session, kind: Kind[Any], values: Values, held: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return what a person brings to a record that holds this much, as it is stored.

    Every wrong field is named at once; what headquarters owns, or has not switched on, is not allowed.
    """
    record = codec.read(kind, "", {**held, **values})
    odd = [p for p in kind.check(record, session.today) if p.code == "not_a_date" and p.field in values]
    found = codec.find_problems(kind, values, session.policy.codes) + odd
    if found:
        raise Trouble(
            found[0].code,
            "Some fields cannot be kept as they are. Nothing was changed; mend them and try again.",
            field=found[0].field,
            problems=tuple((p.field, p.code) for p in found),
        )
    owned = [name for name in values if kind.slots[name].said.owner == "hq"]
    if owned and not session.person.is_hq:
        raise places.not_allowed(owned[0])
    plain = codec.to_plain(kind, values)
    switches.require_open(session, kind, plain, held)
    signatures.require_unsigned(kind, plain, held)
    return plain


class Target(msgspec.Struct, frozen=True):
    """The record written to, all that was seen of its fields, and the scope of its shared values.

    `now` is the whole log as it has just been read, where it was: it decides where a value goes.
    """

    kind: Kind[Any]
    id: str
    written: places.Written
    shared: str
    now: places.Written | None = None


def write(session: Session, writer: Writer, target: Target, values: Mapping[str, Plain]) -> None:
    """Put values into the log, each in its scope and naming every value it replaces there."""
    by_scope: dict[str, dict[str, Plain]] = {}
    stands = target.written if target.now is None else target.now
    for name, value in values.items():
        scope = places.find_scope_of(target.kind, name, stands, target.shared)
        by_scope.setdefault(scope, {})[name] = value
    changed = [c for s, part in by_scope.items() for c in _name_changes(session, writer, target, part, s)]
    before = None if target.now is None else [c for seen in target.now.values() for c in seen]
    writer.append(changed, before)


def write_in(
    session: Session, writer: Writer, target: Target, values: Mapping[str, Plain], scope: str
) -> None:
    """Put values into one scope, as one save."""
    writer.append(_name_changes(session, writer, target, values, scope))


def _name_changes(
    session: Session, writer: Writer, target: Target, values: Mapping[str, Plain], scope: str
) -> list[Change]:
    counter, lamport = writer.next_numbers(scope, len(values))
    at = session.at
    return [
        Change(
            scope=scope,
            device=session.person.device,
            counter=counter + place,
            lamport=lamport,
            kind=target.kind.name,
            record=target.id,
            field=name,
            value=value,
            base=merge.find_base(target.written.get(name, ()), scope),
            at=at,
        )
        for place, (name, value) in enumerate(values.items())
    ]


def open_record(session: Session, kind_name: str, identity: str) -> Opened:
    """Open a record to work on: its values, and the names of all values that stand now."""
    kind = session.kind(kind_name)
    row = read(session, kind_name, identity)
    written: dict[str, tuple[Change, ...]] = {}
    for change in reader.read_history(session.store.connection, kind_name, identity):
        written[change.field] = (*written.get(change.field, ()), change)
    return Opened(kind.name, identity, row.values, written)


def read(session: Session, kind_name: str, identity: str) -> Row:
    """Return one record as it stands."""
    kind = session.kind(kind_name)
    places.require_sight(session, kind)
    row = None
    if codec.is_writable(identity):
        row = drafts.read_row(session, kind, identity) or reader.read_row(
            session.store.connection, kind.name, identity
        )
    if row is None:
        erased.refuse(session, identity)
        raise Trouble("not_found", "There is no such record here. Nothing was changed.", field="id")
    return row


def list_page(
    session: Session, kind_name: str, where: Mapping[str, str], after: str = "", limit: int = 100
) -> tuple[list[Row], bool]:
    """Return a page of records in the order of their ids, and whether more follow."""
    kind = session.kind(kind_name)
    places.require_sight(session, kind)
    columns = ("state", "office", "reference", "on_date", "parent", "title")
    for name in where:
        sealed = name in kind.fields_leaving(*SEALED_PARTS)
        if sealed or (name not in kind.slots and name not in columns):
            raise Trouble("unknown_field", "A list can be narrowed only by a field of its kind.", field=name)
    if not all(codec.is_writable(said) for said in (after, *where.values())):
        return [], False
    return reader.read_page(session.store.connection, kind, where, after, limit)


def history(session: Session, kind_name: str, identity: str) -> list[Change]:
    """Return every change of a record in the order it came; sealed parts null, of an erased one nothing."""
    if erased.find(session, session.kind(kind_name), identity):
        return []
    read(session, kind_name, identity)
    return reader.read_history(session.store.connection, kind_name, identity)


def search(session: Session, text: str) -> list[Row]:
    """Return records that hold every word; sealed parts are never searched, hinted or counted."""
    found = reader.search(session.store.connection, text)
    return [row for row in found if places.is_seen(session, row.kind)]


def reveal(session: Session, kind_name: str, identity: str, part: str, reason: str) -> dict[str, Plain]:
    """Open one sealed part for a stated reason; who looked, at what and why is kept in the log."""
    kind = session.kind(kind_name)
    row = read(session, kind_name, identity)
    fields = sealed_parts.fields_of(kind, part)
    if not fields:
        raise Trouble("not_in_list", "There is no such sealed part.", field="reveal")
    audit.require_reason(reason)
    if drafts.is_held(session, kind, identity):
        return dict(row.values)  # open to who writes it; no line may tell of it
    found = sealed_parts.read(session, kind, identity, part)
    with session.store.transaction() as writer:
        audit.keep_line(
            session, writer, audit.Deed.REVEALED, kind=kind.name, record=identity, part=part, reason=reason
        )
    return {name: found.get(name, codec.plain_default(kind.slots[name])) for name in fields}
