"""Only constants are global, only use cases write, only a face or the sync round catches everything."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.house.sources import Source, find_all, read_sources, sample

CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*|_?[A-Z][A-Za-z0-9]*|__[a-z]+__")
WRITERS = {"store", "usecases", "sync", "hub"}
CATCHERS = {"cli": 3, "hub": 2, "sync": 1, "ui": 1}  # a command; a line, a request; a self-test


def find_globals(source: Source) -> Iterator[str]:
    """Yield each module-level name that is no constant and no type, and each `global`."""
    for node in source.tree.body:
        for name in _list_bound(node):
            if not CONSTANT.fullmatch(name):
                yield f"{source.name}:{node.lineno} {name}: the Session comes as an argument"
    for inner in source.walk():
        if isinstance(inner, ast.Global):
            yield f"{source.name}:{inner.lineno} global: the Session comes as an argument"


def _list_bound(node: ast.stmt) -> list[str]:
    match node:
        case ast.Assign(targets=targets):
            pass
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target) | ast.For(target=target):
            targets = [target]
        case _:
            targets = []
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def find_stray_transactions(source: Source) -> Iterator[str]:
    """Yield each transaction begun outside a use case, the sync round and the two stores."""
    for node in source.walk():
        if not isinstance(node, ast.Call) or source.package in WRITERS:
            continue
        if _last_name(node.func) == "transaction":
            yield f"{source.name}:{node.lineno} begins a transaction: write through a use case"


def find_catch_alls(source: Source) -> Iterator[str]:
    """Yield each handler of everything that does not raise again."""
    for node in source.walk():
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _raises_again(node):
            yield f"{source.name}:{node.lineno}"


def _catches_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or _last_name(kind) in ("Exception", "BaseException") for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_nothing_is_global_but_constants() -> None:
    assert find_all(find_globals, "focal_desktop") == []


def test_writing_happens_in_use_cases() -> None:
    assert find_all(find_stray_transactions, "focal_desktop") == []


def test_only_a_face_and_the_sync_round_catch_everything() -> None:
    sources = read_sources("focal_desktop")
    found = Counter(source.package for source in sources for _ in find_catch_alls(source))
    assert {package: n for package, n in found.items() if n > CATCHERS.get(package, 0)} == {}


def test_a_global_is_found() -> None:
    for wrong in ("seen = {}", "a, LIMIT = 1, 2", "seen: set[str] = set()", "def act():\n    global LIMIT\n"):
        assert list(find_globals(sample(wrong))), wrong
    for right in ("LIMIT = 3", "_LIMITS: dict = {}", "R = TypeVar('R')", "__all__ = []", "Plain = int | str"):
        assert list(find_globals(sample(right))) == [], right


def test_a_stray_transaction_is_found() -> None:
    text = "with session.store.transaction():\n    pass\n"
    assert list(find_stray_transactions(sample(text, "focal_desktop/cli/sample.py")))
    assert list(find_stray_transactions(sample(text, "focal_desktop/__main__.py")))
    assert list(find_stray_transactions(sample(text, "focal_desktop/usecases/sample.py"))) == []


def test_catching_everything_is_found() -> None:
    for kind in ("Exception", "BaseException", "(OSError, Exception)", "builtins.Exception", ""):
        text = f"try:\n    act()\nexcept {kind}:\n    undo()\n"
        assert list(find_catch_alls(sample(text))), kind
        assert list(find_catch_alls(sample(text + "    raise\n"))) == [], kind
    assert list(find_catch_alls(sample("try:\n    act()\nexcept OSError:\n    undo()\n"))) == []
