"""The commands that keep a vault safe: passphrase, recovery code, backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from focal_desktop.base.clock import SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.usecases import safekeeping, shipped
from focal_desktop.usecases.session import Session


def run_passphrase(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Put the vault under a new passphrase and new keys."""
    said = _read_new(asked.new_passphrase_file, "new_passphrase_file")
    with opening.unlocked(asked, kinds) as session:
        _change(asked, session, said)
    answers.say({"ok": True}, wants_json="json" in asked)
    return 0


def run_recover(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open the vault by its printed code and give it a new passphrase."""
    code = opening.read_secret(asked.recovery_file, "recovery_file")
    said = opening.read_passphrase(asked, is_new=True)
    with safekeeping.recovered(
        opening.vault_folder(asked), code, clock=SystemClock(), policy=shipped.load_policy(), kinds=kinds
    ) as session:
        _change(asked, session, said)
    answers.say({"ok": True}, wants_json="json" in asked)
    return 0


def _read_new(named: str | None, field: str) -> str:
    if named:
        return opening.read_secret(named, field)
    answers.tell("Choose the new passphrase.")
    return opening.read_passphrase(argparse.Namespace(), is_new=True)


def _change(asked: argparse.Namespace, session: Session, said: str) -> None:
    """Change the passphrase; a code that did not come to be good is not left lying about."""
    session.store.require_writable()
    chosen = vaults.choose(asked, said)
    try:
        safekeeping.change_passphrase(session, chosen)
    except Trouble:
        if chosen.code and not session.store.refusal:
            Path(asked.recovery_out).unlink(missing_ok=True)
        raise


def run_backup(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Write a backup into a new file, and name it only once it was read back whole."""
    out = Path(asked.out)
    with opening.unlocked(asked, kinds) as session:
        written = safekeeping.back_up(session, out)
        behind = {"behind": session.store.behind} if session.store.behind else {}
    answer = {"ok": True, "path": str(out), "records": written.records, "changes": written.changes, **behind}
    answers.say(answer, wants_json="json" in asked)
    return 0
