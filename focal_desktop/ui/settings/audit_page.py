"""What was done here: the audit trail of this vault, for the person who did it (A19); on no other page."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.reports import printing
from focal_desktop.ui import exported
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings import audit_words
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import QuietCombo
from focal_desktop.usecases import audit, trail_file
from focal_desktop.usecases.audit import Deed, Line

SUFFIX = "fdx"
WHOLE = 60
"""So many ems of a reason are never cut: where there is less room it goes below the row."""


class AuditPage(SettingsPage):
    """A table that is read, a filter, and the way to let two officers read it too."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self.lines: list[Line] = []
        self.what = QuietCombo()
        self.what.setObjectName("audit_what")
        self.what.setAccessibleName(words.say("Show"))
        self.what.addItem(words.say("Everything"), "")
        self.what.activated.connect(lambda _: self._fill())
        self.count = parts.label("", role="muted", wraps=False)
        self.table = Table(look, words.say("What was done here"), self._list_columns())
        hand = parts.button(look, words.say("Write it for two officers…"), self._ask_file, icon="file-lock")
        hand.setObjectName("audit_write")
        about = parts.label(
            words.say(
                "You alone read this here, and two officers at headquarters together if you hand it to them. "
                "No line can be taken out unseen."
            ),
            role="muted",
        )
        show = parts.label(words.say("Show"), wraps=False)
        show.setBuddy(self.what)
        back = parts.button(
            look, f" {words.say('Settings')}", self.left.emit, role="quiet", icon="arrow-left"
        )
        back.setObjectName("settings_back")
        back.setAccessibleName(words.say("Back to Settings"))
        head = parts.row(look, back, parts.title(look, words.say("What was done here")), 1)
        across = parts.row(look, show, self.what, self.count, 1, hand)
        column = parts.column(
            look,
            *(head, about, across, self.table, self.below, self.progress),
            parent=self,
            gap=0.6,
        )
        column.setStretch(3, 1)

    def _list_columns(self) -> list[Column[Line]]:
        words, context = self.context.words, self.context
        return [
            Column(words.say("When"), lambda one: words.iso_instant(one.at), order=lambda one: one.at),
            Column(words.say("What"), lambda one: audit_words.say_deed(context, one.what)),
            Column(words.say("Concerning"), lambda one: audit_words.say_about(context, one), yields=1),
            Column(words.say("Reason"), self._say_reason, wide=1, least=WHOLE, yields=2),
        ]

    def _say_reason(self, line: Line) -> str:
        return audit_words.say_reason(self.context, line)

    def begin(self) -> None:
        """Read the trail, the newest first, and take the focus to the filter."""
        self.lines = audit.list_lines(self.context.session)[::-1]
        seen = {one.what for one in self.lines}
        for deed in Deed:
            if deed in seen:
                self.what.addItem(audit_words.say_deed(self.context, deed), deed.value)
        self._fill()
        self.what.setFocus()

    def _fill(self) -> None:
        wanted = str(self.what.currentData() or "")
        shown = [one for one in self.lines if wanted in ("", one.what)]
        self.table.fill(shown)
        words = self.context.words
        self.count.setText(
            words.count(len(shown), "{n} line", "{n} lines") if shown else words.say("Nothing yet.")
        )

    # --- for two officers

    def _ask_file(self) -> None:
        exported.ask_file(self.context, self, SUFFIX, self.write_to)

    def write_to(self, path: Path) -> None:
        """Write the whole trail, sealed to two officers, into a new file."""

        def write() -> None:
            printing.write_new(path, trail_file.write(self.context.session))

        self.work_here(write, lambda _: self._on_written())

    def _on_written(self) -> None:
        self.context.tell(
            self.context.words.say(
                "Written. Two officers at headquarters open it together; neither can alone."
            ),
            "ok",
        )
