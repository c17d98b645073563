"""Keeps None, True and False alive under a PySide6 that gives each of them away once too often.

Before Python 3.12 they are counted like all else: with PySide6 6.12 the window would end within minutes.
"""

from __future__ import annotations

import ctypes
import sys

FIRST_WITHOUT_COUNT = (3, 12)
MANY = 1 << 40
"""More than all calls of a year; Python 3.12 itself marks what never dies by such a count."""


def keep_alive() -> None:
    """Give the values that Qt returns most so many owners that they outlive the program."""
    if sys.version_info < FIRST_WITHOUT_COUNT:
        for one in (None, True, False, NotImplemented):
            if sys.getrefcount(one) > MANY:
                continue
            ctypes.c_ssize_t.from_address(id(one)).value += 2 * MANY
