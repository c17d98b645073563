"""`focal report`: prints a report into a file, and only because a person asked for the file."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening
from focal_desktop.cli.answers import WordsMissing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.reports import offered, printing
from focal_desktop.reports.printing import Wanted
from focal_desktop.usecases import partner_notes
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session

LIST = "list"
_NEEDED = {
    "year": "A report needs a year, a language, a mode and a file.",
    "agreement": "This report needs an agreement, a language, a mode and a file.",
}


def run_report(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List the reports, or print one."""
    wants_json = "json" in asked
    if asked.name == LIST:
        answers.say({"ok": True, "reports": printing.list_reports()}, wants_json=wants_json)
        return 0
    wanted = _read_wanted(asked)
    path = Path(asked.out)
    with opening.unlocked(asked, kinds) as session:
        if asked.agreement is not None:
            found = partner_notes.find_agreement(session, asked.agreement)
            wanted = msgspec.structs.replace(wanted, record=found)
        pages = print_report(session, wanted, path)
    answers.say({"ok": True, "path": str(path), "pages": pages}, wants_json=wants_json)
    return 0


def print_report(session: Session, wanted: Wanted, path: Path) -> int:
    """Print a report into a file that only this person can read, and return how many pages it has."""
    found = printing.render(session, wanted)
    printing.keep_line(session, wanted, Deed.SAVED)
    printing.write_whole(path, found.data)
    return found.pages


def _read_wanted(asked: argparse.Namespace) -> Wanted:
    about = "agreement" if _tells_of_one(asked.name) else "year"
    for name in (about, "language", "mode", "out"):
        if getattr(asked, name) is None:
            raise WordsMissing("needed", _NEEDED[about], field=name)
    other = "year" if about == "agreement" else "agreement"
    if getattr(asked, other) is not None:
        raise Trouble(
            "unknown_field", "A report tells of a year or of an agreement. Nothing was printed.", field=other
        )
    wanted = Wanted(name=asked.name, year=asked.year or 0, language=asked.language, mode=asked.mode)
    printing.check(wanted)
    return wanted


def _tells_of_one(name: str) -> bool:
    return any(one.name == name and one.of for one in offered.REPORTS)
