"""What people choose or are given to open a vault with: proposed, judged in words, compared."""

from __future__ import annotations

import math
from enum import StrEnum

from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import Cost

SHORTEST = 8
EASY_BITS, FAIR_BITS = 40.0, 54.0
LETTER_BITS = 2.3
"""What a letter of ordinary language is worth to somebody who guesses."""
OTHER_BITS = 5.0
GENERATED_WORD_BITS = 11.0


class Strength(StrEnum):
    """How long a passphrase holds against somebody who has the files and a fast computer."""

    SHORT = "short"
    EASY = "easy"
    FAIR = "fair"
    STRONG = "strong"


def propose() -> str:
    """Return five generated words."""
    return passphrase.five_words()


def new_code() -> str:
    """Return a new recovery code."""
    return passphrase.new_code()


def judge(phrase: str) -> Strength:
    """Return how strong a passphrase is, estimated low: a word said twice counts once."""
    if len(phrase.strip()) < SHORTEST:
        return Strength.SHORT
    bits = sum(_bits(word) for word in set(phrase.casefold().split()))
    if bits < EASY_BITS:
        return Strength.EASY
    return Strength.FAIR if bits < FAIR_BITS else Strength.STRONG


def is_stepped_down(cost: Cost) -> bool:
    """Tell whether a slow computer made each guess cheaper than elsewhere: less memory, or one pass."""
    return cost.memory_kib < passphrase.FITTED_MEMORY_KIB[0] or cost.passes == passphrase.PASSES[0]


def _bits(word: str) -> float:
    if passphrase.is_generated(word):
        return GENERATED_WORD_BITS
    distinct = len(set(word))
    letters = sum(letter.isalpha() for letter in word)
    said = letters * LETTER_BITS + (len(word) - letters) * OTHER_BITS
    return min(said, distinct * math.log2(max(2, distinct)) + OTHER_BITS)


def groups_of(code: str) -> list[str]:
    """Return the groups of a recovery code."""
    return code.split("-")


def is_group(code: str, place: int, typed: str) -> bool:
    """Tell whether a group of a code was typed back as printed; case and look-alike letters do not count."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return plain.translate(passphrase.CODE_MISREAD) == groups_of(code)[place]
