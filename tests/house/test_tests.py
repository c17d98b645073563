"""Tests use the real thing, always run, and every exemption in a line says its reason there."""

import io
import re
import tokenize
from collections.abc import Iterator

from tests.house.sources import Source, find_all, read_sources, sample

FAKES = {"mock", "Mock", "MagicMock", "patch", "monkeypatch"}
EVASIONS = {"skip", "skipif", "importorskip", "xfail", "sleep"}
EXEMPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover)(.*)", re.IGNORECASE)
CODES = re.compile(r"^[:\s]*(\[[\w, -]+\]|[A-Z]+\d+(,\s*[A-Z]+\d+)*)?")


def list_names(source: Source) -> list[str]:
    """Return each name the text uses; names inside strings do not count."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    return [token.string for token in tokens if token.type == tokenize.NAME]


def find_evasions(source: Source) -> Iterator[str]:
    """Yield each name by which a test leaves itself out or waits for luck."""
    yield from (f"{source.name}: {name}" for name in list_names(source) if name in EVASIONS)


def find_unreasoned(source: Source) -> Iterator[str]:
    """Yield each exemption without at least two words of reason in its line."""
    for line, comment in source.list_comments():
        exemption = EXEMPTION.search(comment)
        if exemption and len(CODES.sub("", exemption[2]).split()) < 2:
            yield f"{source.name}:{line} does not say why"


def test_at_most_one_fake_in_a_thousand_lines() -> None:
    tests = read_sources("tests")
    fakes = [f"{source.name}: {name}" for source in tests for name in list_names(source) if name in FAKES]
    assert len(fakes) <= sum(source.text.count("\n") for source in tests) / 1000, fakes


def test_no_test_is_ever_left_out() -> None:
    assert find_all(find_evasions, "tests") == []


def test_every_exemption_says_why() -> None:
    assert find_all(find_unreasoned, "focal_desktop", "packaging", "tests") == []


def test_names_are_found_and_strings_are_not() -> None:
    assert FAKES & set(list_names(sample("from unittest import mock\n")))
    assert list(find_evasions(sample("@pytest.mark.skip\ndef test_x(): pass\n")))
    assert not FAKES & set(list_names(sample("x = 'mock'  # patch\n")))


def test_an_exemption_without_reason_is_found() -> None:
    mark = "# no" "qa"
    untyped = "# type: ig" "nore[import-untyped]"
    for wrong in (mark, f"{mark}: S603", f"{mark}: S603, S607 no", untyped, "# pragma: no co" "ver"):
        assert list(find_unreasoned(sample(f"x = 1  {wrong}\n"))), wrong
    for right in (f"{mark}: S603 words of this file", f"{untyped}  it ships no types", "# a remark"):
        assert list(find_unreasoned(sample(f"x = 1  {right}\n"))) == [], right
