"""Pictures of Settings and the pages behind it."""

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, records
from focal_desktop.usecases.audit import Deed


def open_audit(window: Window) -> None:
    """Do a few things, then look at what was done."""
    session = window.session
    if not audit.list_lines(session):
        case = records.add(session, "allegation", {"regime": "sea", "received_on": "2026-09-15"}).id
        audit.note(session, Deed.PRINTED, kind="report", part="office_annual 2026 internal")
        audit.note(session, Deed.EXPORTED, kind="partner", part="plain")
        records.reveal(session, "allegation", case, "subject", "To arrange help")
        audit.note(session, Deed.BACKED_UP)
        audit.note(session, Deed.PASSPHRASE_CHANGED)
    window.go(Place(section="settings", view="audit"))


PICTURES = {
    "overview": lambda window: window.go(Place(section="settings")),
    "passphrase": lambda window: window.go(Place(section="settings", view="passphrase")),
    "sheet": lambda window: window.go(Place(section="settings", view="sheet")),
    "backup": lambda window: window.go(Place(section="settings", view="backup")),
    "audit": open_audit,
    "handover": lambda window: window.go(Place(section="settings", view="handover")),
    "officers": lambda window: window.go(Place(section="settings", view="officers")),
    "label": lambda window: window.go(Place(section="settings", view="label")),
}
