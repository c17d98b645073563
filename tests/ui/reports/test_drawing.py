"""A report is read in turns and made aside: it tells of one state of the vault."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest

from focal_desktop.reports.printing import Wanted
from focal_desktop.ui.reports.drawing import Drawing, Drawn
from focal_desktop.usecases import records, reporting, unlocking
from focal_desktop.usecases.session import Session
from tests.ui import windows

LONGEST_S = 30.0
WANTED = Wanted(name="office_annual", language="en", mode="internal", year=2026)


@pytest.fixture
def session(templates: Callable[[str], Path], tmp_path: Path) -> Iterator[Session]:
    """Practice data, unlocked."""
    windows.make_application()
    opened = windows.open_copy(templates("en"), tmp_path / "vault", windows.clock_at())
    yield opened
    unlocking.lock(opened)


@pytest.fixture
def page() -> Iterator[QObject]:
    """What a drawing belongs to."""
    made = QObject()
    yield made
    windows.settle()


def wait(drawing: Drawing) -> None:
    """Wait until nothing is read, made or drawn any more."""
    until = time.monotonic() + LONGEST_S
    while drawing.is_busy and time.monotonic() < until:
        QTest.qWait(2)
    assert not drawing.is_busy


def add_action(session: Session, activity: str) -> None:
    """Add an action to the plan of the year."""
    [plan] = records.list_page(session, "plan", {"year": "2026"})[0]
    values = {"plan": plan.id, "area": "vetting", "activity": activity, "state": "completed"}
    records.add(session, "action", values)


def says(drawn: Drawn, text: str) -> bool:
    """Tell whether a report says something."""
    return text in repr(drawn.told)


def test_what_is_written_between_two_turns_stands_in_the_whole_report(
    session: Session, page: QObject
) -> None:
    drawing, seen = Drawing(session, page), list[Drawn]()
    drawing.drawn.connect(seen.append)
    drawing.ask(WANTED)
    for _ in reporting.LISTS:  # every list was read, none has ended the whole yet
        drawing._read_on()
    add_action(session, "Written while it was read")
    wait(drawing)
    assert [says(one, "Written while it was read") for one in seen] == [True]


def test_the_same_again_is_not_drawn_anew(session: Session, page: QObject) -> None:
    drawing, begun, seen = Drawing(session, page), list[None](), list[Drawn]()
    drawing.begun.connect(lambda: begun.append(None))
    drawing.drawn.connect(seen.append)
    drawing.ask(WANTED)
    wait(drawing)
    drawing.ask(WANTED)
    assert not drawing.is_busy, "nothing was written since"
    times = len(begun)
    records.add(session, "partner", {"name": "No agreement, so no report tells of it"})
    drawing.ask(WANTED)
    wait(drawing)
    assert seen == [seen[0], seen[0]]
    assert seen[1] is seen[0]
    assert len(begun) == times, "nothing is said to be drawn"
    add_action(session, "Another")
    drawing.ask(WANTED)
    wait(drawing)
    assert says(seen[-1], "Another")
    assert len(begun) == times + 1


def test_a_page_that_is_gone_hears_of_no_answer(session: Session) -> None:
    page, seen = QObject(), list[Drawn]()
    drawing = Drawing(session, page)
    drawing.drawn.connect(seen.append)
    drawing.ask(WANTED)
    jobs = drawing.jobs
    while drawing._turns is not None:
        drawing._read_on()
    answered = list[None]()
    jobs.run(lambda: None, answered.append, lambda _: None)
    jobs.stop()
    windows.settle()
    assert (seen, answered) == ([], [])


def test_a_locked_vault_is_read_no_further(session: Session, page: QObject) -> None:
    drawing, failed = Drawing(session, page), list[object]()
    drawing.failed.connect(failed.append)
    drawing.ask(WANTED)
    drawing._read_on()
    unlocking.lock(session)
    drawing._read_on()
    windows.settle()
    assert not failed
    assert not drawing._timer.isActive()
