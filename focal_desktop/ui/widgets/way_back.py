"""A page before the desk for whoever lost the passphrase."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QPushButton, QWidget

from focal_desktop.crypto.passphrase import Cost
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.steps import Steps
from focal_desktop.usecases import unlocking

WIDE = 44


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


class WayBack(Steps):
    """One card in the middle: a title, the step, and the way back."""

    def __init__(self, face: Face, name: str) -> None:
        super().__init__(face, name)
        self.fit = fit

    def lay_out(self, title: str, first: QWidget, *buttons: QPushButton) -> None:
        """Put the first step below a title, and the buttons beside the way back."""
        look = self._face.look
        self.make_steps(self._face.words.say("Working. This takes a few seconds."), *buttons)
        self.show_step(first)
        foot = parts.row(look, *buttons, self.back, 1)
        card = parts.card(look, parts.title(look, title), self.steps, self.problem, self.progress, foot)
        card.setFixedWidth(look.em(WIDE))
        inner = QWidget()
        inner.setProperty("role", "page")
        parts.column(look, 1, parts.row(look, 1, card, 1), 2, parent=inner, margin=1.0)
        parts.column(look, parts.scroll(inner), parent=self)
