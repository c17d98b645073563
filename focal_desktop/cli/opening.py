"""Finding the vault, asking for the passphrase, unlocking; and reading values a person gave."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from focal_desktop.base import folders
from focal_desktop.base.clock import SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers
from focal_desktop.cli.answers import WordsMissing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store import vault
from focal_desktop.usecases import shipped, tries, unlocking
from focal_desktop.usecases.session import Session

MOST_BYTES = 8 * 1024 * 1024
MOST_LETTERS = 64 * 1024
LARGEST_CHECKED = 30_000_000
"""A vault up to this size is checked at each opening, within about 0.1 s; a larger one by `check`."""


def vault_folder(asked: argparse.Namespace) -> Path:
    """Return the folder that was named, in words, in `FOCAL_VAULT`, or the platform's own."""
    return folders.find_vault(getattr(asked, "vault", ""))


def read_passphrase(asked: argparse.Namespace, *, is_new: bool = False) -> str:
    """Return the passphrase from its file, else ask on the terminal; there is no third way."""
    named = getattr(asked, "passphrase_file", "")
    if named:
        return read_secret(named, "passphrase_file")
    if not sys.stdin.isatty():
        raise WordsMissing(
            "needed", "The passphrase is needed. Name a file with --passphrase-file.", field="passphrase_file"
        )
    said = getpass.getpass("Passphrase: ", sys.stderr)
    if is_new and getpass.getpass("The same once more: ", sys.stderr) != said:
        raise WordsMissing("needed", "The two were not the same. Nothing was made.", field="passphrase_file")
    return said


def read_secret(name: str, field: str) -> str:
    """Return the first line of a file that holds a passphrase or a code."""
    try:
        with Path(name).open(encoding="utf-8-sig") as file:
            said = file.readline(MOST_LETTERS).rstrip("\n")
    except (OSError, UnicodeDecodeError) as wrong:
        raise Trouble("not_found", "That file cannot be read. Nothing was changed.", field=field) from wrong
    if not said:
        raise WordsMissing("needed", "That file is empty. Nothing was changed.", field=field)
    return said


def read_file(name: str, field: str, most_bytes: int = MOST_BYTES) -> bytes:
    """Return what a file holds; one larger than any of ours comes cut short, and so as none of ours."""
    try:
        with Path(name).open("rb") as file:
            return file.read(most_bytes)
    except OSError as wrong:
        raise Trouble("not_found", "That file cannot be read. Nothing was changed.", field=field) from wrong


@contextmanager
def unlocked(asked: argparse.Namespace, kinds: Kinds, *, is_checked: bool = True) -> Iterator[Session]:
    """Unlock the vault for one command and lock it again, whatever happens.

    Where that takes no time its pages are checked first; `check` itself answers what it finds.
    """
    folder, said, clock = vault_folder(asked), read_passphrase(asked), SystemClock()
    with tries.noted(folder, clock):
        proof = vault.prove(folder, said)
    if is_checked:
        unlocking.look_over(folder, proof, most_bytes=LARGEST_CHECKED)
    session = unlocking.open_proven(folder, proof, clock=clock, policy=shipped.load_policy(), kinds=kinds)
    _tell_tries(folder)
    try:
        yield session
    finally:
        unlocking.lock(session)


def _tell_tries(folder: Path) -> None:
    """Say how often something that does not open it was tried; to a person once, to a script each time."""
    found = tries.read(folder)
    if found is None:
        return
    answers.tell(
        f"Tries that did not open this vault since it was last opened: {found.count}, the last one at "
        f"{found.last_at}. That is often a slip of the hand."
    )
    if sys.stderr.isatty():
        tries.forget(folder)


def read_values(said: str | None) -> Any:
    """Return values given as JSON, as @FILE or on standard input; an object, an array, or JSON lines."""
    if said is None:
        return {}
    if said == "-":
        text = sys.stdin.read()
    elif said.startswith("@"):
        try:
            text = Path(said[1:]).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as wrong:
            raise Trouble(
                "not_found", "That file cannot be read. Nothing was changed.", field="values"
            ) from wrong
    else:
        text = said
    try:
        return _parse(text)
    except (ValueError, RecursionError) as wrong:
        raise Trouble(
            "wrong_type", "The values are not JSON. Nothing was changed.", field="values"
        ) from wrong


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        lines = [json.loads(line) for line in text.split("\n") if line.strip()]
        if not lines:
            raise
        return lines


def require_object(values: Any) -> dict[str, Any]:
    """Return values that are one JSON object; anything else is refused."""
    if not isinstance(values, dict):
        raise Trouble(
            "wrong_type", "One record's values are one JSON object. Nothing was changed.", field="values"
        )
    return values
