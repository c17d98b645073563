"""What a screen draws with, before and after unlocking: words, look, preferences, jobs, clock."""

from __future__ import annotations

from typing import NamedTuple

from focal_desktop.base.clock import Clock
from focal_desktop.base.words import Words
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.look import Look
from focal_desktop.ui.preferences import DEFAULTS, Preferences


class Face(NamedTuple):
    """A language and a look; made anew when the person changes either."""

    words: Words
    look: Look
    jobs: Jobs
    clock: Clock
    chosen: Preferences = DEFAULTS
