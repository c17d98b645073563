"""What leaves a vault: headquarters' order to erase, and what goes by itself when its day has come."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.retention import Due
from focal_desktop.store import erasing
from focal_desktop.usecases import orders, retention
from focal_desktop.usecases.session import Session

_WAITING = (
    "Nothing is erased until another officer has confirmed this, or given the same order. "
    "Sync, and ask them to."
)


def run_erase(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Order that a record, or a sealed part of it, is erased wherever it is held; or confirm such a one."""
    with opening.unlocked(asked, kinds) as session:
        order = orders.order(session, asked.kind, asked.id, asked.reason, asked.part)
        is_waiting = orders.is_waiting(session, order)
        erasing.finish(session.store)
    if is_waiting:
        answers.tell(_WAITING)
    answers.say({"ok": True, "order": order, "waiting": is_waiting}, wants_json="json" in asked)
    return 0


def run_retention(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Say what leaves within 30 days, what is held and what has left; or carry out what is due."""
    with opening.unlocked(asked, kinds) as session:
        gone = retention.tend(session) if asked.now else None
        answer = _tell(session) | ({} if gone is None else {"erased": gone})
    answers.say(answer, wants_json="json" in asked)
    return 0


def _tell(session: Session) -> dict[str, Any]:
    found = retention.look_ahead(session)
    return {
        "ok": True,
        "counted_on": found.counted_on.isoformat() if found.counted_on else "",
        "due": [_due(one) for one in found.due],
        "left": msgspec.to_builtins(found.left),
        "late": retention.list_late(session),
        "orders": msgspec.to_builtins(orders.list_given(session)) if session.person.is_hq else [],
    }


def _due(one: Due) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "id": one.record,
        "reference": one.reference,
        "part": one.part,
        "on": one.leaves_on.isoformat(),
        "held": one.is_held,
    }


def tend(session: Session) -> None:
    """Carry out what is due after an exchange; what cannot be done now is said, and done later."""
    try:
        retention.tend(session)
    except Trouble as wrong:
        answers.tell(wrong.sentence)
