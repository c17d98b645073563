"""One application, one vault of invented data a run, and a fresh copy of it under a window for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from focal_desktop.ui.window import Window
from tests.conftest import HandClock
from tests.stretching import stretched_once
from tests.ui import windows
from tests.ui.windows import Style

__all__ = ["stretched_once"]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the locked vault of invented data in a language, made when it is first asked for."""
    windows.make_application()
    made: dict[str, Path] = {}

    def find(language: str) -> Path:
        if language not in made:
            folder = tmp_path_factory.mktemp("template") / "vault"
            windows.make_practice(folder, language, windows.clock_at())
            made[language] = folder
        return made[language]

    return find


@pytest.fixture
def open_window(templates: Callable[[str], Path], tmp_path: Path) -> Iterator[Callable[[Style], Window]]:
    """Open the window over a copy of the invented data; it is closed behind the test."""
    opened: list[Window] = []

    def make(style: Style = Style(), clock: HandClock | None = None) -> Window:  # noqa: B008 it is frozen
        clock = clock or windows.clock_at()
        folder = tmp_path / f"vault{len(opened)}"
        session = windows.open_copy(templates(style.language), folder, clock)
        opened.append(windows.open_window(session, windows.make_face(style, clock)))
        return opened[-1]

    yield make
    for window in opened:
        windows.close_window(window)


@pytest.fixture
def window(open_window: Callable[[Style], Window]) -> Window:
    """The English window in light colours."""
    return open_window(Style())
