"""What a person chose for the window: language, light or dark, text size. Nothing about people or records."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec
import platformdirs

from focal_desktop.base import words
from focal_desktop.ui import tokens

THEMES = ("system", "light", "dark")


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """Chosen once, read at each start; whatever is odd in the file becomes the default."""

    language: str = ""
    theme: str = "system"
    size: int = 100
    geometry: tuple[int, int, int, int] | None = None

    def __post_init__(self) -> None:
        """Refuse what a window cannot be drawn with."""
        if self.language not in ("", *words.LOCALES) or self.theme not in THEMES:
            raise ValueError
        if not tokens.SMALLEST <= self.size <= tokens.LARGEST:
            raise ValueError


DEFAULTS = Preferences()


def place() -> Path:
    """Return where the choices lie: in the person's own settings folder, under a neutral name."""
    return Path(platformdirs.user_config_dir("focal-desktop", appauthor=False)) / "window.json"


def load(path: Path) -> Preferences:
    """Return what was chosen, or the defaults where nothing readable lies there."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences)
    except (OSError, msgspec.MsgspecError):
        return Preferences()


def save(path: Path, chosen: Preferences) -> None:
    """Keep what was chosen; a full disk keeps the former choice."""
    part = path.with_suffix(".part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(chosen))
        os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system
