"""What a vault is called before it is unlocked; what Settings says of the ways into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import header
from focal_desktop.store.writer import encode
from focal_desktop.ui.context import Place
from focal_desktop.ui.settings import standing
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.window import Window
from focal_desktop.usecases import phrases, reopening
from focal_desktop.usecases.reopening import Together
from tests.desks import refused
from tests.ui import doors, windows
from tests.ui.doors import Begin


def open_page(window: Window) -> None:
    """Go to the page by its button."""
    window.go(Place(section="settings"))
    doors.click(window, "set_label")


def shown(window: Window) -> str:
    """Return every sentence of the section."""
    windows.settle()
    assert window.current is not None
    return " | ".join(one.text() for one in window.current.findChildren(QLabel) if one.isVisible())


def test_a_vault_is_called_as_its_person_chose(window: Window) -> None:
    folder = window.session.store.folder
    assert neighbours.read_label(folder) == folder.name
    open_page(window)
    doors.type_in(window, "vault_label", "Blue  one", enter=True)
    assert neighbours.read_label(folder) == "Blue one"
    assert (folder / neighbours.LABEL).stat().st_mode & 0o77 == 0
    open_page(window)
    doors.find(window, "vault_label").clear()  # type: ignore[attr-defined] # a line of text
    doors.click(window, "keep_label")
    assert neighbours.read_label(folder) == folder.name
    assert not (folder / neighbours.LABEL).exists()


def test_it_is_chosen_by_that_name(begin: Begin, templates: Callable[[str], Path]) -> None:
    desktop = begin()
    doors.copy_vault(templates("en"), desktop.folder.with_name("vault 2"))
    neighbours.keep_label(desktop.folder.with_name("vault 2"), "Green")
    desktop = begin(desktop.folder)
    beside = doors.find(doors.shown(desktop), "beside")
    assert isinstance(beside, QComboBox)
    assert [beside.itemText(place) for place in range(beside.count())] == ["vault", "Green"]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"  \n\t ", b"\x1b[31m" * 3])
def test_a_label_that_is_none_is_the_folder(tmp_path: Path, data: bytes) -> None:
    """Bytes of anybody, as the file stands in the clear: never a control sign, never long, never a fault."""
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / neighbours.LABEL).write_bytes(data)
    assert neighbours.read_label(folder).isprintable()
    (folder / neighbours.LABEL).write_bytes(b"x" * 100_000)
    assert neighbours.read_label(folder) == "x" * neighbours.LONGEST


def test_a_label_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with refused("disk_full"):
        neighbours.keep_label(tmp_path / "nowhere", "Blue")


def test_what_opens_this_vault_is_said(window: Window) -> None:
    """Nobody at headquarters, in a practice vault; then a rehearsal and an opening, by their days."""
    window.go(Place(section="settings"))
    assert "none: keep the recovery sheet safe" in shown(window)
    together = encode(Together("2026-03-01T08:00:00Z", ("a", "b")))
    with window.session.store.transaction() as writer:
        writer.set_meta(reopening._OPENED, together)
    assert ("Opened by two officers", "1 Mar 2026") in [
        (name, value) for name, value in standing.list_facts(window.context)
    ]


def test_steps_down_on_a_slow_computer_are_said(window: Window) -> None:
    """Half the memory, or one pass alone, is less than elsewhere."""
    assert phrases.is_stepped_down(Cost(128 * 1024, 4, 2))
    assert phrases.is_stepped_down(Cost(256 * 1024, 1, 2))
    assert not phrases.is_stepped_down(Cost(256 * 1024, 2, 2))
    assert header.read(window.session.store.folder / "header.bin").passphrase.cost.memory_kib < 128 * 1024
    window.go(Place(section="settings"))
    assert "keep five generated words" in shown(window)
