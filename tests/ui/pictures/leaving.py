"""Pictures of what leaves this computer: the page, the line on a report, headquarters' line, and the card."""

import atexit
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from focal_desktop.ui.allegations.record_view import RecordView
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, orders, records, retention
from tests.ui import windows
from tests.ui.reading import let_read
from tests.usecases.country import HQ, HQ_ROLES, SEA, Country, take_down

_open: list[Callable[[], None]] = []


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


def _open_second(window: Window) -> Window:
    """Show the second of two officers a window of their own, with orders of the first."""
    folder = tempfile.TemporaryDirectory()
    country = Country(Path(folder.name), window.face.clock)
    first, office = country.make(*HQ_ROLES, office=HQ), country.make("focal_point")
    second = country.make(*HQ_ROLES, office=HQ)
    for one in (first, second):
        one.store.adopt_roster(msgspec.structs.replace(one.store.roster, quorum=2))
    cases = [take_down(office, received_on=f"2026-0{month}-03") for month in (3, 4, 5)]
    for case in cases:
        acts.act(office, "allegation", case, "notify", {})
    country.exchange(first, office, second)
    acts.act(first, "allegation", cases[2], "close", {})
    acts.act(first, "allegation", cases[2], "enter_in_cmts", {})
    orders.order(first, "allegation", cases[0], "asked_for")
    orders.order(first, "allegation", cases[1], "outcome", "subject")
    country.exchange(first, office, second)
    with second.store.transaction() as writer:
        writer.set_meta(f"word/{SEA}", b"2030-01-01T00:00:00Z")
    made = windows.open_window(second, window.face)

    def let_go() -> None:
        made.close()
        made.deleteLater()
        country.lock()
        folder.cleanup()

    _open.append(let_go)
    _close_at_end()
    return made


def close() -> None:
    """Close the windows that stand beside."""
    while _open:
        _open.pop()()


@cache
def _close_at_end() -> None:
    atexit.register(close)


def show_orders(window: Window) -> Window:
    """Show what waits for a second officer."""
    made = _open_second(window)
    made.go(Place(section="offices", view="signatures"))
    return made


def show_copies(window: Window) -> Window:
    """Show headquarters what leaves it, and its orders."""
    made = _open_second(window)
    made.go(Place(section="settings", view="leaving"))
    return made


def show_case(window: Window) -> Window:
    """Show a case that is ordered away, with what an officer may say of its outcome asked for."""
    made = _open_second(window)
    (given, *_) = [one for one in orders.list_given(made.session) if one.part == "whole"]
    made.go(Place(section="allegations", view="record", kind="allegation", record=given.target))
    windows.settle()
    next(one for one in made.findChildren(RecordView) if one.isVisible()).keep.end.click()
    return made


PICTURES = {
    "page": open_page,
    "record": open_record,
    "headquarters": show_headquarters,
    "orders": show_orders,
    "copies": show_copies,
    "case": show_case,
    "card": lambda window: window.go(Place(section="guidance", view="asked")),
}
