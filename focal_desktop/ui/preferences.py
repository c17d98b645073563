"""What a person chose for the window: language, colours, text size, which vault. No person, no record."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from focal_desktop.base import folders, words
from focal_desktop.ui import tokens

_SIDES = ("left", "top", "width", "height")
THEMES = ("system", "light", "dark")


class Preferences(NamedTuple):
    """Chosen once, read at each start; whatever is odd in the file becomes the default."""

    language: str = ""
    theme: str = "system"
    size: int = 100
    geometry: tuple[int, int, int, int] | None = None
    vault: str = ""

    def can_be_drawn(self) -> bool:
        """Tell whether a window can be drawn so: what lies in a file may be anything."""
        knows = self.language in ("", *words.LOCALES) and self.theme in THEMES
        is_sized = isinstance(self.size, int) and tokens.SMALLEST <= self.size <= tokens.LARGEST
        return knows and is_sized and isinstance(self.vault, str)

    def find_vault(self, own: Path) -> Path:
        """Return which vault to open where none was named: the one that was restored, while it is there."""
        restored = Path(self.vault) if self.vault else own
        return restored if (restored / "header.bin").is_file() else own


DEFAULTS = Preferences()


def place() -> Path:
    """Return where the choices lie: in the person's own settings folder, under a neutral name."""
    return folders.find_settings() / "window.json"


def load(path: Path) -> Preferences:
    """Return what was chosen, or the defaults where nothing readable lies there."""
    try:
        held = json.loads(path.read_bytes())
        place = held.pop("geometry", None)
        chosen = Preferences(**held, geometry=_read_geometry(place))
        return chosen if chosen.can_be_drawn() else DEFAULTS
    except (OSError, ValueError, TypeError, AttributeError):
        return DEFAULTS


def _read_geometry(held: object) -> tuple[int, int, int, int] | None:
    if isinstance(held, list) and len(held) == len(_SIDES) and all(isinstance(one, int) for one in held):
        left, top, width, height = held
        return left, top, width, height
    return None


def save(path: Path, chosen: Preferences) -> None:
    """Keep what was chosen; a full disk keeps the former choice."""
    part = path.with_suffix(".part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(chosen._asdict()), "utf-8")
        os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system
