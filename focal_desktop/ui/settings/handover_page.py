"""Handing the desk to another person: what stands in the way, who comes next, their passphrase and sheet."""

from __future__ import annotations

import secrets

import shiboken6
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from focal_desktop.base.words import Words
from focal_desktop.store import vault
from focal_desktop.store.header import Secrets
from focal_desktop.store.rekeying import Change
from focal_desktop.store.vault import Making
from focal_desktop.sync import handing
from focal_desktop.sync.handing import Handing, Remains
from focal_desktop.ui import messages, sections
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.aside import Aside, Steps
from focal_desktop.ui.settings.page import WRONG, SettingsPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.code_sheet import CodeSheet
from focal_desktop.ui.widgets.line import Line
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine
from focal_desktop.usecases import phrases, safekeeping, unlocking


class HandoverPage(SettingsPage):
    """Says no number of anything; once it is done, the vault is closed and waits for the next person."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = context.words
        self._making: Secrets | None = None
        self.aside = Aside(self)
        self.remains = handing.look(context.session)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._make_who() if self.remains.is_ready else self._make_waiting())
        why = [parts.label(said, role="muted") for said in say_what_happens(context, self.remains)]
        self.lay_out(words.say("Hand this desk over"), *why, self.steps, self.aside.row)
        self.asks = [self.steps]

    def begin(self) -> None:
        """Begin at the present passphrase."""
        if self.remains.is_ready:
            self.present.setFocus()

    def show_working(self, *, is_working: bool) -> None:
        """Show how far it is where a person looks: what was typed stands again once it was stopped."""
        super().show_working(is_working=is_working)
        if shiboken6.isValid(self):
            self.steps.setVisible(not is_working)

    def _make_waiting(self) -> QWidget:
        words, look = self.context.words, self.context.look
        told = list_waiting(words, self.remains)
        found = [parts.banner(look, "warn", parts.label(said)) for said in told]
        again = parts.button(look, words.say("Look again"), self._look_again, icon="refresh-cw")
        again.setObjectName("handover_again")
        made = QWidget()
        parts.column(look, *found, parts.row(look, again, 1), 1, parent=made, gap=0.6)
        return made

    def _look_again(self) -> None:
        self.remains = handing.look(self.context.session)
        shown = self._make_who() if self.remains.is_ready else self._make_waiting()
        self.steps.setCurrentIndex(self.steps.addWidget(shown))
        self.begin()

    def _make_who(self) -> QWidget:
        words, look = self.context.words, self.context.look
        self.present = PassphraseLine(
            self.context.face, "present_passphrase", words.say("Present passphrase"), shows_keyboard=False
        )
        self.person = Line()
        self.person.setObjectName("next_person")
        self.person.setAccessibleName(words.say("Name of the next person"))
        self.chosen = NewPassphrase(self.context.face)
        self.present.entered.connect(self.person.setFocus)
        self.person.returnPressed.connect(self.chosen.first.setFocus)
        self.chosen.finished.connect(self._go_on)
        self.ends = QCheckBox(
            words.say("No headquarters holds the protected records. They may be destroyed.")
        )
        self.ends.setObjectName("ends_cases")
        self.ends.setVisible(self.remains.is_alone)
        go_on = parts.button(look, words.say("Go on"), self._go_on, role="primary")
        go_on.setObjectName("handover_go_on")
        theirs = parts.label(words.say("From here the next person types, and you look away."), role="muted")
        rows: list[QWidget] = []
        for line, fault in ((self.present, WRONG), (self.person, "person")):
            name = line.line.accessibleName() if isinstance(line, PassphraseLine) else line.accessibleName()
            label = parts.label(name)
            label.setBuddy(line.line if isinstance(line, PassphraseLine) else line)
            rows += [label, line, self.beside.add(line, fault)]
        made = QWidget()
        rows += [theirs, self.chosen, self.ends, self.beside.add(self.ends, "ends")]
        parts.column(look, *rows, parts.row(look, go_on, 1), 1, parent=made, gap=0.5)
        return made

    def _go_on(self) -> None:
        words, session = self.context.words, self.context.session
        if not self.person.text().strip():
            self.say(words.say("Please type the name of the next person."), "person")
            return
        if not unlocking.is_short(self.person.text()):
            self.say(messages.of_problem("wrong_type", words), "person")
            return
        if self.remains.is_alone and not self.ends.isChecked():
            self.say(words.say("Please say first that the protected records may be destroyed."), "ends")
            return
        if not self.chosen.ask_on():
            return
        folder, present, said = session.store.folder, self.present.text(), self.chosen.text()

        def prepare() -> Secrets:
            vault.prove(folder, present)
            making = Making(passphrase=said, cost=self.fit(), code=phrases.new_code())
            return safekeeping.prepare(folder, making)

        self.work(prepare, self._on_prepared)

    def _on_prepared(self, making: Secrets) -> None:
        self._making = making
        self.present.line.clear()
        code = making.code or ""
        self.sheet = CodeSheet(self.context.face, code, secrets.randbelow(len(phrases.groups_of(code))))
        self.sheet.finished.connect(self._hand_over)
        self.steps.setCurrentIndex(self.steps.addWidget(self.sheet))
        self.sheet.print.setFocus()

    def _hand_over(self) -> None:
        session, making, person = self.context.session, self._making, self.person.text().strip()
        if making is None:
            return
        ends_cases = self.remains.is_alone
        steps = Steps(
            begin=lambda: handing.begin(session, person, making, ends_cases=ends_cases),
            is_current=handing.is_current,
            end=self._end,
        )
        self.aside.carry(steps)

    def _end(self, begun: Handing, change: Change) -> None:
        """Close the vault before anything of this person is kept in it, and lock; who left the page stays."""
        if not shiboken6.isValid(self):
            begun.drop()
            return
        handed = handing.end(begun, change)
        unlocking.lock(handed.session)
        self.context.shell.lock()


def list_waiting(words: Words, remains: Remains) -> list[str]:
    """Return what stands in the way, a sentence each."""
    told = (
        (
            remains.is_waiting,
            words.say(
                "Headquarters has not admitted this computer yet. Sync and compare the six words first."
            ),
        ),
        (
            remains.is_unfinished,
            words.say("Something that was being typed is not finished. Save it or put it away first."),
        ),
        (
            remains.is_unsent,
            words.say(
                "Something has not reached headquarters or the hub. Report it or sync first; by stick, "
                "bring the answer back."
            ),
        ),
    )
    return [said for is_so, said in told if is_so]


def say_what_happens(context: Context, remains: Remains) -> list[str]:
    """Return what a hand-over does, a paragraph each; of the protected sections to who has them alone."""
    say = context.words.say
    said = [
        say(
            "Another person takes this desk over on this computer, with a passphrase and a name of their "
            "own. The desk's records move at once; your passphrase, your recovery sheet and the backups "
            "within reach open it no more."
        )
    ]
    if not sections.is_open(sections.find("allegations"), context.session.person):
        return said
    if remains.is_alone:
        said.append(
            say(
                "The records of the protected sections do not pass to another person, and no "
                "headquarters holds them: they are destroyed. Print or tell first what must not be lost."
            )
        )
    else:
        said.append(
            say(
                "The records of the protected sections leave this computer. Headquarters holds what was "
                "reported and decides whether the next person reads any of it; what was never shared "
                "with headquarters is destroyed."
            )
        )
    return said
