"""The vaults, and a window over a copy of one of them for each test."""

from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path

import pytest

from focal_desktop.ui.face import Face
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.doors import begin
from tests.ui.hostile import desks
from tests.ui.hostile.desks import Templates
from tests.ui.hostile.doorsteps import STEPS
from tests.ui.hostile.spots import SPOTS, Spot
from tests.ui.windows import Style

__all__ = ["begin"]

LARGE = Style("en", "dark", 200)
"""At which no action of a plan is edited in its own cell."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Pull everything at each place in full, else at some; every place comes back each day."""
    full = metafunc.config.getoption("--scale") >= 1
    shares = {"spot": 1, "pulled": 1 if full else 4, "killed": 1 if full else 12}
    if "worn" in signature(metafunc.function).parameters:
        pairs = [(one, Style()) for one in SPOTS]
        pairs += [(one, LARGE) for one in SPOTS if full and not one.field.startswith("cell_")]
        names = [f"{one.name}-{style.size}" for one, style in pairs]
        metafunc.parametrize(("spot", "worn"), pairs, ids=names)
        return
    for name in shares.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, SPOTS[:: shares[name]], ids=lambda one: one.name)
    if "doorstep" in metafunc.fixturenames:
        metafunc.parametrize("doorstep", STEPS, ids=lambda one: one.name)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """An office and its headquarters, locked."""
    windows.make_application()
    return desks.build(tmp_path_factory.mktemp("hostile"))


@pytest.fixture
def worn() -> Style:
    """The language, colours and size of text."""
    return Style()


@pytest.fixture
def face(worn: Style) -> Iterator[Face]:
    """How every window of a test is drawn: put on once, while no window is there yet."""
    made = windows.make_face(worn, windows.clock_at())
    yield made
    made.jobs.stop()


@pytest.fixture
def opened() -> Iterator[list[Window]]:
    """Every window that a test opened; they are closed behind it."""
    held: list[Window] = []
    yield held
    for window in held:
        windows.close_window(window)


@pytest.fixture
def window(made: Templates, tmp_path: Path, face: Face, opened: list[Window]) -> Window:
    """The window of the office."""
    opened.append(desks.open_copy(made.office, tmp_path / "vault", face))
    return opened[-1]


@pytest.fixture
def show(made: Templates, tmp_path: Path, face: Face, opened: list[Window]) -> Callable[[Spot], Window]:
    """Open the window in which a spot is."""

    def find(spot: Spot) -> Window:
        template = made.headquarters if spot.is_hq else made.office
        opened.append(desks.open_copy(template, tmp_path / "vault", face))
        return opened[-1]

    return find


@pytest.fixture
def reopen(opened: list[Window], face: Face, tmp_path: Path) -> Callable[[Path], Window]:
    """Open a copy of a vault's files as they lie, as after a power cut."""

    def find(folder: Path) -> Window:
        opened.append(desks.open_copy(folder, tmp_path / f"vault{len(opened)}", face))
        return opened[-1]

    return find
