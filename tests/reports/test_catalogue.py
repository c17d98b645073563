"""Which reports there are, and what is refused, in words a person can use."""

from collections.abc import Callable
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.reports import catalogue, edition, offered
from tests.domain import notes
from tests.reports import samples
from tests.reports.reading import read_all

MODELS: dict[str, Callable[[], Any]] = {
    "office_annual": samples.make_small_office,
    "hq_annual": lambda: samples.make_entity(offices=2),
    "partner_note": notes.make,
}


def test_each_report_has_its_languages_and_editions() -> None:
    known = {report.name: report for report in offered.REPORTS}
    assert list(known) == list(MODELS)
    assert {"en", "fr", "ar"} <= set(known["office_annual"].languages)
    assert {"en", "fr"} <= set(known["hq_annual"].languages)
    assert {"en", "fr", "es", "ar"} == set(known["partner_note"].languages)
    assert {name: report.modes for name, report in known.items()} == {
        "office_annual": edition.MODES,
        "hq_annual": edition.MODES,
        "partner_note": ("internal",),
    }


def test_what_is_never_shared_has_no_such_edition() -> None:
    with pytest.raises(Trouble) as refused:
        catalogue.render("partner_note", notes.make(), "en", "shareable")
    assert (refused.value.code, refused.value.field) == ("not_in_list", "mode")


@pytest.mark.parametrize(
    ("name", "mode"), [(one.name, mode) for one in offered.REPORTS for mode in one.modes]
)
def test_each_is_printed_in_each_of_its_languages(name: str, mode: str) -> None:
    report, model = offered.find(name), MODELS[name]()
    for language in report.languages:
        made = catalogue.render(report.name, model, language, mode)
        assert made.data.startswith(b"%PDF-")
        assert made.pages == 1 if report.of else made.pages >= 2
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
    with pytest.raises(TypeError):
        catalogue.render("partner_note", samples.make_small_office(), "en", "internal")
