"""What is said and chosen of the backups that are made by themselves: when, how many, and a second place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFrame

from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.usecases import backups


class SecondPlace(QFrame):
    """A card; a folder that is not there at an unlock is passed over, calmly."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._context = context
        words, look = context.words, context.look
        self.last, self.chosen = parts.label("", role="muted"), parts.label("")
        self.chosen.setObjectName("second_place")
        choose = parts.button(look, words.say("A second folder…"), self._ask, icon="usb")
        choose.setObjectName("choose_second")
        choose.setAccessibleName(words.say("A second folder…"))
        self.drop = parts.button(look, words.say("No second folder"), lambda: self.take(None), role="link")
        self.drop.setObjectName("drop_second")
        parts.column(
            look,
            parts.heading(look, words.say("Backups by themselves")),
            parts.label(
                words.say(
                    "After unlocking, if something changed and a day has passed, a backup is made and opened "
                    "once to check it. The newest {n} stay beside the store on this computer.",
                    n=context.policy.limit("backups_kept"),
                )
            ),
            self.last,
            self.chosen,
            parts.row(look, choose, self.drop, 1),
            parent=self,
            margin=0.9,
        )
        can_write = not context.session.store.behind
        for one in (choose, self.drop):
            one.setEnabled(can_write)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        words, session = self._context.words, self._context.session
        last, second = backups.read_last(session), backups.read_stick(session)
        made = words.say("Last one: {when}", when=words.iso_instant(last.at)) if last else ""
        self.last.setText(made or words.say("None was made yet."))
        said = words.say("One also goes here, whenever it is there: {folder}", folder=str(second or ""))
        none = words.say("A second one can go to a stick, whenever it is there at unlocking.")
        self.chosen.setText(said if second else none)
        self.drop.setVisible(second is not None)

    def _ask(self) -> None:
        file_dialog.ask_folder(self, self._context.words, self.take)

    def take(self, folder: Path | None) -> None:
        """Keep the folder, or none, and bring a backup there at once if it is there."""
        with self._context.telling():
            backups.choose_stick(self._context.session, folder)
            self.refresh()
            self._context.shell.safety.start()
