"""What headquarters prints, and what opening the window loads before anybody asks for a report."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from focal_desktop.base import words
from focal_desktop.reports import offered
from focal_desktop.ui.reports import presets
from focal_desktop.ui.window import Window
from tests.conftest import HandClock
from tests.ui import windows
from tests.ui.reports import hand
from tests.ui.windows import Style
from tests.usecases.country import HQ, HQ_ROLES, Country

HEAVY = {"reportlab"}
LOOK = """
import sys
from pathlib import Path
from focal_desktop.ui import sections
from focal_desktop.ui.warming import Warming
from tests.ui import windows
from tests.ui.windows import Style

windows.make_application()
clock = windows.clock_at()
session = windows.open_copy(Path(sys.argv[1]), Path(sys.argv[2]), clock)
window = windows.open_window(session, windows.make_face(Style(), clock))
warming = Warming(sections.list_open(session.person), window)
warming.begin()
while not warming.is_done:
    windows.settle()
print(*sys.modules)
windows.close_window(window)
"""


@pytest.fixture
def headquarters(tmp_path: Path, clock: HandClock) -> Iterator[Window]:
    """The window of the first officer at headquarters."""
    windows.make_application()
    country = Country(tmp_path / "country", clock)
    session = country.make(*HQ_ROLES, office=HQ)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    yield window
    windows.close_window(window)


def test_headquarters_prints_the_report_of_the_entity(headquarters: Window) -> None:
    screen = hand.open_reports(headquarters)
    assert list(screen.view.tiles) == ["hq_annual"]
    options = hand.find_options(screen)
    assert [options.language.itemData(place) for place in range(options.language.count())] == ["en", "fr"]
    assert "CONFIDENTIAL" in hand.read_shown(screen)
    shareable = next(one for one in options.findChildren(QPushButton) if one.text() == "Shareable")
    shareable.click()
    hand.wait(screen)
    assert "UNCLASSIFIED" in hand.read_shown(screen)


def test_every_report_of_a_year_is_offered_to_one_side_and_has_its_words() -> None:
    said = words.load("en")
    found = [one for is_hq in (False, True) for one in presets.list_presets(said, is_hq=is_hq)]
    assert sorted(one.name for one in found) == sorted(one.name for one in offered.REPORTS if not one.of)
    for one in found:
        report = offered.find(one.name)
        assert [code for code, _ in one.languages] == list(report.languages)
        assert [code for code, _ in one.modes] == list(report.modes)
        assert one.title
        assert one.about


def test_only_a_drawn_report_loads_what_sets_its_type(
    templates: Callable[[str], Path], tmp_path: Path
) -> None:
    # A window in this process has loaded all of it already, so another looks.
    command = (sys.executable, "-c", LOOK, str(templates("en")), str(tmp_path / "vault"))
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {f"focal_desktop.ui.{name}.screen" for name in ("home", "reports", "settings")} <= loaded
    assert all(find_spec(name) for name in HEAVY)
    assert loaded & HEAVY == set()
