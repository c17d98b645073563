"""What ships with the program and every face starts from: its rules."""

from __future__ import annotations

from focal_desktop.base import paths
from focal_desktop.domain.policy import Policy


def load_policy() -> Policy:
    """Return the policy that ships with the program; a file is read only when a list of it is asked for."""
    return Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text(encoding="utf-8"))
