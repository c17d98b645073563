"""Closed or killed at any page, the first run goes on where that is safe; nothing half-made or in plain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from focal_desktop.store import begun
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.first_run import chosen
from focal_desktop.ui.first_run.screen import FirstRun
from focal_desktop.ui.shell.idle import Idle
from focal_desktop.usecases import practising, unlocking
from tests.conftest import HandClock
from tests.desks import full_disk
from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.first_run import hands
from tests.ui.first_run.hands import first_of, sheet_of, wait_for_page


def list_plain(desktop: Desktop) -> Iterator[bytes]:
    """Yield every byte that the program left: its settings and the vault's folder."""
    for folder in (unlocking.anchor_copy(desktop.folder).parent, desktop.folder, desktop._chosen_at.parent):
        for file in folder.glob("*"):
            if file.is_file():
                yield file.read_bytes()


@pytest.mark.long
def test_joining_goes_on_after_a_kill_at_every_page(
    begin: Begin, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> None:
    """Each start finds what lies on the disk and no more, as after a power cut."""
    file, code = hands.write_invitation(tmp_path, clock)
    folder = tmp_path / "vault"
    desktop = hands.start(begin, folder, clock)
    doors.click(first_of(desktop), "way_join")
    desktop = hands.start(begin, folder, clock)
    assert first_of(desktop).name == "office"
    assert doors.screen_has(first_of(desktop), "first_kept")
    hands.take_invitation(desktop, file, code, qtbot)
    file.unlink()
    desktop = hands.start(begin, folder, clock)
    assert windows.make_application().focusWidget() is doors.find(first_of(desktop), "invitation_code")
    doors.type_in(first_of(desktop), "invitation_code", code, enter=True)
    doors.type_in(first_of(desktop), "person", "P. Field", enter=True)
    wait_for_page(desktop, "passphrase", qtbot)
    windows.settle()
    assert not folder.exists()
    assert chosen.read(folder).invitation
    typed = [code.encode(), code.replace("-", "").encode(), b"P. Field"]
    assert not any(secret in held for held in list_plain(desktop) for secret in typed)
    phrase = hands.choose_passphrase(desktop, qtbot)
    sheet = sheet_of(desktop).plan.left
    assert not chosen.place(folder).exists()
    typed += [phrase.encode(), sheet.code.encode()]
    assert not any(secret in held for held in list_plain(desktop) for secret in typed)

    desktop = hands.start(begin, folder, clock)
    doors.type_in(doors.shown(desktop), "passphrase", phrase, enter=True)
    wait_for_page(desktop, "sheet", qtbot)
    assert sheet_of(desktop).plan.left == sheet
    hands.make_cheap(desktop)
    doors.click(first_of(desktop), "sheet_later")
    wait_for_page(desktop, "words", qtbot)
    desktop = hands.start(begin, folder, clock)
    doors.unlock(desktop, qtbot, phrase)  # put off: the desk opens at once today
    doors.close(desktop)

    clock.move(days=1)
    desktop = hands.start(begin, folder, clock)
    doors.type_in(doors.shown(desktop), "passphrase", phrase, enter=True)
    wait_for_page(desktop, "sheet", qtbot)
    doors.click(first_of(desktop), "code_have")
    hands.type_group(desktop)
    wait_for_page(desktop, "words", qtbot)
    desktop = hands.start(begin, folder, clock)
    doors.type_in(doors.shown(desktop), "passphrase", phrase, enter=True)
    wait_for_page(desktop, "words", qtbot)
    doors.click(first_of(desktop), "first_go_on")
    doors.wait_for_desk(desktop, qtbot)
    doors.close(desktop)
    assert doors.unlock(hands.start(begin, folder, clock), qtbot, phrase)


@pytest.mark.long
def test_making_is_stopped_and_leaves_nothing_and_is_tried_again(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_practice")
    first = first_of(desktop)
    with windows.job_under_way(desktop.jobs):
        phrase = hands.type_passphrase(desktop)
        assert windows.count_turns(50) == 50
        assert first.progress.isVisible()
        stop = doors.find(first, "first_back")
        assert isinstance(stop, QPushButton)
        assert (stop.text(), stop.hasFocus()) == ("Stop", True)
        assert not first.page.isEnabled()
        doors.click(first, "first_back")
        assert not stop.isEnabled()
    qtbot.waitUntil(lambda: "It was stopped" in hands.problem_of(desktop), timeout=15_000)
    assert not desktop.folder.exists()
    assert (stop.text(), first.name) == ("Back", "passphrase")
    assert first.page.text() == phrase
    doors.click(first, "first_go_on")
    wait_for_page(desktop, "sheet", qtbot)
    doors.click(first_of(desktop), "sheet_later")
    assert practising.is_practice(doors.wait_for_desk(desktop, qtbot).session)


def test_whoever_closes_the_window_while_it_is_made_leaves_nothing(
    begin: Begin, desktop: Desktop, qtbot: QtBot
) -> None:
    doors.click(first_of(desktop), "way_practice")
    done: list[bool] = []
    with windows.job_under_way(desktop.jobs):
        hands.type_passphrase(desktop)
        first_of(desktop).close()
        desktop.jobs.run(lambda: True, done.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(done), timeout=15_000)
    assert not desktop.folder.exists()
    again = hands.start(begin, desktop.folder)
    assert first_of(again).name == "passphrase"
    assert doors.screen_has(first_of(again), "first_kept")


def test_what_a_kill_left_half_made_is_said_and_cleared(begin: Begin, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    desktop = hands.start(begin, folder)
    doors.click(first_of(desktop), "way_alone")
    folder.mkdir()
    (folder / begun.MARK).write_bytes(b"made")
    (folder / "d-0123abcd.db").write_bytes(b"half an office of an earlier try")
    desktop = hands.start(begin, folder)
    assert first_of(desktop).name == "alone"
    assert doors.screen_has(first_of(desktop), "broken_off")
    hands.name_alone(desktop)
    hands.choose_passphrase(desktop, qtbot)
    assert not doors.screen_has(first_of(desktop), "broken_off")
    assert not (folder / "d-0123abcd.db").exists()
    assert not (folder / begun.MARK).exists()


def test_opening_an_invitation_goes_on_aside_and_is_stopped(
    desktop: Desktop, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> None:
    file, code = hands.write_invitation(tmp_path, clock)
    doors.click(first_of(desktop), "way_join")
    first = first_of(desktop)
    first.page.take_file(file)
    doors.type_in(first, "invitation_code", code, enter=True)
    with windows.job_under_way(desktop.jobs):
        doors.type_in(first, "person", "P. Field", enter=True)
        assert windows.count_turns(50) == 50
        assert first.progress.isVisible()
        assert "Making" not in first.progress.accessibleName()
        QTest.keyClick(first, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "It was stopped" in hands.problem_of(desktop), timeout=15_000)
    assert first_of(desktop).name == "office"
    assert not chosen.read(desktop.folder).invitation
    doors.click(first, "first_go_on")
    wait_for_page(desktop, "passphrase", qtbot)


def test_another_way_forgets_what_was_chosen(begin: Begin, desktop: Desktop) -> None:
    doors.click(first_of(desktop), "way_alone")
    assert chosen.place(desktop.folder).exists()
    doors.click(first_of(desktop), "first_back")
    assert not chosen.place(desktop.folder).exists()
    assert first_of(hands.start(begin, desktop.folder)).name == "way"
    chosen.place(desktop.folder).write_bytes(b'{"way":"another","invitation":""}')
    assert first_of(hands.start(begin, desktop.folder)).name == "way"
    chosen.place(desktop.folder).write_bytes(b"odd")
    assert not chosen.read(desktop.folder).way


def test_on_a_full_disk_nothing_is_left_and_it_is_tried_again(desktop: Desktop, qtbot: QtBot) -> None:
    doors.click(first_of(desktop), "way_alone")
    hands.name_alone(desktop)
    first = first_of(desktop)
    with full_disk(60_000):
        hands.type_passphrase(desktop)
        qtbot.waitUntil(lambda: bool(hands.problem_of(desktop)), timeout=15_000)
    assert "Free some space" in hands.problem_of(desktop)
    assert not desktop.folder.exists()
    desktop.folder.write_bytes(b"a file stands where the folder should be")
    doors.click(first, "first_go_on")
    qtbot.waitUntil(lambda: bool(hands.problem_of(desktop)), timeout=15_000)
    assert "Nothing was made" in hands.problem_of(desktop)
    desktop.folder.unlink()
    doors.click(first, "first_go_on")
    wait_for_page(desktop, "sheet", qtbot)


def test_where_it_cannot_be_noted_the_desk_opens_and_it_is_asked_again(
    begin: Begin, desktop: Desktop, qtbot: QtBot
) -> None:
    phrase = hands.stand_alone(desktop, qtbot)
    doors.click(first_of(desktop), "code_have")
    with full_disk(0):
        hands.type_group(desktop)
        qtbot.waitUntil(lambda: not isinstance(desktop.window, FirstRun), timeout=15_000)
    doors.wait_for_desk(desktop, qtbot)
    doors.close(desktop)
    desktop = hands.start(begin, desktop.folder)
    doors.type_in(doors.shown(desktop), "passphrase", phrase, enter=True)
    wait_for_page(desktop, "sheet", qtbot)


def test_who_goes_away_from_an_open_sheet_finds_it_locked(desktop: Desktop, qtbot: QtBot) -> None:
    """Before there is a vault nothing is open, and nothing ends."""
    watch = first_of(desktop).findChild(Idle)
    assert isinstance(watch, Idle)
    watch.ended.emit()
    assert desktop.left_with is None
    hands.stand_alone(desktop, qtbot)
    watch.ended.emit()
    assert desktop.left_with == AGAIN
