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


def flush_folder(folder: Path) -> None:
    """Return once the names in the folder are on the disk; Windows keeps them in its own journal."""
    if sys.platform == "win32":  # pragma: no cover  another system
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
