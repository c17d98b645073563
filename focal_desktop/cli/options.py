"""What the words of many commands are made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

Fill = Callable[[argparse.ArgumentParser], Any]


def nothing(_words: argparse.ArgumentParser) -> None:
    """Add no word."""


def named(words: argparse.ArgumentParser, *names: str) -> None:
    """Add words that must be there, each with a value."""
    for name in names:
        words.add_argument(name, required=True, metavar=name.rpartition("-")[2].upper())
