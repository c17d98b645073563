"""A vault in which nothing stands yet: every section opens, and nothing is said to be done that never was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from tests import desks
from tests.ui import windows
from tests.ui.test_home import read_all
from tests.ui.windows import Style


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Window]:
    """The window over a vault that was made just now."""
    clock = windows.clock_at()
    made = desks.make_desk(tmp_path / "vault", clock)
    window = windows.open_window(made.session, windows.make_face(Style(), clock))
    yield window
    windows.close_window(window)


def test_home_praises_nothing_that_never_was(empty: Window) -> None:
    said = read_all(empty)
    assert "The first month is not over yet" in said
    assert "Nobody is counted yet" in said
    for wrong in ("Confirmed", "Everyone is up to date", "0%"):
        assert wrong not in said


def test_every_section_opens(empty: Window) -> None:
    for one in sections.list_open(empty.session.person):
        empty.go(Place(section=one.name))
        windows.settle()
        assert empty.place().section == one.name  # type: ignore[union-attr]  # it is somewhere
        assert empty.bar.message is None
