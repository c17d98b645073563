"""Making bytes stay through a power cut. Must never be skipped where something else relies on them."""

import os
import sys
from pathlib import Path

if sys.platform == "darwin":  # pragma: no cover  another system
    import fcntl


def flush_file(descriptor: int) -> None:
    """Return once the file's bytes are on the disk itself."""
    if sys.platform == "darwin":  # pragma: no cover  another system: its fsync stops at the drive's cache
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, so that a power cut takes none of them away."""
    missing = list_missing(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in missing:
        flush_folder(one.parent)


def list_missing(folder: Path) -> list[Path]:
    """Return the folders that would have to be made, the innermost first."""
    return [one for one in (folder, *folder.parents) if not one.exists()]


def flush_folder(folder: Path) -> None:
    """Return once the names in the folder are on the disk; Windows keeps them in its own journal."""
    if sys.platform == "win32":  # pragma: no cover  another system
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget(descriptor: int) -> None:
    """Let what is read next come from the disk, where the system can: the memory's copy proves nothing."""
    if sys.platform != "linux":  # pragma: no cover  another system
        return
    os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
