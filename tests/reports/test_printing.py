"""A report is collected where the vault is open and drawn anywhere; listing and collecting draw nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from focal_desktop.reports import offered, printing
from focal_desktop.reports.printing import Wanted
from focal_desktop.usecases import audit, records
from focal_desktop.usecases.audit import Deed
from tests.desks import Desk, refused
from tests.reports.reading import read_all

WANTED = Wanted(name="office_annual", year=2026, language="en", mode="internal")
LOADS = "import sys; import focal_desktop.reports.{name}; print(*sys.modules)"


def list_loaded(name: str) -> set[str]:
    """Return the modules that a module of the reports loads."""
    command = (sys.executable, "-c", LOADS.replace("{name}", name))
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def test_whoever_only_lists_or_collects_loads_nothing_that_draws() -> None:
    assert "reportlab" not in list_loaded("printing")
    assert "reportlab" in list_loaded("catalogue")


def test_what_was_collected_is_drawn_in_another_thread_without_the_vault(desk: Desk) -> None:
    model = printing.collect(desk.session, WANTED)
    desk.lock()
    with ThreadPoolExecutor(1) as pool:
        made = pool.submit(printing.draw, model, WANTED).result()
    assert made.data.startswith(b"%PDF-")
    assert "2026" in read_all(made)


def test_every_report_that_is_offered_can_be_collected() -> None:
    assert [one["name"] for one in printing.list_reports()] == list(printing.READERS)


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"name": "monthly"}, "not_in_list", "name"),
        ({"name": "hq_annual", "language": "ar"}, "not_in_list", "language"),
        ({"mode": "secret"}, "not_in_list", "mode"),
        ({"year": 1945}, "not_a_date", "year"),
        ({"name": "partner_note", "mode": "shareable"}, "not_in_list", "mode"),
        ({"name": "partner_note"}, "not_found", "id"),
    ],
)
def test_what_is_not_offered_is_not_collected(
    desk: Desk, wrong: dict[str, Any], code: str, field: str
) -> None:
    with refused(code, field):
        printing.collect(desk.session, msgspec.structs.replace(WANTED, **wrong))


def test_an_audit_line_names_the_year_or_the_neutral_reference(desk: Desk) -> None:
    agreement = records.add(desk.session, "agreement", {"number": "KEN-1"})
    note = Wanted(name="partner_note", language="en", mode="internal", record=agreement.id)
    for wanted in (WANTED, note):
        printing.keep_line(desk.session, wanted, Deed.PRINTED)
    assert [line.part for line in audit.list_lines(desk.session)] == [
        "office_annual 2026 internal en",
        f"partner_note {agreement.reference} internal en",
    ]


def test_a_file_takes_its_place_whole_and_is_this_persons_alone(tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")
    printing.write_whole(out, b"after")
    assert out.read_bytes() == b"after"
    assert out.stat().st_mode & 0o777 == 0o600
    with refused("disk_full", "out"):
        printing.write_whole(tmp_path / "nowhere" / "report.pdf", b"after")
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]


def test_a_report_is_found_by_its_name() -> None:
    assert offered.find("hq_annual").languages == ("en", "fr")
    with refused("not_found", "name"):
        offered.find("monthly")
