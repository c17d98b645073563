"""`focal report`: what there is, one in a file, and never half a file."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from focal_desktop.cli import main, reporting
from focal_desktop.reports import offered, printing
from focal_desktop.usecases import audit, records
from focal_desktop.usecases.practice import desks, filling, office
from focal_desktop.usecases.practice.draft import Times
from tests.cli.conftest import Focal, Run
from tests.conftest import HandClock
from tests.desks import POLICY, Desk, full_disk, make_desk, refused

NAMES = {"office_annual", "hq_annual", "partner_note"}
WANTED = printing.Wanted(name="office_annual", year=2026, language="en", mode="internal")


def words(out: Path, *more: str, name: str = "office_annual") -> tuple[str, ...]:
    """Return the words of a whole command, the later ones over the earlier."""
    return (
        "report",
        name,
        "--year",
        "2026",
        "--language",
        "en",
        "--mode",
        "internal",
        "--out",
        str(out),
        *more,
    )


def read_text(path: Path) -> str:
    """Return what a printed report says."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)


def test_the_list_needs_no_vault(capsys: pytest.CaptureFixture[str], focal: Focal) -> None:
    assert main.main(("report", "list")) == 0
    assert "office_annual" in capsys.readouterr().out
    said = focal("report", "list")
    assert {one["name"] for one in said["reports"]} == NAMES == set(printing.READERS)
    assert said["reports"][0] == {
        "name": "office_annual",
        "languages": list(offered.REPORTS[0].languages),
        "modes": ["internal", "shareable"],
    }


@pytest.mark.parametrize("language", offered.REPORTS[0].languages)
def test_a_report_is_printed_in_each_language(focal: Focal, tmp_path: Path, language: str) -> None:
    out = tmp_path / "report.pdf"
    said = focal(*words(out, "--language", language))
    assert said == {"ok": True, "path": str(out), "pages": said["pages"]}
    assert len(pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages) == said["pages"] > 0
    assert out.stat().st_mode & 0o777 == 0o600


def test_the_report_is_of_live_records(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    plan = records.add(desk.session, "plan", {"office": "KEN", "year": 2026})
    said = {"plan": plan.id, "area": "vetting", "activity": "Written a moment ago"}
    records.add(desk.session, "action", said)
    focal(*words(out))
    assert "Written a moment ago" in read_text(out)
    focal(*words(out, "--mode", "shareable"))
    assert "UNCLASSIFIED" in read_text(out)


def test_a_whole_practice_office_is_printed_with_every_action(tmp_path: Path, clock: HandClock) -> None:
    desk, times = make_desk(tmp_path / "vault", clock, place=desks.KISUMU.place), Times(clock.now().date())
    drafts = list(office.list_desk(desks.KISUMU, times, POLICY))
    filling.keep_all(desk.session, drafts)
    wanted = printing.Wanted(name="office_annual", year=times.year, language="en", mode="internal")
    found = printing.render(desk.session, wanted)
    desk.lock()
    pages = pypdf.PdfReader(io.BytesIO(found.data)).pages
    said = " ".join("\n".join(page.extract_text() for page in pages).split())
    words_of = [draft.values["activity"].split()[:4] for draft in drafts if draft.kind == "action"]
    assert [first for first in words_of if " ".join(first) not in said] == []
    assert len(words_of) == 27
    assert found.pages <= 4


@pytest.mark.parametrize(
    ("more", "name", "field"),
    [
        ((), "no_such_report", "name"),
        (("--language", "xx"), "office_annual", "language"),
        (("--language", "ar"), "hq_annual", "language"),
        (("--mode", "public"), "office_annual", "mode"),
    ],
)
def test_what_is_not_in_the_list_is_refused(
    focal: Focal, tmp_path: Path, more: tuple[str, ...], name: str, field: str
) -> None:
    said = focal(*words(tmp_path / "report.pdf", *more, name=name), error="not_in_list")
    assert said["field"] == field
    assert "no_such_report" not in said["message"]
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.parametrize("year", ["0", "9999", "-1"])
def test_a_year_that_no_report_has_is_refused(focal: Focal, tmp_path: Path, year: str) -> None:
    assert focal(*words(tmp_path / "report.pdf", f"--year={year}"), error="not_a_date")["field"] == "year"


def note_of(reference: str, out: Path, *more: str) -> tuple[str, ...]:
    """Return the words that print the note of an agreement."""
    of = ("--agreement", reference, "--language", "fr", "--mode", "internal", "--out", str(out))
    return ("report", "partner_note", *of, *more)


def test_a_partner_note_is_printed_for_an_agreements_reference(
    desk: Desk, focal: Focal, tmp_path: Path
) -> None:
    partner = records.add(desk.session, "partner", {"name": "Acacia Housing"})
    agreement = records.add(desk.session, "agreement", {"number": "KEN-26-1", "partner": partner.id})
    out = tmp_path / "note.pdf"
    assert focal(*note_of(agreement.reference, out)) == {"ok": True, "path": str(out), "pages": 1}
    said = read_text(out)
    assert "Acacia Housing" in said
    assert "valable pour l'accord KEN-26-1" in said
    assert out.stat().st_mode & 0o777 == 0o600
    found = [(one.what, one.part) for one in audit.list_lines(desk.session)]
    assert found == [("saved", f"partner_note {agreement.reference} internal fr")]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        (("--year", "2026"), ("unknown_field", "year")),
        (("--mode", "shareable"), ("not_in_list", "mode")),
        (("--agreement", "QQQQQQ"), ("not_found", "agreement")),
    ],
)
def test_a_note_takes_an_agreement_and_no_year(
    desk: Desk, focal: Focal, tmp_path: Path, more: tuple[str, ...], refusal: tuple[str, str]
) -> None:
    agreement = records.add(desk.session, "agreement", {})
    out = tmp_path / "note.pdf"
    said = focal(*note_of(agreement.reference, out, *more), error=refusal[0])
    assert said["field"] == refusal[1]
    assert not out.exists()


def test_a_note_needs_an_agreement_and_a_years_report_has_none(
    run: Run, focal: Focal, tmp_path: Path
) -> None:
    out = tmp_path / "note.pdf"
    bare = run("--json", *(one for one in note_of("-", out) if one not in ("--agreement", "-")))
    assert (bare.code, bare.json["error"], bare.json["field"]) == (2, "needed", "agreement")
    assert focal(*words(out, "--agreement", "ABC234"), error="unknown_field")["field"] == "agreement"


@pytest.mark.parametrize("name", ["--year", "--language", "--mode", "--out"])
def test_a_missing_word_is_asked_for(run: Run, tmp_path: Path, name: str) -> None:
    whole = list(words(tmp_path / "report.pdf"))
    place = whole.index(name)
    left = run("--json", *whole[:place], *whole[place + 2 :])
    assert (left.code, left.json["error"], left.json["field"]) == (2, "needed", name.removeprefix("--"))


def test_headquarters_report_is_not_an_offices_to_print(focal: Focal, tmp_path: Path) -> None:
    focal(*words(tmp_path / "report.pdf", name="hq_annual"), error="not_allowed")
    assert not (tmp_path / "report.pdf").exists()


def test_a_report_takes_the_place_of_the_one_before(focal: Focal, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")
    focal(*words(out))
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir() if "report" in file.name] == ["report.pdf"]


def test_a_full_disk_leaves_what_was_there(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    out.write_bytes(b"before")
    with full_disk(4096), refused("disk_full", "out"):
        reporting.print_report(desk.session, WANTED, out)
    assert out.read_bytes() == b"before"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("place", [".", "nowhere/report.pdf"])
def test_a_place_that_cannot_be_written_is_said(focal: Focal, tmp_path: Path, place: str) -> None:
    assert focal(*words(tmp_path / place), error="disk_full")["field"] == "out"
    assert not list(tmp_path.glob("*.part"))


def test_a_wrong_word_opens_no_vault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = ("--vault", str(tmp_path / "none"), "--passphrase-file", str(tmp_path / "none"))
    assert main.main(("--json", *nowhere, *words(tmp_path / "report.pdf", "--mode", "public"))) == 2
    assert '"not_in_list"' in capsys.readouterr().out


def test_a_report_in_a_file_leaves_a_line_before(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    focal(*words(tmp_path / "nowhere" / "report.pdf"), error="disk_full")
    focal(*words(tmp_path / "report.pdf", "--mode", "shareable"))
    found = [(one.what, one.part) for one in audit.list_lines(desk.session)]
    parts = ("office_annual 2026 internal en", "office_annual 2026 shareable en")
    assert found == [("saved", part) for part in parts]
