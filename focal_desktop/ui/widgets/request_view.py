"""Draws what two officers are asked: six words to read to them, a file to send, and their answer."""

from __future__ import annotations

from PySide6.QtCore import Signal

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.ui.widgets.six_words import six_words
from focal_desktop.ui.widgets.steps import Step


class RequestView(Step):
    """Holds the passphrase that was chosen, as it is typed once more."""

    save_requested = Signal()
    answer_requested = Signal()
    anew_requested = Signal()

    def __init__(self, face: Face, title: str, six: str) -> None:
        super().__init__(face, title)
        words, look = face.words, face.look
        shown = six_words(face, six, words.say("Six words for the officers: {words}", words=six))
        how = parts.label(
            words.say(
                "Send the file to two officers. Each calls you on a number that they knew before, and you "
                "read them these words. What they send back opens the vault with your new passphrase."
            )
        )
        said = words.say("Save the file for them…")
        save = parts.button(look, said, self.save_requested.emit, icon="save")
        save.setObjectName("save_request")
        self.phrase = PassphraseLine(face, "chosen_passphrase", words.say("New passphrase, as you chose it"))
        label = parts.label(self.phrase.line.accessibleName())
        label.setBuddy(self.phrase.line)
        said = words.say("Open with their answer…")
        take = parts.button(look, said, self.answer_requested.emit, role="primary", icon="file-check")
        take.setObjectName("take_answer")
        anew = parts.button(look, words.say("Begin anew"), self.anew_requested.emit, role="link")
        anew.setObjectName("ask_anew")
        asked = (label, self.phrase, self.beside.add(self.phrase, "wrong_passphrase"))
        answer = (parts.row(look, take, 1, anew), self.beside.add(take, "answer"))
        parts.column(look, shown, how, parts.row(look, save, 1), *asked, *answer, parent=self)

    def begin(self) -> None:
        """Begin at the passphrase."""
        self.phrase.setFocus()
