"""What a page of the first run is to its frame."""

from __future__ import annotations

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets.steps import Step


class Page(Step):
    """Reads and fills the plan."""

    def __init__(self, face: Face, plan: Plan, title: str, go_on: str = "") -> None:
        super().__init__(face, title, go_on)
        self.plan = plan
