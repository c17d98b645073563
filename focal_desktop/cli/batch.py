"""`focal batch`: unlocks once; one JSON command a line in, one answer a line out, after it is durable."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, doing, faults, opening, syncing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.usecases.session import Session

DOING = {**doing.DOING, "sync": syncing.sync, "status": syncing.status_of}


def run_batch(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Answer every line in order; a bad line gets its error line and the next is read."""
    try:
        with opening.unlocked(asked, kinds) as session:
            for line in sys.stdin:
                if line.strip():
                    answers.write_line(_answer(session, line))
    except Trouble as trouble:
        return answers.say_trouble(trouble, wants_json=True)
    return 0


def _answer(session: Session, line: str) -> Any:
    try:
        words = _read(line)
        return DOING[words["do"]](session, words)
    except Trouble as trouble:
        return answers.shape_trouble(trouble)
    except Exception as bug:  # noqa: BLE001 the face: one line's fault never ends the others
        return answers.shape_trouble(faults.trouble_of_bug(bug))


def _read(line: str) -> dict[str, Any]:
    try:
        words = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        raise Trouble("wrong_type", "This line is not JSON. Nothing was changed.") from wrong
    if not isinstance(words, dict):
        raise Trouble("wrong_type", "A command is one JSON object. Nothing was changed.")
    if not isinstance(words.get("do"), str) or words["do"] not in DOING:
        raise Trouble("unknown_command", "There is no such command. Nothing was changed.", field="do")
    return words
