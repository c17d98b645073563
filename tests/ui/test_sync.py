"""Sync in the window: against a real hub process, by stick, with the line down, paused, and with a clash."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from focal_desktop.base import words
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.sync import exchange, folder, lately, schedule
from focal_desktop.ui.context import Place
from focal_desktop.ui.sync import sentence
from focal_desktop.ui.sync.screen import SyncScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, conflicts, plans, records, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PLACE
from tests.hub import hubs
from tests.sync.company import MAKING, POLICY, Company
from tests.ui import windows
from tests.ui.windows import Style

LONGEST_MS = 20_000


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters with its hub, and an office that was admitted."""
    made = Company(tmp_path / "company", clock)
    yield made
    made.close()


def open_desk(session: Session) -> Window:
    """Open the window of an office and go to sync."""
    clock = session.clock
    assert isinstance(clock, HandClock)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    window.go(Place(section="sync"))
    return window


def wait_for(is_done: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    left = QDeadlineTimer(LONGEST_MS)
    while not is_done():
        assert not left.hasExpired()
        windows.make_application().processEvents()


def close(window: Window) -> None:
    """Close the window; the company closes its vaults itself."""
    window.close()
    window.face.jobs.stop()
    window.deleteLater()
    windows.settle()


def states_of(window: Window) -> dict[str, str]:
    """Return where each item is, as the page shows it."""
    screen = window.current
    assert isinstance(screen, SyncScreen)
    return {line.id: line.place for line in screen.view.table.rows.values}


def test_everything_goes_to_a_real_hub_and_is_shown_there(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    saved = records.add(session, "partner", {"name": "Practice partner"})
    with hubs.serving(tmp_path / "company/hub") as url:
        window = open_desk(session)
        assert states_of(window)[saved.id] == "waiting"
        window.sync._run(lambda: exchange.sync_in_turns(session, url))
        assert window.sync.is_running
        screen, told = window.current, set[str]()
        assert isinstance(screen, SyncScreen)
        assert screen._beat.isActive()

        def is_over() -> bool:
            screen._beat.timeout.emit()
            told.add(screen.view._more.text())
            return not window.sync.is_running

        wait_for(is_over)
        assert any(" KB sent" in said for said in told)
        assert not screen._beat.isActive()
        assert window.sync.trouble is None
        assert states_of(window)[saved.id] == "hub"
        assert lately.count_waiting(session) == 0
        assert window.bar.message
        assert window.bar.message.tone == "ok"
        close(window)


def test_a_line_that_is_down_is_said_calmly_and_tried_again(company: Company) -> None:
    session = company.staff()
    records.add(session, "partner", {"name": "Practice partner"})
    window = open_desk(session)
    window.sync._run(lambda: exchange.sync_in_turns(session, "https://127.0.0.1:1"))
    wait_for(lambda: not window.sync.is_running)
    assert window.sync.trouble
    assert window.sync.trouble.code == "hub_unreachable"
    assert window.sync.next_in_s == schedule.BACK_OFF_S[0]
    assert "No connection" in window.status.findChild(QPushButton).text()  # type: ignore[union-attr]  # it is there
    window.sync.pause(True)
    assert window.sync.is_paused
    assert not window.sync._timer.isActive()
    close(window)


def test_a_stick_is_an_equal_way(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    saved = records.add(session, "partner", {"name": "Practice partner"})
    window = open_desk(session)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    (tmp_path / "stick").mkdir()
    find_button(window, "stick").click()
    (dialog,) = screen.findChildren(QFileDialog)
    assert dialog.windowTitle() == "Which folder?"  # as everywhere: it stands in the task bar
    dialog.fileSelected.emit(str(tmp_path / "stick"))
    dialog.reject()
    wait_for(lambda: not window.sync.is_running)
    folder.sync_with_folder(company.hq, tmp_path / "stick")
    screen.exchange_by_stick(tmp_path / "stick")
    wait_for(lambda: not window.sync.is_running)
    assert states_of(window)[saved.id] == "read"
    close(window)


def test_a_stick_goes_first_where_the_line_is_at_work(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    records.add(session, "partner", {"name": "Practice partner"})
    window = open_desk(session)
    window.sync.try_now()
    assert window.sync.is_running
    (tmp_path / "stick").mkdir()
    window.sync.exchange_by_stick(tmp_path / "stick")
    wait_for(lambda: not window.sync.is_running)
    assert window.sync.trouble is None
    assert list((tmp_path / "stick").iterdir())
    close(window)


def test_a_clash_is_one_plain_question(company: Company) -> None:
    session = company.staff()
    plan = records.add(session, "plan", {"office": "KEN", "year": 2026})
    action = records.add(
        session, "action", {"plan": plan.id, "activity": "Test the line", "state": "on_track"}
    )
    company.sync(session, company.hq)
    records.edit(session, "action", action.id, {"indicator": "Answered within a day"})
    records.edit(company.hq, "action", action.id, {"indicator": "Answered within an hour"})
    company.sync(company.hq, session)
    held = conflicts.list_conflicts(session)
    window = open_desk(session)
    keep = [b for b in window.findChildren(QPushButton) if b.accessibleName().startswith("Keep:")]
    assert len(held) == 1
    assert len(keep) == 2
    keep[0].click()
    windows.settle()
    assert conflicts.list_conflicts(session) == []
    assert not [b for b in window.findChildren(QPushButton) if b.accessibleName().startswith("Keep:")]
    close(window)


def test_two_notes_of_one_quarter_are_both_kept(company: Company) -> None:
    session = company.staff()
    plan = records.add(session, "plan", {"office": "KEN", "year": 2026})
    action = records.add(session, "action", {"plan": plan.id, "activity": "Test the line"})
    company.sync(session, company.hq)
    plans.keep_note(session, action.id, "q1", {"status": "on_track", "note": "Answered in a day."})
    company.sync(session)
    plans.keep_note(company.hq, action.id, "q1", {"status": "delayed", "note": "Not yet tested in Turkana."})
    company.sync(company.hq, session)
    window = open_desk(session)
    said = " | ".join(label.text() for label in window.findChildren(QLabel))
    assert "Test the line: Q1 — Note: which one holds?" in said
    assert "You, " in said
    assert "officer, Headquarters" in said
    assert "focal_point" not in said
    find_button(window, "keep_both").click()
    windows.settle()
    kept = str(records.read(session, "quarter_note", plans_note(session)).values["note"])
    assert set(kept.splitlines()) == {"Answered in a day.", "Not yet tested in Turkana."}
    assert [one.field for one in conflicts.list_conflicts(session) if one.field == "note"] == []
    company.sync(session, company.hq)
    assert records.read(company.hq, "quarter_note", plans_note(session)).values["note"] == kept
    close(window)


def plans_note(session: Session) -> str:
    """Return the one note there is."""
    rows, _ = records.list_page(session, "quarter_note", {})
    return rows[0].id


def test_nobody_is_named_in_the_list_and_a_part_says_its_whole(company: Company) -> None:
    session = company.staff()
    named = records.add(session, "person", {"name": "Practice Name", "code": "KEN-01"})
    other = records.add(session, "person", {"name": "Other Name"})
    course = session.policy.codes("course")[0]
    values = {"person": named.id, "course": course, "completed_on": "2026-02-01"}
    done = records.add(session, "completion", values)
    filed = records.add(session, "monthly_return", {"office": "KEN", "month": "2026-02"})
    window = open_desk(session)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    lines = {line.id: line for line in screen.view.table.rows.values}
    assert not any("Name" in line.item for line in lines.values())
    assert lines[named.id].item == "KEN-01"
    assert lines[other.id].item == f"Person {other.reference}"
    assert lines[done.id].item.startswith("KEN-01: ")
    assert lines[filed.id].item == "February 2026"
    screen._open_line(lines[done.id])
    assert (place := window.place())
    assert (place.section, place.kind, place.record) == ("training", "person", named.id)
    close(window)


def test_a_pause_outlasts_a_lock(company: Company) -> None:
    session = company.staff()
    window = open_desk(session)
    find_button(window, "pause").click()
    assert window.sync.is_paused
    close(window)
    again = open_desk(session)  # as after a lock: another window over the same vault
    assert again.sync.is_paused
    again.sync.begin()
    assert not again.sync._timer.isActive()
    assert find_button(again, "pause").text() == "Go on"
    again.sync.pause(False)
    assert lately.read_pause(session) is False
    close(again)


def test_a_stick_of_a_stranger_is_told_and_left_alone(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "other.bundle").write_bytes(b"FOCB" + bytes(300))
    window = open_desk(session)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    screen.exchange_by_stick(stick)
    wait_for(lambda: not window.sync.is_running)
    assert window.bar.message
    assert "Nothing in this folder was for this vault" in window.bar.message.text
    assert (stick / "other.bundle").read_bytes() == b"FOCB" + bytes(300)
    screen.exchange_by_stick(stick)  # now its own bundle lies there: the right stick
    wait_for(lambda: not window.sync.is_running)
    assert "Nothing in this folder" not in window.bar.message.text
    close(window)


def test_when_to_try_next_is_told_by_how_it_went() -> None:
    assert schedule.next_try_s(0) == schedule.QUIET_S
    assert [schedule.next_try_s(n) for n in (1, 2, 3, 4, 5, 9)] == [60, 120, 300, 900, 3600, 3600]
    assert schedule.next_try_s(1, "hub_inconsistent") == 3600


def test_a_lock_stops_between_two_turns(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    for place in range(30):
        records.add(session, "partner", {"name": f"Practice partner {place}"})
    window = open_desk(session)
    window.sync.exchange_by_stick(tmp_path)
    window.sync.stop()
    assert not window.sync.is_running
    window.sync.exchange_by_stick(tmp_path)
    wait_for(lambda: not window.sync.is_running)
    assert window.sync.trouble is None
    close(window)


def test_the_list_tells_sizes_and_puts_first_what_can_be_helped_along(company: Company) -> None:
    session = company.staff()
    settled = records.add(session, "partner", {"name": "Practice partner"})
    company.sync(session)
    report = records.add(session, "sealed_report", {"about": "head_of_office", "account": "Words. " * 900})
    acts.act(session, "sealed_report", report.id, "seal", {})
    long = {"office": "KEN", "year": 2026, "needs": "Posters, and a second line. " * 300}
    large = records.add(session, "plan", long)
    case = records.add(session, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(session, "allegation", case.id, "notify", {})
    window = open_desk(session)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    lines = {line.id: line for line in screen.view.table.rows.values}
    order = list(lines)
    assert order.index(case.id) < order.index(large.id) < order.index(settled.id)
    assert lines[large.id].size.endswith(" KB")
    assert lines[""].size == lines[case.id].size == lines[settled.id].size == "small"
    said = [label.text() for label in screen.findChildren(QLabel) if "2G" in label.text()]
    assert said
    assert "under a minute" in said[0]
    close(window)


def test_what_is_of_one_instant_stands_as_the_sections_do_and_months_in_their_order(company: Company) -> None:
    session = company.staff()
    months = ("2026-03", "2025-12", "2026-01", "2026-04", "2026-02")
    for month in months:
        records.add(session, "monthly_return", {"office": "KEN", "month": month})
    people = [records.add(session, "person", {"code": code}).id for code in ("KEN-02", "KEN-01")]
    partner = records.add(session, "partner", {"name": "Practice partner"}).id
    window = open_desk(session)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    width = screen.view.table.viewport().width()
    lines = screen.view.table.rows.values
    told = [line.item for line in lines if line.kind == "monthly_return"]
    assert told == ["December 2025", "January 2026", "February 2026", "March 2026", "April 2026"]
    ids = [line.id for line in lines]
    assert [one for one in ids if one in (partner, *people)] == [partner, people[1], people[0]]
    screen.refresh()
    windows.settle()
    assert [line.id for line in screen.view.table.rows.values] == ids
    assert screen.view.table.viewport().width() == width
    close(window)


def test_a_slow_line_is_told_in_minutes() -> None:
    english = words.load("en")
    assert sentence.how_much(english, 0) == ""
    assert sentence.how_much(english, 600_000) == "about 586 KB to send, 4 minutes on a 2G line"


LOADS = """
import sys
from focal_desktop.sync import turns
from focal_desktop.ui import driver

course = turns.Course(driver.take_way("exchange", None))
work = course.next_turn()
before = "focal_desktop.sync.exchange" in sys.modules
work()
print(before, "focal_desktop.sync.exchange" in sys.modules)
"""


def test_what_speaks_to_a_network_is_loaded_aside() -> None:
    said = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["False", "True"]


def test_nothing_in_the_page_jumps_while_an_exchange_is_under_way(company: Company, tmp_path: Path) -> None:
    desk = company.staff()
    records.add(desk, "partner", {"name": "Water for all"})
    window = open_desk(desk)
    screen = window.current
    assert isinstance(screen, SyncScreen)
    windows.settle()
    places = {screen.view.table.geometry().getRect()}
    window.sync.exchange_by_stick(tmp_path / "stick")
    windows.settle()
    while window.sync.is_running:
        places.add(screen.view.table.geometry().getRect())
        windows.make_application().processEvents()
    assert len(places) == 1
    close(window)


def find_button(window: Window, name: str) -> QPushButton:
    """Return a control of the page by its name."""
    screen = window.current
    assert isinstance(screen, SyncScreen)
    found = screen.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def say(window: Window) -> str:
    """Return the sentence of where things stand."""
    return sentence.in_short(window.context, window.sync)


def test_what_is_under_way_can_be_stopped_and_goes_on_later(company: Company, tmp_path: Path) -> None:
    session = company.staff()
    saved = records.add(session, "partner", {"name": "Practice partner"})
    window = open_desk(session)
    assert find_button(window, "pause").text() == "Pause"
    window.sync.exchange_by_stick(tmp_path / "stick")
    windows.settle()
    assert window.sync.is_running
    stop = find_button(window, "pause")
    assert (stop.text(), stop.accessibleName(), stop.isVisible()) == ("Stop", "Stop", True)
    stop.click()
    assert not window.sync.is_running
    assert window.sync.is_paused
    assert stop.text() == "Go on"
    screen = window.current
    assert isinstance(screen, SyncScreen)
    why = {line.id: line.why for line in screen.view.table.rows.values}[saved.id]
    assert why == "You paused the exchange. Choose Go on, or take a stick."
    close(window)


def test_an_exchange_asked_for_during_a_pause_can_be_stopped_too(company: Company, tmp_path: Path) -> None:
    window = open_desk(company.staff())
    find_button(window, "pause").click()
    assert window.sync.is_paused
    window.sync.exchange_by_stick(tmp_path / "stick")
    assert find_button(window, "pause").text() == "Stop"
    find_button(window, "pause").click()
    assert not window.sync.is_running
    assert window.sync.is_paused
    close(window)


def test_where_nothing_waits_the_sentence_counts_nothing(company: Company) -> None:
    session = company.staff()
    window = open_desk(session)
    assert lately.count_waiting(session) == 0
    assert lately.read_last(session) == ""
    assert say(window) == "Nothing is waiting. No exchange with Nairobi yet."
    window.sync.trouble = Trouble("hub_unreachable", "The hub cannot be reached.")
    assert say(window) == "No connection. Nothing waits here."
    window.sync.pause(True)
    assert say(window) == "Paused · nothing waits here"
    records.add(session, "partner", {"name": "Practice partner"})
    assert say(window).startswith("Paused · ")
    assert "nothing" not in say(window)
    close(window)


def test_a_stick_in_practice_says_that_nothing_is_sent(window: Window, tmp_path: Path) -> None:
    window.go(Place(section="sync"))
    screen = window.current
    assert isinstance(screen, SyncScreen)
    find_button(window, "stick").click()  # asks for no folder first
    assert window.bar.message
    assert window.bar.message.text.startswith("This is practice: nothing can be sent")
    (tmp_path / "stick").mkdir()
    screen.exchange_by_stick(tmp_path / "stick")
    assert not window.sync.is_running
    assert list((tmp_path / "stick").iterdir()) == []
    assert find_button(window, "pause").isHidden()


def test_a_stick_in_a_vault_that_stands_alone_says_so(tmp_path: Path, clock: HandClock) -> None:
    session = unlocking.create_office(
        tmp_path / "alone", PLACE, MAKING, clock=clock, policy=POLICY, kinds=KINDS
    )
    window = open_desk(session)
    find_button(window, "stick").click()
    assert window.bar.message
    assert window.bar.message.text == "Nothing is sent from here: this vault stands alone."
    windows.close_window(window)
