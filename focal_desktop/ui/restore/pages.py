"""The pages of the way back: which backup and what opens it; a new passphrase; what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QStackedWidget, QWidget

from focal_desktop.store.shelf import Kept
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.restore import sentence
from focal_desktop.ui.restore.maker import Asked, Made
from focal_desktop.ui.widgets import broken_off, file_dialog, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine

HERE, FILE = "here", "file"


class ChoosePage(QWidget):
    """Which one, and its passphrase or code; `entered` when Enter is pressed in either."""

    entered = Signal()
    officers_asked = Signal()

    def __init__(
        self, face: Face, offered: Sequence[Kept], *, known: int | None, is_again: bool = False
    ) -> None:
        super().__init__()
        self._face, self._offered, self._known = face, offered, known
        has_here = known is not None
        self.file: Path | None = None
        words, look = face.words, face.look
        self.which = Answers(face, self._list_choices(has_here), words.say("Which backup"), stacked=True)
        self.which.edited.connect(self._on_chosen)
        self.picked = parts.label("", role="muted")
        self.picked.setObjectName("restore_file")
        self.phrase = PassphraseLine(face, "restore_passphrase", words.say("Passphrase of that day"))
        self.phrase.entered.connect(self.entered)
        self.code = QLineEdit()
        self.code.setObjectName("restore_code")
        self.code.setAccessibleName(words.say("Recovery code"))
        self.code.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.code.returnPressed.connect(self.entered)
        self.secret = QStackedWidget()
        self.secret.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.label = parts.label("")
        self.secret.addWidget(self._labelled(self.label, self.phrase))
        self.secret.addWidget(self._labelled(parts.label(words.say("Recovery code")), self.code))
        self.turn = parts.button(look, "", self._turn, role="link")
        self.turn.setObjectName("restore_turn")
        told: list[QWidget] = [self._explain(has_here), *([broken_off.note(words)] if is_again else [])]
        said = words.say("I have neither: ask two officers…")
        self.neither = parts.button(look, said, self.officers_asked.emit, role="link")
        self.neither.setObjectName("restore_officers")
        turn = parts.row(look, self.turn, self.neither, 1)
        parts.column(look, *told, self.which, self.picked, self.secret, turn, 1, parent=self)
        self.which.show_code(self._first())
        self._show_turn()

    def _first(self) -> str:
        """Return what is newest: a backup made after the files as they are here, else these."""
        newest = self._offered[0].number if self._offered else 0
        if self._known is not None and newest <= self._known:
            return HERE
        return str(newest) if self._offered else ""

    def _explain(self, has_here: bool) -> QWidget:
        words = self._face.words
        if has_here:
            return parts.label(
                words.say(
                    "Some saves are missing from the files here, and nothing more is written to them. "
                    "To go on, a new store is made of what is here, or of a backup if one is newer. "
                    "The former files stay as they are."
                )
            )
        return parts.label(
            words.say(
                "A new store is made of the backup, in a folder of its own. "
                "Whatever lies on this computer already stays as it is."
            )
        )

    def _list_choices(self, has_here: bool) -> list[tuple[str, str]]:
        words = self._face.words
        found = [(HERE, words.say("What is here now"))] if has_here else []
        for one in self._offered:
            day = sentence.of_day(words, one.day)
            said = words.say("The backup of {day}", day=day)
            if self._known is not None and one.number > self._known:
                said = words.say("The backup of {day}, newer than what is here", day=day)
            found.append((str(one.number), said))
        return [*found, (FILE, words.say("Another file…"))]

    def _labelled(self, label: QLabel, line: QWidget) -> QWidget:
        made = QWidget()
        label.setBuddy(line)
        parts.column(self._face.look, label, line, 1, parent=made, gap=0.35)
        return made

    def _turn(self) -> None:
        self.secret.setCurrentIndex(1 - self.secret.currentIndex())
        self._show_turn()
        self.begin()

    def _show_turn(self) -> None:
        words = self._face.words
        said = (
            words.say("Use the passphrase") if self._is_code else words.say("Use the recovery sheet instead")
        )
        self.turn.setText(said)
        self.turn.setAccessibleName(said)
        is_here = self.which.value() == HERE
        self.turn.setVisible(not is_here)
        self.neither.setVisible(not is_here)
        asked = words.say("Passphrase") if is_here else words.say("Passphrase of that day")
        self.label.setText(asked)
        self.phrase.line.setAccessibleName(asked)

    @property
    def _is_code(self) -> bool:
        return self.secret.currentIndex() == 1

    def _on_chosen(self) -> None:
        if self.which.value() == HERE:
            self.secret.setCurrentIndex(0)
        self._show_turn()
        if self.which.value() == FILE:
            self._ask_file()
        else:
            self.begin()

    def _ask_file(self) -> None:
        file_dialog.ask_open(self, self._face.words, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take the backup that is to be restored."""
        self.file = path
        self.which.show_code(FILE)
        self.picked.setText(self._face.words.isolate(path.name))
        self._show_turn()
        self.begin()

    def begin(self) -> None:
        """Begin where the passphrase or code is typed."""
        (self.code if self._is_code else self.phrase).setFocus()

    def asked(self) -> Asked | None:
        """Return what was chosen and typed, nothing where no backup is chosen."""
        chosen = self.which.value()
        path = next((one.path for one in self._offered if str(one.number) == chosen), None)
        if chosen == FILE:
            path = self.file
        if path is None and chosen != HERE:
            return None
        return Asked(path, self.code.text() if self._is_code else self.phrase.text(), is_code=self._is_code)


class FoundPage(QWidget):
    """What may be missing, told before anybody works on; and what headquarters has to hear."""

    def __init__(self, face: Face, made: Made, *, has_former: bool) -> None:
        super().__init__()
        words, look = face.words, face.look
        said = sentence.of_missing(words, made.backed_up_at, made.missing, is_counted=made.is_counted)
        found = parts.heading(look, said)
        found.setObjectName("restore_found")
        rows: list[QWidget] = [found]
        if made.words:
            rows.append(parts.label(words.say("Whatever had been sent comes back with the next sync.")))
            rows.append(
                parts.label(
                    words.say(
                        "Headquarters must admit this computer again. Call them on a number you know "
                        "and read them these six words:"
                    )
                )
            )
            six = parts.heading(look, words.isolate(made.words), tokens.TITLE_POINTS)
            six.setObjectName("six_words")
            six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            rows.append(parts.card(look, six))
        if has_former:
            said = words.say("From now on this one is opened. The former files lie beside it, untouched.")
            rows.append(parts.label(said, role="muted"))
        parts.column(look, *rows, 1, parent=self)
