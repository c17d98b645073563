"""What ships with the program and every face starts from: its rules, and where a vault lies by itself."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from focal_desktop.base import paths
from focal_desktop.domain.policy import Policy


def load_policy() -> Policy:
    """Return the policy that ships with the program; a file is read only when a list of it is asked for."""
    return Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text(encoding="utf-8"))


def find_vault(named: str = "") -> Path:
    """Return the folder that was named, in words, in `FOCAL_VAULT`, or the platform's own."""
    said = named or os.environ.get("FOCAL_VAULT", "")
    own = Path(platformdirs.user_data_dir("focal-desktop", appauthor=False)) / "vault"
    return Path(said) if said else own
