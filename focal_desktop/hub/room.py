"""How much room is left for an author, and on the disk; what is kept already is never given up for more."""

import shutil
from pathlib import Path

from focal_desktop.hub.keeping import Keeping
from focal_desktop.hub.limits import Limits


class Room:
    """The room of one hub."""

    def __init__(self, kept: Keeping, limits: Limits, folder: Path) -> None:
        self._kept = kept
        self._limits = limits
        self._folder = folder

    def takes(self, author: bytes, size: int) -> bool:
        """Tell whether so many bytes more of an author may be kept."""
        if self._kept.used_bytes(author) + size > self._limits.quota_bytes:
            return False
        return shutil.disk_usage(self._folder).free >= self._limits.disk_free_bytes
