"""Names tell nothing, never meet by chance, and meet on purpose where a key decides."""

import re

from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import ids

WORDS = st.text()


def test_ids_are_24_small_letters_and_digits_and_differ() -> None:
    made = {ids.new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch("[a-z2-7]{24}", name) for name in made)


def test_numbers_that_count_nothing_are_whole_in_json() -> None:
    made = {ids.new_number() for _ in range(1000)}
    assert len(made) == 1000
    assert all(0 < number < 1 << 53 for number in made)
    assert max(made) > 1 << 48


def test_no_letter_of_a_reference_is_mistaken_for_another() -> None:
    assert len(set(ids.REFERENCE_LETTERS)) == len(ids.REFERENCE_LETTERS) == 30
    assert not set("01ILOU") & set(ids.REFERENCE_LETTERS)


def test_a_key_decides_the_id_for_ever() -> None:
    assert ids.keyed_id("monthly_return", ("KE", "2026-01")) == "rlqjizrlhcyaigsf2wi6kau4"


@given(WORDS, st.lists(WORDS), st.lists(WORDS))
def test_two_keys_never_share_an_id(kind: str, one: list[str], other: list[str]) -> None:
    """No separator can be forged from inside a value."""
    same = ids.keyed_id(kind, tuple(one)) == ids.keyed_id(kind, tuple(other))
    assert same == (one == other)


def test_the_kind_is_part_of_the_key() -> None:
    assert ids.keyed_id("office", ("KE",)) != ids.keyed_id("plan", ("KE",))
    assert ids.keyed_id("office", ("K", "E")) != ids.keyed_id("office", ("KE",))
