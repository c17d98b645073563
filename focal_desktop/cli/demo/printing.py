"""The demo's annual reports as PDFs, and the check of every vault from end to end."""

from __future__ import annotations

import msgspec

from focal_desktop.cli import reporting
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.reports.printing import Wanted
from focal_desktop.usecases import checking


class Print(msgspec.Struct, frozen=True):
    """One report to print: whose, which, in which language and edition."""

    seat: str
    report: str
    language: str
    mode: str


PRINTS = (
    Print("kisumu", "office_annual", "en", "internal"),
    Print("basra", "office_annual", "ar", "internal"),
    Print("kisumu", "office_annual", "fr", "shareable"),
    Print("nairobi", "hq_annual", "en", "internal"),
)


def print_all(play: Play) -> None:
    """Print each office's report and headquarters' consolidated one."""
    for one in PRINTS:
        with play.step(f"Print {one.report} of {one.seat}: {one.language}, {one.mode}"):
            path = play.out / f"{one.report}-{one.seat}-{one.language}-{one.mode}.pdf"
            wanted = Wanted(name=one.report, year=play.times.year, language=one.language, mode=one.mode)
            pages = reporting.print_report(play[one.seat], wanted, path)
            require(pages > 0 and path.read_bytes().startswith(b"%PDF-"))
            office = play[one.seat].person.office
            said = {"report": one.report, "office": office, "language": one.language, "mode": one.mode}
            play.reports.append({"path": str(path), **said, "pages": pages})


def check_all(play: Play) -> None:
    """Read every vault from end to end."""
    with play.step("Check every vault from end to end"):
        for seat in play.seats.values():
            found = checking.check(seat.session)
            play.checks.append({"vault": str(seat.folder), "ok": found.ok})
        require(all(one["ok"] for one in play.checks))
