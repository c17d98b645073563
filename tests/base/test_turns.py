"""Work in turns: all of it is done, in its order, and what it returns comes back."""

from __future__ import annotations

import pytest

from focal_desktop.base.turns import Turns, finish


def add_up(to: int, seen: list[int]) -> Turns[int]:
    """Add numbers, one a turn."""
    total = 0
    for number in range(to):
        seen.append(number)
        total += number
        yield 1
    return total


def test_every_turn_is_taken_and_the_whole_comes_back() -> None:
    seen: list[int] = []
    assert finish(add_up(5, seen)) == 10
    assert seen == [0, 1, 2, 3, 4]
    assert finish(add_up(0, seen)) == 0


def test_what_goes_wrong_in_a_turn_is_raised() -> None:
    def stumble() -> Turns[None]:
        yield 1
        raise ValueError("here")

    with pytest.raises(ValueError, match="here"):
        finish(stumble())
