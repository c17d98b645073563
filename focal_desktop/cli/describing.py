"""`focal kinds KIND`: what a declaration says, in full and without a vault."""

from __future__ import annotations

import argparse
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers
from focal_desktop.domain import codec
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Kind, Slot
from focal_desktop.usecases import shipped


def run_kind(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Answer with one kind in full."""
    if asked.kind not in kinds:
        raise Trouble("unknown_kind", "There is no such kind of record. See `focal kinds`.", field="kind")
    answers.say(describe(kinds[asked.kind], shipped.load_policy()), wants_json="json" in asked)
    return 0


def describe(kind: Kind[Any], policy: Policy) -> dict[str, Any]:
    """Return one kind as the contract has it."""
    return {
        "kind": kind.name,
        "scope": kind.scope.value,
        "label": kind.label,
        "fields": [_describe_field(slot, policy) for slot in kind.slots.values()],
        "key": list(kind.key),
        "moves": [
            {"before": m.before, "after": m.after, "needs": list(m.needs), "role": m.role or None}
            for m in kind.moves
        ],
        "acts": [
            {
                "act": a.name,
                "before": list(a.before),
                "after": a.after or None,
                "needs": list(a.needs),
                "role": a.role or None,
            }
            for a in kind.acts
        ],
    }


def _describe_field(slot: Slot, policy: Policy) -> dict[str, Any]:
    said = slot.said
    return {
        "name": slot.name,
        "label": said.label,
        "type": slot.form,
        "list": list(slot.list_codes(policy.codes)),
        "policy": said.codes if isinstance(said.codes, str) and said.codes else None,
        "to": said.to or None,
        "leaves": said.leaves.value,
        "merge": said.merge.value,
        "owner": said.owner or None,
        "default": codec.plain_default(slot),
    }
