"""Flushing says when it could not."""

from pathlib import Path

import pytest

from focal_desktop.store import durable


def test_a_file_and_its_folder_are_flushed(tmp_path: Path) -> None:
    """The calls reach the system and come back."""
    with (tmp_path / "file").open("wb") as file:
        file.write(b"bytes")
        durable.flush_file(file.fileno())
    durable.flush_folder(tmp_path)


def test_what_is_not_there_cannot_be_flushed(tmp_path: Path) -> None:
    """A promise that cannot be kept is an error, never silence."""
    with (tmp_path / "file").open("wb") as file:
        descriptor = file.fileno()
    with pytest.raises(OSError, match="descriptor"):
        durable.flush_file(descriptor)
    with pytest.raises(FileNotFoundError):
        durable.flush_folder(tmp_path / "missing")


def test_a_folder_is_made_with_all_above_it(tmp_path: Path) -> None:
    """A second time nothing is left to make."""
    for _ in range(2):
        durable.make_folder(tmp_path / "above" / "below")
        assert (tmp_path / "above" / "below").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        durable.make_folder(tmp_path / "file" / "below")
