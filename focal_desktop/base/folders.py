"""Where a person's vault and settings lie, unless a folder is named."""

import os
import sys
from pathlib import Path

NAME = "focal-desktop"


def find_vault(named: str = "") -> Path:
    """Return the folder that was named, in words, in `FOCAL_VAULT`, or the platform's own."""
    said = named or os.environ.get("FOCAL_VAULT", "")
    return Path(said) if said else find_own("XDG_DATA_HOME", ".local/share") / "vault"


def find_settings() -> Path:
    """Return the folder of the person's settings, where the anchor's copy lies too."""
    return find_own("XDG_CONFIG_HOME", ".config")


def find_own(asked: str, usual: str, platform: str = sys.platform) -> Path:
    """Return our folder where a platform keeps such things: Windows' and Apple's own place, else XDG's.

    `asked` is the XDG variable that moves it (an absolute path, by its specification), `usual` where it
    lies without, under the home folder.
    """
    if platform == "darwin":
        return Path.home() / "Library/Application Support" / NAME
    if platform == "win32":
        asked, usual = "LOCALAPPDATA", "AppData/Local"
    moved = Path(os.environ.get(asked, "").strip())
    return (moved if moved.is_absolute() else Path.home() / usual) / NAME
