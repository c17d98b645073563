"""The commands of sync: exchange with the hub or a stick, and where each item is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from focal_desktop.cli import answers, leaving, opening
from focal_desktop.domain.kinds import Kinds
from focal_desktop.sync import exchange, folder, status
from focal_desktop.usecases.session import Session


def run_sync(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Exchange everything new, by network or by folder."""
    with opening.unlocked(asked, kinds) as session:
        answer = sync(session, {"folder": asked.folder, "hub": asked.hub})
    answers.say(answer, wants_json="json" in asked)
    return 0


def run_status(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Say where each item is."""
    with opening.unlocked(asked, kinds) as session:
        answer = status_of(session, {})
    answers.say(answer, wants_json="json" in asked)
    return 0


def status_of(session: Session, _words: Any) -> dict[str, Any]:
    """Answer with where each item is."""
    return status.answer(session)


def sync(session: Session, words: Any) -> dict[str, Any]:
    """Exchange everything new and answer with what it cost and brought."""
    if words.get("folder"):
        found = folder.sync_with_folder(session, Path(words["folder"]))
    else:
        found = exchange.sync_with_hub(session, words.get("hub") or "")
    if found.told:
        answers.tell(found.in_english())
    leaving.tend(session)
    costs = msgspec.to_builtins(found)
    del costs["told"]
    return {"ok": True, **costs}
