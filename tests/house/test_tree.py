"""What a clone holds: six names at the top, and no word of the machine it was made on."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT, list_tracked

TOP = {"focal_desktop", "resources", "tests", "packaging", "pyproject.toml", "README.md"}
PLACES = re.compile(r"(?<![\w./})\]-])/(?:wor[k]|op[t]|roo[t]|tm[p]|hom[e]|User[s])/\w")
REGISTRIES = re.compile(r"(?i)py[p]i\.(?:org|python)|pythonhoste[d]|npmj[s]\.|crate[s]\.io|-inde[x]-url [^-]")


def find_strangers(names: Iterable[str]) -> set[str]:
    """Return what does not belong at the top; dotfiles may lie there."""
    return {name for name in names if name not in TOP and not name.startswith(".")}


def find_traces(text: str) -> Iterator[str]:
    """Yield each path of a machine and each address of a registry."""
    for pattern in (PLACES, REGISTRIES):
        yield from (found[0] for found in pattern.finditer(text))


def read_text(file: Path) -> str:
    """Return the text of a file; of a picture or a font, nothing."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_the_top_is_what_the_design_says() -> None:
    assert find_strangers(file.relative_to(ROOT).parts[0] for file in list_tracked()) == set()


def test_no_file_knows_the_machine_it_was_made_on() -> None:
    found = {str(file.relative_to(ROOT)): list(find_traces(read_text(file))) for file in list_tracked()}
    assert {name: traces for name, traces in found.items() if traces} == {}


def test_a_stranger_is_found() -> None:
    assert find_strangers(["docs", "tests", ".ci"]) == {"docs"}


@pytest.mark.parametrize(
    "trace",
    ["see /wor" "k/main", '"/tm' 'p/x"', "cd /hom" "e/x", "//py" "pi.org/simple", "--extra-inde" "x-url x"],
)
def test_a_trace_is_found(trace: str) -> None:
    assert list(find_traces(trace))


@pytest.mark.parametrize("text", ["sea/work/desk", "home/desk", "https://host/roots", "option/work/x"])
def test_ordinary_words_are_no_trace(text: str) -> None:
    assert list(find_traces(text)) == []
