"""`focal kinds`: every kind by its name. What describes one in full is loaded only when one is asked for."""

from __future__ import annotations

import argparse

from focal_desktop.cli import answers, arguments
from focal_desktop.domain.kinds import Kinds


def run_kinds(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Answer with every kind, or with one kind in full."""
    if asked.kind:
        return int(arguments.load("describing").run_kind(asked, kinds))
    rows = [{"kind": k.name, "scope": k.scope.value, "label": k.label} for k in kinds.values()]
    answers.say(rows, wants_json="json" in asked)
    return 0
