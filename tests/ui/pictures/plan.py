"""Pictures of the action plan: the outline in its frames, its panels, a year that is not begun."""

from collections.abc import Callable

from focal_desktop.ui.context import Place
from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.window import Window


def show(window: Window, place: Place) -> PlanScreen:
    """Go to a place of the plan."""
    window.go(place)
    screen = window.current
    assert isinstance(screen, PlanScreen)
    return screen


def show_outcomes(window: Window) -> None:
    """Last year's plan by outcome."""
    screen = show(window, Place(section="plan"))
    screen.view.head.by.show_code("outcome")
    screen._show_year("2025")


def show_action(window: Window) -> None:
    """An action of last year beside the outline."""
    screen = show(window, Place(section="plan"))
    screen._show_year("2025")
    assert screen._outline
    screen.panels.open_action(screen._outline.actions[1])


def show_year(window: Window) -> None:
    """A year that is not begun."""
    show(window, Place(section="plan"))._show_year("2027")


PICTURES: dict[str, Callable[[Window], object]] = {
    "outline": lambda window: show(window, Place(section="plan")) and None,
    "outcomes": show_outcomes,
    "action": show_action,
    "quarter": lambda window: show(window, Place(section="plan", view="quarter")) and None,
    "new": lambda window: show(window, Place(section="plan", view="new")) and None,
    "about": lambda window: show(window, Place(section="plan", view="about")) and None,
    "begin": show_year,
}
