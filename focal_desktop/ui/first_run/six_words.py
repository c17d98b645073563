"""After joining: six words to compare with headquarters by voice, now or when there is a line."""

from __future__ import annotations

from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.six_words import six_words


class WordsPage(Page):
    """Shows the words; the desk can be used before headquarters has answered."""

    def __init__(self, face: Face, plan: Plan) -> None:
        words, look = face.words, face.look
        super().__init__(face, plan, words.say("Six words to compare"), words.say("Open my desk"))
        call = parts.label(
            words.say(
                "Call headquarters on a number you know, and read them these six words. They see the same "
                "before they admit this computer. If a word differs, stop and tell them."
            )
        )
        later = parts.label(
            words.say(
                "There is no hurry: the words stay in Settings, and you can work at once. "
                "Everything waits here until headquarters has admitted this computer."
            ),
            role="muted",
        )
        shown = parts.card(look, six_words(face, plan.words))
        parts.column(look, call, shown, later, parent=self, gap=0.8)
