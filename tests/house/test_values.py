"""What crosses a border between packages is a value: made once, never changed."""

import ast
from collections.abc import Iterator

from tests.house.sources import Source, find_all, sample

KINDS_OF_VALUE = {"Struct", "dataclass"}


def find_unfrozen(source: Source) -> Iterator[str]:
    """Yield each public struct or dataclass that could be changed after it was made."""
    for node in source.walk():
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            options = [*node.keywords, *(word for call in _list_calls(node) for word in call.keywords)]
            is_frozen = any(word.arg == "frozen" and ast.unparse(word.value) == "True" for word in options)
            if KINDS_OF_VALUE & _list_declared(node) and not is_frozen:
                yield f"{source.name}:{node.lineno} {node.name} is not frozen"


def _list_calls(node: ast.ClassDef) -> list[ast.Call]:
    return [decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call)]


def _list_declared(node: ast.ClassDef) -> set[str]:
    """Return the last names of bases and decorators."""
    declared = [*node.bases, *(d.func if isinstance(d, ast.Call) else d for d in node.decorator_list)]
    return {ast.unparse(word).split("[")[0].split(".")[-1] for word in declared}


def test_values_are_frozen() -> None:
    assert find_all(find_unfrozen, "focal_desktop") == []


def test_a_value_that_can_change_is_found() -> None:
    for wrong in ("@dataclass\nclass Noun: pass", "@dataclasses.dataclass(slots=True)\nclass Noun: pass"):
        assert list(find_unfrozen(sample(wrong))), wrong
    assert list(find_unfrozen(sample("class Noun(msgspec.Struct, kw_only=True): pass")))
    assert list(find_unfrozen(sample("class Noun(Struct, frozen=False): pass")))
    for right in ("@dataclass(frozen=True)\nclass Noun: pass", "class Noun(Struct, frozen=True): pass"):
        assert list(find_unfrozen(sample(right))) == [], right
    assert list(find_unfrozen(sample("class _Own(Struct): pass\nclass Noun(Protocol): pass"))) == []
