"""A file of two areas: whole, damaged, or newer, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import areas
from focal_desktop.wire.magic import HEADER, Magic

NEWER = Magic(HEADER.letters, HEADER.version + 1)


@given(payload=st.binary(max_size=300))
def test_an_area_comes_back(payload: bytes) -> None:
    """There and back, always of one size, so that the size tells nothing."""
    area = areas.pack(HEADER, payload)
    assert len(area) == areas.AREA_BYTES
    assert areas.unpack(HEADER, area) == payload


def test_an_area_holds_only_so_much() -> None:
    """The largest payload fits; one byte more is our own fault and said at once."""
    largest = b"x" * areas.PAYLOAD_BYTES
    assert areas.unpack(HEADER, areas.pack(HEADER, largest)) == largest
    with pytest.raises(ValueError, match="more than"):
        areas.pack(HEADER, largest + b"x")


@given(at=st.integers(0, 8 + 50 + 16), bit=st.integers(0, 7), cut=st.integers(0, areas.AREA_BYTES - 1))
def test_damage_is_no_area(at: int, bit: int, cut: int) -> None:
    """A flipped bit of front, length, payload or check sum, or a cut, leaves nothing; not even *newer*."""
    area = areas.pack(HEADER, b"p" * 50)
    flipped = bytearray(area)
    flipped[at] ^= 1 << bit
    assert areas.unpack(HEADER, bytes(flipped)) is None
    assert areas.unpack(HEADER, area[:cut]) is None


@given(at=st.integers(9 + 50 + 16, areas.AREA_BYTES - 1), bit=st.integers(0, 7))
def test_nothing_stands_behind_the_check_sum(at: int, bit: int) -> None:
    """A bit among the zeros is damage, also where a newer version is claimed."""
    for magic in (HEADER, NEWER):
        area = bytearray(areas.pack(magic, b"p" * 50))
        area[at] ^= 1 << bit
        assert areas.unpack(HEADER, bytes(area)) is None


def test_a_newer_version_is_known_as_such() -> None:
    """Its frame is ours; an older one than the first does not exist."""
    with pytest.raises(Trouble) as trouble:
        areas.unpack(HEADER, areas.pack(NEWER, b"whatever it holds"))
    assert trouble.value.code == "newer_version"
    assert areas.unpack(HEADER, areas.pack(Magic(HEADER.letters, 0), b"")) is None
    assert areas.unpack(HEADER, areas.pack(Magic(b"FXXX", 1), b"")) is None


def test_one_area_is_written_and_the_other_left(tmp_path: Path) -> None:
    """In place: the same file, not a new one beside the old."""
    path = tmp_path / "header.bin"
    old, new = areas.pack(HEADER, b"old"), areas.pack(HEADER, b"new")
    areas.create(path, old)
    node = path.stat().st_ino
    assert areas.split(areas.read(path)) == (old, old)
    areas.overwrite(path, 1, new)
    assert areas.split(areas.read(path)) == (old, new)
    areas.overwrite(path, 0, new)
    assert areas.split(areas.read(path)) == (new, new)
    assert path.stat().st_ino == node
    assert path.stat().st_size == areas.AREAS * areas.AREA_BYTES


def test_a_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """An existing file is never taken for ours."""
    path = tmp_path / "header.bin"
    areas.create(path, areas.pack(HEADER, b"first"))
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        areas.create(path, areas.pack(HEADER, b"second"))


def test_a_grown_file_is_not_read_whole(tmp_path: Path) -> None:
    """What somebody appended costs neither memory nor time."""
    path = tmp_path / "header.bin"
    areas.create(path, areas.pack(HEADER, b"first"))
    with path.open("ab") as file:
        file.write(b"x" * 1000)
    assert len(areas.read(path)) == areas.AREAS * areas.AREA_BYTES
