"""Half a word in every field of a place, and the vault locked at once: all of it comes back, place too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, unlocking
from tests.ui import windows
from tests.ui.hostile import hands
from tests.ui.hostile.spots import NEVER, NUMBER, Spot

HALF = "Cana"
Reopen = Callable[[Path], Window]


def type_everywhere(window: Window) -> dict[str, str]:
    """Type half a word into every field that is seen, and return what stands in each."""
    assert window.current is not None
    window.activateWindow()
    for name, line in list(hands.list_lines(window.current)):
        if name not in NEVER:
            line.setFocus()
            QTest.keyClicks(line, HALF)
    return read_all(window)


def read_all(window: Window) -> dict[str, str]:
    """Return what stands in every field that is seen and kept."""
    assert window.current is not None
    return {name: hands.read(line) for name, line in hands.list_lines(window.current) if name not in NEVER}


def test_every_field_of_every_place_comes_back(
    spot: Spot, show: Callable[[Spot], Window], reopen: Reopen
) -> None:
    window = show(spot)
    spot.open(window)
    typed = type_everywhere(window)
    assert {NUMBER.sub("#", name) for name in typed} == spot.fields
    assert all(HALF in said for said in typed.values())
    where = window.place()
    window.keep_all()
    unlocking.lock(window.session)
    again = reopen(window.session.store.folder)
    again.return_to(forms.take_place(again.session))
    windows.settle()
    assert again.place() == where
    spot.open(again, is_again=True)
    assert read_all(again) == typed
