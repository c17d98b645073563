"""After unlocking every section of the sidebar is loaded, in turns, and nothing is opened for it."""

from __future__ import annotations

import sys

from PySide6.QtTest import QTest

from focal_desktop.ui import sections, warming
from focal_desktop.ui.warming import Warming
from focal_desktop.ui.window import Window

LONGEST_MS = 10_000


def test_every_section_is_loaded_and_none_is_opened(window: Window) -> None:
    before, changes = set(window.stack.children()), window.session.store.tail()
    found = sections.list_open(window.session.person)
    loading = Warming(found, window)
    assert not loading.is_done
    loading.begin()
    waited = 0
    while not loading.is_done and waited < LONGEST_MS:
        QTest.qWait(warming.PAUSE_MS)
        waited += warming.PAUSE_MS
    assert waited >= warming.PAUSE_MS * (len(found) - 1), "one at a time"
    assert all(f"focal_desktop.ui.{one.name}.screen" in sys.modules for one in found)
    assert (set(window.stack.children()), window.session.store.tail()) == (before, changes)
    QTest.qWait(warming.PAUSE_MS)
    assert not loading._timer.isActive()
