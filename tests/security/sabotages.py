"""Protections taken out on purpose, each with the test that must fail then: plain changes of text."""

from __future__ import annotations

from typing import NamedTuple


class Sabotage(NamedTuple):
    """One protection taken out: this text of this file becomes another, and this test must fail."""

    name: str
    file: str
    find: str
    put: str
    test: str


SABOTAGES: tuple[Sabotage, ...] = (
    Sabotage(
        "the anchor is never compared",
        "focal_desktop/store/opened.py",
        "    held = anchor.read()\n    if held is None:\n        return 1\n",
        "    held = anchor.read()\n    if held is None or held:\n        return 0\n",
        "tests/store/test_behind.py",
    ),
)
