"""The first run: a few pages, the vault made behind one of them; closed anywhere, the next start goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from focal_desktop.base import clock as clocks
from focal_desktop.base.trouble import Trouble
from focal_desktop.store import begun
from focal_desktop.store.inner import Tell
from focal_desktop.sync import joining
from focal_desktop.sync.joining import Opened
from focal_desktop.ui import wrong_clock
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run import chosen
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.alone import AlonePage
from focal_desktop.ui.first_run.maker import Made, Maker
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.first_run.passphrase import PassphrasePage
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.first_run.sheet import SheetPage
from focal_desktop.ui.first_run.six_words import WordsPage
from focal_desktop.ui.first_run.way import WayPage
from focal_desktop.ui.shell import card
from focal_desktop.ui.widgets import broken_off, parts
from focal_desktop.ui.widgets.steps import Steps
from focal_desktop.usecases.first_steps import FirstSteps

WAY, OFFICE, PASSPHRASE = "way", "office", "passphrase"
PAGES: dict[str, Callable[[Face, Plan], Any]] = {
    WAY: WayPage,
    OFFICE: OfficePage,
    "alone": AlonePage,
    PASSPHRASE: PassphrasePage,
    plans.SHEET: SheetPage,
    plans.WORDS: WordsPage,
}


class FirstRun(Steps):
    """Leads from page to page; `proven` carries what opens the new vault.

    With a vault that was made before, it asks only for what is left to do.
    """

    proven = Signal(object)
    restore_requested = Signal()

    def __init__(self, face: Face, folder: Path, made: Made | None = None) -> None:
        super().__init__(face, "first")
        self._folder, self.made = folder, made
        self.maker: Callable[[], Maker] = self._make_maker
        self.plan = Plan() if made else chosen.read(folder)
        self._is_again, self._is_kept = begun.is_half(folder), bool(self.plan.way)
        self._place = 1 if self.plan.way else 0
        if made is not None:
            self._take(made)
            self.plan.is_resumed = True
        self.draw()
        QShortcut(QKeySequence("Ctrl+F1"), self, lambda: card.show_card(self, self.face, folder))

    def _make_maker(self) -> Maker:
        return Maker(self._folder, self.face.clock, self.face.words.language)

    def _take(self, made: Made) -> None:
        """Go on with a vault that is there: nothing typed before it is needed any more."""
        chosen.drop(self._folder)
        self.made, self._proof, self._left = made, made.proof, made.left
        self.plan.words, self.plan.left = made.words, made.left
        self.plan.passphrase = self.plan.offered = ""

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        return self.plan.pages[self._place]

    # --- drawing

    def draw(self) -> None:
        """Show the page of now in the face of now."""
        words = self.face.words
        self.page = PAGES[self.name](self.face, self.plan)
        if isinstance(self.page, WayPage):
            self.page.restore_requested.connect(self.restore_requested)
        if isinstance(self.page, SheetPage):
            self.page.put_off.connect(self._put_off)
        number, total = self._place + 1, len(self.plan.pages)
        said = words.say("Step {n} of {total}", n=number, total=total) if self.plan.way else ""
        making = words.say("Making the encrypted store. This takes a few seconds.")
        working = making if self.name == PASSPHRASE else ""
        self.show_step(self.page, number=said, notes=tuple(self._list_notes()), working=working)

    def _list_notes(self) -> Iterator[QWidget]:
        words = self.face.words
        if self._is_again and not self.made:
            yield broken_off.note(words)
        if self.plan.is_resumed and self.name == plans.SHEET:
            said = words.say("This step was not finished. Nothing is lost: the code below is good.")
            yield parts.label(said, role="muted")
        if self._is_kept and self._place == 1:
            kept = parts.label(
                words.say("You began before. What you chose is still here; what you typed is kept nowhere."),
                role="muted",
            )
            kept.setObjectName("first_kept")
            yield kept
        if said := wrong_clock.say_old(words, clocks.today(self.face.clock)):
            yield parts.label(said, role="problem")

    def show_page(self, name: str) -> None:
        """Show a page of the way that was chosen."""
        self._place = self.plan.pages.index(name)
        self.draw()

    # --- going on

    def on_done(self) -> None:
        """Go on from a page that has all it needs: some things are done aside first."""
        if self.name == OFFICE:
            self.work(self._open, self._on_opened)
        elif self.name == PASSPHRASE:
            maker, plan = self.maker(), self.plan
            plan.passphrase = self.page.text()
            self.work(lambda tell: maker.make(plan, tell), self._on_made)
        elif self.name == plans.SHEET:
            self._note(msgspec.structs.replace(self._left, code=""))
        elif self.name == plans.WORDS:
            self._note(msgspec.structs.replace(self._left, has_words=False))
        else:
            chosen.keep(self._folder, self.plan)
            self._go_on_to_next()

    def _open(self, tell: Tell) -> Opened:
        tell(0.0)
        opened = joining.open_invitation(self.plan.invitation, self.plan.code)
        tell(1.0)
        return opened

    def _on_opened(self, opened: Opened) -> None:
        self.plan.opened, self.plan.code = opened, ""
        chosen.keep(self._folder, self.plan)
        self._go_on_to_next()

    def _on_made(self, made: Made) -> None:
        self._take(made)
        self._go_on_to_next()

    def _put_off(self) -> None:
        self._note(self._left, is_put_off=True)

    def _note(self, left: FirstSteps, *, is_put_off: bool = False) -> None:
        """Let the vault know what is left and go on; where it cannot be written it is asked again."""
        maker, proof = self.maker(), self._proof

        def note(_tell: Tell) -> FirstSteps:
            with suppress(Trouble):
                return maker.note(proof, left, is_put_off=is_put_off)
            return left

        def go_on(noted: FirstSteps) -> None:
            self._left = noted
            self._go_on_to_next()

        self.work(note, go_on)

    def _go_on_to_next(self) -> None:
        if self.made and self._place + 1 == len(self.plan.pages):
            self.proven.emit(self._proof)
            return
        self._place += 1
        self.draw()

    # --- going back

    def can_leave(self) -> bool:
        """Tell whether there is a page to go back to: what was made stays made."""
        return self._place > 0 and self.made is None

    def leave(self) -> None:
        """Go to the page before; what was said stays, and another way can be chosen."""
        self._place -= 1
        if not self._place:
            self.plan.way = ""
            chosen.drop(self._folder)
        self.draw()
