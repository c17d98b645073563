"""Running a program with the recorder before it, and reading what it wrote down."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.desks import environment

SOURCE = Path(__file__).with_name("recorder.c")
_FRONT = struct.Struct("=cQQQ")
CREATED, WRITTEN, CUT, FLUSHED, FOLDER_FLUSHED = "C", "W", "T", "S", "D"
RENAMED, UNLINKED, FOLDER_MADE, TOLD = "R", "U", "M", "A"


class Event(NamedTuple):
    """One thing that was done: to a file by its number on the disk, or to a name."""

    what: str
    node: int
    at: int
    data: bytes


class Held(NamedTuple):
    """One file as it lies: its number on the disk, and its bytes."""

    node: int
    data: bytes


Lying = Held | None
"""What lies under a name: a file, or a folder."""


class Watched(NamedTuple):
    """A disk of a program: everything below it is recorded, or made to fail."""

    recorder: Path
    disk: Path

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.disk / "vault"

    @property
    def settings(self) -> Path:
        """The person's settings, where the anchor's copy lies."""
        return self.disk / "settings"

    @property
    def stick(self) -> Path:
        """Where backups go."""
        return self.disk / "stick"

    def surroundings(self, record: Path | None = None) -> dict[str, str]:
        """Return what the program finds around itself."""
        found = {"LD_PRELOAD": str(self.recorder), "FOCAL_WATCHED": str(self.disk)}
        found |= {"XDG_CONFIG_HOME": str(self.settings)}
        return {**found, **({"FOCAL_RECORD": str(record)} if record else {})}


def build_recorder(folder: Path) -> Path:
    """Compile the recorder; `packaging/libraries.py` sees to the compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler, "a C compiler is needed: packages gcc and libc6-dev"
    made = folder / "recorder.so"
    flags = ("-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(made), str(SOURCE))
    subprocess.run((compiler, *flags, "-ldl", "-lpthread"), check=True)
    return made


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recorder, compiled once."""
    return build_recorder(tmp_path_factory.mktemp("recorder"))


def make_disk(recorder: Path, folder: Path) -> Watched:
    """Make an empty disk in a folder of its own."""
    watched = Watched(recorder, folder / "disk")
    for place in (watched.disk, watched.settings, watched.stick):
        place.mkdir()
    return watched


def run_watched(
    watched: Watched, words: tuple[str, ...], record: Path | None = None, said: bytes = b"", **more: str
) -> bytes:
    """Run Python with these words to its good end, and return what it told."""
    done = subprocess.run(
        (sys.executable, "-W", "error", *words),
        input=said,
        capture_output=True,
        check=False,
        env=environment(**watched.surroundings(record), **more),
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout


def read_events(record: Path) -> list[Event]:
    """Return everything that was recorded, in order."""
    return list(_parse(memoryview(record.read_bytes())))


def _parse(data: memoryview) -> Iterator[Event]:
    place = 0
    while place < len(data):
        what, node, at, length = _FRONT.unpack_from(data, place)
        place += _FRONT.size
        yield Event(what.decode(), node, at, bytes(data[place : place + length]))
        place += length


def lay_out(image: Mapping[str, bytes | None], disk: Path) -> None:
    """Put an image in the place of everything on a disk: files with their bytes, folders with nothing."""
    for place in sorted(disk.rglob("*"), reverse=True):
        if not place.is_dir():
            place.unlink()
        elif str(place) not in image:
            place.rmdir()
    for name, data in sorted(image.items()):
        if data is None:
            Path(name).mkdir(exist_ok=True)
        else:
            Path(name).write_bytes(data)


def survey(disk: Path) -> dict[str, Lying]:
    """Return everything that lies on a disk, by its name."""
    found = sorted(disk.rglob("*"))
    return {str(f): None if f.is_dir() else Held(f.stat().st_ino, f.read_bytes()) for f in found}
