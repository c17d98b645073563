"""The first word chooses the face, and whatever letters the console speaks, ours go in and out."""

from __future__ import annotations

import io
import json
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from focal_desktop import __main__ as faces

START = str(faces.__file__)


@contextmanager
def typed(*words: str) -> Iterator[None]:
    """Stand where a person has typed these words after the program's name."""
    before, sys.argv = sys.argv, [START, *words]
    try:
        yield
    finally:
        sys.argv = before


@contextmanager
def speaking(letters: str, said: bytes = b"") -> Iterator[io.BytesIO]:
    """Stand at a console with letters of its own; what goes to standard output is collected."""
    before, out = (sys.stdin, sys.stdout, sys.stderr), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(said), encoding=letters)
    sys.stdout = io.TextIOWrapper(out, encoding=letters, write_through=True)
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding=letters)
    try:
        yield out
    finally:
        sys.stdout.detach()  # else what was collected goes with it
        sys.stdin, sys.stdout, sys.stderr = before


def test_without_a_word_it_says_where_the_words_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert faces.main(()) == 2
    assert capsys.readouterr() == ("", faces.HINT)
    with typed():
        assert faces.main() == 2


def test_the_command_line_is_chosen_by_any_other_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert faces.main(("kinds", "--json")) == 0
    assert {"kind", "scope", "label"} == set(json.loads(capsys.readouterr().out)[0])
    assert faces.main(("dance", "--json")) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "unknown_command"


def test_the_hub_is_chosen_by_its_own_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert faces.main(("hub", "init", "--json")) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "needed"


def test_started_as_a_program_it_exits_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    with typed("kinds", "office", "--json"), pytest.raises(SystemExit) as ended:
        runpy.run_path(START, run_name="__main__")
    assert ended.value.code == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "office"


@pytest.mark.parametrize("letters", ["ascii", "latin-1", "cp1256", "utf-8"])
def test_the_letters_of_the_console_do_no_harm(letters: str) -> None:
    typed_in = "\ufeffÁgua مياه 水".encode()
    with speaking(letters, typed_in + b"\xff") as out:
        assert faces.main(("kinds", "--json")) == 0
        assert sys.stdin.read() == "Água مياه 水\udcff"
        sys.stdout.write("Água مياه 水 \ud800")
    assert out.getvalue().decode("utf-8").endswith("Água مياه 水 \\ud800")
