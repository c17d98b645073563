"""The locks hold what `pyproject.toml` asks for, pinned and hashed, and know no address."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator

import pytest

from tests.house.sources import ROOT

PINNED = re.compile(r"^([a-z0-9.-]+)==([^\s;]+)( ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def find_loose(lock: str) -> Iterator[str]:
    """Yield each line that is neither a pinned name nor its digest: an address, a path, a remark, a range."""
    for line in lock.splitlines():
        if not PINNED.match(line) and not HASH.match(line):
            yield line


def list_pins(lock: str) -> set[tuple[str, str]]:
    """Return each name with its version."""
    return {(found[1], found[2]) for line in lock.splitlines() if (found := PINNED.match(line))}


def read_lock(name: str) -> str:
    """Return the text of a lock."""
    return (ROOT / "packaging" / name).read_text("utf-8")


@pytest.mark.parametrize("name", ["lock.txt", "lock-dev.txt"])
def test_a_lock_holds_pins_and_digests_alone(name: str) -> None:
    assert list(find_loose(read_lock(name))) == []
    assert list_pins(read_lock(name))


def test_both_locks_agree() -> None:
    assert list_pins(read_lock("lock.txt")) <= list_pins(read_lock("lock-dev.txt"))


def test_the_locks_hold_what_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {re.split(r"[\[<>=!~; ]", name)[0].lower() for name in project["dependencies"] + extras["hub"]}
    assert asked <= {name for name, _ in list_pins(read_lock("lock.txt"))}
    tools = {re.split(r"[\[<>=!~; ]", name)[0].lower() for name in extras["dev"] + extras["build"]}
    assert tools <= {name for name, _ in list_pins(read_lock("lock-dev.txt"))}


def test_the_way_out_of_an_old_report_library_stays_closed() -> None:
    assert "reportlab[" not in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("line", ["x>=1 \\", "x==1", "-f folder", "--hash=sha256:12", "    # via x", "x @ y"])
def test_a_loose_line_is_found(line: str) -> None:
    assert list(find_loose(line)) == [line]


def test_the_parts_of_the_test_command_are_listed() -> None:
    check = (sys.executable, str(ROOT / "packaging/check.py"))
    said = subprocess.run((*check, "--help"), capture_output=True, text=True, check=True).stdout
    for word in ("full [PART]", "bench", "security", "checks", "units", "machines"):
        assert word in said
    assert subprocess.run((*check, "full", "nowhere"), capture_output=True, check=False).returncode == 2
