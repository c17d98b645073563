"""One program at a time; the lock falls with the program that held it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from focal_desktop.store import lock
from tests.desks import environment, refused

HOLD = (
    "import sys; from pathlib import Path; from focal_desktop.store import lock;"
    "held = lock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
)


def test_a_second_taker_finds_it_busy(tmp_path: Path) -> None:
    let_go = lock.take(tmp_path)
    with refused("busy"):
        lock.take(tmp_path)
    let_go()
    lock.take(tmp_path)()


def test_a_lock_falls_with_its_program(tmp_path: Path) -> None:
    with subprocess.Popen(
        (sys.executable, "-c", HOLD, str(tmp_path)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with refused("busy"):
            lock.take(tmp_path)
        other.kill()
    lock.take(tmp_path)()


def test_the_lock_file_says_nothing(tmp_path: Path) -> None:
    lock.take(tmp_path)()
    assert (tmp_path / "lock").read_bytes() == b""
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_lock_whose_file_was_taken_away_is_none(tmp_path: Path) -> None:
    """Whoever opened it before it went would hold a lock that nobody else sees."""
    let_go = lock.take(tmp_path)
    handle = os.open(tmp_path / lock.FILE, os.O_RDWR)
    lock.drop(tmp_path, let_go)
    assert not (tmp_path / lock.FILE).exists()
    lock.take(tmp_path)()
    with pytest.raises(OSError, match="taken away"):
        lock._try_lock(handle, tmp_path / lock.FILE)
    os.close(handle)
    lock.take(tmp_path)()
