"""A vault in two copies, as headquarters sees it: first in the matrix, with what it means and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from focal_desktop.base import words
from focal_desktop.sync import folder
from focal_desktop.ui.context import Place
from focal_desktop.ui.offices import forked
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from focal_desktop.usecases.forks import Fork
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.sync.test_forks import copy_of
from tests.ui import windows
from tests.ui.offices import entity
from tests.ui.windows import Style


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters and two offices; a vault of the second was used in two copies."""
    windows.make_application()
    made = Company(tmp_path / "company", clock)
    made.staff("AFG")
    first, second = copy_of(made, made.staff("KEN"))
    records.add(first, "partner", {"name": "Of the first"})
    made.sync(first, made.hq)
    records.add(second, "partner", {"name": "Of the second"})
    folder.sync_with_folder(second, tmp_path / "stick")
    folder.sync_with_folder(made.hq, tmp_path / "stick")
    yield made
    made.close()


def open_matrix(company: Company) -> Window:
    """Open the matrix of headquarters and count it up."""
    clock = company.clock
    assert isinstance(clock, HandClock)
    window = windows.open_window(company.hq, windows.make_face(Style(), clock))
    window.go(Place(section="offices", view="matrix"))
    entity.count_up(window)
    return window


def test_what_another_vault_alone_has_read_is_said_as_that() -> None:
    english = words.load("en")
    seen = Fork(device="d", office="KEN", role="focal_point", noticed_at="2026-03-02T09:00:00Z")
    said = Fork(device="d", office="KEN", role="focal_point", is_said=True)
    assert any("kept here as evidence" in line for line in forked.say_fork(seen, english))
    assert any("Another vault has read" in line for line in forked.say_fork(said, english))
    assert not any("evidence" in line or "Noticed" in line for line in forked.say_fork(said, english))


def list_cards(panel: QWidget) -> list[QFrame]:
    """Return the cards with a warning that are shown."""
    cards = [one for one in panel.findChildren(QFrame) if one.property("tone") == "warn" and one.isVisible()]
    return [one for one in cards if one.findChildren(QLabel)]


def test_it_stands_first_and_the_office_says_what_to_do(company: Company) -> None:
    window = open_matrix(company)
    matrix = entity.screen_of(window).matrix
    assert [line.code for line in matrix.view.table.rows.values] == ["KEN", "AFG"]
    rows = matrix.view.table.rows
    assert str(rows.data(rows.index(0, 1))).startswith("Vault used in two copies")
    matrix.open_office("KEN")
    windows.settle()
    (card,) = list_cards(matrix.panel)
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    for part in ("Focal point: this vault", "Noticed 2", "evidence", "save a backup", "close its access"):
        assert part in said
    assert "Of the" not in said
    matrix.open_office("AFG")
    windows.settle()
    assert not list_cards(matrix.panel)
    window.close()
    window.face.jobs.stop()
    window.deleteLater()
    windows.settle()
