"""Pictures of guidance."""

from focal_desktop.ui.context import Place

PICTURES = {
    "card": lambda window: window.go(Place(section="guidance")),
    "glossary": lambda window: window.go(Place(section="guidance", view="glossary")),
}
