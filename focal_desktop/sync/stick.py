"""The files of a stick: which are bundles, read whole, and what is told where none is for this vault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from focal_desktop.base.said import Said

SUFFIX = ".bundle"
MOST_BYTES = 64 * 1024 * 1024
FOREIGN = Said(
    "Nothing in this folder was for this vault, and nothing of it was taken in. Is it the right stick? What "
    "is new here was written to it, sealed."
)


def list_files(folder: Path) -> list[Path]:
    """Return the bundles of a folder, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    return sorted(folder.glob(f"*{SUFFIX}"))


def read(bundle: Path) -> bytes:
    """Return what a bundle holds, nothing of one that is larger than any of ours."""
    return bundle.read_bytes() if bundle.stat().st_size <= MOST_BYTES else b""


def tell_foreign(found: Sequence[Path], foreign: int) -> tuple[Said, ...]:
    """Return what is told where nothing in the folder was for this vault: a wrong stick, or a stranger's."""
    return (FOREIGN,) if found and foreign == len(found) else ()
