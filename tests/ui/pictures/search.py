"""Pictures of search."""

from focal_desktop.ui.context import Place

PICTURES = {
    "found": lambda window: window.go(Place(section="search", view="council")),
    "nothing": lambda window: window.go(Place(section="search", view="zzz")),
}
