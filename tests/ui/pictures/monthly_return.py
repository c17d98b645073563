"""Pictures of the monthly return."""

from focal_desktop.ui.context import Place

PICTURES = {"month": lambda window: window.go(Place(section="monthly_return"))}
