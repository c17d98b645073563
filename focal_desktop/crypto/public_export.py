"""Sealing to generated words in the public age format, so that a file opens without this program.

Must never guess at words before the file's cost was found within bounds.
"""

from __future__ import annotations

import re
from typing import Any

from focal_desktop.crypto import keys, passphrase

WORDS = 8
"""88 random bits: whoever finds the file guesses at them off-line, for ever."""
MOST_LOG_COST = 20
"""2^20 blocks take 1 GiB; what programs of today write stays below."""
FRONT = b"age-encryption.org/v1\n"
BLOCK_BYTES = 1024
_STANZA = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- ")
_FRONT_BYTES = 160


class TooDear(Exception):
    """Opening this file would take more memory than is given to it, or it is no file of this form."""


def new_words() -> str:
    """Return generated words for one file; no word comes twice."""
    return passphrase.draw_words(WORDS)


def seal(data: bytes, words: str) -> bytes:
    """Return a file that `age -d` opens with these words."""
    sealed: bytes = _library().passphrase.encrypt(data, words)
    return sealed


def find_cost(sealed: bytes) -> int:
    """Return the logarithm of what opening costs; TooDear before any work is done for it."""
    stanza = _STANZA.match(sealed[len(FRONT) : _FRONT_BYTES]) if sealed.startswith(FRONT) else None
    if stanza is None or int(stanza[1]) > MOST_LOG_COST:
        raise TooDear
    return int(stanza[1])


def open_sealed(sealed: bytes, words: str) -> bytes:
    """Return what was sealed, or raise NotForUs: other words, or damaged; TooDear where it costs too much.

    MemoryError where this computer has not that much: the library itself would end the program.
    """
    bytes(BLOCK_BYTES << find_cost(sealed))
    try:
        data: bytes = _library().passphrase.decrypt(sealed, " ".join(words.casefold().split()))
    except _library().DecryptError:
        raise keys.NotForUs from None
    return data


def _library() -> Any:
    import pyrage  # type: ignore[import-untyped] # noqa: PLC0415 it ships no types; a door: its 3 MB are seldom needed

    return pyrage
