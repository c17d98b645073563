"""Pictures of what leaves this computer: the page, the line on a report, headquarters' line, and the card."""

from focal_desktop.ui.allegations.record_view import RecordView
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, records, retention
from tests.ui.reading import let_read


def _pass_on(window: Window, survivor: str) -> str:
    """Pass a case on in which a part is sealed."""
    session = window.session
    said = {"regime": "sea", "received_on": "2026-08-01", "survivor_name": survivor}
    identity = records.add(session, "allegation", said).id
    acts.act(session, "allegation", identity, "notify", {})
    return identity


def open_page(window: Window) -> None:
    """Show what has left and what is due; both have one case of their own."""
    _pass_on(window, "Somebody")
    let_read(window.session, "2026-08-01", "2026-09-05")
    retention.tend(window.session)
    session = window.session
    _pass_on(window, "Another")
    with session.store.transaction() as writer:
        writer.run("UPDATE envelope SET covers = '1-999' WHERE sequence = 1")
    window.go(Place(section="settings", view="leaving"))


def open_record(window: Window) -> None:
    """Show a report of which a part will leave."""
    row = records.list_page(window.session, "allegation", {"state": "passed_on"})[0][-1]
    window.go(Place(section="allegations", view="record", kind="allegation", record=row.id))


def show_headquarters(window: Window) -> None:
    """Show the line that case officers have, with an order asked for."""
    open_record(window)
    view = next(one for one in window.findChildren(RecordView) if one.isVisible())
    view.answer.show()
    view.keep.show()
    view.keep.reason.setCurrentIndex(1)
    view.keep.erase.click()


PICTURES = {
    "page": open_page,
    "record": open_record,
    "headquarters": show_headquarters,
    "card": lambda window: window.go(Place(section="guidance", view="asked")),
}
