"""The vaults that lie beside each other on a shared laptop, by the names of their folders alone."""

from __future__ import annotations

import itertools
from pathlib import Path

HEADER = "header.bin"
MOST = 12


def is_vault(folder: Path) -> bool:
    """Tell whether something can be unlocked in a folder."""
    return (folder / HEADER).is_file()


def list_beside(folder: Path) -> list[Path]:
    """Return the vaults beside this one and itself, in the order of their names."""
    try:
        found = [one for one in folder.parent.iterdir() if is_vault(one)]
    except OSError:
        found = []
    if folder not in found:
        found.append(folder)
    return sorted(found, key=lambda one: one.name)[:MOST]


def find_free(folder: Path) -> Path:
    """Return where a vault can be restored to: this folder if it holds none, else a new one beside it."""
    if not is_vault(folder):
        return folder
    numbers = (folder.with_name(f"{folder.name}-{number}") for number in itertools.count(2))
    return next(one for one in numbers if not one.exists())
