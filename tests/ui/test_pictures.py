"""The script that takes every screen still takes them: two screens in one style, and a module a section."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from focal_desktop.ui import sections
from tests.ui import windows

script = importlib.import_module("tests.ui.pictures.__main__")


def test_two_screens_are_taken_at_the_size_of_an_old_laptop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows.make_application()
    style = ["--language", "en", "--theme", "dark", "--size", "100"]
    monkeypatch.setattr("sys.argv", ["pictures", str(tmp_path / "out"), "guidance", "sync", *style])
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert script.main() == 0
    taken = sorted((tmp_path / "out").iterdir())
    assert {one.name.split("_")[0] for one in taken} == {"guidance", "sync"}
    for one in taken:
        picture = QImage(str(one))
        assert picture.size().toTuple() == windows.SMALL
        colours = {picture.pixel(x, y) for x in range(0, 1366, 40) for y in range(0, 680, 20)}
        assert len(colours) > 3, one.name


def test_every_section_has_its_pictures() -> None:
    wanted = {one.name for one in (*sections.SECTIONS, *sections.HIDDEN)}
    found = script.find_pictures([])
    assert wanted - set(found) == set()
    assert [name for name, pictures in found.items() if not pictures] == []
