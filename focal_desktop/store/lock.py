"""One program at a time: the operating system's lock on a file, let go of when the program ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from focal_desktop.base.trouble import Trouble

FILE = "lock"
_BUSY = "The vault is open in another window or program. Close it there and try again; nothing was changed."
_UNWRITABLE = (
    "The vault's folder cannot be written. Nothing was changed. "
    "Free some space, or move the vault to where you may write, and try again."
)

if sys.platform == "win32":  # pragma: no cover  another system
    import msvcrt

    def _try_lock(handle: int, _path: Path) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int, path: Path) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), path.stat()):
            raise OSError(errno.ESTALE, "the lock's file was taken away meanwhile")


def take(folder: Path) -> Callable[[], None]:
    """Take the lock of a vault and return how to let go of it; another holder makes it busy."""
    try:
        handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise Trouble("disk_full", _UNWRITABLE) from wrong
    try:
        _try_lock(handle, folder / FILE)
    except OSError as wrong:
        os.close(handle)
        raise Trouble("busy", _BUSY) from wrong
    held = ExitStack()
    held.callback(os.close, handle)
    return held.close  # once; a second time nothing is left to close


def drop(folder: Path, close: Callable[[], None]) -> None:
    """Take the lock's file away and let go of it: whoever opened it meanwhile is told that it is busy."""
    if sys.platform == "win32":  # pragma: no cover  another system: a file that is open stays
        close()
    (folder / FILE).unlink()
    close()
