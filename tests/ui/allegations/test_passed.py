"""A case that came with the desk says so, and whether the person may hear of the change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, handovers, records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.offices import leaving


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """Headquarters; a vault that a window closed stays closed."""
    windows.make_application()
    made = Company(tmp_path / "company", clock)
    yield made
    made.opened = [one for one in made.opened if one.store.is_open]
    made.close()


def said_of(window: Window, case: str) -> str:
    """Return what the page of a case says beside its steps."""
    window.go(Place(section="allegations", view="record", record=case))
    windows.settle()
    return " ".join(one.text() for one in window.findChildren(QLabel, "leaving"))


def test_who_takes_over_reads_whether_the_person_may_hear_of_it(company: Company, clock: HandClock) -> None:
    wanted, other = leaving.hand_over(company, ["guardian", "not_asked"])
    session = company.opened[1]
    for case in (wanted, other):
        handovers.pass_case(company.hq, case)
    company.sync(company.hq, session)
    own = records.add(session, "allegation", leaving.CASE).id
    acts.act(session, "allegation", own, "notify", {})
    window = windows.open_window(session, windows.make_face(windows.Style(), clock))
    assert "they may hear who is there now" in said_of(window, wanted)
    assert "do not contact them about the change" in said_of(window, other)
    assert "with the desk" not in said_of(window, own)
    windows.close_window(window)
