"""The commands that keep a vault safe: passphrase, recovery code, backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from focal_desktop.base.clock import SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store.vault import Making
from focal_desktop.usecases import reopening, safekeeping, shipped
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session


def run_passphrase(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Put the vault under a new passphrase and new keys."""
    said = read_new(asked.new_passphrase_file, "new_passphrase_file")
    with opening.unlocked(asked, kinds) as session:
        _change(asked, session, said)
    answers.say({"ok": True}, wants_json="json" in asked)
    return 0


def run_recover(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open the vault by its printed code, or by two officers' answer, and give it a new passphrase."""
    if asked.answer:
        return _reopen(asked, kinds)
    if not asked.recovery_file:
        raise answers.WordsMissing(
            "needed", "The recovery code or the officers' answer is needed.", field="recovery_file"
        )
    code = opening.read_secret(asked.recovery_file, "recovery_file")
    said = opening.read_passphrase(asked, is_new=True)
    with safekeeping.recovered(
        opening.vault_folder(asked), code, clock=SystemClock(), policy=shipped.load_policy(), kinds=kinds
    ) as session:
        _change(asked, session, said, Deed.RECOVERED)
    answers.say({"ok": True}, wants_json="json" in asked)
    return 0


def _reopen(asked: argparse.Namespace, kinds: Kinds) -> int:
    data = opening.read_file(asked.answer, "answer")
    chosen = vaults.choose(asked, opening.read_passphrase(asked))
    try:
        reopening.reopen(
            opening.vault_folder(asked),
            data,
            chosen,
            clock=SystemClock(),
            policy=shipped.load_policy(),
            kinds=kinds,
        )
    except Trouble as wrong:
        if wrong.code != "disk_full":  # then the new code may be the one that is good
            _take_back(asked, chosen)
        raise
    answers.tell("Two officers opened this vault. It has new keys; the former recovery sheet is worthless.")
    answers.say({"ok": True}, wants_json="json" in asked)
    return 0


def read_new(named: str | None, field: str) -> str:
    """Return a passphrase that is chosen anew, from its file, else asked for."""
    if named:
        return opening.read_secret(named, field)
    answers.tell("Choose the new passphrase.")
    return opening.read_passphrase(argparse.Namespace(), is_new=True)


def _change(
    asked: argparse.Namespace, session: Session, said: str, deed: Deed = Deed.PASSPHRASE_CHANGED
) -> None:
    """Change the passphrase; a code that did not come to be good is not left lying about."""
    session.store.require_writable()
    chosen = vaults.choose(asked, said)
    try:
        safekeeping.change_passphrase(session, chosen, deed)
    except Trouble:
        if not session.store.refusal:
            _take_back(asked, chosen)
        raise


def _take_back(asked: argparse.Namespace, chosen: Making) -> None:
    if chosen.code:
        Path(asked.recovery_out).unlink(missing_ok=True)


def run_backup(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Write a backup into a new file, and name it only once it was read back whole."""
    out = Path(asked.out)
    with opening.unlocked(asked, kinds) as session:
        written = safekeeping.back_up(session, out)
        behind = {"behind": session.store.behind} if session.store.behind else {}
    answer = {"ok": True, "path": str(out), "records": written.records, "changes": written.changes, **behind}
    answers.say(answer, wants_json="json" in asked)
    return 0
