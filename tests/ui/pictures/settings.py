"""Pictures of Settings and the pages behind it."""

from focal_desktop.ui.context import Place

PICTURES = {
    "overview": lambda window: window.go(Place(section="settings")),
    "passphrase": lambda window: window.go(Place(section="settings", view="passphrase")),
    "sheet": lambda window: window.go(Place(section="settings", view="sheet")),
    "backup": lambda window: window.go(Place(section="settings", view="backup")),
    "handover": lambda window: window.go(Place(section="settings", view="handover")),
}
