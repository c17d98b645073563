"""Where nothing is kept: conduct at work while it is not switched on, and reports about those above."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts


class WorkplaceView(QWidget):
    """Definitions, options and numbers (ST/SGB/2019/8); it stores nothing."""

    left = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        look, words = face.look, face.words
        back = parts.button(look, words.say("Back to the questions"), self.left.emit, icon="arrow-left")
        back.setObjectName("leave_workplace")
        self._numbers = parts.label("")
        nothing = words.say("Nothing of this page is kept: not what you chose, not that you were here.")
        options = parts.card(
            look,
            parts.heading(look, words.say("What the affected individual can choose")),
            *(parts.label(f"•  {one}") for one in self._list_options(face)),
            parts.label(words.say("There is no time limit, and nobody has to choose today.")),
        )
        page = parts.page(
            look,
            parts.title(look, words.say("Conduct at work")),
            parts.banner(look, "neutral", parts.label(nothing)),
            self._make_meaning(face),
            options,
            parts.card(look, parts.heading(look, words.say("Whom to call")), self._numbers),
            parts.row(look, back, 1),
            1,
        )
        parts.column(look, page, parent=self)

    def _make_meaning(self, face: Face) -> QWidget:
        look, words = face.look, face.words
        unwelcome = words.say(
            "Harassment: unwelcome conduct that might reasonably be expected to cause offence or "
            "humiliation. Sexual harassment: the same, of a sexual nature."
        )
        unfair = words.say(
            "Discrimination: unfair treatment because of who somebody is. Abuse of authority: improper use "
            "of influence, power or a position against somebody."
        )
        heading = parts.heading(look, words.say("What the words mean"))
        return parts.card(look, heading, parts.label(unwelcome), parts.label(unfair))

    def _list_options(self, face: Face) -> tuple[str, ...]:
        words = face.words
        return (
            words.say("Speak informally with the person, with support, or ask a manager to step in."),
            words.say("Report formally to the responsible official or to OIOS; also without a name."),
            words.say("Talk off the record with the Ombudsman, or in confidence with the counsellor."),
            words.say("Ask the Ethics Office for protection from retaliation."),
        )

    def show_numbers(self, numbers: str) -> None:
        """Say whom to call."""
        self._numbers.setText(numbers)


class AboveView(QWidget):
    """Somebody above may be involved: it goes sealed to named officers, and nothing of it stays here."""

    left = Signal()
    sealed_requested = Signal()
    erase_requested = Signal()

    def __init__(self, face: Face) -> None:
        super().__init__()
        look, words = face.look, face.words
        go = parts.button(
            look,
            words.say("Write a sealed report"),
            self.sealed_requested.emit,
            role="primary",
            icon="file-lock",
        )
        go.setObjectName("write_sealed")
        back = parts.button(look, words.say("Back to the questions"), self.left.emit)
        back.setObjectName("leave_above")
        page = parts.page(
            look,
            parts.title(look, words.say("This goes another way")),
            parts.card(
                look,
                parts.label(
                    words.say(
                        "A sealed report goes to named case officers at headquarters alone. Nobody at this "
                        "office can read it: no copy, no count and no reminder stays here."
                    )
                ),
                parts.label(
                    words.say(
                        "What was typed on the page before moves there, and nothing of it is kept here. "
                        "If headquarters itself may be involved, the sealed report names OIOS and stores "
                        "nothing."
                    )
                ),
                parts.row(look, go, back, 1),
            ),
            self._make_draft(face),
            1,
        )
        parts.column(look, page, parent=self)

    def _make_draft(self, face: Face) -> QWidget:
        """Draw what is said of a draft that was kept before, and the button that erases it."""
        look, words = face.look, face.words
        self._kept, self._erasing = parts.label(""), QWidget()
        erase = parts.button(look, words.say("Erase the draft"), self.erase_requested.emit, icon="trash-2")
        erase.setObjectName("erase_draft")
        parts.row(look, erase, 1, parent=self._erasing)
        self._draft = parts.card(look, self._kept, self._erasing)
        return self._draft

    def show_kept(self, sentence: str, *, may_erase: bool = False) -> None:
        """Say what a draft that was kept before means now; nothing where there is none."""
        self._kept.setText(sentence)
        self._draft.setVisible(bool(sentence))
        self._erasing.setVisible(may_erase)
