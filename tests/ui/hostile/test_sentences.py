"""Every error of the contract has a sentence of its own in the window, in every language without its code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from focal_desktop.base import words as languages
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers
from focal_desktop.ui import messages
from focal_desktop.ui.window import Window
from tests.house.sources import read_sources

UNDERSCORED = re.compile(r"\b[a-z]+_[a-z_]+\b")
NOT_SHOWN = {"no_display"}
"""Without a display there is no window to say it in."""


def find_pairs() -> Iterator[tuple[str, str]]:
    """Yield each code of the contract with a sentence that the program says for it."""
    for source in read_sources("focal_desktop"):
        named = {
            target.id: node.value.value
            for node in ast.walk(source.tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(source.tree):
            said = (
                node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else ()
            )
            if len(said) < 2 or not isinstance(said[0], ast.Constant) or said[0].value not in answers.EXITS:
                continue
            sentence = named.get(said[1].id) if isinstance(said[1], ast.Name) else _literal(said[1])
            if isinstance(sentence, str) and " " in sentence:
                yield str(said[0].value), sentence


def _literal(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


@pytest.fixture(scope="module")
def sentences() -> Mapping[str, list[str]]:
    """Every sentence by its code."""
    found: dict[str, list[str]] = {}
    for code, sentence in find_pairs():
        found.setdefault(code, []).append(sentence)
    return found


def test_every_code_has_a_sentence_and_no_two_share_one(sentences: Mapping[str, list[str]]) -> None:
    assert set(answers.EXITS) - set(sentences) - NOT_SHOWN == set()
    first = {code: said[0] for code, said in sentences.items()}
    assert len(set(first.values())) == len(first)


def test_a_sentence_is_one_and_shows_no_code(sentences: Mapping[str, list[str]]) -> None:
    every = [(code, said) for code, found in sentences.items() for said in found]
    assert len(every) > 100
    assert not [said for _, said in every if not said[:1].isupper() or said[-1] not in ".?"]
    assert not [said for _, said in every if UNDERSCORED.search(said)]
    for language in languages.LOCALES:
        words = languages.load(language)
        for code, said in every:
            shown = messages.of_trouble(Trouble(code, said), words)
            assert shown
            assert "_" not in code or code not in shown


def test_the_window_says_the_sentence_and_never_the_code(
    window: Window, sentences: Mapping[str, list[str]]
) -> None:
    for code, found in sentences.items():
        with window.context.telling():
            raise Trouble(code, found[0])
        assert window.bar.message
        assert window.bar.message.text == found[0]


def test_beside_a_field_a_code_is_a_sentence_too() -> None:
    for code in answers.EXITS:
        said = messages.of_problem(code, languages.load("en"))
        assert said[0].isupper()
        assert said.endswith(".")
        assert code not in said.split()
