"""Backups: those made by themselves, one made now, and the way back rehearsed before it is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFrame

from focal_desktop.store.backup import Note, Written
from focal_desktop.ui.context import Context
from focal_desktop.ui.restore import sentence
from focal_desktop.ui.settings.aside import Aside
from focal_desktop.ui.settings.page import WRONG, SettingsPage
from focal_desktop.ui.settings.second_place import SecondPlace
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.usecases import backups, practising, safekeeping


class BackupPage(SettingsPage):
    """A backup is named only once it was opened; rehearsing leaves nothing. Both can be stopped."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = context.words
        self.place = SecondPlace(context)
        self.aside = Aside(self)
        cards = (self.place, self._make_now(), self._make_rehearsal())
        self.lay_out(words.say("Backup"), *cards, self.aside.row)
        self.asks = list(cards)
        self.place.setVisible(not practising.is_practice(context.session))

    def _make_now(self) -> QFrame:
        words, look = self.context.words, self.context.look
        make = parts.button(look, words.say("Make a backup…"), self._ask_place, role="primary", icon="save")
        make.setObjectName("make_backup")
        return parts.card(
            look,
            parts.heading(look, words.say("Make a backup now")),
            parts.label(
                words.say(
                    "One encrypted file. Keep it apart from this computer, on a stick that is locked away. "
                    "It opens with the passphrase or the recovery sheet of today."
                )
            ),
            parts.row(look, make, 1),
        )

    def _make_rehearsal(self) -> QFrame:
        words, look = self.context.words, self.context.look
        self.offered = QComboBox()
        self.offered.setObjectName("offered_backups")
        self.offered.setAccessibleName(words.say("Which backup"))
        self._list_offered()
        choose = parts.button(look, words.say("Choose the backup…"), self._ask_file)
        choose.setObjectName("choose_backup")
        self.phrase = PassphraseLine(
            self.context.face, "backup_passphrase", words.say("Passphrase of that day")
        )
        self.phrase.entered.connect(self.rehearse)
        label = parts.label(words.say("Passphrase of that day"))
        label.setBuddy(self.phrase.line)
        try_it = parts.button(look, words.say("Rehearse"), self.rehearse)
        try_it.setObjectName("rehearse")
        return parts.card(
            look,
            parts.heading(look, words.say("Rehearse the way back")),
            parts.label(
                words.say(
                    "The backup is opened and checked to its last page, as if it were restored; "
                    "then that is removed again. Nothing is changed on this computer."
                )
            ),
            parts.row(look, self.offered, choose, 1),
            self.beside.add(choose, "backup"),
            label,
            self.phrase,
            self.beside.add(self.phrase, WRONG),
            parts.row(look, try_it, 1),
        )

    def _list_offered(self) -> None:
        words = self.context.words
        self.offered.clear()
        for one in backups.list_here(self.context.session):
            day = sentence.of_day(words, one.day)
            self.offered.addItem(words.say("The backup of {day}", day=day), one.path)
        self.offered.setVisible(self.offered.count() > 0)

    # --- a backup now

    def _ask_place(self) -> None:
        file_dialog.ask_save(self, self.context.words, self.back_up_to, suffix="bak", may_replace=False)

    def back_up_to(self, path: Path) -> None:
        """Write a backup into a new file; behind whatever is under way, as two cannot read at once."""
        session = self.context.session
        if session.store.behind:  # its files are not to be put in order first
            self.work_here(lambda: safekeeping.back_up(session, path), self._on_written)
            return

        self.aside.run(lambda: backups.hold(session, path).make, self._on_written)

    def _on_written(self, _written: Written) -> None:
        self.context.tell(
            self.context.words.say(
                "The backup is made. It was opened and checked: everything saved until now is in it."
            ),
            "ok",
        )

    # --- the way back

    def _ask_file(self) -> None:
        file_dialog.ask_open(self, self.context.words, self.take_file)

    def take_file(self, path: Path) -> None:
        """Take the backup that is to be rehearsed."""
        self.offered.addItem(self.context.words.isolate(path.name), path)
        self.offered.setCurrentIndex(self.offered.count() - 1)
        self.offered.show()
        self.phrase.setFocus()

    def rehearse(self) -> None:
        """Open and check a backup aside, all of it."""
        path, said = self.offered.currentData(), self.phrase.text()
        if path is None:
            self.say(self.context.words.say("Please choose the backup first."), "backup")
            return
        folder = self.context.session.store.folder
        self.aside.run(
            lambda: lambda tell: safekeeping.rehearse(path, said, folder, tell), self._on_rehearsed
        )

    def _on_rehearsed(self, note: Note) -> None:
        words = self.context.words
        self.phrase.line.clear()
        self.context.tell(
            words.say(
                "This backup opens, checked to its last page. All that was here on {when} is in it.",
                when=words.iso_instant(note.at),
            ),
            "ok",
        )
