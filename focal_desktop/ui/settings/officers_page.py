"""Two officers who could open this vault together: whether they are known, and a rehearsal of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import tokens
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.usecases import reopening


class OfficersPage(SettingsPage):
    """A rehearsal takes no key from this vault and none from headquarters."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self.found = reopening.find_standing(context.session)
        why = parts.label(
            words.say(
                "Where passphrase and recovery sheet are both lost, two officers at headquarters open this "
                "vault together. Neither can alone. A rehearsal shows that they could, before it is needed."
            ),
            role="muted",
        )
        self.six = parts.heading(look, "", tokens.TITLE_POINTS)
        self.six.setObjectName("rehearsal_words")
        self.six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.how = parts.label(
            words.say(
                "Send the file to two officers. Each calls you, and you read them these words. "
                "Bring back what the second one sends."
            )
        )
        for one in (self.six, self.how):
            one.hide()
        shown = self._make_rehearsal() if self.found.pairs else self._make_none()
        self.lay_out(words.say("Two officers who can open it"), why, shown, self.six, self.how)

    def _make_none(self) -> QFrame:
        said = self.context.words.say(
            "No two officers are known here yet: this vault has not exchanged with headquarters, or they are "
            "fewer than two. Until then the recovery sheet is the only way back. Keep it safe."
        )
        return parts.banner(self.context.look, "warn", parts.label(said))

    def _make_rehearsal(self) -> QFrame:
        words, look = self.context.words, self.context.look
        said = words.count(
            len(self.found.pairs),
            "One pair of officers can open it together.",
            "{n} pairs of officers can open it together.",
        )
        rows = [parts.label(said)]
        if self.found.rehearsed is not None:
            day = words.iso_date(self.found.rehearsed.at[:10])
            rows.append(parts.label(words.say("Rehearsed on {day}.", day=day), role="muted"))
        save = parts.button(look, words.say("Save a rehearsal for them…"), self._ask_place, icon="save")
        save.setObjectName("save_rehearsal")
        take = parts.button(look, words.say("Take back their answer…"), self._ask_answer, icon="file-check")
        take.setObjectName("take_rehearsal")
        return parts.card(look, *rows, parts.row(look, save, take, 1))

    def _ask_place(self) -> None:
        file_dialog.ask_save(self, self.context.words, self.save_to)

    def save_to(self, path: Path) -> None:
        """Save what asks two officers whether they could, and show the words that go with it."""
        words = self.context.words
        try:
            request = reopening.rehearse(self.context.session)
            path.write_bytes(request.encode())
        except OSError:
            self.say(words.say("That file cannot be written. Choose another place."))
        except Trouble as trouble:
            self.show_trouble(trouble)
        else:
            said = reopening.say_words(request)
            self.say("")
            self.six.setText(words.isolate(said))
            self.six.setAccessibleName(words.say("Six words for the officers: {words}", words=said))
            self.six.show()
            self.how.show()

    def _ask_answer(self) -> None:
        file_dialog.ask_open(self, self.context.words, self.take)

    def take(self, path: Path) -> None:
        """Take the officers' answer back; it must be theirs."""
        words = self.context.words
        try:
            reopening.end_rehearsal(self.context.session, path.read_bytes())
        except OSError:
            self.say(words.say("That file cannot be read. Choose another one."))
        except Trouble as trouble:
            self.show_trouble(trouble)
        else:
            self.done.emit(words.say("The rehearsal is done: these two could open this vault together."))
