"""Which reports there are, in which languages and editions; it loads nothing that draws a page."""

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import partner_note
from focal_desktop.domain.annual import headquarters, office
from focal_desktop.reports import edition


class Report(msgspec.Struct, frozen=True):
    """A report by its name in the command line's contract; `of` is the kind it tells of one record of."""

    name: str
    languages: tuple[str, ...]
    modes: tuple[str, ...] = edition.MODES
    of: str = ""  # nothing: it tells of a year


REPORTS = (
    Report(office.REPORT, ("en", "fr", "es", "ar")),
    Report(headquarters.REPORT, ("en", "fr")),
    Report(partner_note.REPORT, ("en", "fr", "es", "ar"), (edition.INTERNAL,), of="agreement"),
)


def find(name: str) -> Report:
    """Return a report; one that we do not print is not found."""
    for report in REPORTS:
        if report.name == name:
            return report
    raise Trouble(
        "not_found", "There is no report of that name. The list shows those there are.", field="name"
    )
