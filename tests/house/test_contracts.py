"""The contracts on imports, in `pyproject.toml`, hold; and each of them breaks when it should."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

LAYERS = "Imports point down, and every package is declared"
LIBRARIES = "Each library lives in one place"
BLIND = "The hub can check who sends, and is unable to open what is sent"
KINDS = "No kind knows another: they point at each other by id"
NEIGHBOURS = "No two neighbours import each other"
CIPHERS = "What the hub may import of the ciphers rests on nothing that opens"


def list_broken(folder: Path) -> set[str]:
    """Return the contracts that the tree in this folder breaks."""
    command = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()")
    words = (*command, "--no-logo", "--no-cache", "--config", str(ROOT / "pyproject.toml"))
    said = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False).stdout
    assert "Contracts: " in said
    return {line.split(" BROKEN")[0] for line in said.splitlines() if " BROKEN" in line}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program in which a test may plant what is forbidden."""
    unwanted = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "focal_desktop", tmp_path / "focal_desktop", ignore=unwanted)
    return tmp_path


def test_the_contracts_hold() -> None:
    assert list_broken(ROOT) == set()


@pytest.mark.parametrize(
    ("place", "planted", "broken"),
    [
        ("domain/planted.py", "import focal_desktop.store", LAYERS),
        ("reports/planted.py", "import focal_desktop.sync", LAYERS),
        ("helpers/__init__.py", "", LAYERS),
        ("cli/planted.py", "import sqlcipher3", LIBRARIES),
        ("usecases/planted.py", "import pyrage", LIBRARIES),
        ("store/planted.py", "import sqlite3", LIBRARIES),
        ("sync/planted.py", "import requests", LIBRARIES),
        ("usecases/planted.py", "import cryptography.hazmat", LIBRARIES),
        ("hub/planted.py", "import focal_desktop.domain", BLIND),
        ("hub/planted.py", "import focal_desktop.crypto.envelope", BLIND),
        ("domain/planted.py", "import focal_desktop.domain.office", KINDS),
        ("crypto/signing.py", "import focal_desktop.crypto.keys", CIPHERS),
        ("crypto/planted.py", "", CIPHERS),
    ],
)
def test_a_planted_import_breaks_its_contract(tree: Path, place: str, planted: str, broken: str) -> None:
    file = tree / "focal_desktop" / place
    file.parent.mkdir(exist_ok=True)
    before = file.read_text() if file.exists() else ""
    file.write_text(f"{before}\n{planted}\n")
    assert broken in list_broken(tree)


def test_two_neighbours_that_import_each_other_are_found(tree: Path) -> None:
    (tree / "focal_desktop/base/one.py").write_text("import focal_desktop.base.other\n")
    (tree / "focal_desktop/base/other.py").write_text("import focal_desktop.base.one\n")
    assert NEIGHBOURS in list_broken(tree)
