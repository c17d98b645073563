"""The report of an office holds nothing of a case, and the shareable one nothing of a person."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from focal_desktop.domain.annual import values
from focal_desktop.domain.annual.values import Share, Term
from tests.reports import samples

CASE_WORDS = ("allegation", "case", "survivor", "victim", "subject", "reporter", "incident", "sealed")


def list_fields(kind: Any) -> set[str]:
    """Return the names of all fields of a value, those of the values in it too."""
    found: set[str] = set()
    for field in msgspec.structs.fields(kind):
        found.add(field.name)
        found |= {name for inner in list_structs(field.type) for name in list_fields(inner)}
    return found


def list_structs(declared: Any) -> set[Any]:
    """Return the structs a field's type is made of."""
    if isinstance(declared, type) and issubclass(declared, msgspec.Struct):
        return {declared}
    return {one for part in getattr(declared, "__args__", ()) for one in list_structs(part)}


def test_no_field_of_an_office_report_can_hold_a_case() -> None:
    fields = list_fields(values.OfficeAnnual)
    assert {"partners", "rating", "up_to_date", "months_filed"} <= fields
    assert [name for name in fields for word in CASE_WORDS if word in name] == []


def test_a_term_speaks_the_language_or_english_or_its_code() -> None:
    term = Term("phone", {"en": "Telephone", "fr": "Téléphone", "ar": ""})
    assert [term.say(language) for language in ("fr", "ar", "zh")] == ["Téléphone", "Telephone", "Telephone"]
    assert Term("from_a_newer_office").say("fr") == "from_a_newer_office"


def test_a_code_the_policy_does_not_know_stands_for_itself() -> None:
    rules = samples.load_policy()
    assert values.find_term(rules, "channel_kind", "phone").say("fr") == "Téléphone"
    assert values.find_term(rules, "channel_kind", "pigeon") == Term("pigeon", {})


@pytest.mark.parametrize(("share", "rate"), [(Share(1, 4), 0.25), (Share(0, 0), 0.0), (Share(3, 3), 1.0)])
def test_a_share_of_nobody_is_no_rate(share: Share, rate: float) -> None:
    assert share.rate == rate


def test_returns_count_the_months_that_were_due() -> None:
    model = msgspec.structs.replace(samples.make_office(), months_filed=(True, False, None, True))
    assert model.returns_filed == Share(2, 3)


def test_the_shareable_report_has_no_names_and_no_notes() -> None:
    model = msgspec.structs.replace(samples.make_office(), needs_text="Ask the field")
    shared = values.make_shareable(model)
    said = msgspec.json.encode(shared).decode()
    names = (
        *samples.PARTNERS["en"],
        *samples.CHANNELS["en"],
        "AoC-",
        "Both rounds were held",
        "Ask the field",
    )
    assert [name for name in names if name in said] == []
    assert shared.is_shareable
    assert shared.low_partners == 0
    assert shared.ratings == model.ratings


def test_the_shareable_report_shows_no_rate_of_a_small_group() -> None:
    shared = values.make_shareable(samples.make_small_office())
    assert {line.is_small for line in shared.courses if line.up_to_date.of == 0} == {True}
    assert all(line.up_to_date.of == 0 for line in shared.courses)
    assert "all_courses_rate" not in {figure.indicator.code for figure in shared.figures}


def test_the_shareable_report_keeps_the_rate_of_a_large_group() -> None:
    model = samples.make_office()
    shared = values.make_shareable(model)
    kept = {line.course.code: line for line in shared.courses if not line.is_small}
    assert kept["sea_all"].up_to_date == model.courses[0].up_to_date
    assert "all_courses_rate" in {figure.indicator.code for figure in shared.figures}
    assert all(line.not_counted == 0 for line in shared.courses)


def test_the_report_is_a_value_that_can_be_compared() -> None:
    assert samples.make_office() == samples.make_office()
    assert samples.make_office().needs[0].amount.amount == Decimal(15000)
    assert samples.make_office().as_of_on == date(2026, 1, 20)
