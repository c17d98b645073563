"""Exporting one report from its page: three ways, a reason, a file that is written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QTabWidget
from pytestqt.qtbot import QtBot

from focal_desktop.crypto import public_export
from focal_desktop.ui.allegations.export_desk import ExportDesk
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, audit, export_file, records
from tests.desks import PASSPHRASE
from tests.ui import windows
from tests.ui.allegations.hand import Hand, know_officer
from tests.ui.allegations.test_record import CASE, LOG

EXPORT = 5
WAIT_MS = 20_000
WHY = "Headquarters asked for it"


class ExportHand(Hand):
    """A hand on the export of a report that was passed on."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        said = {**CASE, "subject_points_to_survivor": "no"}
        self.record = records.add(window.session, "allegation", said).id
        acts.act(window.session, "allegation", self.record, "notify", {})
        self.go("record", self.record)
        self.turn(EXPORT)

    def turn(self, place: int) -> None:
        """Turn to a tab."""
        tabs = next(one for one in self.window.findChildren(QTabWidget) if one.isVisible())
        tabs.setCurrentIndex(place)
        windows.settle()

    @property
    def desk(self) -> ExportDesk:
        """What the page does."""
        found: ExportDesk = self.window.current.page.exporting  # type: ignore[union-attr]  # it is there
        return found

    def choose_way(self, way: str) -> None:
        """Choose how it leaves."""
        self.desk.view.way.show_code(way)
        self.desk.view.way.edited.emit()
        windows.settle()

    def told(self) -> str:
        """Return what the panel says."""
        return self.desk.view.told.text()

    def list_exports(self) -> list[str]:
        """Return the ways of all exports that left a line."""
        lines = audit.list_lines(self.window.session)
        return [one.part for one in lines if one.what == audit.Deed.EXPORTED]


@pytest.fixture
def hand(window: Window) -> ExportHand:
    """A hand on the page of a report."""
    return ExportHand(window)


def test_without_an_officer_who_is_known_it_is_sealed_to_words_by_default(hand: ExportHand) -> None:
    assert hand.desk.view.way.value() == "words"
    assert hand.says("Whoever has file and words reads it.")
    assert not hand.desk.view.officer.isVisible()
    assert not hand.desk.view.phrase.isVisible()
    assert hand.desk.view.sealed.value() == []


def test_no_file_is_asked_for_before_a_reason(hand: ExportHand) -> None:
    hand.click("export_now")
    assert "say why it leaves" in hand.told()
    hand.choose_way("plain")
    hand.type("export_reason", WHY)
    hand.click("export_now")
    assert "passphrase once more" in hand.told()
    assert not hand.window.findChildren(QFileDialog)
    hand.choose_way("words")
    hand.click("export_now")
    (dialog,) = hand.window.findChildren(QFileDialog)
    (name,) = dialog.selectedFiles()
    assert Path(name).name.startswith("export-")
    assert name.endswith(".txt.age")
    dialog.reject()
    assert hand.list_exports() == []


@pytest.mark.long
def test_words_are_shown_once_and_open_the_file(hand: ExportHand, qtbot: QtBot, tmp_path: Path) -> None:
    hand.type("export_reason", WHY)
    hand.desk.view.sealed.show_codes(["subject"])
    hand.desk.export_to(tmp_path / "out.age")
    qtbot.waitUntil(lambda: bool(hand.desk.view.given.generated.text()), timeout=WAIT_MS)
    words = hand.desk.view.given.generated.text()
    assert len(words.split()) == public_export.WORDS
    text = public_export.open_sealed((tmp_path / "out.age").read_bytes(), words).decode()
    assert "Canary-J3" in text
    assert "Canary-S1" not in text
    assert hand.list_exports() == ["words subject"]
    hand.turn(LOG)
    assert hand.desk.view.given.generated.text() == ""
    texts = [one.what for one in hand.window.current.page.log.rows.values]  # type: ignore[union-attr]  # it is there
    assert f"Exported as a file: {WHY}" in texts


def test_plain_form_takes_the_passphrase_once_more(hand: ExportHand, qtbot: QtBot, tmp_path: Path) -> None:
    hand.choose_way("plain")
    assert hand.says("Not protected at all")
    hand.type("export_reason", WHY)
    hand.type("export_passphrase", "not this one")
    hand.desk.export_to(tmp_path / "out.txt")
    qtbot.waitUntil(lambda: bool(hand.told()), timeout=WAIT_MS)
    assert not (tmp_path / "out.txt").exists()
    assert hand.list_exports() == []
    assert hand.desk.view.phrase.text() == ""
    assert hand.window.focusWidget() is hand.desk.view.phrase.line
    hand.type("export_passphrase", PASSPHRASE)
    hand.desk.export_to(tmp_path / "out.txt")
    qtbot.waitUntil(lambda: "Nothing protects this file" in told(hand.window), timeout=WAIT_MS)
    assert "Canary" not in (tmp_path / "out.txt").read_text("utf-8")
    assert hand.list_exports() == ["plain"]
    hand.choose_way("plain")
    assert hand.desk.view.phrase.text() == ""


def test_a_rule_that_stands_in_the_way_is_told_in_its_place(hand: ExportHand, tmp_path: Path) -> None:
    hand.type("export_reason", WHY)
    hand.desk.view.sealed.show_codes(["survivor"])
    hand.desk.export_to(tmp_path / "out.age")
    assert "own yes" in hand.told()
    assert hand.find(type(hand.desk.view.why), "export_reason").text() == WHY
    assert not (tmp_path / "out.age").exists()


def test_a_file_that_is_there_stays(hand: ExportHand, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    hand.choose_way("plain")
    hand.type("export_reason", WHY)
    hand.type("export_passphrase", PASSPHRASE)
    hand.desk.export_to(tmp_path / "kept")
    qtbot.waitUntil(lambda: "already" in hand.told(), timeout=WAIT_MS)
    assert (tmp_path / "kept").read_text() == "kept"
    assert hand.desk.view.given.generated.text() == ""


def test_to_an_officer_who_is_known(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    know_officer(window)
    hand = ExportHand(window)
    assert hand.desk.view.way.value() == "officer"
    assert hand.desk.view.officer.count() == 1
    hand.type("export_reason", WHY)
    hand.desk.export_to(tmp_path / "out.fdx")
    qtbot.waitUntil(lambda: "Exported" in told(window), timeout=WAIT_MS)
    assert export_file.is_export((tmp_path / "out.fdx").read_bytes())
    assert hand.list_exports() == ["officer"]


def told(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""
