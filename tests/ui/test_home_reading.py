"""Home of a large office: shown whole at once, read anew in turns, and never from a vault that was locked."""

from __future__ import annotations

from focal_desktop.ui import gathering
from focal_desktop.ui.context import Place
from focal_desktop.ui.home.screen import HomeScreen
from focal_desktop.ui.widgets.tile import Tile
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records, unlocking
from tests.ui import windows

MANY = 900


def home_of(window: Window) -> HomeScreen:
    """Return Home, which is shown."""
    window.go(Place(section="home"))
    windows.settle()
    found = window.current
    assert isinstance(found, HomeScreen)
    return found


def make_people(count: int) -> list[dict[str, str]]:
    """Return people who miss a course."""
    return [
        {"name": f"Practice {place}", "contract": "intern", "entered_on": "2024-01-05"}
        for place in range(count)
    ]


def count_missing(home: HomeScreen) -> int:
    """Return how many people Home says are missing a course."""
    tile = home.findChild(Tile, "task_training")
    assert tile
    return int("".join(letter for letter in tile.accessibleName() if letter.isdigit()) or 0)


def wait(home: HomeScreen) -> None:
    """Let Home read to the end."""
    while home._reading.is_under_way:
        windows.settle()


def test_a_large_office_is_read_in_turns_and_the_newest_stands(window: Window) -> None:
    home = home_of(window)
    before = count_missing(home)
    assert MANY > gathering.AT_ONCE
    records.add_many(window.session, "person", make_people(MANY))
    home.refresh()
    assert home._reading.is_under_way
    assert count_missing(home) == before, "what was known stays until the new is there"
    records.add_many(window.session, "person", make_people(1))
    home.refresh()
    wait(home)
    assert count_missing(home) == before + MANY + 1


def test_home_that_is_left_reads_no_further_and_anew_on_coming_back(window: Window) -> None:
    home = home_of(window)
    before = count_missing(home)
    records.add_many(window.session, "person", make_people(MANY))
    home.refresh()
    window.go(Place(section="guidance"))
    assert not home._reading.is_under_way
    assert count_missing(home) == before
    window.go(Place(section="home"))
    wait(home)
    assert count_missing(home) == before + MANY


def test_a_vault_that_was_locked_meanwhile_is_read_no_further(window: Window) -> None:
    home = home_of(window)
    before = count_missing(home)
    records.add_many(window.session, "person", make_people(MANY))
    home.refresh()
    unlocking.lock(window.session)
    windows.settle()
    assert not home._reading.is_under_way
    assert count_missing(home) == before
    assert window.bar.message is None
