"""A folder with backups that were made by themselves: which are whose, which is newest, which may go.

Must never remove a file that is no backup of the vault in question, nor the newest one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import backup, durable, inner

FORM = "b-{number:06}-{day}.fbk"
_NAME = re.compile(r"b-(\d{6})-(\d{8})\.fbk")
_PART = re.compile(rf"[0-9a-f]{{16}}{re.escape(backup.PART)}")


class Kept(NamedTuple):
    """One backup by its name: its place in the order of making, and the day by the clock of then."""

    number: int
    day: str
    path: Path


def make(folder: Path) -> None:
    """Make the folder where there is none, for this person alone."""
    try:
        durable.make_folder(folder)
    except OSError as wrong:
        raise Trouble("disk_full", backup.FULL, field="out") from wrong


def list_kept(folder: Path, vault: str = "") -> list[Kept]:
    """Return the backups in a folder, of one vault or of all, the newest first; a folder may be missing."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return []
    named = ((file, match) for file in files if (match := _NAME.fullmatch(file.name)))
    found = [Kept(int(match[1]), match[2], file) for file, match in named if _is_of(file, vault)]
    return sorted(found, reverse=True)


def _is_of(file: Path, vault: str) -> bool:
    try:
        return backup.peek(file).header.vault == vault if vault else file.is_file()
    except Trouble:  # what cannot be read is left alone
        return False


def next_number(folder: Path) -> int:
    """Return the number of the next backup: its order, as a clock that was set back would make it older."""
    return max((one.number for one in list_kept(folder)), default=0) + 1


def name(number: int, day: str) -> str:
    """Return the name of a backup: nothing in it says whose it is or what it holds."""
    return FORM.format(number=number, day=day.replace("-", ""))


def copy(source: Path, target: Path) -> None:
    """Copy a backup to another folder, and name it there only once it was read back whole."""
    folder, part = target.parent, target.with_name(backup.name_part())
    front = backup.read(source)
    try:
        with source.open("rb") as file, part.open("xb") as made:
            while piece := file.read(inner.PART_BYTES):
                made.write(piece)
            made.flush()
            durable.flush_file(made.fileno())
            durable.forget(made.fileno())
        if backup.read(part) != front:
            raise backup.unreadable()
        part.rename(target)
    except (OSError, Trouble) as wrong:
        raise Trouble("disk_full", backup.FULL, field="out") from wrong
    finally:
        with suppress(OSError):  # a stick that was pulled out keeps what it has, under a name for nothing
            part.unlink(missing_ok=True)
    with suppress(OSError):  # not every stick can; older ones go only after it
        durable.flush_folder(folder)


def trim(folder: Path, vault: str, keep: int, *, newest: int, since: int) -> None:
    """Remove the backups of a vault beyond so many, and all before `since`, where the newest lies there."""
    kept = list_kept(folder, vault)
    if kept and kept[0].number == newest:
        for place, one in enumerate(kept[1:], 1):
            if place >= keep or one.number < since:
                with suppress(OSError):  # a stick may be read-only
                    one.path.unlink()


def sweep(folder: Path, before_s: float) -> None:
    """Remove what a cut left half-written here, if it was left before an instant."""
    with suppress(OSError):
        for file in folder.iterdir():
            if _PART.fullmatch(file.name) and file.stat().st_mtime < before_s:
                file.unlink()
