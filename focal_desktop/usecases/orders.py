"""Headquarters' orders to erase: giving one, confirming another's, carrying out those that came.

An order beats everything and is kept for ever. Must never erase what lives in another scope than the order,
nor by the word of one officer where headquarters' own roster asks for two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.domain import access, codec
from focal_desktop.domain.erase_order import KIND, SAID, EraseOrder, Part, Reason
from focal_desktop.domain.erase_receipt import KIND as RECEIPT
from focal_desktop.domain.record import Answer, Plain, Scope
from focal_desktop.store import carriers, erasing, erasures, log, reader, rows
from focal_desktop.store.erasures import ORDERED, WHOLE, Erasure
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import audit, countersigning, places, records, roster, sealed_parts, tallies
from focal_desktop.usecases.session import Session

LASTING = frozenset({"office", KIND.name, RECEIPT.name})
"""Kinds that no order erases: without them neither the office nor an order would be known."""


IN_FORCE, WAITING, TO_CONFIRM = "in_force", "waiting", "to_confirm"


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """One order as headquarters follows it: what it is about, and which devices have carried it out.

    `state` is whether it counts, waits for another officer, or for the person whose vault this is; `by` are
    the officers who said it.
    """

    id: str
    about: str
    target: str
    reference: str
    part: str
    reason: str
    ordered_on: str
    state: str
    by: tuple[str, ...]
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]


def order(session: Session, kind_name: str, identity: str, reason: str, part: str = Part.WHOLE) -> str:
    """Order that a record or one sealed part of it is erased wherever it is held; return the order's id.

    This computer carries it out at once, every other one when it hears of it. Where two officers sign, all of
    that waits until another has confirmed it, or has given the very same order.
    """
    said: dict[str, Plain] = {
        "about": kind_name,
        "target": identity,
        "part": str(part),
        "reason": str(reason),
    }
    if waiting := _find_same(session, said):
        return _say_again(session, waiting)
    kind, scope = session.kind(kind_name), _require_orderable(session, kind_name, identity, reason, part)
    if part != Part.WHOLE and not sealed_parts.fields_of(kind, part):
        raise Trouble("not_in_list", "There is no such part of it. Nothing was erased.", field="part")
    order_id, values = ids.new_id(), {**said, "ordered_on": session.today.isoformat()}
    with session.store.transaction() as writer:
        records.write_in(session, writer, records.Target(KIND, order_id, {}, scope), values, scope)
        _carry_out_one(session, writer, codec.read(KIND, order_id, values), scope)
    return order_id


def _find_same(session: Session, said: Mapping[str, Plain]) -> Given | None:
    """Return the order that says the same and waits for another officer, whoever gave it."""
    given = list_given(session) if session.person.is_hq else ()
    found = (one for one in given if one.state != IN_FORCE)
    return next((one for one in found if all(getattr(one, name) == said[name] for name in SAID)), None)


def _say_again(session: Session, waiting: Given) -> str:
    if waiting.state == TO_CONFIRM:
        confirm(session, waiting.id)
    return waiting.id


def confirm(session: Session, order_id: str) -> None:
    """Confirm another officer's order as it stands now; it is carried out here at once."""
    given = next((one for one in list_given(session) if one.id == order_id), None)
    if given is None or given.state == IN_FORCE:
        raise Trouble(
            "not_found",
            "No such order waits here, or it is in force already. Sync first; nothing was erased.",
            field="order",
        )
    if given.state == WAITING:
        raise Trouble(
            "not_allowed",
            "This waits for another officer, one who has not given or confirmed it. Nothing was erased.",
            field="order",
        )
    _require_not_held(session, given.about, given.target)
    scope, opened = _find_scope(session, order_id), records.open_record(session, KIND.name, order_id)
    one = codec.read(KIND, order_id, opened.values)
    target = records.Target(KIND, order_id, opened.written, scope)
    with session.store.transaction() as writer:
        said: dict[str, Plain] = {"confirmed": countersigning.sum_up(one)}
        records.write_in(session, writer, target, said, scope)
        _carry_out_one(session, writer, one, scope)


def _require_orderable(session: Session, kind_name: str, identity: str, reason: str, part: str) -> str:
    """Return the scope in which the order stands: the one in which the record lives."""
    if not session.person.is_hq or kind_name in LASTING:
        raise places.not_allowed()
    if reason not in [*Reason]:
        raise Trouble(
            "not_in_list", "An order has one of the known reasons. Nothing was erased.", field="reason"
        )
    if part not in [*Part]:
        raise Trouble("not_in_list", "There is no such part of it. Nothing was erased.", field="part")
    opened = records.open_record(session, kind_name, identity)
    _require_not_held(session, kind_name, identity)
    return places.find_shared_scope(session, session.kind(kind_name), opened.values, opened.written)


def _require_not_held(session: Session, kind_name: str, identity: str) -> None:
    row = reader.read_row(session.store.connection, kind_name, identity)
    if row is not None and row.values.get("legal_hold") == Answer.YES:
        raise Trouble(
            "not_allowed",
            "Headquarters asked to keep this record. Nothing was erased; release it first.",
            field="legal_hold",
        )


def carry_out(session: Session) -> int:
    """Carry out every order in force that came, and confirm it; return how many were new.

    Sealed bytes that still hold something erased are let go as well, as far as nobody needs them.
    """
    if KIND.name not in session.kinds:
        return 0
    done = 0
    for one in _read_orders(session):
        scope = _find_scope(session, one.id)
        if not scope or not _is_about(session, one, scope) or _is_settled(session, one, scope):
            continue
        if countersigning.is_in_force(session, one, scope):
            with session.store.transaction() as writer:
                done += _carry_out_one(session, writer, one, scope)
    if erasures.list_all(session.store.connection):
        with session.store.transaction() as writer:
            carriers.let_go(writer, session.store.connection)
    return done


def _is_about(session: Session, one: EraseOrder, scope: str) -> bool:
    """Tell whether what an order names lives where the order stands, and may go by one."""
    kind, part = session.kinds.get(one.about), _part_of(one)
    if one.about in LASTING or (part and (kind is None or not sealed_parts.fields_of(kind, part))):
        return False
    written = log.read_record(session.store.connection, one.about, one.target)
    return not {c.scope for c in written} - {scope, Scope.SEALED}


def _part_of(one: EraseOrder) -> str:
    return WHOLE if one.part == Part.WHOLE else one.part


def _is_settled(session: Session, one: EraseOrder, scope: str) -> bool:
    """Tell whether nothing is left to do: it was erased, and confirmed where this device may say so."""
    return _is_done(session, one) and (_is_confirmed(session, one.id) or not _may_confirm(session, scope))


def _is_done(session: Session, one: EraseOrder) -> bool:
    found = erasures.list_all(session.store.connection, one.target)
    return any(e.part == _part_of(one) and (not e.part or e.reason.startswith(ORDERED)) for e in found)


def _carry_out_one(session: Session, writer: Writer, one: EraseOrder, scope: str) -> bool:
    """Erase what an order in force names, and confirm it; tell whether it was not yet done."""
    if not countersigning.is_in_force(session, one, scope):
        return False
    is_new = not _is_done(session, one)
    if is_new:
        _erase(session, writer, one)
    if _may_confirm(session, scope) and not _is_confirmed(session, one.id):
        _confirm(session, writer, one.id, scope)
    return is_new


def _erase(session: Session, writer: Writer, one: EraseOrder) -> None:
    connection, part = session.store.connection, _part_of(one)
    erasure = Erasure(one.target, part, ORDERED + one.reason, session.at)
    tallies.keep(session, writer, one.about, erasure)
    if part:
        erasing.erase_part(writer, connection, session.kind(one.about), erasure)
    else:
        erasing.erase_record(writer, connection, erasure)
    for name in [name for name in session.waiting if one.target in name]:
        del session.waiting[name]
    about = {"kind": one.about, "record": one.target, "part": part, "reason": erasure.reason}
    audit.keep_line(session, writer, "erased", **about)


def _may_confirm(session: Session, scope: str) -> bool:
    """Tell whether this device writes into a scope; who only reads it is listed as not yet."""
    held = reader.read_scope(session.store.connection, scope)
    return held is not None and held.scope_class in access.writable(session.person.roles)


def _confirm(session: Session, writer: Writer, order_id: str, scope: str) -> None:
    device = session.person.device
    values: dict[str, Plain] = {
        "order": order_id,
        "device": device,
        "erased_on": session.today.isoformat(),
    }
    identity = _name_receipt(order_id, device)
    records.write_in(session, writer, records.Target(RECEIPT, identity, {}, scope), values, scope)


def _name_receipt(order_id: str, device: str) -> str:
    return ids.keyed_id(RECEIPT.name, (order_id, device))


def _is_confirmed(session: Session, order_id: str) -> bool:
    receipt = _name_receipt(order_id, session.person.device)
    return reader.read_row(session.store.connection, RECEIPT.name, receipt) is not None


def _read_orders(session: Session) -> list[EraseOrder]:
    rows = reader.read_all(session.store.connection, KIND)
    found = [codec.read(KIND, row.id, row.values) for row in rows]
    return [one for one in found if one.target and one.about]


def _find_scope(session: Session, order_id: str) -> str:
    """Return the one scope in which officers wrote an order."""
    hq = session.store.rules.hq
    written = log.read_record(session.store.connection, KIND.name, order_id)
    scopes = {c.scope for c in written if c.device in hq}
    return scopes.pop() if len(scopes) == 1 else ""


def list_given(session: Session) -> list[Given]:
    """Return every order with the devices that confirmed it, and those of which no word has come yet."""
    connection = session.store.connection
    receipts = [codec.read(RECEIPT, row.id, row.values) for row in reader.read_all(connection, RECEIPT)]
    return [
        _given(session, one, tuple(sorted(r.device for r in receipts if r.order == one.id)))
        for one in _read_orders(session)
    ]


def is_waiting(session: Session, order_id: str) -> bool:
    """Tell whether an order is not in force yet."""
    return any(one.id == order_id and one.state != IN_FORCE for one in list_given(session))


def is_asked(session: Session) -> bool:
    """Tell whether another officer's order waits for this person."""
    if not session.person.is_hq or KIND.name not in session.kinds or session.store.roster.quorum == 1:
        return False
    found = ((one, _find_scope(session, one.id)) for one in _read_orders(session))
    return any(scope and _find_state(session, one, scope) == TO_CONFIRM for one, scope in found)


def _find_state(session: Session, one: EraseOrder, scope: str) -> str:
    if countersigning.is_in_force(session, one, scope):
        return IN_FORCE
    is_own = session.person.device in countersigning.list_officers(session, one, scope)
    is_asked = session.person.is_hq and not is_own and _may_confirm(session, scope)
    return TO_CONFIRM if is_asked else WAITING


def _given(session: Session, one: EraseOrder, confirmed: Sequence[str]) -> Given:
    scope = _find_scope(session, one.id)
    readers = roster.load(session.store).readers(bytes.fromhex(scope)) if scope else ()
    devices = {signing.device_text(device.id) for device in readers}
    return Given(
        id=one.id,
        about=one.about,
        target=one.target,
        reference=rows.reference_of(one.target),
        part=one.part,
        reason=one.reason,
        ordered_on=one.ordered_on.isoformat() if one.ordered_on else "",
        state=_find_state(session, one, scope),
        by=tuple(sorted(countersigning.list_officers(session, one, scope))),
        confirmed=tuple(confirmed),
        missing=tuple(sorted(devices - set(confirmed))),
    )
