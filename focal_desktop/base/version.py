"""Which version of the program this is: as `pyproject.toml` says it, in a checkout and in a package."""

from __future__ import annotations

import tomllib
from pathlib import Path

NAME = "focal-desktop"
_CHECKOUT = Path(__file__).parents[2]


def find(checkout: Path = _CHECKOUT, name: str = NAME) -> str:
    """Return the version of the checkout it runs from, else of the installed package, else nothing."""
    try:
        said = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8")).get("project", {})
    except (OSError, ValueError):
        said = {}
    if said.get("name") == name:
        return str(said.get("version", ""))
    from importlib import metadata  # noqa: PLC0415 a door: it brings the e-mail library, and a checkout knows by itself

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
