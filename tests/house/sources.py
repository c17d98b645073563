"""The program's own text, parsed, for the checks of the house."""

import ast
import io
import subprocess
import tokenize
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Source:
    """One file of Python: its place in the checkout, its text, its tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """Return the package of the program it lies in, such as `store`."""
        parts = Path(self.name).parts
        return parts[1] if len(parts) > 2 else ""

    def walk(self) -> Iterator[ast.AST]:
        """Yield every node."""
        return ast.walk(self.tree)

    def list_comments(self) -> list[tuple[int, str]]:
        """Return each comment with its line."""
        tokens = tokenize.generate_tokens(io.StringIO(self.text).readline)
        return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def sample(text: str, name: str = "focal_desktop/store/sample.py") -> Source:
    """Return a text as if it lay in the program: what shows that a check can fail."""
    return Source(name, text, ast.parse(text))


def read_sources(*folders: str) -> tuple[Source, ...]:
    """Return every Python file of these folders."""
    return tuple(source for folder in sorted(folders) for source in _read_folder(folder))


@cache
def _read_folder(folder: str) -> tuple[Source, ...]:
    files = sorted((ROOT / folder).rglob("*.py"))
    return tuple(sample(file.read_text("utf-8"), file.relative_to(ROOT).as_posix()) for file in files)


def find_all(check: Callable[[Source], Iterable[str]], *folders: str) -> list[str]:
    """Return what a check finds in these folders; a good house has nothing to find."""
    return [found for source in read_sources(*folders) for found in check(source)]


@cache
def list_tracked() -> tuple[Path, ...]:
    """Return every file that is or would be part of a commit."""
    git = ("git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file())
