"""Pictures of sync."""

from focal_desktop.ui.context import Place

PICTURES = {"page": lambda window: window.go(Place(section="sync"))}
