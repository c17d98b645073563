"""The vaults that lie beside each other on a shared laptop, each by a neutral label that its person chose."""

from __future__ import annotations

import itertools
from pathlib import Path

from focal_desktop.base.trouble import Trouble

HEADER, UNFINISHED = "header.bin", "unfinished"
LABEL = "label.txt"
MOST = 12
LONGEST = 24


def is_vault(folder: Path) -> bool:
    """Tell whether something can be unlocked in a folder."""
    return (folder / HEADER).is_file()


def read_label(folder: Path) -> str:
    """Return what a vault is called before it is unlocked: what its person chose, else its folder's name."""
    try:
        with (folder / LABEL).open("rb") as file:
            said = file.read(4 * LONGEST).decode("utf-8", "ignore")
    except OSError:
        said = ""
    return _shorten(said) or folder.name


def keep_label(folder: Path, said: str) -> None:
    """Call a vault so from now on; it stands in the clear. Nothing said means its folder's name again."""
    label = _shorten(said)
    try:
        if not label:
            (folder / LABEL).unlink(missing_ok=True)
            return
        part = folder / f"{LABEL}.new"
        part.write_text(label, encoding="utf-8")
        part.chmod(0o600)
        part.replace(folder / LABEL)
    except OSError as wrong:
        raise Trouble("disk_full", _FULL) from wrong


def _shorten(said: str) -> str:
    return "".join(letter for letter in " ".join(said.split()) if letter.isprintable())[:LONGEST].strip()


def list_beside(folder: Path) -> list[Path]:
    """Return the vaults beside this one, no more than can be looked through, and itself, by their names."""
    try:
        found = sorted(one for one in folder.parent.iterdir() if is_vault(one) and one != folder)
    except OSError:
        found = []
    return sorted([folder, *found[: MOST - 1]], key=lambda one: one.name)


def find_free(folder: Path) -> Path:
    """Return where a vault can be restored to: this folder if it holds none, else a new one beside it.

    One in which an earlier try was broken off is taken again, and so cleared.
    """
    if not is_vault(folder):
        return folder
    numbers = (folder.with_name(f"{folder.name}-{number}") for number in itertools.count(2))
    return next(one for one in numbers if is_unfinished(one) or not one.exists())


def is_unfinished(folder: Path) -> bool:
    """Tell whether making a vault was broken off in a folder; nothing was ever saved in it."""
    return (folder / UNFINISHED).is_file() and not is_vault(folder)


_FULL = "The disk is full or cannot be written. The label stays as it was; free some space and try again."
