"""Every picture of eight sections and of the door, walked at large text: no name missing, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui import walking, windows
from tests.ui.pictures.__main__ import find_pictures
from tests.ui.windows import Style

WALKED = ["allegations", "channels", "door", "guidance", "home", "monthly_return", "plan", "settings", "sync"]
LARGE = (Style("en", "light", 200), Style("ar", "dark", 150))
ENGLISH_ALONE = {"export_plain"}
"""Pictures that press a button by its English words."""


def walk(style: Style, template: Path, folder: Path) -> Iterator[str]:
    """Yield what is amiss on each picture of each section."""
    for name, pictures in find_pictures(WALKED).items():
        clock = windows.clock_at()
        session = windows.open_copy(template, folder / name, clock)
        window = windows.open_window(session, windows.make_face(style, clock))
        for picture, prepare in pictures.items():
            if style.language != "en" and picture in ENGLISH_ALONE:
                continue
            shown = prepare(window)
            windows.settle()
            windows.settle()
            target = shown if isinstance(shown, QWidget) else window
            amiss = (
                *walking.find_nameless(target),
                *walking.find_small(target),
                *walking.find_open_passwords(target),
                *walking.find_out_of_order(target, is_right_to_left=style.language == "ar"),
                *walking.find_cut(target),
                *walking.find_sideways(target, windows.SMALL),
            )
            yield from (f"{name} {picture}: {one}" for one in amiss)
        windows.close_window(window)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("style", LARGE, ids=lambda style: style.name)
def test_every_picture_can_be_walked_at_large_text(
    templates: Callable[[str], Path], tmp_path: Path, style: Style
) -> None:
    assert list(walk(style, templates(style.language), tmp_path)) == []
