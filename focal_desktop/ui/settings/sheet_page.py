"""A new recovery sheet: the present passphrase, a new code, one group typed back; the old one ends then."""

from __future__ import annotations

import secrets

from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.store import vault
from focal_desktop.store.header import Secrets
from focal_desktop.store.vault import Making
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.aside import Aside
from focal_desktop.ui.settings.page import WRONG, SettingsPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.code_sheet import CodeSheet
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.usecases import phrases, safekeeping


class SheetPage(SettingsPage):
    """The old sheet stays good until the new one is in the person's hands."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self.aside = Aside(self)
        self._making: Secrets | None = None
        self.present = PassphraseLine(context.face, "present_passphrase", words.say("Present passphrase"))
        self.present.entered.connect(self._go_on)
        self.go_on = parts.button(look, words.say("Go on"), self._go_on, role="primary")
        self.go_on.setObjectName("sheet_go_on")
        label = parts.label(words.say("Present passphrase"))
        label.setBuddy(self.present.line)
        ask = QWidget()
        problem = self.beside.add(self.present, WRONG)
        parts.column(look, label, self.present, problem, parts.row(look, self.go_on, 1), 1, parent=ask)
        self.steps = QStackedWidget()
        self.steps.addWidget(ask)
        why = parts.label(
            words.say(
                "The code of a sheet is kept nowhere, so a lost sheet cannot be printed again. "
                "A new one is made; the old one then opens nothing any more."
            ),
            role="muted",
        )
        self.lay_out(words.say("New recovery sheet"), why, self.steps, self.aside.row)
        self.asks = [self.steps]

    def begin(self) -> None:
        """Begin at the present passphrase."""
        self.present.setFocus()

    def _go_on(self) -> None:
        folder, said = self.context.session.store.folder, self.present.text()

        def prepare() -> Secrets:
            vault.prove(folder, said)
            making = Making(passphrase=said, cost=self.fit(), code=phrases.new_code())
            return safekeeping.prepare(folder, making)

        self.work(prepare, self._on_prepared)

    def _on_prepared(self, making: Secrets) -> None:
        self._making = making
        self.present.line.clear()
        code = making.code or ""
        asked = secrets.randbelow(len(phrases.groups_of(code)))
        self.sheet = CodeSheet(self.context.face, code, asked)
        self.sheet.finished.connect(self._change)
        self.steps.setCurrentIndex(self.steps.addWidget(self.sheet))
        self.sheet.print.setFocus()

    def _change(self) -> None:
        if self._making is not None:
            self.aside.change(self._making, self._on_changed)

    def _on_changed(self) -> None:
        self.done.emit(self.context.words.say("The new recovery sheet is good. Please destroy the old one."))
