"""Which reports there are, and what is refused, in words a person can use."""

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.reports import catalogue, edition, offered
from tests.reports import samples
from tests.reports.reading import read_all


def test_two_reports_are_printed_in_their_languages_and_two_editions() -> None:
    known = {report.name: report for report in offered.REPORTS}
    assert list(known) == ["office_annual", "hq_annual"]
    assert {"en", "fr", "ar"} <= set(known["office_annual"].languages)
    assert {"en", "fr"} <= set(known["hq_annual"].languages)
    assert {report.modes for report in offered.REPORTS} == {("internal", "shareable")}


@pytest.mark.parametrize("report", offered.REPORTS, ids=lambda report: report.name)
@pytest.mark.parametrize("mode", edition.MODES)
def test_each_is_printed_in_each_of_its_languages(report: offered.Report, mode: str) -> None:
    model = samples.make_small_office() if report.name == "office_annual" else samples.make_entity(offices=2)
    for language in report.languages:
        made = catalogue.render(report.name, model, language, mode)
        assert made.data.startswith(b"%PDF-")
        assert made.pages >= 2
        assert "2026.1" in read_all(made)


@pytest.mark.parametrize(
    ("name", "language", "mode", "code", "field"),
    [
        ("monthly", "en", "internal", "not_found", "name"),
        ("office_annual", "xx", "internal", "not_in_list", "language"),
        ("hq_annual", "ar", "internal", "not_in_list", "language"),
        ("office_annual", "en", "secret", "not_in_list", "mode"),
    ],
)
def test_what_is_not_printed_is_refused(name: str, language: str, mode: str, code: str, field: str) -> None:
    with pytest.raises(Trouble) as refused:
        catalogue.render(name, samples.make_small_office(), language, mode)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_report_is_printed_from_its_own_model_alone() -> None:
    with pytest.raises(TypeError):
        catalogue.render("hq_annual", samples.make_small_office(), "en", "internal")
    with pytest.raises(TypeError):
        catalogue.render("office_annual", samples.make_entity(offices=1), "en", "internal")
