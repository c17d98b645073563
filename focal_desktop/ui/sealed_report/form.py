"""The fields of a sealed report, as typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.domain import sealed_report
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.form import Form

CODED = ("about", "conduct", "child", "danger_now", "may_contact", "reach")
TEXTS = ("account", "names")
ACCOUNT_EMS, USUAL = 11.0, 100
"""The height of what matters most here, up to a text size at which the page fits an old laptop."""


class ReportForm(QWidget):
    """Coded questions in two columns, then the texts; every answer may stay open but the account."""

    edited = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._coded = Form(face, policy, sealed_report.KIND, CODED, columns=2)
        self._texts = Form(face, policy, sealed_report.KIND, TEXTS)
        for one in (self._coded, self._texts):
            one.edited.connect(lambda _: self.edited.emit())
        if face.look.size <= USUAL:  # larger text scrolls, and the box takes no more
            self._texts.editors["account"].widget.setFixedHeight(face.look.em(ACCOUNT_EMS))
        parts.column(face.look, self._coded, self._texts, 1, parent=self)

    def values(self) -> dict[str, Plain]:
        """Return what stands here."""
        return {**self._coded.values(), **self._texts.values()}

    def show_values(self, values: Mapping[str, Plain]) -> None:
        """Show what was typed before."""
        self._coded.show_values(values)
        self._texts.show_values(values)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside its field."""
        self._texts.show_problems([one for one in problems if one[0] in TEXTS])
        self._coded.show_problems([one for one in problems if one[0] in CODED])
