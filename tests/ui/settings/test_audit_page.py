"""What was done here: in words, for the person who did it, and nothing of a case but its reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.ui.context import Place
from focal_desktop.ui.settings.audit_page import AuditPage
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, records
from focal_desktop.usecases.audit import Deed
from tests.ui import doors, windows

CASE = {"regime": "sea", "received_on": "2026-09-15", "subject_name": "Canary-J3"}


def open_page(window: Window) -> AuditPage:
    """Go to the page by its button."""
    window.go(Place(section="settings"))
    doors.click(window, "set_audit")
    windows.settle()
    page = window.current.page  # type: ignore[union-attr]  # it is there
    assert isinstance(page, AuditPage)
    return page


def read_rows(page: AuditPage) -> list[list[str]]:
    """Return what the table shows, without the instants."""
    model = page.table.rows
    return [
        [str(model.data(model.index(row, column))) for column in (1, 2, 3)] for row in range(model.rowCount())
    ]


def say_all(page: QWidget) -> str:
    """Return every text that is seen on the page."""
    return " ".join(str(one.text()) for one in page.findChildren(QWidget) if hasattr(one, "text"))


@pytest.fixture
def case(window: Window) -> records.Saved:
    """A case that was looked at, and a few other acts."""
    session = window.session
    saved = records.add(session, "allegation", CASE)
    audit.note(session, Deed.PRINTED, kind="report", part="office_annual 2026 internal")
    audit.note(session, Deed.EXPORTED, kind="partner", part="plain")
    records.reveal(session, "allegation", saved.id, "subject", "To arrange help")
    audit.note(session, Deed.BACKED_UP)
    return saved


def test_the_newest_line_comes_first_and_says_what_in_words(window: Window, case: records.Saved) -> None:
    page = open_page(window)
    assert read_rows(page) == [
        ["Made a backup", "", ""],
        ["Opened something sealed", case.reference, "To arrange help"],
        ["Exported", "Partner", ""],
        ["Printed", "Annual report of the office 2026", ""],
    ]
    assert "4 lines" in say_all(page)


def test_a_case_is_its_reference_alone(window: Window, case: records.Saved) -> None:
    page = open_page(window)
    said = str(read_rows(page)) + say_all(page)
    for word in ("llegation", "Canary", "subject", "urvivor", case.id):
        assert word not in said


def test_one_sort_of_act_can_be_chosen(window: Window, case: records.Saved) -> None:
    page = open_page(window)
    box = page.findChild(QComboBox, "audit_what")
    assert box is not None
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered == ["Everything", "Opened something sealed", "Printed", "Exported", "Made a backup"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert read_rows(page) == [["Opened something sealed", case.reference, "To arrange help"]]
    assert "1 line" in say_all(page)


def test_an_empty_trail_says_so(window: Window) -> None:
    page = open_page(window)
    if not page.lines:
        assert "Nothing yet." in say_all(page)
    doors.click(window, "settings_back")
    assert window.place() == Place(section="settings")


def test_no_file_is_written_while_two_officers_are_not_known(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(window)
    page.write_to(tmp_path / "trail")
    qtbot.waitUntil(lambda: bool(page.problem.text()), timeout=8_000)
    assert "two other officers" in page.problem.text()
    assert not (tmp_path / "trail").exists()


def test_every_act_has_its_words(window: Window) -> None:
    for deed in Deed:
        audit.note(window.session, deed)
    page = open_page(window)
    said = {row[0] for row in read_rows(page)}
    assert len(said) == len(Deed)
    assert not any("_" in one for one in said)
    assert "Cannot be read any more" not in said
