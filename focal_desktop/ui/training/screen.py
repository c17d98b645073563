"""Training: joins the four tabs to the register and to what is done with it; holds no record of its own."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent

from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.training.joining import PersonDesk
from focal_desktop.ui.training.loading import Loader
from focal_desktop.ui.training.rooms import Rooms
from focal_desktop.ui.training.tabs import VIEWS
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import training
from focal_desktop.usecases.training import Register, Standing


class TrainingScreen(Rooms):
    """Understands the views people, courses, session, missing and new, and a person by kind and record."""

    SHOWS = frozenset({"person", "completion", "focal_point"})
    HELP = "training"
    LIST = "person"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._register, self._is_known, self._wanted = Register(), False, ""
        self._stale = set[str]()
        self.reading = parts.label(words.say("Reading the register …"), role="muted")
        self.reading.hide()
        title = parts.title(look, words.say("Training"))
        column = parts.column(look, parts.row(look, title, 1, self.reading), self.tabs, parent=self)
        column.setStretch(1, 1)
        self.loader = Loader(context)
        self.loader.loaded.connect(self._show)
        self.tabs.currentChanged.connect(self._on_tab)

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Open a tab, and in the list of people whoever is named."""
        if place.view in VIEWS:
            self.tabs.go(place.view)
        if place.kind in ("person", "completion") and place.record:
            self.tabs.go("missing" if place.view == "missing" else "people")
            self._wanted = training.find_person(self.context.session, place.kind, place.record)
        self._on_tab()
        self.refresh()
        if place.view == "new":
            self.tabs.go("people")
            self.add_person()

    def place(self) -> Place:
        """Return the tab, or the person who is open."""
        if desk := self._desk:
            view = self.tabs.view if desk.record else "new"
            return Place(section="training", view=view, kind="person", record=desk.record)
        return Place(section="training", view=self.tabs.view)

    def _on_tab(self) -> None:
        """Draw the tab that is shown; the others are drawn when somebody looks."""
        view = self.tabs.view
        if not self._is_known:
            return
        if view in self._stale:
            self._stale.discard(view)
            self.draw(view, self._register)
        if view == "session":
            self.session.open()

    @property
    def _desk(self) -> PersonDesk | None:
        shown = self.tabs.view
        if shown == "people" and self.people.beside.panel is not None:
            return self.person
        if shown == "missing" and self.missing.beside.panel is not None:
            return self.exempt.desk
        return None

    # --- drawing

    def refresh(self) -> None:
        """Read the register again; what is being typed stays."""
        self.loader.start()
        self.reading.setVisible(self.loader.is_reading)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 Qt's own name
        """Read no further once the page is left; whoever comes back reads anew."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.loader.stop()

    def _show(self, register: Register) -> None:
        self._register, self._is_known = register, True
        self._stale = set(VIEWS)
        self.reading.hide()
        self._on_tab()
        found = next((one for one in register.standings if one.person.id == self._wanted), None)
        self._wanted = ""
        if found is not None:
            (self.exempt.open if self.tabs.view == "missing" else self.open_person)(found)

    def open_person(self, standing: Standing) -> None:
        """Open somebody beside the list; what was typed for another is kept."""
        self.keep()
        self.people.beside.open_panel(self.person.view)
        self.person.open(standing, self._register)

    def add_person(self) -> None:
        """Begin somebody beside the list."""
        self.keep()
        self.people.beside.open_panel(self.person.view)
        self.person.open_new()

    # --- what the keys ask for

    def keep(self) -> None:
        """Keep what is being typed."""
        if desk := self._desk:
            desk.keep()
        if self.tabs.is_made("session"):
            self.session.keep()

    def start_new(self) -> bool:
        """Begin to record a session."""
        self.tabs.go("session")
        self.session.view.form.editors["course"].widget.setFocus()
        return True

    def finish(self) -> bool:
        """Save what is open."""
        if desk := self._desk or (self.session if self.tabs.view == "session" else None):
            desk.save()
        return desk is not None

    def go_back(self) -> bool:
        """Close the panel; what was typed in it is kept."""
        if self._desk is None:
            return False
        self.keep()
        self.close_panels()
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return TrainingScreen(context)
