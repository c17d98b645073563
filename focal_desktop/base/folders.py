"""Where a person's vault lies, unless a folder is named."""

import os
from pathlib import Path

import platformdirs


def find_vault(named: str = "") -> Path:
    """Return the folder that was named, in words, in `FOCAL_VAULT`, or the platform's own."""
    said = named or os.environ.get("FOCAL_VAULT", "")
    own = Path(platformdirs.user_data_dir("focal-desktop", appauthor=False)) / "vault"
    return Path(said) if said else own
