"""Joins the reports to what draws them; a report is in memory alone until a person prints or saves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QDir, QTimer
from PySide6.QtWidgets import QFileDialog

from focal_desktop.base import words as languages
from focal_desktop.base.trouble import Trouble
from focal_desktop.reports import edition
from focal_desktop.reports.printing import Wanted, write_whole
from focal_desktop.ui import printing
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.reports import paper, presets
from focal_desktop.ui.reports.drawing import Drawing, Drawn
from focal_desktop.ui.reports.view import ReportsView
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import forms

YEARS = 5
QUARTER = timedelta(days=90)
"""So long the year that is over stays the one to report on."""


class ReportsScreen(Screen):
    """Understands a report by its name as the view, and its year as the record."""

    HELP = "reports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session, today = context.session, context.session.today
        self._presets = presets.list_presets(context.words, is_hq=session.person.is_hq)
        self._name = ""
        self._kept: tuple[int, str, str] | None = None
        self.shown: Drawn | None = None
        self._after: Callable[[], object] | None = None
        self.view = ReportsView(context.face, self._presets, range(today.year, today.year - YEARS, -1))
        self.drawing = Drawing(session, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._draw)
        parts.column(context.look, self.view, parent=self)
        self.view.chosen.connect(self._choose)
        self.view.edited.connect(self._soon.start)
        self.view.shown_otherwise.connect(self._show)
        self.view.print_requested.connect(self.print_this)
        self.view.save_requested.connect(self.save_this)
        self.drawing.begun.connect(self.view.preview.show_working)
        self.drawing.drawn.connect(self._on_drawn)
        self.drawing.failed.connect(self._on_failed)

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Open a report; where there is one alone it is opened at once."""
        names = [one.name for one in self._presets]
        if place.view and place.view not in names:
            self.context.tell(self.context.words.say("There is no printed page for this yet."))
        name = place.view if place.view in names else self._name
        if not name and len(names) == 1:
            name = names[0]
        if name:
            self._choose(name, int(place.record) if place.record.isdecimal() else 0)

    def place(self) -> Place:
        """Return the report that is shown."""
        return Place(section="reports", view=self._name)

    def refresh(self) -> None:
        """Draw the report again, from what the vault holds now."""
        if self._name:
            self._soon.start()

    def keep(self) -> None:
        """Keep what was chosen for the next time."""
        choice = self.view.options.choice() if self.view.options else None
        if choice is None or choice == self._kept:
            return
        year, language, mode = choice
        values = {"year": year, "language": language, "mode": mode}
        forms.keep(self.context.session, f"reports/{self._name}", values)
        self._kept = choice

    # --- choosing and drawing

    def _choose(self, name: str, year: int = 0) -> None:
        if name != self._name:
            self.keep()
            self._name = name
            self._recall()
        options = self.view.options
        if options is None:
            return
        if year:
            options.show_choice(year, *options.choice()[1:])
        for other, tile in self.view.tiles.items():
            tile.setChecked(other == name)
        self._soon.start()

    def _recall(self) -> None:
        """Show the options as they were chosen last; the year only within the same day."""
        session = self.context.session
        options = self.view.show_options(self._name)
        held = forms.read(session, f"reports/{self._name}")
        values = dict(held.values) if held else {}
        year = values.get("year") if held and held.at[:10] == session.at[:10] else None
        language = values.get("language", self.context.words.language)
        mode = values.get("mode", edition.INTERNAL)
        options.show_choice(year or (session.today - QUARTER).year, str(language), str(mode))
        self._kept = options.choice()

    def _wanted(self) -> Wanted | None:
        if self.view.options is None:
            return None
        year, language, mode = self.view.options.choice()
        return Wanted(name=self._name, year=year, language=language, mode=mode)

    def _draw(self) -> None:
        wanted = self._wanted()
        if wanted is None:
            return
        try:
            self.drawing.ask(wanted)
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        self.view.show_ready(is_ready=True)
        if not self.drawing.is_busy:
            self._go_on()

    def _on_drawn(self, drawn: Drawn) -> None:
        self.shown = drawn
        self._show()
        self._go_on()

    def _go_on(self) -> None:
        """Do what was asked for while the report was being drawn."""
        after, self._after = self._after, None
        if after is not None:
            after()

    def _on_failed(self, trouble: Trouble) -> None:
        self.shown = self._after = None
        self.view.preview.show_nothing()
        self.view.show_ready(is_ready=False)
        self.context.tell_trouble(trouble)

    def _show(self) -> None:
        """Show the report as pages, or read its text aside and show that."""
        drawn, options = self.shown, self.view.options
        if drawn is None or options is None:
            return
        if not options.is_text:
            self.view.preview.show_pages(drawn.data)
            return
        is_right_to_left = languages.load(drawn.wanted.language).is_right_to_left

        def show(pages: list[str]) -> None:
            if drawn is self.shown and options.is_text:
                self.view.preview.show_text(pages, is_right_to_left=is_right_to_left)

        self.drawing.jobs.run(lambda: paper.read_pages(drawn.data), show, self.context.tell_trouble)

    # --- paper and file

    @property
    def is_pending(self) -> bool:
        """Whether a report is still being collected or drawn."""
        return self.drawing.is_busy or self._soon.isActive()

    def print_this(self) -> bool:
        """Print what is shown; what is still being drawn is printed as soon as it can be seen."""
        return self._when_drawn(self._print)

    def save_this(self) -> bool:
        """Ask for a file; the dialog remembers no folder."""
        return self._when_drawn(self._ask_file)

    def _when_drawn(self, act: Callable[[], object]) -> bool:
        if self.is_pending:
            self._after = act
        elif self.shown is not None:
            act()
        return self.is_pending or self.shown is not None

    def _print(self) -> None:
        if self.shown is not None:
            data, told = self.shown.data, self.context.tell_trouble
            printing.ask_printer(self, data, self._on_printed, told, self.drawing.jobs)

    def _on_printed(self) -> None:
        self.context.tell(self.context.words.say("Sent to the printer."), "ok")

    def _ask_file(self) -> None:
        if self.shown is None:
            return
        wanted = self.shown.wanted
        dialog = QFileDialog(self, self.context.words.say("Save a file"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"annual-report-{wanted.year}-{wanted.language}-{wanted.mode}.pdf")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the report that is shown into a file, whole or not at all."""
        if self.shown is not None:
            data = self.shown.data
            self.drawing.jobs.run(
                lambda: write_whole(path, data), lambda _: self._on_saved(), self.context.tell_trouble
            )

    def _on_saved(self) -> None:
        words = self.context.words
        self.context.tell(
            words.say(
                "Saved. The file is no longer protected by the vault; delete it when it is not needed."
            ),
            "ok",
        )


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return ReportsScreen(context)
