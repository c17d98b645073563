"""Pictures of search."""

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records


def find(window: Window) -> None:
    """Search for the first word of a partner's name, whatever the language."""
    partners, _ = records.list_page(window.session, "partner", {}, limit=1)
    window.go(Place(section="search", view=partners[0].title.split()[0]))


PICTURES = {
    "found": find,
    "nothing": lambda window: window.go(Place(section="search", view="zzz")),
}
