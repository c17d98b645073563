"""A backup made now, to a place apart; and the way back rehearsed before it is needed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from focal_desktop.store.backup import Written
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.usecases import safekeeping


class BackupPage(SettingsPage):
    """A backup is named only once it was read back whole; rehearsing makes nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._rehearsed: Path | None = None
        make = parts.button(look, words.say("Make a backup…"), self._ask_place, role="primary", icon="save")
        make.setObjectName("make_backup")
        making = parts.card(
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
        choose = parts.button(look, words.say("Choose the backup…"), self._ask_file)
        choose.setObjectName("choose_backup")
        self.chosen = parts.label("", role="muted")
        self.phrase = PassphraseLine(context.face, "backup_passphrase", words.say("Passphrase of that day"))
        self.phrase.entered.connect(self.rehearse)
        label = parts.label(words.say("Passphrase of that day"))
        label.setBuddy(self.phrase.line)
        try_it = parts.button(look, words.say("Rehearse"), self.rehearse)
        try_it.setObjectName("rehearse")
        rehearsing = parts.card(
            look,
            parts.heading(look, words.say("Rehearse the way back")),
            parts.label(
                words.say("The file is read to its end and opened. Nothing is changed on this computer.")
            ),
            parts.row(look, choose, self.chosen, 1),
            label,
            self.phrase,
            parts.row(look, try_it, 1),
        )
        self.lay_out(words.say("Backup"), making, rehearsing)

    def _ask_place(self) -> None:
        dialog = QFileDialog(self, self.context.words.say("Make a backup"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("bak")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a backup never takes another's place
        dialog.fileSelected.connect(lambda name: self.back_up_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def back_up_to(self, path: Path) -> None:
        """Write a backup into a new file."""
        session = self.context.session
        self.work_here(lambda: safekeeping.back_up(session, path), self._on_written)

    def _on_written(self, written: Written) -> None:
        self.context.tell(
            self.context.words.say(
                "The backup is made and was read back whole: {records} records, {changes} changes.",
                records=written.records,
                changes=written.changes,
            ),
            "ok",
        )

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.context.words.say("Rehearse the way back"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Take the backup that is to be rehearsed."""
        self._rehearsed = path
        self.chosen.setText(self.context.words.isolate(path.name))
        self.phrase.setFocus()

    def rehearse(self) -> None:
        """Read and open a backup aside."""
        path, said = self._rehearsed, self.phrase.text()
        if path is None:
            self.say(self.context.words.say("Please choose the backup first."))
            return
        self.work(lambda: safekeeping.rehearse(path, said), lambda _: self._on_rehearsed())

    def _on_rehearsed(self) -> None:
        self.phrase.line.clear()
        self.context.tell(
            self.context.words.say(
                "This backup is whole and opens. That is the way back, should you need it."
            ),
            "ok",
        )
