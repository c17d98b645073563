"""Pictures of training: people, one of them, courses, a session being put together, who is missing."""

from collections.abc import Callable

from focal_desktop.ui.context import Place
from focal_desktop.ui.training.screen import TrainingScreen
from focal_desktop.ui.window import Window

NAMES = (
    "Index\tName\tUnit\nKSM-001\t\tProgramme\n\tAlpha Onesson\tProgramme\n\tKappa Nine\tFinance\nKSM-001\t\t"
)


def show(window: Window, view: str) -> TrainingScreen:
    """Go to a tab."""
    window.go(Place(section="training", view=view))
    screen = window.current
    assert isinstance(screen, TrainingScreen)
    return screen


def show_person(window: Window) -> None:
    """Somebody beside the list."""
    screen = show(window, "people")
    screen.open_person(screen._register.standings[0])


def show_session(window: Window) -> None:
    """An import with rows of all sorts."""
    screen = show(window, "session")
    screen.add_person()
    first = screen._register.standings[0].person.code
    form = screen.person.view.form
    form.show_values({})
    form.editors["name"].show("Alpha Oneson")
    screen.person.save()
    screen.session.view.form.editors["course"].show("sea_all")
    text = NAMES.replace("KSM-001", first)
    screen.session.view.show_text(text)
    screen.session.read(text)


def show_exempt(window: Window) -> None:
    """A reason not to count somebody."""
    screen = show(window, "missing")
    screen.missing.outline.choose(1)
    screen.missing._exempt()


PICTURES: dict[str, Callable[[Window], object]] = {
    "people": lambda window: show(window, "people") and None,
    "person": show_person,
    "courses": lambda window: show(window, "courses") and None,
    "paste": lambda window: show(window, "session") and None,
    "session": show_session,
    "missing": lambda window: show(window, "missing") and None,
    "exempt": show_exempt,
}
