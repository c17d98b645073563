"""The one way to draw a report: from the model it is made of, in one of its languages and editions."""

from focal_desktop.base import words
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.values import OfficeAnnual
from focal_desktop.domain.partner_note import REPORT, PartnerNote
from focal_desktop.reports import hq_annual, offered, office_annual, partner_note
from focal_desktop.reports.page import Rendered


def render(name: str, model: OfficeAnnual | EntityAnnual | PartnerNote, language: str, mode: str) -> Rendered:
    """Return a report as a PDF, in memory alone."""
    report = offered.find(name)
    if language not in report.languages:
        raise Trouble("not_in_list", "This report is not printed in that language.", field="language")
    if mode not in report.modes:
        raise Trouble("not_in_list", "A report is printed internal or shareable.", field="mode")
    said = words.load(language)
    if name == office_annual.NAME and isinstance(model, OfficeAnnual):
        return office_annual.render(model, said, mode)
    if name == hq_annual.NAME and isinstance(model, EntityAnnual):
        return hq_annual.render(model, said, mode)
    if name == REPORT and isinstance(model, PartnerNote):
        return partner_note.render(model, said, mode)
    raise TypeError(f"{name} is printed from another model")
