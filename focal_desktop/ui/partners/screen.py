"""The partners section: leads to the list, to one partner, to a check and to an agreement."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.agreement_page import AgreementPage
from focal_desktop.ui.partners.list_page import ListPage
from focal_desktop.ui.partners.new_page import NewAgreementPage, NewPartnerPage, ResultPage
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.partner_page import PartnerPage
from focal_desktop.ui.partners.paste_page import PastePage
from focal_desktop.ui.partners.sheet_page import SheetPage
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts


def open_note(context: Context) -> Page:
    """Make the page that shows an agreement's review on paper."""
    from focal_desktop.ui.partners.note_page import NotePage  # noqa: PLC0415 a door: it loads what shows a PDF

    return NotePage(context)


PAGES: Mapping[str, Callable[[Context], Page]] = {
    "list": ListPage,
    "paste": PastePage,
    "partner": PartnerPage,
    "new_partner": NewPartnerPage,
    "agreement": AgreementPage,
    "new_agreement": NewAgreementPage,
    "agreement_note": open_note,
    "new_assessment": ResultPage,
    "assessment": SheetPage,
}
PARENTS = {"clause_check": "agreement", "waiver": "agreement", "standard_answer": "assessment"}


class PartnersScreen(Screen):
    """Knows which page a place belongs to; each page is made when it is first opened."""

    SHOWS = frozenset({"partner", "agreement", "assessment", "clause_check", "standard_answer", "waiver"})
    HELP = "partners"
    LIST = "partner"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        parts.column(context.look, self._stack, parent=self)

    def open_at(self, place: Place) -> None:
        """Show a place of this section; a part of a record leads to the record."""
        place = self._find_whole(place)
        page = self._page(self._name(place))
        self._stack.setCurrentWidget(page)
        parts.take_room(page)
        page.open(place)

    def _find_whole(self, place: Place) -> Place:
        """Lead a part to its whole, and a result that is not complete back to its form."""
        if place.view == "new" or not place.record:
            return place
        if place.kind in PARENTS:
            part = reading.read(self.context.session, place.kind, place.record)
            whole = PARENTS[place.kind]
            place = Place(section="partners", kind=whole, record=getattr(part, whole))
        if place.kind == "assessment":
            found = reading.read(self.context.session, "assessment", place.record)
            if reading.is_result_draft(found):
                return Place(section="partners", kind="assessment", view="new", record=found.partner)
        return place

    def _name(self, place: Place) -> str:
        name = f"new_{place.kind}" if place.view == "new" else place.kind or place.view
        name = "agreement_note" if (place.kind, place.view) == ("agreement", "note") else name
        return name if name in PAGES else "list"

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = PAGES[name](self.context)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        found = self._stack.currentWidget()
        return found if isinstance(found, Page) else None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Return the least size of the shown page: a stack would return that of the largest."""
        return self.page.minimumSizeHint() if self.page else QSize()

    def place(self) -> Place | None:
        """Return where the person is."""
        return self.page.shown if self.page else None

    def refresh(self) -> None:
        """Draw the page again."""
        if self.page:
            self.page.refresh()

    def keep(self) -> None:
        """Keep what is typed on the page."""
        if self.page:
            self.page.keep()

    def start_new(self) -> bool:
        """Begin something new on the page."""
        return bool(self.page and self.page.start_new())

    def print_this(self) -> bool:
        """Print what the page has on paper; an agreement leads to its review first."""
        if self.page:
            self.page.go_to_paper()
        return bool(self.page and self.page.print_this())

    def finish(self) -> bool:
        """Finish the form of the page."""
        return bool(self.page and self.page.finish())

    def go_back(self) -> bool:
        """Go up: from an agreement or a check to the partner, from a partner to the list."""
        above = self.page.behind() if self.page else None
        if above is None:
            return False
        self.context.shell.go(above)
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return PartnersScreen(context)
