"""A reference is the same on every computer, neutral, and tells no order."""

from __future__ import annotations

from focal_desktop.base import ids
from focal_desktop.store.rows import REFERENCE_DRAWS, reference_of


def test_a_reference_is_six_neutral_characters() -> None:
    drawn = [reference_of(ids.keyed_id("partner", (str(number),))) for number in range(500)]
    assert all(len(one) == REFERENCE_DRAWS and set(one) <= set(ids.REFERENCE_LETTERS) for one in drawn)
    assert set("".join(drawn)) == set(ids.REFERENCE_LETTERS)
    assert len(set(drawn)) == len(drawn)


def test_a_reference_stays_for_ever() -> None:
    assert reference_of("aaaaaaaaaaaaaaaaaaaaaaaa") == "AYA3H8"
