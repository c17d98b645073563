"""The first word chooses the face, and whatever letters the console speaks, ours go in and out."""

from __future__ import annotations

import io
import json
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import focal_desktop
from focal_desktop import __main__ as faces

START = str(faces.__file__)
UI = "focal_desktop.ui"


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


@contextmanager
def without(name: str) -> Iterator[None]:
    """Stand on a computer that lacks a library or a module of the window."""
    held = {found: module for found, module in sys.modules.items() if found.startswith((name, UI))}
    for found in held:
        del sys.modules[found]
    sys.modules[name] = None  # type: ignore[assignment]  # this is how the import system is told
    try:
        yield
    finally:
        for found in [found for found in sys.modules if found.startswith((name, UI))]:
            del sys.modules[found]
        sys.modules.update(held)
        if UI in held:
            focal_desktop.ui = held[UI]


def test_the_window_takes_a_folder_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert [faces.find_folder(words) for words in ((), ("--vault", "a"), ("--vault=b",))] == ["", "a", "b"]
    for words in (("kinds",), ("--vault",), ("--vault", "a", "b"), ("hub", "serve")):
        assert faces.find_folder(words) is None
        with typed(*words):
            assert faces.open_window() == faces.WRONG_WORDS
        assert capsys.readouterr() == ("", faces.HINT)


def test_without_a_library_the_window_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """And where nobody could read it, as without a console, the exit still does."""
    with without("PySide6"), typed():
        assert faces.main() == faces.NO_DISPLAY
        assert "library" in capsys.readouterr().err
        before, sys.stderr = sys.stderr, None
        try:
            assert faces.open_window(()) == faces.NO_DISPLAY
        finally:
            sys.stderr = before
    with without(f"{UI}.app"), pytest.raises(ImportError, match="app"):
        faces.open_window(())


def test_it_starts_anew_as_it_was_started() -> None:
    words = faces.list_again(("python", "-m", "focal_desktop", "--vault", "a"), ("--vault", "a"), Path("b"))
    assert words == [sys.executable, "-m", "focal_desktop", "--vault", "b"]


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
