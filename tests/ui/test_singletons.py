"""None, True and False outlive a working day of calls into Qt."""

from __future__ import annotations

import sys

from focal_desktop.ui import singletons
from tests.ui import windows


def test_nothing_that_qt_returns_runs_out() -> None:
    windows.make_application()
    for one in (None, True, False):
        if sys.version_info >= singletons.FIRST_WITHOUT_COUNT:
            continue
        assert sys.getrefcount(one) > singletons.MANY
