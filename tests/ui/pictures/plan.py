"""Pictures of the action plan: the outline in its frames, its panels, a year that is not begun."""

from collections.abc import Callable

from focal_desktop.ui.context import Place
from focal_desktop.ui.plan import lines
from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.window import Window


def show(window: Window, place: Place) -> PlanScreen:
    """Go to a place of the plan."""
    window.bar.close_message()
    window.go(place)
    screen = window.current
    assert isinstance(screen, PlanScreen)
    if place.view == place.record == "":  # what another picture left open
        screen.go_back()
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


def show_cell(window: Window) -> None:
    """A field edited in its own cell."""
    screen = show(window, Place(section="plan"))
    screen.panels.cells.open(screen.view.outline.rows.row(3).action.id, lines.DUE)


def show_cell_told(window: Window) -> None:
    """A number that is none, told below its cell."""
    screen = show(window, Place(section="plan"))
    screen.panels.cells.open(screen.view.outline.rows.row(3).action.id, lines.REACHED)
    assert screen.panels.cells.cell
    screen.panels.cells.cell.editor.show("many")
    screen.panels.cells.save()


def show_year(window: Window) -> None:
    """A year that is not begun."""
    show(window, Place(section="plan"))._show_year("2027")


PICTURES: dict[str, Callable[[Window], object]] = {
    "outline": lambda window: show(window, Place(section="plan")) and None,
    "outcomes": show_outcomes,
    "action": show_action,
    "cell": show_cell,
    "cell_told": show_cell_told,
    "quarter": lambda window: show(window, Place(section="plan", view="quarter")) and None,
    "new": lambda window: show(window, Place(section="plan", view="new")) and None,
    "about": lambda window: show(window, Place(section="plan", view="about")) and None,
    "begin": show_year,
}
