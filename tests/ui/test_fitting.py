"""Fitting the cost of a passphrase is stopped by whoever hears of it, and no weak cost is left of that."""

from __future__ import annotations

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import fitting
from focal_desktop.usecases import unlocking

FIT = unlocking.fit_cost


@pytest.mark.parametrize("calls", [1, 2])
def test_it_is_stopped_before_or_after_a_try(calls: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocking, "fit_cost", FIT)  # the real one: other tests take the least at once
    heard: list[float] = []

    def tell(share: float) -> None:
        heard.append(share)
        if len(heard) >= calls:
            raise Trouble("busy", "Stopped.")

    with pytest.raises(Trouble, match="Stopped"):
        fitting.fit(tell)
    assert set(heard) == {0.0}
