"""Pictures of the sealed report."""

from focal_desktop.ui.context import Place

PICTURES = {"page": lambda window: window.go(Place(section="sealed_report"))}
