"""Over the limit means a missing noun, not an exception list."""

import ast
from collections.abc import Iterator

from tests.house.sources import Source, find_all, sample

FILE_LINES, CLASS_LINES, FUNCTION_LINES = 300, 150, 40


def find_oversized(source: Source) -> Iterator[str]:
    """Yield each file, class and function over its limit."""
    lines = source.text.count("\n")
    if lines > FILE_LINES:
        yield f"{source.name} has {lines} lines, {FILE_LINES} at most"
    for node in source.walk():
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > limit:
                yield f"{source.name}:{node.lineno} {node.name} has {lines} lines, {limit} at most"


def test_nothing_is_over_its_limit() -> None:
    assert find_all(find_oversized, "focal_desktop", "packaging") == []


def test_one_line_too_many_is_found() -> None:
    assert list(find_oversized(sample("\n" * FILE_LINES))) == []
    assert len(list(find_oversized(sample("\n" * (FILE_LINES + 1))))) == 1
    assert list(find_oversized(sample("def act():\n" + "    pass\n" * (FUNCTION_LINES - 1)))) == []
    assert len(list(find_oversized(sample("async def act():\n" + "    pass\n" * FUNCTION_LINES)))) == 1
    assert list(find_oversized(sample("class Noun:\n" + "    pass\n" * (CLASS_LINES - 1)))) == []
    assert len(list(find_oversized(sample("class Noun:\n" + "    pass\n" * CLASS_LINES)))) == 1
