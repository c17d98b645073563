"""The section of headquarters: its own vaults are made once a run, and its window stands in the picture."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from focal_desktop.sync import admitting
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forks, handovers
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.offices import entity, leaving
from tests.ui.offices.entity import Entity

_open: list[Window] = []


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()


@cache
def _entity() -> Entity:
    return entity.build(Path(_folder().name))


def close() -> None:
    """Close the window that stands beside."""
    while _open:
        windows.close_window(_open.pop())


def _headquarters(window: Window, whose: str) -> Window:
    close()
    _close_at_end()
    folder = Path(tempfile.mkdtemp(dir=_folder().name)) / "vault"
    _open.append(windows.open_window(entity.open_copy(getattr(_entity(), whose), folder), window.face))
    return _open[-1]


@cache
def _close_at_end() -> None:
    atexit.register(close)


def _at(view: str, record: Callable[[], str] = str, whose: str = "first") -> Callable[[Window], Window]:
    def prepare(window: Window) -> Window:
        made = _headquarters(window, whose)
        made.go(Place(section="offices", view=view, record=record()))
        entity.count_up(made)
        return made

    return prepare


def _message(window: Window) -> Window:
    made = _at("matrix")(window)
    screen = entity.screen_of(made)
    screen.matrix.view.choose({"IRQ-BSR", "LBN-BEY", "MMR-YGN"})
    screen.matrix.view.copy.click()
    return made


def _open_report(window: Window) -> Window:
    made = _at("reports")(window)
    screen = entity.screen_of(made)
    assert screen.reports is not None
    line = screen.reports.view.table.rows.values[0]
    screen.reports.open_report(line.id)
    screen.reports.panel.asking.choice.setCurrentIndex(1)
    screen.reports.panel.asking._give()
    return made


def _used_twice(window: Window) -> Window:
    made = _headquarters(window, "first")
    listed = admitting.list_devices(made.session)
    device = next(one.device for one in listed if (one.office, one.state) == ("KEN-KSM", admitting.ADMITTED))
    with made.session.store.transaction() as writer:
        forks.note(writer, device, made.session.at)
    made.go(Place(section="offices", view="matrix", record="KEN-KSM"))
    entity.count_up(made)
    return made


def _new_office(window: Window) -> Window:
    made = _at("invite")(window)
    screen = entity.screen_of(made)
    assert screen.invite is not None
    screen.invite.start()
    view = screen.invite.view
    view.show_values({"office": "+", "code": "NPL-KTM", "name": "Kathmandu country office", "country": "NP"})
    screen.invite.make(Path(tempfile.mkdtemp(dir=_folder().name)) / "kathmandu.invitation")
    return made


def _handed_over(window: Window) -> Window:
    """A company of its own: one case waits, and one was kept by a decision."""
    close()
    _close_at_end()
    clock = windows.clock_at()
    company = Company(Path(tempfile.mkdtemp(dir=_folder().name)), clock)
    [*_, kept] = sorted(leaving.hand_over(company, ["given", "refused"]))
    clock.move(days=9)
    handovers.keep_case(company.hq, kept)
    folder = company.hq.store.folder
    company.close()
    again = entity.open_copy(folder, folder.with_name("copy"), clock)
    _open.append(windows.open_window(again, window.face))
    _open[-1].go(Place(section="offices", view="handed_over"))
    entity.count_up(_open[-1])
    return _open[-1]


PICTURES: dict[str, Callable[[Window], Window]] = {
    "matrix": _at("matrix"),
    "message": _message,
    "office": _at("matrix", lambda: "KEN-KSM"),
    "used_twice": _used_twice,
    "silent": _at("matrix", lambda: "IRQ-BSR"),
    "desk": _at("matrix", whose="desk"),
    "device": _at("devices", lambda: _entity().waiting[0][0]),
    "contested": _at("devices", lambda: _entity().waiting[1][0]),
    "invite": _at("invite"),
    "code": _new_office,
    "signatures": _at("signatures", whose="second"),
    "report": _open_report,
    "handed_over": _handed_over,
}
