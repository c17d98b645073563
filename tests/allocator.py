"""The memory in which passphrases are stretched: kept from one guess to the next, but where it is counted.

To be lent 64 MiB anew costs a guess nearly as much as to fill them. Only this process keeps any, never a
program that a test starts. Where C knows no such settings, tests take longer and show the same.
"""

import ctypes
from collections.abc import Callable

TRIM_ABOVE, MAP_ABOVE = (-1, 192 << 20), (-3, 96 << 20)
"""From what size C gives free memory back, and asks for memory apart: the setting's number, and the bytes."""


def keep() -> None:
    """Keep what a guess at the least cost takes; what a dearer one takes is given back as ever."""
    set_limit = _find("mallopt")
    for limit in (TRIM_ABOVE, MAP_ABOVE):
        set_limit(*limit)


def give_back() -> None:
    """Give back what is kept, so that a limit set now counts all that is asked for."""
    _find("malloc_trim")(0)


def _find(name: str) -> Callable[..., object]:
    return getattr(ctypes.CDLL(None), name, lambda *_: None)
