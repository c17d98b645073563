"""Files in the public age format: any age program opens them, and none is guessed at beyond a bound."""

from __future__ import annotations

import pyrage  # type: ignore[import-untyped] # the wheel ships no types
import pytest

from focal_desktop.crypto import keys, passphrase, public_export
from focal_desktop.crypto.public_export import FRONT, TooDear
from tests.security.ages import seal_cheaply

TEXT = "What was told, in letters of every sort: é ع 中".encode()


@pytest.mark.long
def test_a_file_opens_by_the_library_of_the_format_alone() -> None:
    words = public_export.new_words()
    sealed = public_export.seal(TEXT, words)
    assert sealed.startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert TEXT not in sealed
    assert pyrage.passphrase.decrypt(sealed, words) == TEXT
    assert public_export.open_sealed(sealed, f"  {words.upper()}\n") == TEXT


def test_words_are_many_and_none_comes_twice() -> None:
    drawn = [public_export.new_words() for _ in range(50)]
    assert len(set(drawn)) == 50
    for words in drawn:
        assert len(set(words.split())) == public_export.WORDS == 8
        assert all(passphrase.is_generated(word) for word in words.split())


def test_other_words_open_nothing() -> None:
    sealed = seal_cheaply(TEXT, "right words")
    assert public_export.open_sealed(sealed, "right words") == TEXT
    with pytest.raises(keys.NotForUs):
        public_export.open_sealed(sealed, "wrong words")


@pytest.mark.parametrize("log_cost", [21, 22, 30, 63, 99])
def test_a_dear_file_is_refused_before_any_work(log_cost: int) -> None:
    sealed = seal_cheaply(TEXT, "words", shown=log_cost)
    with pytest.raises(TooDear):
        public_export.open_sealed(sealed, "words")


@pytest.mark.parametrize(
    "front",
    [
        b"",
        FRONT,
        b"age-encryption.org/v2\n-> scrypt " + b"A" * 22 + b" 10\n" + b"A" * 43 + b"\n--- ",
        FRONT + b"-> scrypt " + b"A" * 22 + b" 010\n" + b"A" * 43 + b"\n--- ",
        FRONT + b"-> scrypt " + b"A" * 22 + b" 100\n" + b"A" * 43 + b"\n--- ",
        FRONT + b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n--- ",
        FRONT + b"-> scrypt " + b"A" * 22 + b" 10\n" + b"A" * 43 + b"\n-> scrypt " + b"A" * 22 + b" 10\n",
    ],
)
def test_what_is_no_file_of_words_is_refused(front: bytes) -> None:
    with pytest.raises(TooDear):
        public_export.find_cost(front)


def test_a_file_of_the_usual_cost_is_taken() -> None:
    assert public_export.find_cost(seal_cheaply(TEXT, "words", shown=18)) == 18
    assert public_export.find_cost(seal_cheaply(TEXT, "words", shown=20)) == public_export.MOST_LOG_COST
