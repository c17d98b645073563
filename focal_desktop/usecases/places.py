"""Where a value is written: which scope it is named in, and whether it leaves at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import access
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Kind, Leaves, Plain, Scope
from focal_desktop.store import reader
from focal_desktop.usecases.session import Session

Written = Mapping[str, tuple[Change, ...]]
"""Every change seen of each field of one record."""
OF_A_PLAN = frozenset({"action", "quarter_note"})
"""Parts that live where their whole does; of other kinds headquarters decides what an office is given."""
_HQ_OWN = {Scope.DESK: Scope.HQ_DESK, Scope.SEA: Scope.HQ_CASE, Scope.WORK: Scope.HQ_CASE}


def require_sight(session: Session, kind: Kind[Any]) -> None:
    """Refuse a kind that is outside the person's roles; the sentence says nothing of what it holds."""
    if not access.may_see_kind(kind, session.person.roles):
        raise not_allowed("kind")


def is_seen(session: Session, kind_name: str) -> bool:
    """Tell whether a kind by this name is known here and open to the person."""
    kind = session.kinds.get(kind_name)
    return kind is not None and access.may_see_kind(kind, session.person.roles)


def not_allowed(field: str = "") -> Trouble:
    """Return the refusal of what a role, a scope or a switch does not allow."""
    return Trouble(
        "not_allowed",
        "This is not open to your role, or headquarters has not switched it on for this office. "
        "Nothing was changed.",
        field=field,
    )


def find_shared_scope(
    session: Session, kind: Kind[Any], values: Mapping[str, Plain], written: Written
) -> str:
    """Return the scope in which a record's shared values are named: where it lives, else where it belongs."""
    lives_in = _list_shared(c for seen in written.values() for c in seen)
    if not lives_in and kind.name in OF_A_PLAN:
        lives_in = _find_plan(session, kind, values)
    writable = access.writable(session.person.roles)
    if lives_in:
        held = reader.read_scope(session.store.connection, lives_in[0])
        found = [held] if held and held.scope_class in writable else []
    else:
        wanted = _class_of(session, kind, values)
        found = list(session.scopes(wanted, office=session.person.office)) if wanted in writable else []
    if not found:
        raise not_allowed("kind")
    return found[0].id


def _list_shared(changes: Iterable[Change]) -> list[str]:
    return sorted({change.scope for change in changes} - {Scope.SEALED})


def _find_plan(session: Session, kind: Kind[Any], values: Mapping[str, Plain]) -> list[str]:
    """Return where what this is a part of lives: what headquarters adds to an office's plan, it reads too."""
    whole, identity = kind.slots[kind.parent].said.to, values.get(kind.parent)
    if not isinstance(identity, str) or not identity:
        return []
    return _list_shared(reader.read_history(session.store.connection, whole, identity))


def _class_of(session: Session, kind: Kind[Any], values: Mapping[str, Plain]) -> Scope:
    wanted = Scope.WORK if values.get("regime") == "workplace" else kind.scope
    if session.person.is_hq:
        return _HQ_OWN.get(wanted, wanted)
    return Scope.DESK if wanted is Scope.HQ_ALL else wanted


def find_scope_of(kind: Kind[Any], field: str, written: Written, shared: str) -> str:
    """Return the scope a field is written to now.

    A notice goes by itself once it was given. Details and sealed parts stay here until an act sends them, and
    so does each later change of theirs: nothing goes that was not seen in a preview.
    """
    leaves = kind.slots[field].said.leaves
    goes = leaves is Leaves.WITH_SCOPE or (leaves is Leaves.NOTICE and has_left(kind, leaves, written))
    return shared if goes else Scope.SEALED


def has_left(kind: Kind[Any], leaves: Leaves, written: Written) -> bool:
    """Tell whether the fields that leave this way have left already."""
    return any(not c.is_local for name in kind.fields_leaving(leaves) for c in written.get(name, ()))
