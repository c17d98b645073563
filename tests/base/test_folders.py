"""Where a vault and the settings lie, on each platform, and what moves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.base import folders


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of this test, with nothing moved."""
    for name in ("FOCAL_VAULT", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_a_vault_lies_where_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOCAL_VAULT", str(tmp_path / "second"))
    assert folders.find_vault(str(tmp_path / "first")) == tmp_path / "first"
    assert folders.find_vault() == tmp_path / "second"


@pytest.mark.parametrize(
    ("platform", "data", "settings"),
    [
        ("linux", ".local/share", ".config"),
        ("darwin", "Library/Application Support", "Library/Application Support"),
        ("win32", "AppData/Local", "AppData/Local"),
    ],
)
def test_each_platform_has_its_own_place(home: Path, platform: str, data: str, settings: str) -> None:
    found = folders.find_own("XDG_DATA_HOME", ".local/share", platform)
    assert found == home / data / "focal-desktop"
    assert folders.find_own("XDG_CONFIG_HOME", ".config", platform) == home / settings / "focal-desktop"


@pytest.mark.parametrize(("name", "platform"), [("XDG_CONFIG_HOME", "linux"), ("LOCALAPPDATA", "win32")])
def test_the_place_can_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, platform: str
) -> None:
    monkeypatch.setenv(name, str(tmp_path / "moved"))
    found = folders.find_own("XDG_CONFIG_HOME", ".config", platform)
    assert found == tmp_path / "moved/focal-desktop"


@pytest.mark.parametrize("said", ["", " ", "here/beside"])
def test_a_place_that_is_not_absolute_does_not_count(
    home: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", said)
    assert folders.find_own("XDG_CONFIG_HOME", ".config", "linux") == home / ".config/focal-desktop"
