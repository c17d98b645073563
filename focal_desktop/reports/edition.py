"""The two editions of a report, what is written above each, and the code that tells two prints apart."""

import base64
import hashlib

from focal_desktop.base.words import Words

INTERNAL = "internal"
SHAREABLE = "shareable"
MODES = (INTERNAL, SHAREABLE)
GROUP, GROUPS = 4, 3


def classify(words: Words, mode: str) -> str:
    """Return the classification that stands on every page (ST/SGB/2007/6)."""
    return words.say("CONFIDENTIAL") if mode == INTERNAL else words.say("UNCLASSIFIED")


def make_check_code(content: bytes, mode: str) -> str:
    """Return the code of what is printed: the same in every language, another as soon as a figure differs."""
    digest = hashlib.sha256(mode.encode() + b"\x00" + content).digest()
    letters = base64.b32encode(digest).decode()[: GROUP * GROUPS]
    return "-".join(letters[place : place + GROUP] for place in range(0, len(letters), GROUP))
