"""Sync's list on paper: references, sizes and times; of a case no line, so that none can be counted."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from focal_desktop.reports.sync_list import MOST
from focal_desktop.store.rows import reference_of
from focal_desktop.ui.sync import paper
from focal_desktop.ui.sync.screen import SyncScreen
from focal_desktop.ui.sync.view import Line
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, audit, records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.test_sync import close, open_desk, wait_for
from tests.ui.windows import Style


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Window]:
    """Sync in an office with something of the desk, a return, a case and a sealed report."""
    company = Company(tmp_path / "company", clock)
    session = company.staff()
    company.sync(session)
    records.add(session, "partner", {"name": "Canary partner"})
    records.add(session, "person", {"name": "Canary person", "code": "Canary-01"})
    records.add(session, "monthly_return", {"office": "KEN", "month": "2026-02"})
    case = records.add(session, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(session, "allegation", case.id, "notify", {})
    report = records.add(session, "sealed_report", {"about": "head_of_office", "account": "Canary account"})
    acts.act(session, "sealed_report", report.id, "seal", {})
    window = open_desk(session)
    yield window
    close(window)
    company.close()


def lines_of(window: Window) -> list[Line]:
    """Return the lines that are shown."""
    screen = window.current
    assert isinstance(screen, SyncScreen)
    return list(screen.view.table.rows.values)


def test_nothing_of_a_case_and_nobody_s_name_stands_on_it(desk: Window) -> None:
    lines = lines_of(desk)
    cases = [line for line in lines if line.kind in ("allegation", "sealed_item")]
    assert len(cases) == 2
    sheet = paper.make_sheet(desk.context, lines)
    assert sheet
    assert len(sheet.rows) == len(lines) - len(cases)
    partner = next(line for line in lines if line.kind == "partner")
    assert (reference_of(partner.id), "Partner", partner.size, "Waiting", partner.since) in sheet.rows
    assert any(row[0] == "February 2026" for row in sheet.rows)
    said = json.dumps([*sheet.rows, sheet.said, sheet.left])
    assert "Canary" not in said
    assert not any(one.item in said for one in cases)
    assert paper.make_sheet(desk.context, cases) is None
    assert not paper.print_list(desk.context, desk, cases)


def test_what_does_not_fit_is_counted_and_half_of_it_is_what_was_received(desk: Window) -> None:
    one = next(line for line in lines_of(desk) if line.kind == "partner")
    places = ["waiting"] * 40 + ["read"] * 40
    many = [
        Line(**{**{n: getattr(one, n) for n in Line.__struct_fields__}, "id": f"{i:024}", "place": place})
        for i, place in enumerate(places)
    ]
    sheet = paper.make_sheet(desk.context, many)
    assert sheet
    assert len(sheet.rows) == MOST
    assert sheet.left == "44 more lines stand on the screen."
    assert len(paper._choose(many[30:])) == MOST
    assert [line.place for line in paper._choose(many)].count("read") == MOST // 2
    assert len(paper._choose(many[:20])) == 20


def test_it_goes_to_a_printer_by_the_keys_and_leaves_a_line(desk: Window, tmp_path: Path) -> None:
    assert desk.ask("print_this")
    wait_for(lambda: bool(desk.findChildren(QPrintDialog)))
    (dialog,) = desk.findChildren(QPrintDialog)
    out = tmp_path / "out.pdf"
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    dialog.accepted.emit(printer)
    wait_for(lambda: desk.bar.message is not None and desk.bar.message.text == "Sent to the printer.")
    assert len(PdfReader(io.BytesIO(out.read_bytes())).pages) == 1
    line = audit.list_lines(desk.session)[-1]
    assert (line.what, line.kind, line.part) == ("printed", "report", "sync_list 2026-03-02 internal en")


def test_where_nothing_stands_nothing_is_printed(tmp_path: Path, clock: HandClock) -> None:
    company = Company(tmp_path / "company", clock)
    session = company.staff()
    window = windows.open_window(session, windows.make_face(Style(), clock))
    assert not paper.print_list(window.context, window, [])
    close(window)
    company.close()
