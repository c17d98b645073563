"""A folder in which a vault is being made: marked as long as it is none, so that what a cut leaves is known.

Must never take away anything but what was made there behind the mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import durable, lock
from focal_desktop.store.opened import ANCHOR, HEADER

MARK = "unfinished"
_MADE = b"made"
_OURS = ("d-*.db*", "b-*.db*", ANCHOR, f"{HEADER}.new")
_PARTS = (
    "Parts of a vault lie in this folder, but not its front, and this program did not begin it just now. "
    "They were not touched, and nothing was made. Choose another folder, or call headquarters."
)


def is_half(folder: Path) -> bool:
    """Tell whether making a vault was broken off here: nothing was ever saved in it."""
    return (folder / MARK).is_file() and not (folder / HEADER).exists()


def begin(folder: Path, made: Sequence[Path]) -> None:
    """Mark a folder before anything is made in it; what an earlier try left goes, other parts are refused.

    `made` are the folders that were made for it, this one first.
    """
    if is_half(folder):
        _sweep(folder)
        return
    if any(_find(folder)):
        raise Trouble("not_allowed", _PARTS, field="vault")
    with (folder / MARK).open("xb") as file:
        file.write(_MADE if made else b"found")
        file.flush()
        durable.flush_file(file.fileno())
    durable.flush_folder(folder)


def end(folder: Path) -> None:
    """Take the mark away: it is a vault now. One that stays says nothing beside a header."""
    with suppress(OSError):
        (folder / MARK).unlink(missing_ok=True)


def clear(folder: Path, made: Sequence[Path], close_lock: Callable[[], None]) -> None:
    """Take away what was made behind the mark, and the folders that were made for it; let go of the lock."""
    with suppress(OSError):
        if is_half(folder):
            made = made or [folder] * ((folder / MARK).read_bytes() == _MADE)
            _sweep(folder)
            end(folder)
        if {one.name for one in folder.iterdir()} == {lock.FILE}:
            lock.drop(folder, close_lock)
    close_lock()
    remove(made)


def remove(made: Sequence[Path]) -> None:
    """Take away folders that were made and are empty; whatever else lies in one keeps it there."""
    for one in made:
        with suppress(OSError):
            one.rmdir()


def _find(folder: Path) -> Iterator[Path]:
    for pattern in _OURS:
        yield from folder.glob(pattern)


def _sweep(folder: Path) -> None:
    for left_over in _find(folder):
        with suppress(OSError):
            left_over.unlink(missing_ok=True)
