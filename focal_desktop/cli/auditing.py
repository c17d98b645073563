"""`focal audit`: what was done here, for the person who did it, or sealed to two officers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening, vaults
from focal_desktop.cli.answers import WordsMissing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.usecases import audit, trail_file, two_officers
from focal_desktop.usecases.audit import Line

FIRST = "first"


def run_audit(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List the newest lines, or write all of them into a file that two officers open together."""
    if asked.out:
        return _write(asked, kinds)
    if not asked.limit.isdecimal() or int(asked.limit) < 1:
        raise Trouble("wrong_type", "A number of lines is a whole number.", field="limit")
    with opening.unlocked(asked, kinds) as session:
        lines = audit.list_lines(session)[-int(asked.limit) :]
    answers.say({"ok": True, "lines": [shape(one) for one in lines]}, wants_json="json" in asked)
    return 0


def _write(asked: argparse.Namespace, kinds: Kinds) -> int:
    with opening.unlocked(asked, kinds) as session:
        data = trail_file.write(session)
    vaults.write_new(Path(asked.out), data, "out")
    answers.say({"ok": True, "path": asked.out}, wants_json="json" in asked)
    return 0


def shape(line: Line) -> dict[str, Any]:
    """Return one line; a record by its neutral reference alone."""
    return {
        "at": line.at,
        "what": line.what,
        "kind": line.kind,
        "reference": line.reference,
        "part": line.part,
        "reason": line.reason,
        "device": line.device,
    }


def open_trail(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open a trail as the first officer, or to the end as the second; a broken chain is exit 4."""
    data = opening.read_file(asked.file, "file", two_officers.FILE_BYTES)
    if asked.step == FIRST:
        if not asked.out:
            raise WordsMissing("needed", "Name the file for the second officer with --out.", field="out")
        with opening.unlocked(asked, kinds) as session:
            half = trail_file.open_first(session, data)
        vaults.write_new(Path(asked.out), half, "out")
        answers.say({"ok": True, "path": asked.out}, wants_json="json" in asked)
        return 0
    with opening.unlocked(asked, kinds) as session:
        found = trail_file.open_second(session, data)
    answer = {
        "ok": found.chain,
        "device": found.device,
        "by": found.by,
        "known": found.is_known,
        "at": found.at,
        "chain": found.chain,
        "changes": found.changes,
        "first_bad": found.first_bad or None,
        "lines": [shape(one) for one in found.lines],
    }
    answers.say(answer, wants_json="json" in asked)
    return 0 if found.chain else answers.EXITS["damaged"]
