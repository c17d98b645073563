"""Passphrases, codes and words: dear to guess, easy to type, the same on both sides."""

import re
import resource
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focal_desktop.base import paths
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR, Cost
from tests import allocator

SALT = b"0123456789abcdef"


def test_known_answer() -> None:
    """The vaults of this release open with the next: the answer is written down."""
    assert passphrase.derive("five words of a person", SALT, FLOOR).hex() == DERIVED


def test_each_part_of_the_cost_and_the_salt_counts() -> None:
    """Another phrase, salt, memory, passes or lanes give another key."""
    costs = [FLOOR, Cost(FLOOR.memory_kib + 1024, 1, 1), Cost(FLOOR.memory_kib, 2, 1)]
    costs.append(Cost(FLOOR.memory_kib, 1, 2))
    made = {passphrase.derive("one", SALT, cost) for cost in costs}
    made |= {passphrase.derive("two", SALT, FLOOR), passphrase.derive("one", b"x" * 16, FLOOR)}
    assert len(made) == 6


def test_keyboards_that_compose_differently_agree() -> None:
    """The same letters typed as one sign or as two, full width or not, are one passphrase."""
    composed = unicodedata.normalize("NFC", "été")
    apart = unicodedata.normalize("NFD", "été")
    assert composed != apart
    assert passphrase.derive(composed, SALT, FLOOR) == passphrase.derive(apart, SALT, FLOOR)
    assert passphrase.derive("été ", SALT, FLOOR) != passphrase.derive(composed, SALT, FLOOR)


def test_half_a_sign_is_no_error() -> None:
    """A terminal can hand over a lone surrogate; it is a wrong passphrase, not a fault."""
    assert passphrase.derive("\udcff", SALT, FLOOR)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (1024, 1, 1),
        (65535, 1, 1),
        (512 * 1024 + 1, 1, 1),
        (512 * 1024, 9, 1),
        (256 * 1024 + 1, 16, 2),
        (2 * 1024 * 1024, 1, 1),
        (8 * 1024 * 1024, 1, 1),
        (65536, 0, 1),
        (65536, 17, 1),
        (65536, 10**6, 1),
        (65536, 1, 0),
        (65536, 1, 5),
        (-65536, 1, 1),
    ],
)
def test_a_cost_out_of_bounds_cannot_be_made(memory_kib: int, passes: int, lanes: int) -> None:
    """Neither a downgrade nor a bomb gets as far as any work."""
    with pytest.raises(ValueError, match="bounds"):
        Cost(memory_kib, passes, lanes)


@pytest.mark.parametrize(
    ("memory_mib", "passes", "lanes"), [(64, 1, 1), (128, 1, 2), (256, 16, 2), (512, 8, 4)]
)
def test_what_is_ever_fitted_and_a_little_more_is_within_bounds(
    memory_mib: int, passes: int, lanes: int
) -> None:
    assert Cost(memory_mib * 1024, passes, lanes).passes == passes
    fastest = passphrase.fit_by(lambda _: 0.0)
    assert fastest == Cost(256 * 1024, 16, passphrase.FITTED_LANES)


def test_too_little_memory_is_said_as_such() -> None:
    """With little room left: never *wrong passphrase*, never a bare error."""
    allocator.give_back()
    before = resource.getrlimit(resource.RLIMIT_AS)
    in_use = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (in_use + (256 << 20), before[1]))
    try:
        with pytest.raises(Trouble, match="not enough free memory") as trouble:
            passphrase.derive("a", SALT, Cost(512 * 1024, 1, 1))
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    assert trouble.value.code == "not_enough_memory"


def simulate(first_s: float, more_s: float) -> Callable[[Cost], float]:
    """Return a computer that needs `first_s` for 256 MiB once and `more_s` for each further pass."""

    def measure(cost: Cost) -> float:
        return (first_s + more_s * (cost.passes - 1)) * cost.memory_kib / (256 * 1024)

    return measure


@pytest.mark.parametrize(
    ("first_s", "more_s", "memory_mib", "passes"),
    [
        (0.25, 0.1, 256, 7),  # an office computer of today
        (0.5, 0.5, 256, 2),  # an old laptop
        (1.1, 1.1, 256, 1),  # a slow one: fewer passes
        (1.9, 1.9, 128, 1),  # slower: less memory
        (9.0, 9.0, 128, 1),  # never below 128 MiB
        (0.01, 0.01, 256, 16),  # never above the bounds
        (0.7, 0.7, 256, 1),  # two passes would be too long
        (0.7, 0.01, 256, 10),  # a first pass that costs far more than the others
        (0.0, 0.0, 256, 16),  # a clock that stands still
    ],
)
def test_the_cost_fits_the_computer(first_s: float, more_s: float, memory_mib: int, passes: int) -> None:
    """About a second where the computer allows it."""
    measure = simulate(first_s, more_s)
    cost = passphrase.fit_by(measure)
    assert (cost.memory_kib // 1024, cost.passes) == (memory_mib, passes)


@given(first_s=st.floats(0.01, 1.2), share=st.floats(0.1, 1.0))
def test_a_fitted_cost_never_waits_too_long(first_s: float, share: float) -> None:
    """At most 1.2 s, and at least 0.8 s unless one pass more would be too long or out of bounds."""
    measure = simulate(first_s, first_s * share)
    cost = passphrase.fit_by(measure)
    assert measure(cost) <= passphrase.LONGEST_S
    if measure(cost) < passphrase.SHORTEST_S and cost.passes < passphrase.PASSES[1]:
        assert measure(Cost(cost.memory_kib, cost.passes + 1, cost.lanes)) > passphrase.LONGEST_S


def test_where_memory_is_short_less_is_taken() -> None:
    """A computer without 256 MiB to spare gets 128 MiB."""

    def measure(cost: Cost) -> float:
        if cost.memory_kib > 128 * 1024:
            raise Trouble("not_enough_memory", "Not enough.")
        return 0.5 * cost.passes

    assert passphrase.fit_by(measure) == Cost(128 * 1024, 2, passphrase.FITTED_LANES)


@pytest.mark.long
def test_fitting_this_computer_takes_about_a_second() -> None:
    """The real work, with the real clock of the test; wide, as the computer is shared."""
    cost = passphrase.fit(time.monotonic)
    began = time.monotonic()
    passphrase.derive("a passphrase", SALT, cost)
    took_s = time.monotonic() - began
    assert cost.memory_kib >= 128 * 1024
    assert took_s < 3
    assert cost.memory_kib * cost.passes >= 256 * 1024 or took_s > 0.3


@pytest.mark.parametrize(("bits", "groups"), [(100, 6), (128, 8), (256, 14)])
def test_a_code_is_printed_in_groups(bits: int, groups: int) -> None:
    """Groups of four from 32 signs, one of them the check, none of them I, L, O or U."""
    code = passphrase.new_code(bits)
    assert re.fullmatch("-".join(["[0-9A-HJKMNP-TV-Z]{4}"] * groups), code)
    secret = passphrase.code_bytes(code)
    assert len(secret) * passphrase.CODE_BITS >= bits
    assert passphrase.new_code(bits) != code


def test_a_short_code_is_not_made() -> None:
    """It would be derived cheaply, so it must not be guessable."""
    with pytest.raises(ValueError, match="guessed"):
        passphrase.new_code(64)


def test_a_code_is_read_as_people_write_it() -> None:
    """Case, spaces, hyphens of any kind and look-alike letters do not matter."""
    code = next(found for found in iter(passphrase.new_code, "") if "0" in found and "1" in found)
    secret = passphrase.code_bytes(code)
    for written in (
        code.lower(),
        code.replace("-", " "),
        code.replace("-", ""),
        code.replace("-", "\u2011"),
        f"  {code}\r\n",
        code.replace("0", "O").replace("1", "I"),
        code.replace("0", "o").replace("1", "l"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    ):
        assert passphrase.code_bytes(written) == secret


@given(at=st.integers(0, 31), sign=st.sampled_from(passphrase.CODE_LETTERS))
def test_a_mistyped_code_is_noticed(at: int, sign: str) -> None:
    """One wrong sign, one left out, two exchanged."""
    letters = passphrase.new_code().replace("-", "")
    wrong = letters[:at] + sign + letters[at + 1 :]
    swapped = letters[: at - 1] + letters[at] + letters[at - 1] + letters[at + 1 :] if at else letters
    for written in {wrong, letters[:at] + letters[at + 1 :], swapped} - {letters}:
        with pytest.raises(ValueError, match="code"):
            passphrase.code_bytes(written)


@pytest.mark.parametrize("text", ["", "0000", "abcd-efgh", "é" * 24, "!" * 32, "0" * 33])
def test_what_is_no_code_is_refused(text: str) -> None:
    """Before anything is compared with it."""
    with pytest.raises(ValueError, match="code"):
        passphrase.code_bytes(text)


def test_six_words_are_the_same_on_both_sides() -> None:
    """Written down, since two releases must agree over the phone."""
    assert passphrase.six_words(b"both sides' keys") == SIX_WORDS


@given(material=st.binary(max_size=40))
@settings(max_examples=20)
def test_six_words_follow_the_keys(material: bytes) -> None:
    """Other keys, other words."""
    words = passphrase.six_words(material)
    assert len(words.split()) == 6
    assert passphrase.six_words(material) == words
    assert passphrase.six_words(material + b"\0") != words


def test_five_words_are_a_passphrase() -> None:
    """Five words of the list, different each time: 55 bits."""
    first, second = passphrase.five_words(), passphrase.five_words()
    assert first != second
    assert len(first.split(" ")) == 5
    assert set(first.split()) <= set(listed("passphrase.txt"))


def listed(name: str) -> list[str]:
    """Return a list of words as it is shipped."""
    return paths.resource("words", name).read_text(encoding="ascii").split()


@pytest.mark.parametrize(("name", "count"), [("compare.txt", 1024), ("passphrase.txt", 2048)])
def test_the_lists_of_words_are_whole(name: str, count: int) -> None:
    """Sorted, each once, short, plain letters: as many as the bits they are counted for."""
    words = listed(name)
    assert len(words) == count
    assert all(before < after for before, after in pairwise(words))
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in words)


def test_words_to_compare_differ_by_more_than_one_letter() -> None:
    """Over a bad line one letter is easily misheard."""
    holes: dict[str, str] = {}
    for word in listed("compare.txt"):
        spots = {f"{word[:at]}?{word[at + 1 :]}" for at in range(len(word))}
        shorter = {f"{word[:at]}-{word[at:]}" for at in range(len(word) + 1)}
        gaps = {f"{word[:at]}-{word[at + 1 :]}" for at in range(len(word))}
        for spot in spots:
            assert holes.setdefault(spot, word) == word
        for gap in shorter:
            assert holes.get(f"drop {gap}", word) == word
        for gap in gaps:
            holes[f"drop {gap}"] = word


DERIVED = "428251acc0589a79df77c780bcb86847f2aab12058a56b6656d0cee51dba6aa2"
SIX_WORDS = "equal success hexagon parcel tugboat february"


def test_one_word_is_of_the_list_that_is_told_apart_by_voice() -> None:
    drawn = {passphrase.one_word() for _ in range(50)}
    assert drawn <= set(listed("compare.txt"))
    assert len(drawn) > 1


def test_the_words_of_a_generated_passphrase_are_known() -> None:
    assert all(passphrase.is_generated(word) for word in passphrase.five_words().split())
    assert not any(passphrase.is_generated(word) for word in ("", "Kisumu", "five words"))
