"""Every picture of every section and of the door, walked at large text: nothing nameless, cut off, far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from focal_desktop.ui.window import Window
from tests.ui import pressing, walking, windows
from tests.ui.hostile import hands, spots
from tests.ui.pictures.__main__ import find_closing, find_pictures
from tests.ui.windows import Style

LARGE = (Style("en", "light", 200), Style("ar", "dark", 150))
ENGLISH_ALONE = {"export_plain"}
"""Pictures that press a button by its English words."""
WITHIN_A_CELL = {"cell", "cell_told"}
"""Pictures of an open cell: there the Tab key saves and goes on to the next cell, and Esc leads out."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Walk each section in both styles in full, at a tenth each in one of them."""
    if "style" not in metafunc.fixturenames:
        return
    full = metafunc.config.getoption("--scale") >= 1
    names = sorted(find_pictures([]))
    pairs = [
        (style, name)
        for at, name in enumerate(names)
        for way, style in enumerate(LARGE)
        if full or way == at % 2
    ]
    metafunc.parametrize(("style", "name"), pairs, ids=[f"{name}-{style.name}" for style, name in pairs])


def walk(style: Style, name: str, template: Path, folder: Path) -> Iterator[str]:
    """Yield what is amiss on each picture of a section."""
    clock = windows.clock_at()
    session = windows.open_copy(template, folder / name, clock)
    window = windows.open_window(session, windows.make_face(style, clock))
    for picture, prepare in find_pictures([name])[name].items():
        if style.language != "en" and picture in ENGLISH_ALONE:
            continue
        shown = prepare(window)
        for _ in range(4):  # what asks for other room while it is drawn has it at last
            windows.settle()
        target = shown if isinstance(shown, QWidget) else window
        yield from (f"{picture}: {one}" for one in find_amiss(target, style))
        yield from (f"{picture}: {one}" for one in pressing.find_mute(target))
        if picture not in WITHIN_A_CELL:  # the keys come last, as they leave traces
            yield from (f"{picture}: {one}" for one in walking.find_unreached(target))
    find_closing(name)()  # else the keys of a window beside would be heard in every test behind this one
    windows.close_window(window)


TITLED = ("search", "sync")
"""Sections whose first column is what people wrote, of any length; a hint says all of it."""


def find_amiss(target: QWidget, style: Style) -> Iterator[str]:
    """Yield what is amiss on one picture."""
    yield from walking.find_nameless(target)
    yield from walking.find_small(target)
    yield from walking.find_open_passwords(target)
    yield from walking.find_out_of_order(target, is_right_to_left=style.language == "ar")
    yield from walking.find_cut(target)
    if not (isinstance(target, Window) and target.current and target.current.objectName() in TITLED):
        yield from walking.find_cut_cells(target)
    yield from walking.find_cut_answers(target)
    yield from walking.find_sideways(target, windows.SMALL)
    yield from walking.find_mouse_alone(target)
    yield from find_undeclared(target)


def find_undeclared(target: QWidget) -> Iterator[str]:
    """Yield each field that is in no row of the places where something is typed."""
    window = target.window()
    place = window.place() if isinstance(window, Window) else None
    known = spots.list_known(place.section) if place is not None else frozenset(spots.DOORS)
    for name, _ in hands.list_lines(target):
        plain = spots.NUMBER.sub("#", name)
        if plain not in known and plain not in spots.NEVER:
            yield f"the field {name} is in no row of {spots.__name__}"


@pytest.mark.long
@pytest.mark.timeout(600)
def test_every_picture_can_be_walked_at_large_text(
    templates: Callable[[str], Path], tmp_path: Path, style: Style, name: str
) -> None:
    amiss = list(walk(style, name, templates(style.language), tmp_path))
    assert not amiss, "\n".join(amiss)
