"""Fitting the cost of a passphrase is stopped by whoever hears of it, and no weak cost is left of that."""

from __future__ import annotations

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import fitting


@pytest.mark.parametrize("calls", [1, 2])
def test_it_is_stopped_before_or_after_a_try(calls: int) -> None:
    heard: list[float] = []

    def tell(share: float) -> None:
        heard.append(share)
        if len(heard) >= calls:
            raise Trouble("busy", "Stopped.")

    with pytest.raises(Trouble, match="Stopped"):
        fitting.fit(tell)
    assert set(heard) == {0.0}
