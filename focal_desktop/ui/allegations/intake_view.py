"""Intake on one page: safety, what was reported, consent, account. It draws and says what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from focal_desktop.domain.allegation import KIND, Regime
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui.allegations.beside_view import BesideView
from focal_desktop.ui.allegations.first_view import FirstView
from focal_desktop.ui.allegations.questions import Questions
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import flow, parts

BESIDE_EMS = 77
"""The width from which both columns have room."""
CHILD = ("yes", "not_known")


class IntakeView(QWidget):
    """The form. `edited` names what a person changed; the rest are requests."""

    edited = Signal(str)
    review_requested = Signal()
    draft_requested = Signal()
    page_requested = Signal()
    left = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face = face
        self._numbers = ""
        self.questions = Questions(face, policy, KIND)
        self.title = parts.title(face.look, "")
        self.first = FirstView(face, policy, self.questions)
        self.beside = BesideView(face, self.questions)
        self.saved = parts.label("", role="muted", wraps=False)
        self._across = across = parts.row(face.look, self.first, self.beside, gap=0.8)
        across.setStretch(0, 8)
        across.setStretch(1, 5)
        inner = parts.Inner()
        inner.setProperty("role", "page")
        inner.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        self.area = parts.scroll(inner)
        parts.column(face.look, self.title, self.area, self._make_footer(), parent=self, gap=0.3).setStretch(
            1, 1
        )
        self.questions.edited.connect(self._on_edited)

    def _make_footer(self) -> QWidget:
        look, words = self._face.look, self._face.words
        back = parts.button(look, words.say("Back to the list"), self.left.emit, icon="arrow-left")
        back.setObjectName("leave_intake")
        self.page = parts.button(look, words.say("Open its page"), self.page_requested.emit, role="link")
        self.page.setObjectName("open_page")
        draft = parts.button(look, words.say("Keep as draft"), self.draft_requested.emit)
        draft.setObjectName("keep_draft")
        review = parts.button(
            look, words.say("Review (Ctrl+Enter)"), self.review_requested.emit, role="primary"
        )
        review.setObjectName("review")
        return flow.line(look, back, self.page, self.saved, None, draft, review)

    # --- what stands here

    def values(self) -> dict[str, Plain]:
        """Return every answer as it stands, the question that is kept nowhere among them."""
        return self.questions.values()

    def show_values(self, values: Mapping[str, Plain], numbers: str) -> None:
        """Show answers; the numbers to call go where a call is the answer."""
        self._numbers = numbers
        self.first.offer_conduct(str(values.get("regime", "")))
        self.questions.show_values(values)
        self._follow()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put sentences beside their questions."""
        self.questions.show_problems(problems)

    def _on_edited(self, name: str) -> None:
        if name == "regime":
            self.first.offer_conduct(str(self.values()["regime"]))
        self._follow()
        self.edited.emit(name)

    def _follow(self) -> None:
        """Let both columns follow what was answered."""
        said = self.values()
        is_workplace, is_danger = said["regime"] == Regime.WORKPLACE, said["danger_now"] == "yes"
        is_child = said["child"] in CHILD
        self.first.show_variant(is_danger=is_danger, is_workplace=is_workplace, numbers=self._numbers)
        self.beside.show_variant(is_child=is_child, is_workplace=is_workplace, numbers=self._numbers)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Put the columns below each other where they have no room beside each other."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._face.look.em(BESIDE_EMS)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._across.setDirection(way)

    def say_saved(self, sentence: str) -> None:
        """Say that what is typed is kept here, and nowhere else."""
        self.saved.setText(sentence)

    def fits(self) -> bool:
        """Tell whether the whole page is seen without scrolling."""
        return self.area.verticalScrollBar().maximum() == 0
