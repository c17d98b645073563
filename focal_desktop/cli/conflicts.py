"""The commands for values that stand side by side."""

from __future__ import annotations

import argparse

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, doing, opening, shapes
from focal_desktop.domain.kinds import Kinds
from focal_desktop.usecases import conflicts


def run_conflicts(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List every conflict with its sides."""
    with opening.unlocked(asked, kinds) as session:
        found = [
            {"kind": c.kind, "id": c.id, "field": c.field, "sides": shapes.show_sides(session, c.sides)}
            for c in conflicts.list_conflicts(session)
        ]
        answer = doing.with_behind(session, {"ok": True, "conflicts": found})
    answers.say(answer, wants_json="json" in asked)
    return 0


def run_settle(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Let one side of a conflict hold."""
    if not asked.side.isascii() or not asked.side.isdecimal():
        raise Trouble("wrong_type", "A side is a whole number, from 0. Nothing was changed.", field="side")
    with opening.unlocked(asked, kinds) as session:
        value = conflicts.settle(session, asked.kind, asked.id, asked.field, int(asked.side))
    answers.say({"ok": True, "value": value}, wants_json="json" in asked)
    return 0
