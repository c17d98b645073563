"""Pictures of Home."""

from focal_desktop.ui.context import Place

PICTURES = {"home": lambda window: window.go(Place(section="home"))}
