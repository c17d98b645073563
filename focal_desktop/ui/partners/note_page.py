"""An agreement's review on paper, joined to what draws it; in memory alone until printed or saved."""

from __future__ import annotations

from collections.abc import Callable

from focal_desktop.base import words as languages
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import agreement as agreeing
from focal_desktop.reports import edition, offered
from focal_desktop.reports.printing import Wanted
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.note_view import NoteView
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.reports import presets
from focal_desktop.ui.reports.delivery import Delivery, say_before
from focal_desktop.ui.reports.drawing import Drawing, Drawn
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases.partner_notes import PARTNER_NOTE


class NotePage(Page):
    """Shows the page of one agreement as the vault has it now."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted: Wanted | None = None
        self._after: Callable[[Drawn], object] | None = None
        self.drawn: Drawn | None = None
        said = presets.list_languages(offered.find(PARTNER_NOTE))
        self.view = NoteView(context.face, said)
        self.view.language.show_code(context.words.language)
        self.drawing = Drawing(context.session, self)
        self.delivery = Delivery(context, self.drawing.jobs, self)
        parts.column(context.look, self.view, parent=self)
        self._connect()

    def _connect(self) -> None:
        self.view.head.back_requested.connect(lambda: self.context.shell.go(self.behind() or self.shown))
        self.view.edited.connect(self.refresh)
        self.view.shown_otherwise.connect(self._show)
        self.view.print_requested.connect(self.print_this)
        self.view.save_requested.connect(self.save_this)
        self.drawing.begun.connect(self.view.preview.show_working)
        self.drawing.drawn.connect(self._on_drawn)
        self.drawing.failed.connect(self._on_failed)

    def open(self, place: Place) -> None:
        """Show the page of an agreement."""
        super().open(place)
        self.view.print.setFocus()

    def refresh(self) -> None:
        """Read the agreement anew and draw its page."""
        wanted = Wanted(
            name=PARTNER_NOTE,
            language=self.view.language.value(),
            mode=edition.INTERNAL,
            record=self.shown.record,
        )
        if wanted != self._wanted:
            self._wanted, self.drawn, self._after = wanted, None, None
        try:
            self._say_where()
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        self.drawing.ask(wanted)
        self.view.show_ready(is_ready=True)
        self.view.before.setText(say_before(self.context, wanted))

    def _say_where(self) -> None:
        words = self.context.words
        found = reading.read(self.context.session, "agreement", self.shown.record)
        back = agreeing.title(found) or words.say("Agreement")
        self.view.head.show_where(back, words.say("Record of PSEA capacity review"), "")

    def _on_drawn(self, drawn: Drawn) -> None:
        if drawn is not self.drawn:  # the same again stays as it is, on its page
            self.drawn = drawn
            self._show()
        after, self._after = self._after, None
        if after is not None:
            after(drawn)

    def _on_failed(self, trouble: Trouble) -> None:
        self.drawn = self._after = None
        self.view.preview.show_nothing()
        self.view.show_ready(is_ready=False)
        self.context.tell_trouble(trouble)

    def _show(self) -> None:
        """Show the page, or what it says."""
        drawn = self.drawn
        if drawn is None:
            return
        if not self.view.is_text:
            self.view.preview.show_pages(drawn.data)
            return
        self.view.preview.show_text(drawn.told, languages.load(drawn.wanted.language))

    @property
    def is_pending(self) -> bool:
        """Whether the page is still being drawn."""
        return self.drawing.is_busy

    def print_this(self) -> bool:
        """Print the page; what is still being drawn is printed as soon as it can be seen."""
        return self._when_drawn(self.delivery.print)

    def save_this(self) -> bool:
        """Ask for a file, in the same way."""
        return self._when_drawn(self.delivery.ask_file)

    def _when_drawn(self, act: Callable[[Drawn], object]) -> bool:
        if self.is_pending:
            self._after = act
        elif self.drawn is not None:
            act(self.drawn)
        return self.is_pending or self.drawn is not None

    def behind(self) -> Place | None:
        """Lead back to the agreement."""
        return Place(section="partners", kind="agreement", record=self.shown.record)
