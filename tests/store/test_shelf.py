"""A folder of backups: what cannot be made is said, what came back otherwise is none, the newest stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from focal_desktop.store import backup, header, shelf
from tests.desks import Desk, refused

AT = "2026-03-02T09:00:00Z"


@pytest.fixture
def home(desk: Desk, tmp_path: Path) -> Path:
    """A folder with two backups of one vault."""
    folder = tmp_path / "home"
    shelf.make(folder)
    for number in (1, 2):
        backup.write(desk.session.store, folder / shelf.name(number, "2026-03-02"), AT)
    return folder


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with refused("disk_full", "out"):
        shelf.make(tmp_path / "file" / "below")


def test_what_came_back_as_another_backup_is_not_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that gives back a whole file, and not the one it was given, holds no copy."""
    stick = tmp_path / "stick"
    stick.mkdir()
    newest, older = shelf.list_kept(home)
    flush = os.fsync

    def mix_up(descriptor: int) -> None:
        flush(descriptor)
        for part in stick.iterdir():
            part.write_bytes(older.path.read_bytes())

    target = stick / newest.path.name
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", mix_up)
        with refused("disk_full", "out"):
            shelf.copy(newest.path, target)
    assert list(stick.iterdir()) == []
    shelf.copy(newest.path, target)
    assert backup.read(target) == backup.read(newest.path)


def test_nothing_goes_where_the_newest_does_not_lie(desk: Desk, home: Path, tmp_path: Path) -> None:
    """Neither from an empty folder nor from one whose newest backup is lost."""
    vault = header.read(desk.folder / "header.bin").vault
    shelf.trim(tmp_path / "none", vault, 1, newest=2, since=0)
    shelf.trim(home, vault, 1, newest=3, since=3)
    assert [one.number for one in shelf.list_kept(home)] == [2, 1]
    shelf.trim(home, vault, 1, newest=2, since=0)
    assert [one.number for one in shelf.list_kept(home)] == [2]
