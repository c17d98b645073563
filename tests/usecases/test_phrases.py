"""Proposed passphrases are strong, others are judged low, and a group typed back may be misread."""

import pytest

from focal_desktop.usecases import phrases
from focal_desktop.usecases.phrases import Strength


def test_what_is_proposed_is_strong_and_never_the_same() -> None:
    proposed = {phrases.propose() for _ in range(1000)}
    assert len(proposed) == 1000
    assert {phrases.judge(one) for one in proposed} == {Strength.STRONG}
    assert {len(set(one.split())) for one in proposed} == {5}


@pytest.mark.parametrize(
    ("phrase", "strength"),
    [
        ("", Strength.SHORT),
        ("a b c", Strength.SHORT),
        ("password", Strength.EASY),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaa", Strength.EASY),
        ("lamp lamp lamp lamp lamp", Strength.EASY),
        ("123456789", Strength.EASY),
        ("we met by the old harbour", Strength.FAIR),
        ("we met by the old harbour wall in March", Strength.STRONG),
        ("التقينا عند الميناء القديم في الشتاء", Strength.STRONG),
    ],
)
def test_strength_is_judged_low(phrase: str, strength: Strength) -> None:
    assert phrases.judge(phrase) is strength


def test_a_group_typed_back_may_be_misread() -> None:
    code = phrases.new_code()
    groups = phrases.groups_of(code)
    assert all(phrases.is_group(code, place, group.lower()) for place, group in enumerate(groups))
    assert phrases.is_group("A0B1-CDVF", 0, " aob-l ")
    assert phrases.is_group("A0B1-CDVF", 1, "cduf")
    assert not phrases.is_group("A0B1-CDVF", 1, "A0B1")
    assert not phrases.is_group("A0B1-CDVF", 0, "")
