"""Sentences for people never blame, never judge before an outcome, and stay calm."""

import ast
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.house.sources import ROOT, Source, read_sources, sample

PLACES = "mechanism|channel|procedure|box"
BANNED = {
    r"alleged victim": "a victim or survivor, as the person prefers",
    r"accus(?:er|ed|ation)": "a reporter, the subject of the report, an allegation",
    r"(?<!alleged )perpetrator": "the subject of the report, until there is an outcome",
    rf"complainant|complaint(?!s?(?: and feedback)?[ -](?:{PLACES}))": "an allegation or a report",
    r"false (?:allegation|report|claim)": "not substantiated is not false",
    r"credibility|motive": "nobody here judges the person who reports",
    r"suspect|culprit|guilty": "the subject of the report",
    r"(?:is|are) invalid|invalid (?:value|date|input)": "say what is needed, without blame",
    r"submit|oops|sorry": "a verb that says what happens",
    r"\w+!(?=\s|$)": "no exclamation mark",
}
QUOTED = {"source", "fr", "es", "ar", "ru", "zh"}
PATTERNS = {re.compile(rf"(?i)(?<![a-z])(?:{pattern})"): instead for pattern, instead in BANNED.items()}


def find_banned(sentence: str) -> Iterator[str]:
    """Yield each banned expression with what to say instead; a single word is a code, not a sentence."""
    if " " in sentence.strip():
        for pattern, instead in PATTERNS.items():
            if found := pattern.search(sentence):
                yield f"{found[0]!r} in {sentence!r}: {instead}"


def list_sentences(source: Source) -> list[str]:
    """Return each string of a module but its docstrings."""
    owners = [node for node in source.walk() if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    said = {id(owner.body[0].value) for owner in owners if owner.body and isinstance(owner.body[0], ast.Expr)}
    constants = (node for node in source.walk() if isinstance(node, ast.Constant) and id(node) not in said)
    return [constant.value for constant in constants if isinstance(constant.value, str)]


def list_labels(value: Any) -> list[str]:
    """Return each English string of a policy file; the names of sources are quoted as they stand."""
    match value:
        case str():
            return [value]
        case dict():
            said = [part for name, part in value.items() if name not in QUOTED]
            return [label for part in said for label in list_labels(part)]
        case list():
            return [label for part in value for label in list_labels(part)]
    return []


def test_the_program_speaks_with_care() -> None:
    sentences = [sentence for source in read_sources("focal_desktop") for sentence in list_sentences(source)]
    assert [found for sentence in sentences for found in find_banned(sentence)] == []


def test_the_policy_speaks_with_care() -> None:
    files = (ROOT / "resources/policy").glob("*.toml")
    labels = [label for file in files for label in list_labels(tomllib.loads(file.read_text("utf-8")))]
    assert [found for label in labels for found in find_banned(label)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "Name of the alleged victim",
        "The accused",
        "Sex of the perpetrator",
        "Send complaint to HQ",
        "A false report",
        "Credibility of the reporter",
        "The suspect",
        "The date is invalid",
        "Submit the form",
        "Well done!",
    ],
)
def test_harm_is_found(wrong: str) -> None:
    assert list(find_banned(wrong))
    assert list_sentences(sample(f'"""Promise."""\nTEXT = {wrong!r}\n')) == [wrong]
    assert list_labels({"source": "quoted", "list": [{"en": wrong, "fr": "Accuser réception"}]}) == [wrong]


@pytest.mark.parametrize(
    "right",
    [
        "The alleged perpetrator",
        "Community-based complaint mechanism",
        "Complaints channels",
        "Not substantiated",
        "not_submitted",
        "Record and notify headquarters",
    ],
)
def test_careful_words_pass(right: str) -> None:
    assert list(find_banned(right)) == []
