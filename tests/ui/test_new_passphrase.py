"""Choosing a passphrase: nothing below jumps while words on strength, keyboard and faults come and go."""

from __future__ import annotations

from PySide6.QtTest import QTest

from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from tests.ui import windows
from tests.ui.windows import Style


def test_no_line_moves_while_somebody_types() -> None:
    windows.make_application()
    face = windows.make_face(Style(), windows.clock_at())
    page = NewPassphrase(face, "lamp river onion quiet seven")
    page.resize(600, page.sizeHint().height())
    page.show()
    windows.settle()
    stood = (page.first.y(), page.second.y(), page.problem.y(), page.height())
    below = page.problem
    QTest.keyClicks(page.first.line, "abc")
    windows.settle()
    assert page.strength.text()
    assert page.ask_on() is False
    windows.settle()
    assert page.problem.text()
    assert page.first.y() < page.problem.y() < page.second.y()
    assert (page.first.y(), page.second.y(), below.y(), page.height()) == stood
    QTest.keyClicks(page.first.line, page.offered)
    assert not page.problem.text()
    assert page.ask_on() is False
    windows.settle()
    assert page.problem is below
    assert below.text()
    assert (page.first.y(), page.second.y(), below.y(), page.height()) == stood
    page.deleteLater()
    face.jobs.stop()
