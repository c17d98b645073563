"""Settings: how it looks, keeping it safe, this computer. Each page behind it is opened anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedLayout

from focal_desktop.base import version
from focal_desktop.sync import succeeding
from focal_desktop.ui import labels, sections
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.settings import standing
from focal_desktop.ui.settings.audit_page import AuditPage
from focal_desktop.ui.settings.backup_page import BackupPage
from focal_desktop.ui.settings.handover_page import HandoverPage
from focal_desktop.ui.settings.label_page import LabelPage
from focal_desktop.ui.settings.leaving_page import LeavingPage
from focal_desktop.ui.settings.officers_page import OfficersPage
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.settings.passphrase_page import PassphrasePage
from focal_desktop.ui.settings.sheet_page import SheetPage
from focal_desktop.ui.settings.view import Fact, SettingsView

PAGES: Mapping[str, type[SettingsPage]] = {
    "passphrase": PassphrasePage,
    "sheet": SheetPage,
    "backup": BackupPage,
    "audit": AuditPage,
    "handover": HandoverPage,
    "leaving": LeavingPage,
    "label": LabelPage,
    "officers": OfficersPage,
}


class SettingsScreen(Screen):
    """Nothing typed here is kept as a draft: a passphrase is written nowhere."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stack = QStackedLayout(self)
        self.view: SettingsView | None = None
        self.page: SettingsPage | None = None

    def open_at(self, place: Place) -> None:
        """Show the first page, or one behind it."""
        if place.view in PAGES:
            if place != self.place():
                self._open(place.view)
        else:
            self._leave()

    def place(self) -> Place | None:
        """Return which page is open."""
        name = next((name for name, kind in PAGES.items() if type(self.page) is kind), "")
        return Place(section="settings", view=name)

    def go_back(self) -> bool:
        """Leave the page that is open."""
        was_open = self.page is not None
        self._leave()
        return was_open

    def _open(self, name: str) -> None:
        self._drop()
        self.page = PAGES[name](self.context)
        self.page.left.connect(self._leave)
        self.page.done.connect(self._on_done)
        self._stack.setCurrentIndex(self._stack.addWidget(self.page))
        self.page.begin()

    def _on_done(self, sentence: str) -> None:
        self._leave()
        self.context.tell(sentence, "ok")

    def _leave(self) -> None:
        self._drop()
        former, self.view = self.view, self._make_view()
        self._stack.setCurrentIndex(self._stack.addWidget(self.view))
        if former is not None:
            self._stack.removeWidget(former)
            former.deleteLater()

    def _drop(self) -> None:
        if self.page is not None:
            self._stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def _make_view(self) -> SettingsView:
        made = SettingsView(
            self.context.face,
            self._list_device(),
            self._list_about(),
            hands_over=not self.context.session.person.is_hq,
            lets_go=_holds_cases(self.context),
        )
        made.face_chosen.connect(self.context.shell.choose_face)
        made.page_requested.connect(lambda name: self.context.shell.go(Place(section="settings", view=name)))
        return made

    def _list_device(self) -> list[Fact]:
        words, person = self.context.words, self.context.session.person
        roles = words.say(", ").join(words.name(labels.plain(role)) for role in person.roles)
        facts = [
            (words.say("Office"), person.office),
            (words.say("Role"), roles),
            (words.say("Name used here"), person.name),
            (words.say("Code of this computer"), person.device),
        ]
        facts += standing.list_facts(self.context)
        if said := succeeding.read_words(self.context.session):
            facts.append((words.say("Six words to compare with headquarters"), said))
        return facts

    def _list_about(self) -> list[Fact]:
        words, policy = self.context.words, self.context.policy
        desk, case = policy.limit("lock_desk_minutes"), policy.limit("lock_case_minutes")
        facts = [
            (words.say("Version"), version.find() or "–"),
            (words.say("Rules in force"), policy.version),
            (words.say("Locks by itself"), self._say_minutes(desk)),
        ]
        if sections.is_open(sections.find("allegations"), self.context.session.person):
            facts.append((words.say("In sections that lock sooner"), self._say_minutes(case)))
        return facts

    def _say_minutes(self, minutes: int) -> str:
        return self.context.words.count(minutes, "after one minute", "after {n} minutes")


def _holds_cases(context: Context) -> bool:
    """Tell whether something leaves this computer: of who reads cases, and of who orders that it does."""
    person = context.session.person
    return person.is_hq or sections.is_open(sections.find("allegations"), person)


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return SettingsScreen(context)
