"""Changing the passphrase: the present one first, then a new one, typed twice."""

from __future__ import annotations

from focal_desktop.store import vault
from focal_desktop.store.header import Secrets
from focal_desktop.store.vault import Making
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.aside import Aside
from focal_desktop.ui.settings.page import WRONG, SettingsPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.usecases import safekeeping


class PassphrasePage(SettingsPage):
    """Nothing is changed before the present passphrase has opened the vault once more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.aside = Aside(self)
        words, look = context.words, context.look
        self.present = PassphraseLine(context.face, "present_passphrase", words.say("Present passphrase"))
        self.chosen = NewPassphrase(context.face)
        self.present.entered.connect(self.chosen.first.setFocus)
        self.chosen.finished.connect(self.change)
        change = parts.button(look, words.say("Change the passphrase"), self.change, role="primary")
        change.setObjectName("change_passphrase")
        label = parts.label(words.say("Present passphrase"))
        label.setBuddy(self.present.line)
        why = parts.label(
            words.say(
                "Do this when somebody may have seen it. Your recovery sheet stays good. "
                "Backups made before open with the passphrase of their day."
            ),
            role="muted",
        )
        title = words.say("Change the passphrase")
        present = (label, self.present, self.beside.add(self.present, WRONG))
        self.lay_out(title, why, *present, self.chosen, parts.row(look, change, 1), self.aside.row)
        self.asks = [self.present, self.chosen, change]

    def begin(self) -> None:
        """Begin at the present passphrase."""
        self.present.setFocus()

    def change(self) -> None:
        """Prove the present one aside, then put the vault under the new one here."""
        if not self.chosen.ask_on():
            return
        folder, present, said = self.context.session.store.folder, self.present.text(), self.chosen.text()

        def prepare() -> Secrets:
            vault.prove(folder, present)
            return safekeeping.prepare(folder, Making(passphrase=said, cost=self.fit()))

        self.work(prepare, lambda prepared: self.aside.change(prepared, self._on_changed))

    def _on_changed(self) -> None:
        self.done.emit(
            self.context.words.say(
                "The passphrase was changed. From now on only the new one opens the vault."
            )
        )
