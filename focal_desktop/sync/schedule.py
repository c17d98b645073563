"""When to try the hub next: a pure function of how it went. Trying costs little; nagging costs trust."""

from __future__ import annotations

AFTER_UNLOCK_S = 5
QUIET_S = 15 * 60
"""After a round that went well; a round without news costs one small request."""
BACK_OFF_S = (60, 120, 300, 900, 3600)
WAIT_FOR_A_PERSON = frozenset({"hub_inconsistent", "hub_refused", "newer_version"})
"""What no other try will mend."""


def next_try_s(failures: int, code: str = "") -> int:
    """Return in how many seconds to try again by itself, after so many failures in a row."""
    if code in WAIT_FOR_A_PERSON:
        return BACK_OFF_S[-1]
    return BACK_OFF_S[min(failures, len(BACK_OFF_S)) - 1] if failures else QUIET_S
