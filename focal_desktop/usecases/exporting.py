"""What leaves a vault as a file, because a person asked for it: which content, by which rules, with a line.

Of a case never a list from an office, never a part without what its own rule demands, never what is held
back, and nothing in plain form before the passphrase was proven again and a reason stated.
"""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import access, merge
from focal_desktop.domain.record import SEALED_PARTS, Answer, Kind, Leaves, Plain
from focal_desktop.store import reader
from focal_desktop.store.rows import Row
from focal_desktop.store.vault import Proof
from focal_desktop.usecases import audit, disclosures, drafts, places, records, sealed_parts
from focal_desktop.usecases.session import Session

PAGE = 1000
TURN = 100
"""So many records are taken in one turn: a few milliseconds."""
CONSENTS: Mapping[str, str] = {
    Leaves.SURVIVOR: "consent_share",
    Leaves.REPORTER: "reporter_consent_share",
}
"""Whose own yes each part goes with."""
POINTS = "subject_points_to_survivor"


class Way(StrEnum):
    """How it leaves: sealed to a person at headquarters, sealed to generated words, or open to anyone."""

    OFFICER = "officer"
    WORDS = "words"
    PLAIN = "plain"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One record, or without an id all of a kind; sealed parts only where each is named."""

    kind: str
    id: str = ""
    where: Mapping[str, str] = {}
    parts: tuple[str, ...] = ()
    reason: str = ""


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported: the fields, and of each record its row and its values."""

    kind: str
    id: str
    is_case: bool
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    values: tuple[Mapping[str, Plain], ...]
    at: str


def is_case(kind: Kind[Any]) -> bool:
    """Tell whether a kind is of cases, or would betray one."""
    return kind.scope in access.CASE_SCOPES


def new_name() -> str:
    """Return a neutral name for a file: it tells neither what is in it nor how many there were."""
    return "export-" + "".join(secrets.choice(ids.REFERENCE_LETTERS) for _ in range(4))


def take(session: Session, wanted: Wanted, way: Way, proof: Proof | None = None) -> Taken:
    """Return what was asked for; the line in the audit trail is durable before."""
    kind = session.kind(wanted.kind)
    places.require_sight(session, kind)
    is_of_case = is_case(kind)
    if is_of_case:
        _require_case_rules(session, kind, wanted)
        _require_proof(session, way, proof)
    elif wanted.parts:
        raise Trouble("not_in_list", "There is no such sealed part.", field="with")
    rows = _read_rows(session, kind, wanted)
    fields = _list_fields(kind, wanted.parts)
    values = tuple(_read_values(session, kind, row, wanted, way) for row in rows)
    if is_of_case:
        _keep_line(session, wanted, way)
    else:
        audit.note(session, audit.Deed.EXPORTED, kind=kind.name, part=way)
    return Taken(
        kind=kind.name,
        id=wanted.id,
        is_case=is_of_case,
        fields=fields,
        rows=rows,
        values=values,
        at=session.at,
    )


def take_list(session: Session, kind_name: str) -> Generator[float, None, Taken]:
    """Return what `take` does of a whole desk list that is to be open to anyone, in short turns.

    Each tells which share was taken. Of cases there is no such list.
    """
    kind = session.kind(kind_name)
    places.require_sight(session, kind)
    if is_case(kind):
        raise places.not_allowed("kind")
    wanted, after, more = Wanted(kind=kind_name), "", True
    rows, values = list[Row](), list[Mapping[str, Plain]]()
    whole = max(1, reader.count_kind(session.store.connection, kind.name))
    while more:
        page, more = records.list_page(session, kind_name, {}, after, TURN)
        rows += page
        values += [_read_values(session, kind, row, wanted, Way.PLAIN) for row in page]
        after = page[-1].id if page else ""
        yield min(1.0, len(rows) / whole)
    audit.note(session, audit.Deed.EXPORTED, kind=kind.name, part=Way.PLAIN)
    return Taken(
        kind=kind.name,
        id="",
        is_case=False,
        fields=_list_fields(kind, ()),
        rows=tuple(rows),
        values=tuple(values),
        at=session.at,
    )


def _keep_line(session: Session, wanted: Wanted, way: Way) -> None:
    audit.tell(
        session,
        audit.Deed.EXPORTED,
        kind=wanted.kind,
        record=wanted.id,
        part=" ".join((way, *sorted(wanted.parts))),
        reason=wanted.reason,
    )


def _is_officer(session: Session) -> bool:
    return sealed_parts.OFFICER in session.person.roles


def _require_case_rules(session: Session, kind: Kind[Any], wanted: Wanted) -> None:
    if not wanted.id and not _is_officer(session):
        said = "A list of reports never leaves an office: even their number would tell. Export one report."
        raise Trouble("not_allowed", said, field="id")
    audit.require_reason(wanted.reason)
    if wanted.parts and not wanted.id:
        raise Trouble("not_in_list", "Sealed parts leave with one report alone.", field="with")
    for part in wanted.parts:
        if not sealed_parts.fields_of(kind, part):
            raise Trouble("not_in_list", "There is no such sealed part.", field="with")
    if wanted.id and drafts.is_held(session, kind, wanted.id):
        raise places.not_allowed("kind")  # nothing of a sealed report stays behind, also not as a file


def _require_proof(session: Session, way: Way, proof: Proof | None) -> None:
    if way is not Way.PLAIN:
        return
    if proof is None:
        said = "In plain form it leaves only after the passphrase was given once more. Nothing was written."
        raise Trouble("needed", said, field="passphrase_file")
    if proof.found != session.store.found:
        raise Trouble("wrong_passphrase", "That passphrase does not open this vault. Nothing was written.")


def _read_rows(session: Session, kind: Kind[Any], wanted: Wanted) -> tuple[Row, ...]:
    if wanted.id:
        return (records.read(session, kind.name, wanted.id),)
    return tuple(_list_rows(session, kind.name, wanted.where))


def _list_rows(session: Session, kind: str, where: Mapping[str, str]) -> Iterator[Row]:
    after, more = "", True
    while more:
        page, more = records.list_page(session, kind, where, after, PAGE)
        yield from page
        after = page[-1].id if page else ""


def _list_fields(kind: Kind[Any], parts: tuple[str, ...]) -> tuple[str, ...]:
    closed = set(kind.fields_leaving(*[one for one in SEALED_PARTS if one not in parts]))
    return tuple(name for name in kind.slots if name not in closed)


def _read_values(
    session: Session, kind: Kind[Any], row: Row, wanted: Wanted, way: Way
) -> Mapping[str, Plain]:
    """Return what of a record leaves, without what is held back, a day as its month, and the parts named."""
    shown = merge.show_values(kind, row.values)
    closed = set(kind.fields_leaving(*SEALED_PARTS))
    if kind.name == "allegation":
        disclosures.require_open_way(session, shown)
        for part in wanted.parts:
            _require_part_rule(shown, part, way)
        if not _is_officer(session):
            held = shown.get("held_back")
            closed |= {"held_back", *(held if isinstance(held, list) else ())}
            day = shown.get("incident_on")
            shown = {**shown, "incident_on": f"{day[:7]}-01"} if isinstance(day, str) else shown
    found = {name: value for name, value in shown.items() if name not in closed}
    for part in wanted.parts:
        read = sealed_parts.read(session, kind, row.id, part)
        found |= {name: read[name] for name in sealed_parts.fields_of(kind, part) if name in read}
    return found


def _require_part_rule(values: Mapping[str, Plain], part: str, way: Way) -> None:
    """Refuse a part without its own yes; what could point to the survivor goes to an officer alone."""
    if part in CONSENTS:
        disclosures.require_own_yes(values, CONSENTS[part])
    elif way is Way.OFFICER:
        return
    elif part == Leaves.SUBJECT and values.get(POINTS) != Answer.NO:
        said = (
            "This part could point to the survivor, so it goes to a case officer at headquarters alone. "
            "Nothing was written."
        )
        raise Trouble("not_allowed", said, field=POINTS)
    elif part == Leaves.ACCOUNT:
        disclosures.require_own_yes(values, CONSENTS[Leaves.SURVIVOR])
