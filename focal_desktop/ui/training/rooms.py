"""What the tabs of training show, each made when it is first gone to."""

from __future__ import annotations

from functools import cached_property

from focal_desktop.ui.context import Context
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.training.courses_view import CoursesView
from focal_desktop.ui.training.joining import PersonDesk, SessionDesk
from focal_desktop.ui.training.missing_view import MissingView
from focal_desktop.ui.training.people_view import PeopleView
from focal_desktop.ui.training.reminding import Reminding
from focal_desktop.ui.training.tabs import Tabs
from focal_desktop.usecases.training import Register, Standing


class Rooms(Screen):
    """The four tabs and the panels in them; what is done in them is the screen's own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.tabs = Tabs(
            context.face,
            {
                "people": lambda: self.people,
                "courses": lambda: self.courses,
                "session": lambda: self.session.view,
                "missing": lambda: self.missing,
            },
        )

    def draw(self, view: str, register: Register) -> None:
        """Let a tab show the register."""
        match view:
            case "people":
                self.people.show_people(register.standings)
            case "courses":
                self.courses.show_register(register)
            case "session":
                self.session.show_register(register)
            case "missing":
                self.exempt.show_register(register)

    @cached_property
    def people(self) -> PeopleView:
        """The list of everybody."""
        view = PeopleView(self.context.face, self.context.policy)
        view.opened.connect(self.open_person)
        view.add_requested.connect(self.add_person)
        view.paste_requested.connect(lambda: self.tabs.go("session"))
        return view

    @cached_property
    def person(self) -> PersonDesk:
        """The panel of one person."""
        desk = PersonDesk(self.context, self.close_panels)
        self.people.beside.add_panel(desk.view)
        desk.view.closed.connect(self.go_back)
        return desk

    @cached_property
    def courses(self) -> CoursesView:
        """The courses and how many have them."""
        return CoursesView(self.context.face, self.context.policy)

    @cached_property
    def session(self) -> SessionDesk:
        """What records a session for many."""
        return SessionDesk(self.context)

    @cached_property
    def missing(self) -> MissingView:
        """Who is missing a course."""
        return MissingView(self.context.face, self.context.policy)

    @cached_property
    def exempt(self) -> Reminding:
        """What is done about whom."""
        return Reminding(self.context, self.missing, self.close_panels, self.go_back)

    # --- what a screen does with them

    def open_person(self, standing: Standing) -> None:
        """Open somebody beside the list."""
        raise NotImplementedError

    def add_person(self) -> None:
        """Begin somebody beside the list."""
        raise NotImplementedError

    def close_panels(self) -> None:
        """Give the lists their room again."""
        self.people.beside.close_panel()
        if self.tabs.is_made("missing"):
            self.missing.beside.close_panel()
