"""Whether a record may go from one step to the next: the declared moves, their needs and their role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.record import Act, Kind, Move, Plain
from focal_desktop.usecases import places
from focal_desktop.usecases.session import Session


def require_legal(session: Session, kind: Kind[Any], before: str, values: Mapping[str, Plain]) -> None:
    """Refuse a step by hand that is no declared move, or that only an act may make."""
    after = str(values["state"])
    if after == before or not kind.moves:
        return
    move = next((m for m in kind.moves if (m.before, m.after) == (before, after)), None)
    if move is None or any(act.after == after for act in kind.acts):
        raise illegal_move()
    require_role(session, move.role)
    require_needs(kind, move, values)


def require_act(session: Session, kind: Kind[Any], act: Act, state: str, values: Mapping[str, Plain]) -> None:
    """Refuse an act by the wrong role, at the wrong step, or with something missing.

    A step that is brought along must be one that may be taken by hand, or the act's own.
    """
    require_role(session, act.role)
    if kind.key and act.after == state:
        raise Trouble(
            "already_filed", "This was filed before, and it counts once. Nothing was changed.", field="state"
        )
    if (act.before and state not in act.before) or (act.after and not _is_move(kind, state, act.after)):
        raise illegal_move()
    if values.get("state", state) not in (state, act.after):
        require_legal(session, kind, state, values)
    require_needs(kind, act, values)


def _is_move(kind: Kind[Any], before: str, after: str) -> bool:
    return not kind.moves or any((m.before, m.after) == (before, after) for m in kind.moves)


def require_role(session: Session, role: str) -> None:
    """Refuse what another role does."""
    if role and role not in session.person.roles:
        raise places.not_allowed()


def require_needs(kind: Kind[Any], step: Move | Act, values: Mapping[str, Plain]) -> None:
    """Refuse a step while something it needs was never filled in."""
    missing = tuple(
        (name, "needed")
        for name in step.needs
        if values.get(name) in (None, "", []) or values.get(name) == codec.plain_default(kind.slots[name])
    )
    if missing:
        raise Trouble(
            "needed",
            "This step needs a field that is still empty. The draft is safe; fill the field and try again.",
            field=missing[0][0],
            problems=missing,
        )


def illegal_move() -> Trouble:
    """Return the refusal of a step from where a record stands."""
    return Trouble(
        "illegal_move",
        "The record cannot go from where it stands to that step. Nothing was changed.",
        field="state",
    )
