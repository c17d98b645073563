"""The line below: what Nairobi has and has not, in one sentence; office and role."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from focal_desktop.ui import labels
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.shell import backup_sentence
from focal_desktop.ui.sync import sentence
from focal_desktop.ui.widgets import flow, parts


class StatusLine(QFrame):
    """Says where things stand; a click leads to Sync."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "status")
        look, words, person = context.look, context.words, context.session.person
        self._sync = parts.button(look, "", self._go, role="link", icon="refresh-cw")
        self._sync.setObjectName("sync_sentence")
        roles = words.say(", ").join(words.name(labels.plain(role)) for role in person.roles)
        office = words.isolate(person.office)
        who = parts.label(f"{office} · {roles}", role="muted", wraps=False)
        self._sign = parts.button(look, "", self._go_to_sign, role="link", icon="pencil")
        self._sign.setObjectName("asked_to_sign")
        self._safe = parts.button(look, "", self._go_to_backup, role="link", icon="save")
        self._safe.setObjectName("backup_sentence")
        said = flow.line(look, self._sync, self._sign, self._safe, None, who, gap=0.4)
        layout = parts.row(look, said, parent=self)
        layout.setContentsMargins(look.em(0.6), 0, look.em(1), 0)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        said = sentence.in_short(self._context, self._context.shell.sync)
        self._sync.setText(f" {said}")
        self._sync.setAccessibleName(said)
        asked = sentence.asked_to_sign(self._context)
        self._sign.setText(f" {asked}")
        self._sign.setAccessibleName(asked)
        self._sign.setVisible(bool(asked))
        told = backup_sentence.in_short(self._context.words, self._context.shell.safety)
        self._safe.setText(f" {told}")
        self._safe.setAccessibleName(told)
        self._safe.setVisible(bool(told))

    def _go(self) -> None:
        self._context.shell.go(Place(section="sync"))

    def _go_to_backup(self) -> None:
        self._context.shell.go(Place(section="settings", view="backup"))

    def _go_to_sign(self) -> None:
        self._context.shell.go(sentence.TO_SIGN)
