"""`focal hand-over`: the desk goes to another person on the same computer."""

from __future__ import annotations

import argparse
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening, safekeeping, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.sync import handing
from focal_desktop.usecases import unlocking


def run_hand_over(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Give the vault to another person, under their passphrase, with no case in it."""
    said = safekeeping.read_new(asked.new_passphrase_file, "new_passphrase_file")
    with opening.unlocked(asked, kinds) as session:
        handing.require_ready(session, asked.person, ends_cases=asked.end_cases)
        chosen = vaults.choose(asked, said)
        try:
            handed = handing.hand_over(session, asked.person, chosen, ends_cases=asked.end_cases)
        except Trouble as wrong:
            if chosen.code and wrong.code != "disk_full":  # then the new code may be the one that is good
                Path(asked.recovery_out).unlink(missing_ok=True)
            raise
        unlocking.lock(handed.session)
    if handed.words:
        answers.tell(f"Sync, then call headquarters and compare these six words: {handed.words}")
    answers.tell("Every case has left this vault. Headquarters decides whether it passes any on.")
    answers.say(
        {"ok": True, "device": handed.session.person.device, "words": handed.words},
        wants_json="json" in asked,
    )
    return 0
