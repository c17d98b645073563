"""Long work in short turns: a generator whose turns say how much each did, and which returns the whole."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

T = TypeVar("T")
Turns = Generator[int, None, T]


def finish(turns: Generator[Any, None, T]) -> T:
    """Take every turn at a go, and return what comes of them."""
    while True:
        try:
            next(turns)
        except StopIteration as ended:
            found: T = ended.value
            return found
