"""The commands of a vault that two officers can open: asking them, rehearsing it, and who they are."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import msgspec

from focal_desktop.cli import answers, opening, safekeeping, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store import asking
from focal_desktop.usecases import answered, reopening, unlocking
from focal_desktop.wire.escrow import Request


def run_ask(asked: argparse.Namespace, kinds: Kinds) -> int:  # noqa: ARG001 the same for every command
    """Ask two officers to open a vault, or a backup, whose passphrase and sheet are gone; it stays locked."""
    said = safekeeping.read_new(asked.new_passphrase_file, "new_passphrase_file")
    answers.tell("Fitting the passphrase's cost to this computer; a few seconds.")
    cost = unlocking.fit_cost(time.perf_counter)
    if asked.backup:
        request = answered.ask(Path(asked.backup), said, cost)
    else:
        request = asking.ask(asking.of_vault(opening.vault_folder(asked)), said, cost)
    return _hand_out(asked, request)


def run_rehearse(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Ask two officers whether they could open this vault; no key leaves them."""
    with opening.unlocked(asked, kinds) as session:
        request = reopening.rehearse(session)
    return _hand_out(asked, request)


def _hand_out(asked: argparse.Namespace, request: Request) -> int:
    vaults.write_new(Path(asked.out), request.encode(), "out")
    words = reopening.say_words(request)
    answers.tell(f"Send the file to the two officers. Each calls you; read these six words to them: {words}")
    answers.say({"ok": True, "file": asked.out, "words": words}, wants_json="json" in asked)
    return 0


def run_rehearsed(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Take back the answer to a rehearsal."""
    data = opening.read_file(asked.answer, "answer")
    with opening.unlocked(asked, kinds) as session:
        found = reopening.end_rehearsal(session, data)
    answers.say({"ok": True, "at": found.at, "officers": found.officers}, wants_json="json" in asked)
    return 0


def run_status(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Say which two officers could open this vault, and when that was last rehearsed or done."""
    with opening.unlocked(asked, kinds) as session:
        found = reopening.find_standing(session)
    if not found.pairs:
        answers.tell("No two officers at headquarters can open this vault. Keep the recovery sheet safe.")
    answers.say({"ok": True, **msgspec.to_builtins(found)}, wants_json="json" in asked)
    return 0
