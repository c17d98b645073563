"""The pages of the way back: which backup and what opens it; a new passphrase; what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.store.shelf import Kept
from focal_desktop.ui.face import Face
from focal_desktop.ui.restore import sentence
from focal_desktop.ui.restore.maker import Asked, Made
from focal_desktop.ui.restore.secret import SecretLines
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.six_words import six_words
from focal_desktop.ui.widgets.steps import Step

HERE, FILE = "here", "file"


class Choice(NamedTuple):
    """Which backup was chosen, another file if one was picked, and what was typed."""

    which: str
    asked: Asked


class ChoosePage(Step):
    """Which one, and its passphrase or code; `done` when Enter is pressed in either."""

    officers_asked = Signal()

    def __init__(self, face: Face, offered: Sequence[Kept], *, known: int | None) -> None:
        words, look = face.words, face.look
        has_here = known is not None
        title = words.say("How to go on") if has_here else words.say("Restore a backup")
        super().__init__(face, title, words.say("Go on"))
        self._offered, self._known = offered, known
        self.file: Path | None = None
        self.which = Answers(face, self._list_choices(has_here), words.say("Which backup"), stacked=True)
        self.which.setObjectName("restore_which")
        self.which.edited.connect(self._on_chosen)
        self.picked = parts.label("", role="muted")
        self.picked.setObjectName("restore_file")
        self.secret = SecretLines(face)
        self.secret.entered.connect(self.go_on)
        self.secret.officers_asked.connect(self.officers_asked)
        self.secret.edited.connect(lambda: self.said.emit("", ""))
        self.secret.put_below(self.beside.add(self.secret, "wrong_passphrase"))
        chosen = self.beside.add(self.which, "backup")
        rows = (self.which, self.picked, chosen, self.secret)
        parts.column(look, self._explain(has_here), *rows, parent=self)
        self.which.show_code(self._first())
        self._show_turn()

    def _first(self) -> str:
        """Return what is newest: a backup made after the files as they are here, else these."""
        newest = self._offered[0].number if self._offered else 0
        if self._known is not None and newest <= self._known:
            return HERE
        return str(newest) if self._offered else ""

    def _explain(self, has_here: bool) -> QWidget:
        words = self.face.words
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
        words = self.face.words
        found = [(HERE, words.say("What is here now"))] if has_here else []
        for one in self._offered:
            day = sentence.of_day(words, one.day)
            said = words.say("The backup of {day}", day=day)
            if self._known is not None and one.number > self._known:
                said = words.say("The backup of {day}, newer than what is here", day=day)
            found.append((str(one.number), said))
        return [*found, (FILE, words.say("Another file…"))]

    def _show_turn(self, *, is_code: bool = False) -> None:
        self.picked.setVisible(bool(self.picked.text()) and self.which.value() == FILE)
        self.secret.show_line(is_code=is_code, is_here=self.which.value() == HERE)

    def _on_chosen(self) -> None:
        self.said.emit("", "")
        self._show_turn(is_code=self.secret.is_code)
        if self.which.value() == FILE:
            self._ask_file()
        else:
            self.begin()

    def _ask_file(self) -> None:
        file_dialog.ask_open(self, self.face.words, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take the backup that is to be restored."""
        self.file = path
        self.which.show_code(FILE)
        self.picked.setText(self.face.words.isolate(path.name))
        self.said.emit("", "")
        self._show_turn(is_code=self.secret.is_code)
        self.begin()

    def choice(self) -> Choice:
        """Return what was chosen and typed so far."""
        typed = Asked(self.file, self.secret.line.text(), is_code=self.secret.is_code)
        return Choice(self.which.value(), typed)

    def take_over(self, choice: Choice) -> None:
        """Show it again, in another language or look."""
        self.file = choice.asked.path
        if self.file is not None:
            self.picked.setText(self.face.words.isolate(self.file.name))
        self.which.show_code(choice.which)
        self._show_turn(is_code=choice.asked.is_code)
        self.secret.line.setText(choice.asked.secret)

    def begin(self) -> None:
        """Begin where the passphrase or code is typed."""
        self.secret.setFocus()

    def go_on(self) -> None:
        """Go on once a backup is chosen."""
        if self.asked() is None:
            self.ask_which()
        else:
            self.done.emit()

    def ask_which(self) -> None:
        """Say that a backup is to be chosen, and go there."""
        self.said.emit(self.face.words.say("Please choose the backup first."), "backup")

    def asked(self) -> Asked | None:
        """Return what was chosen and typed, nothing where no backup is chosen."""
        chosen = self.which.value()
        path = next((one.path for one in self._offered if str(one.number) == chosen), None)
        if chosen == FILE:
            path = self.file
        if path is None and chosen != HERE:
            return None
        return Asked(path, self.secret.line.text(), is_code=self.secret.is_code)


class FoundPage(Step):
    """What may be missing, told before anybody works on; and what headquarters has to hear."""

    def __init__(self, face: Face, made: Made, *, has_former: bool) -> None:
        words, look = face.words, face.look
        super().__init__(face, words.say("Restore a backup"), words.say("Open my desk"))
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
            rows.append(parts.card(look, six_words(face, made.words)))
        if has_former:
            said = words.say("From now on this one is opened. The former files lie beside it, untouched.")
            rows.append(parts.label(said, role="muted"))
        parts.column(look, *rows, parent=self)
