"""`focal join`: a vault from an invitation, without a network."""

from __future__ import annotations

import argparse

from focal_desktop.base.clock import SystemClock
from focal_desktop.cli import answers, opening, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.sync import joining
from focal_desktop.usecases import shipped, unlocking


def run_join(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Make the vault of whoever was invited, and say the six words to compare with headquarters."""
    folder = opening.vault_folder(asked)
    data = opening.read_file(asked.invitation, "invitation")
    opened = joining.open_invitation(data, opening.read_secret(asked.code_file, "code_file"))
    joined = joining.join(
        folder,
        opened,
        asked.person,
        vaults.make(asked, folder),
        clock=SystemClock(),
        policy=shipped.load_policy(),
        kinds=kinds,
    )
    unlocking.lock(joined.session)
    answers.tell("Call headquarters and compare these six words before they admit this device.")
    device = joined.session.person.device
    answer = {"ok": True, "vault": str(folder), "device": device, "words": joined.words}
    answers.say(answer, wants_json="json" in asked)
    return 0
