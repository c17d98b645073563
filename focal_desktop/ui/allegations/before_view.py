"""What must be answered before a sealed part goes: a box to tick, or the question about the subject."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from focal_desktop.domain.allegation import KIND
from focal_desktop.ui.allegations.questions import AnswersEditor
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts

POINTS = "subject_points_to_survivor"


class BeforeView(QWidget):
    """Holds the answer; a part that asks nothing has an empty row."""

    def __init__(self, face: Face, part: str, confirm: str) -> None:
        super().__init__()
        self._face, self._confirm = face, confirm
        words, row = face.words, parts.row(face.look, parent=self)
        self.confirmed = QCheckBox(confirm)
        self.confirmed.setAccessibleName(confirm)
        self.confirmed.setObjectName(f"confirmed_{part}")
        row.addWidget(self.confirmed)
        self.confirmed.setVisible(bool(confirm))
        self.points: AnswersEditor | None = None
        if part == "subject":
            said = words.name(KIND.slots[POINTS].said.label)
            codes = [("no", words.say("No")), ("yes", words.say("Yes")), ("not_known", words.say("Not sure"))]
            self.points = AnswersEditor(face, codes, said, "not_asked")
            self.points.name_buttons(POINTS)
            asked = flow.line(face.look, parts.label(said, wraps=False), self.points.widget)
            row.addWidget(asked, 1)
        else:
            row.addStretch(1)

    def find_missing(self) -> str:
        """Return what is still to be answered, in a sentence; nothing where all is."""
        words = self._face.words
        if self._confirm and not self.confirmed.isChecked():
            return words.say("Please look once more and tick the box: what stands here is what goes.")
        if self.points is not None and self.points.value() in ("", "not_asked"):
            return words.say("Please answer the question first.")
        return ""

    def answers(self) -> dict[str, str]:
        """Return the answer that goes with the part."""
        return {POINTS: str(self.points.value())} if self.points is not None else {}

    def show_points(self, code: str) -> None:
        """Show what was answered before."""
        if self.points is not None:
            self.points.show(code)

    def forget(self) -> None:
        """Take the tick away: it is given for what stands there now."""
        self.confirmed.setChecked(False)
