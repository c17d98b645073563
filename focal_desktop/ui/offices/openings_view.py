"""Draws what one of two officers does for a locked vault: a file in, six words by voice, a file out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.six_words import six_words


class OpeningsView(QWidget):
    """Nothing is opened before the words were compared."""

    choose_requested = Signal()
    open_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        why = parts.label(
            words.say(
                "Somebody has forgotten the passphrase and lost the recovery sheet. Two officers open the "
                "vault together, one after the other; neither can alone, and neither learns the new "
                "passphrase."
            )
        )
        choose = parts.button(
            look, words.say("Choose the file you were sent…"), self.choose_requested.emit, icon="upload"
        )
        choose.setObjectName("choose_request")
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("openings_problem")
        self._body = QWidget()
        self._rows: QVBoxLayout = parts.column(look, parent=self._body, gap=0.7)
        inner = QWidget()
        inner.setMaximumWidth(look.em(50))
        parts.column(
            look, why, parts.row(look, choose, 1), self._body, self.problem, 1, parent=inner, gap=0.7
        )
        across = parts.row(look, inner, 1)
        across.setStretch(0, 8)
        parts.column(look, parts.page(look, across, 1), parent=self)

    def show_asked(self, six: str, turn: str, key: str) -> None:
        """Show the words of a file, whose turn it is, and what will leave."""
        words, look = self._face.words, self._face.look
        parts.clear(self._rows)
        self.problem.setText("")
        shown = six_words(self._face, six, words.say("Six words of this file: {words}", words=six))
        call = parts.label(
            words.say(
                "Call the person on a number that you knew before, and know them by their voice. They read "
                "you the six words on their screen. If one differs, open nothing."
            )
        )
        compared = QCheckBox(words.say("I know the person, and compared these words by voice"))
        compared.setObjectName("words_compared")
        compared.setAccessibleName(compared.text())
        go_on = parts.button(look, words.say("Open my layer and save…"), role="primary", icon="save")
        go_on.setObjectName("open_layer")
        go_on.setEnabled(False)
        go_on.clicked.connect(self.open_requested)
        compared.toggled.connect(go_on.setEnabled)
        for one in (shown, parts.label(turn), parts.label(key, role="muted"), call, compared):
            self._rows.addWidget(one)
        self._rows.addLayout(parts.row(look, go_on, 1))

    def show_done(self, sentence: str) -> None:
        """Say what to do with the file that was saved."""
        parts.clear(self._rows)
        self.problem.setText("")
        self._rows.addWidget(parts.banner(self._face.look, "ok", parts.label(sentence)))

    def show_problem(self, sentence: str) -> None:
        """Say what stood in the way."""
        self.problem.setText(sentence)
