"""`focal restore`: a vault made of a backup, in a folder without one."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from focal_desktop.base.clock import SystemClock
from focal_desktop.cli import answers, opening, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store import backup
from focal_desktop.store.vault import Making
from focal_desktop.sync import succeeding
from focal_desktop.usecases import answered, safekeeping, shipped, unlocking


def run_restore(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Make a vault of a backup in a folder without one; it has a device of its own from now on."""
    folder = opening.vault_folder(asked)
    vaults.refuse_existing(folder)
    said = opening.read_passphrase(asked, is_new=bool(asked.recovery_file))
    source = _open(asked, said)
    answers.tell("Fitting the passphrase's cost to this computer; a few seconds.")
    found = safekeeping.restore(
        folder,
        source,
        Making(passphrase=said, cost=unlocking.fit_cost(time.perf_counter)),
        succeeding.succeed,
        clock=SystemClock(),
        policy=shipped.load_policy(),
        kinds=kinds,
    )
    words = succeeding.read_words(found.session)
    unlocking.lock(found.session)
    _tell_restored(found, words, is_by_officers=source.officers is not None)
    answer = {
        "ok": True,
        "vault": str(folder),
        "records": found.records,
        "maybe_missing": found.maybe_missing,
    }
    answers.say(answer, wants_json="json" in asked)
    return 0


def _open(asked: argparse.Namespace, said: str) -> backup.Source:
    """Open the backup by the officers' answer, by its printed code, or by its passphrase."""
    path = Path(asked.backup)
    if asked.answer:
        return answered.open_backup(path, opening.read_file(asked.answer, "answer"), said)
    if asked.recovery_file:
        return backup.unlock_with_code(path, opening.read_secret(asked.recovery_file, "recovery_file"))
    return backup.unlock(path, said)


def _tell_restored(found: safekeeping.Restored, words: str, *, is_by_officers: bool) -> None:
    """Say what a number cannot: how sure it is, who opened it, and what to do next."""
    if is_by_officers:
        answers.tell("Two officers opened this backup. The former recovery sheet opens nothing of it now.")
    answers.tell(f"This is the vault as it was at {found.backed_up_at}.")
    if found.is_counted:
        answers.tell(f"Saves after the backup, by this computer's own count: {found.maybe_missing}.")
    else:
        answers.tell(
            "What was saved after the backup cannot be counted here; "
            f"at the pace before it, about {found.maybe_missing} saves."
        )
    answers.tell("Whatever of it had been sent comes back with the next sync.")
    if words:
        answers.tell(f"Sync, then call headquarters and compare these six words: {words}")
