"""The vaults of headquarters, made once a run; each test opens a copy of one of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.offices import entity
from tests.ui.offices.entity import Entity
from tests.ui.windows import Style


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Entity:
    """Headquarters with five offices, locked."""
    windows.make_application()
    return entity.build(tmp_path_factory.mktemp("entity"))


@pytest.fixture
def open_hq(made: Entity, tmp_path: Path) -> Iterator[Callable[..., Window]]:
    """Open the window over a copy of somebody's vault; it is closed behind the test."""
    opened: list[Window] = []

    def find(whose: str = "first", style: Style = Style()) -> Window:  # noqa: B008 it is frozen
        clock = windows.clock_at()
        folder = tmp_path / f"vault{len(opened)}"
        session = entity.open_copy(getattr(made, whose), folder, clock)
        opened.append(windows.open_window(session, windows.make_face(style, clock)))
        entity.count_up(opened[-1])
        return opened[-1]

    yield find
    for window in opened:
        windows.close_window(window)
