"""Which reports there are, in which languages and editions; the one way to print one."""

import msgspec

from focal_desktop.base import words
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.values import OfficeAnnual
from focal_desktop.reports import edition, hq_annual, office_annual
from focal_desktop.reports.page import Rendered


class Report(msgspec.Struct, frozen=True):
    """A report by its name in the command line's contract."""

    name: str
    languages: tuple[str, ...]
    modes: tuple[str, ...] = edition.MODES


REPORTS = (
    Report(office_annual.NAME, ("en", "fr", "es", "ar")),
    Report(hq_annual.NAME, ("en", "fr")),
)


def find(name: str) -> Report:
    """Return a report; one that we do not print is not found."""
    for report in REPORTS:
        if report.name == name:
            return report
    raise Trouble(
        "not_found", "There is no report of that name. The list shows those there are.", field="name"
    )


def render(name: str, model: OfficeAnnual | EntityAnnual, language: str, mode: str) -> Rendered:
    """Return a report as a PDF, in memory alone."""
    report = find(name)
    if language not in report.languages:
        raise Trouble("not_in_list", "This report is not printed in that language.", field="language")
    if mode not in report.modes:
        raise Trouble("not_in_list", "A report is printed internal or shareable.", field="mode")
    said = words.load(language)
    if name == office_annual.NAME and isinstance(model, OfficeAnnual):
        return office_annual.render(model, said, mode)
    if name == hq_annual.NAME and isinstance(model, EntityAnnual):
        return hq_annual.render(model, said, mode)
    raise TypeError(f"{name} is printed from another model")
