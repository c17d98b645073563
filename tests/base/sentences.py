"""Finds in the source what is said to people, and in the catalogues what is said of it in their languages."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from focal_desktop.base import paths

ROOT = Path(__file__).parents[2] / "focal_desktop"
KEYS = {"say": 1, "count": 2}
WORDS = {"words", "_words"}


class Sentence(NamedTuple):
    """What a call says: one form, or one for one and one for many."""

    forms: tuple[str, ...]
    place: str


def list_sentences(*folders: str) -> list[Sentence]:
    """Return every sentence said in these folders, in the order of the source."""
    files = sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))
    return [found for file in files for found in find_sentences(file.read_text("utf-8"), file.name)]


def find_sentences(source: str, name: str) -> Iterator[Sentence]:
    """Yield each `say` and `count`; one that is not said in full, before it is filled, is an error."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        verb = _find_verb(node.func)
        if verb not in KEYS:
            continue
        said = node.args[1:3] if verb == "count" else node.args[:1]
        forms = tuple(one.value for one in said if isinstance(one, ast.Constant))
        if len(forms) != KEYS[verb] or not all(isinstance(form, str) for form in forms):
            raise ValueError(f"{name}:{node.lineno} says something made up before it is translated")
        yield Sentence(tuple(str(form) for form in forms), f"{name}:{node.lineno}")


def _find_verb(called: ast.expr) -> str:
    """Return the verb of the words that is called, by itself or under its own name."""
    if isinstance(called, ast.Name):
        return called.id
    is_words = isinstance(called, ast.Attribute) and ast.unparse(called.value).split(".")[-1] in WORDS
    return called.attr if is_words and isinstance(called, ast.Attribute) else ""


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as it is shipped."""
    text = paths.resource("locale", language, "messages.po").read_bytes()
    return read_po(io.BytesIO(text), locale=language)


def find_unsaid(sentences: list[Sentence], catalogue: Catalog) -> list[Sentence]:
    """Return what the catalogue lacks, leaves empty or marks as doubtful."""
    return [sentence for sentence in sentences if not _is_said(sentence, catalogue)]


def _is_said(sentence: Sentence, catalogue: Catalog) -> bool:
    message = catalogue.get(sentence.forms[0])
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(forms) and (len(sentence.forms) == 1 or len(forms) == catalogue.num_plurals)
