"""The commands that work on records of an unlocked vault."""

from __future__ import annotations

import argparse
import re
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, doing, opening
from focal_desktop.domain.kinds import Kinds

_NUMBER = re.compile(r"[0-9]{1,9}")


def _run(name: str, asked: argparse.Namespace, kinds: Kinds, words: dict[str, Any]) -> int:
    with opening.unlocked(asked, kinds) as session:
        answer = doing.DOING[name](session, words)
    answers.say(answer, wants_json="json" in asked)
    return 0


def run_add(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Keep a new record, or several."""
    return _run("add", asked, kinds, {"kind": asked.kind, "values": opening.read_values(asked.values)})


def run_edit(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Change fields of a record."""
    values = opening.read_values(asked.values)
    return _run("edit", asked, kinds, {"kind": asked.kind, "id": asked.id, "values": values})


def run_act(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Do an act on a record."""
    words = {"kind": asked.kind, "id": asked.id, "act": asked.act}
    return _run("act", asked, kinds, {**words, "values": opening.read_values(asked.values)})


def run_show(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Show one record."""
    words = {"kind": asked.kind, "id": asked.id, "reveal": asked.reveal, "reason": asked.reason}
    return _run("show", asked, kinds, words)


def run_list(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List records of a kind."""
    where = dict(read_pair(one) for one in asked.where)
    words = {"kind": asked.kind, "where": where, "limit": _number(asked.limit), "after": asked.after}
    return _run("list", asked, kinds, words)


def _number(said: str) -> int:
    return int(said) if _NUMBER.fullmatch(said) else 0


def read_pair(said: str) -> tuple[str, str]:
    """Return field and value of one way to narrow a list."""
    name, equals, value = said.partition("=")
    if not equals:
        raise Trouble("wrong_type", "A list is narrowed by field=value.", field="where")
    return name, value


def run_history(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Show every change of a record."""
    return _run("history", asked, kinds, {"kind": asked.kind, "id": asked.id})


def run_search(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Find records by words."""
    return _run("search", asked, kinds, {"text": asked.text})
