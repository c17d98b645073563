"""A module is named by its noun, a date ends in `_on`, an instant in `_at`; the public says its promise."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import Source, find_all, sample

BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "core", "services"}
BANNED |= {"models", "controllers", "interfaces", "exceptions"}
ENDINGS = {"date": "_on", "datetime": "_at"}
PLAIN = {"now", "since", "today", "until"}  # these say it themselves
DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def find_banned_names(source: Source) -> Iterator[str]:
    """Yield a module or package whose name says nothing."""
    if BANNED & {Path(part).stem for part in Path(source.name).parts}:
        yield f"{source.name}: a function lives with the noun it is about"


def find_wrong_endings(source: Source) -> Iterator[str]:
    """Yield each field that holds a date or an instant and does not say so."""
    for owner in source.walk():
        for field in owner.body if isinstance(owner, ast.ClassDef) else ():
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                ending = ENDINGS.get(_bare(ast.unparse(field.annotation)), "")
                if not field.target.id.endswith(ending) and field.target.id not in PLAIN:
                    yield f"{source.name}:{field.lineno} {field.target.id} ends in {ending}"


def _bare(annotation: str) -> str:
    """Return the type without `Annotated`, the module it comes from and its `| None`."""
    inner = re.sub(r"^Annotated\[(.*?)[,\]].*$", r"\1", annotation, flags=re.DOTALL)
    return inner.removesuffix(" | None").removeprefix("None | ").removeprefix("datetime.")


def find_silent(source: Source) -> Iterator[str]:
    """Yield each public module, class and function without its sentence."""
    if not ast.get_docstring(source.tree):
        yield f"{source.name} does not say what it is for"
    yield from _find_silent_in(source, source.tree)


def _find_silent_in(source: Source, owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    for node in owner.body:
        if not isinstance(node, DEFINITIONS) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{source.name}:{node.lineno} {node.name} does not say what it promises"
        if isinstance(node, ast.ClassDef):
            yield from _find_silent_in(source, node)


def test_modules_are_named_by_their_noun() -> None:
    assert find_all(find_banned_names, "focal_desktop", "tests") == []


def test_dates_and_instants_say_what_they_are() -> None:
    assert find_all(find_wrong_endings, "focal_desktop") == []


def test_whatever_is_public_says_its_promise() -> None:
    assert find_all(find_silent, "focal_desktop") == []


def test_a_bad_name_is_found() -> None:
    assert list(find_banned_names(sample("", "focal_desktop/store/utils.py")))
    assert list(find_banned_names(sample("", "focal_desktop/helpers/text.py")))
    assert list(find_banned_names(sample("", "focal_desktop/store/reader.py"))) == []


def test_a_wrong_ending_is_found() -> None:
    head = "class Noun:\n    "
    for wrong in ("x: date", "x_at: date | None", "x_on: datetime", 'x: Annotated[date | None, Field("X")]'):
        assert list(find_wrong_endings(sample(head + wrong))), wrong
    for right in ("x_on: date", "x_at: None | datetime", "date: str", 'x_on: Annotated[date, Field("X")]'):
        assert list(find_wrong_endings(sample(head + right))) == [], right


def test_silence_is_found() -> None:
    silent = "def act(): pass\nclass Noun:\n    def act(self): pass\n    def _own(self): pass\n"
    assert len(list(find_silent(sample(silent)))) == 4
    assert list(find_silent(sample('"""For a test."""\ndef _own():\n    pass\n'))) == []
