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
