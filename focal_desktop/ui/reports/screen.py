"""Joins the reports to what draws them; a report is in memory alone until a person prints or saves it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer

from focal_desktop.base import words as languages
from focal_desktop.base.trouble import Trouble
from focal_desktop.reports.printing import Wanted
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.reports import choices, history, presets
from focal_desktop.ui.reports.choices import Choice
from focal_desktop.ui.reports.delivery import Delivery, say_before
from focal_desktop.ui.reports.drawing import Drawing, Drawn
from focal_desktop.ui.reports.view import ReportsView
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts

YEARS = 5
HISTORY = Place(section="reports", view=history.NAME)


class ReportsScreen(Screen):
    """Understands a report by its name as the view, and its year as the record."""

    HELP = "reports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session, today = context.session, context.session.today
        offered = presets.list_presets(context.words, is_hq=session.person.is_hq)
        self._names = [one.name for one in offered]
        self._name = ""
        self._kept: Choice | None = None
        self._after: Callable[[Drawn], object] | None = None
        self.shown: Drawn | None = None
        years = range(today.year, today.year - YEARS, -1)
        self.view = ReportsView(context.face, offered, years)
        self.drawing = Drawing(session, self)
        self.delivery = Delivery(context, self.drawing.jobs, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        parts.column(context.look, self.view, parent=self)
        self._connect()

    def _connect(self) -> None:
        self._soon.timeout.connect(self._draw)
        self.view.chosen.connect(self._choose)
        self.view.edited.connect(self._soon.start)
        self.view.shown_otherwise.connect(self._show)
        self.view.print_requested.connect(self.print_this)
        self.view.save_requested.connect(self.save_this)
        self.view.history_requested.connect(lambda: self.context.shell.go(HISTORY))
        self.view.preview.cancelled.connect(self._cancel)
        self.drawing.begun.connect(self.view.preview.show_working)
        self.drawing.drawn.connect(self._on_drawn)
        self.drawing.failed.connect(self._on_failed)

    def open_at(self, place: Place) -> None:
        """Open a report; where there is one alone it is opened at once."""
        if place == HISTORY:
            self._show_history()
            return
        is_known = place.view in self._names
        if place.view and not is_known:
            self.context.tell(self.context.words.say("There is no printed page for this yet."))
        last = self._name if self._name in self._names else ""
        name = place.view if is_known else last
        if not name and len(self._names) == 1:
            name = self._names[0]
        if name:
            self._choose(name, int(place.record) if place.record.isdecimal() else 0)

    def place(self) -> Place:
        """Return the report that is shown."""
        return Place(section="reports", view=self._name)

    def refresh(self) -> None:
        """Draw the report again, from what the vault holds now."""
        if self._name == history.NAME:
            self._show_history()
        elif self._name:
            self._soon.start()

    def keep(self) -> None:
        """Keep what was chosen for the next time."""
        choice = self.view.options.choice() if self.view.options else None
        if choice is not None and choice != self._kept:
            choices.keep(self.context.session, self._name, choice)
            self._kept = choice

    def _choose(self, name: str, year: int = 0) -> None:
        if name != self._name or self.view.options is None:
            self.keep()
            self._name = name
            options = self.view.show_options(name)
            options.show_choice(choices.recall(self.context.session, name, self.context.words.language))
            self._kept = options.choice()
        self.view.show_chosen(name, year)
        self._soon.start()

    def _show_history(self) -> None:
        """Show what went out, in the place of a report."""
        self.keep()
        self._soon.stop()
        self.drawing.cancel()
        self._name, self.shown, self._after = history.NAME, None, None
        self.view.show_history(history.list_outgoing(self.context))

    def _cancel(self) -> None:
        """Wait for no report; what was typed and chosen stays."""
        self.drawing.cancel()
        self._drop()

    def _draw(self) -> None:
        if self.view.options is None:
            return
        choice = self.view.options.choice()
        wanted = Wanted(name=self._name, year=choice.year, language=choice.language, mode=choice.mode)
        self.drawing.ask(wanted)
        self.view.show_ready(is_ready=True)
        self.view.before.setText(say_before(self.context, wanted))
        if not self.drawing.is_busy:
            self._go_on()

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn is not self.shown:  # the same again stays as it is, on its page
            self.shown = drawn
            self._show()
        self._go_on()

    def _go_on(self) -> None:
        """Do what was asked for while the report was being drawn."""
        after, self._after = self._after, None
        if after is not None and self.shown is not None and self.isVisible():
            after(self.shown)  # whoever went elsewhere meanwhile has done with it

    def _on_failed(self, trouble: Trouble) -> None:
        self._drop()
        self.context.tell_trouble(trouble)

    def _drop(self) -> None:
        self.shown = self._after = None
        self.view.preview.show_nothing()
        self.view.show_ready(is_ready=False)

    def _show(self) -> None:
        if self.shown is not None:
            show(self.view, self.shown)

    @property
    def is_pending(self) -> bool:
        """Whether a report is still being collected or drawn."""
        return self.drawing.is_busy or self._soon.isActive()

    def print_this(self) -> bool:
        """Print what is shown; what is still being drawn is printed as soon as it can be seen."""
        return self._when_drawn(self.delivery.print)

    def save_this(self) -> bool:
        """Ask for a file, in the same way."""
        return self._when_drawn(self.delivery.ask_file)

    def _when_drawn(self, act: Callable[[Drawn], object]) -> bool:
        if self.is_pending:
            self._after = act
        elif self.shown is not None:
            act(self.shown)
        return self.is_pending or self.shown is not None


def show(view: ReportsView, drawn: Drawn) -> None:
    """Show a report as pages, or as what they say."""
    if view.options is not None and view.options.is_text:
        view.preview.show_text(drawn.told, languages.load(drawn.wanted.language))
    elif view.options is not None:
        view.preview.show_pages(drawn.data)


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return ReportsScreen(context)
