"""Fits the cost of a passphrase to this computer, which takes some seconds and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable

from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store.inner import Tell
from focal_desktop.usecases import unlocking

Fit = Callable[[Tell], Cost]


def fit(tell: Tell) -> Cost:
    """Return the passphrase cost that suits this computer; `tell` hears before and after each try."""

    def monotonic() -> float:
        tell(0.0)
        return time.perf_counter()

    cost = unlocking.fit_cost(monotonic)
    tell(0.0)  # what it raised on the way was taken for a computer that is too small
    return cost
