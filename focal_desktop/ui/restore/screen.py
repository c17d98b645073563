"""Restoring before the desk: from the first start, from a damaged vault, or from one that lacks saves."""

from __future__ import annotations

from PySide6.QtCore import Signal

from focal_desktop.store.backup import Source
from focal_desktop.ui.face import Face
from focal_desktop.ui.restore.maker import Asked, Made, Maker
from focal_desktop.ui.restore.officers import AskForBackup
from focal_desktop.ui.restore.pages import Choice, ChoosePage, FoundPage
from focal_desktop.ui.widgets import broken_off, parts
from focal_desktop.ui.widgets.new_passphrase import PassphraseStep
from focal_desktop.ui.widgets.steps import Step, Steps


class RestoreScreen(Steps):
    """Leads from the backup to the desk; `made` carries the new vault once it is known what it lacks."""

    made = Signal(object)

    def __init__(self, face: Face, maker: Maker) -> None:
        super().__init__(face, "restore")
        self.maker = maker
        self._is_choosing = False
        self._choice: Choice | None = None
        self._source: Source | None = None
        self._found: Made | None = None
        self.draw()

    def draw(self) -> None:
        """Show the step of now in the face of now."""
        words = self.face.words
        self._keep_choice()
        is_first = self._found is None and self._source is None
        self.show_step(
            self._make_step(),
            working=words.say("Restoring. This can take a minute."),
            notes=[broken_off.note(words)] if is_first and self.maker.is_again else (),
        )

    def _make_step(self) -> Step:
        if self._found is not None:
            return FoundPage(self.face, self._found, has_former=self._found.folder != self.maker.former)
        if self._source is not None:
            self.chosen = PassphraseStep(self.face, self.face.words.say("Restore a backup"))
            return self.chosen
        self.choose = ChoosePage(self.face, self.maker.list_offered(), known=self.maker.known)
        self._is_choosing = True
        self.choose.officers_asked.connect(self._ask_officers)
        if self._choice is not None:
            self.choose.take_over(self._choice)
        return self.choose

    def _keep_choice(self) -> None:
        """Keep what was chosen and typed while another page is shown."""
        if self._is_choosing:
            self._choice, self._is_choosing = self.choose.choice(), False

    # --- going on

    def on_done(self) -> None:
        """Open what was chosen, make the vault, or enter it."""
        if self._found is not None:
            self.made.emit(self._found)
        elif self._source is not None:
            self._make(self._source, self.chosen.text())
        elif (asked := self.choose.asked()) is not None:
            self.work(
                lambda tell: self.maker.open(asked, tell), lambda source: self._on_opened(source, asked)
            )

    def _ask_officers(self) -> None:
        """Ask two officers for the backup that was chosen, on a page of its own."""
        asked = self.choose.asked()
        if asked is None or asked.path is None:
            self.choose.ask_which()
            return
        self._keep_choice()
        parts.clear(self._layout)
        self.officers = AskForBackup(self.face, asked.path)
        self.officers.left.connect(self.draw)
        self.officers.reopened.connect(self._on_answered)
        self._layout.addWidget(self.officers, 1)

    def _on_answered(self, source: Source, said: str) -> None:
        self.draw()
        self._make(source, said)

    def _on_opened(self, source: Source, asked: Asked) -> None:
        if asked.is_code:
            self._source = source  # a code opens it once; from now on a new passphrase does
            self.draw()
        else:
            self._make(source, asked.secret)

    def _make(self, source: Source, phrase: str) -> None:
        self.work(lambda tell: self.maker.make(source, phrase, tell), self._on_made)

    def _on_made(self, made: Made) -> None:
        self._found, self._source = made, None
        self.draw()

    def can_leave(self) -> bool:
        """Tell whether nothing was made yet."""
        return self._found is None
