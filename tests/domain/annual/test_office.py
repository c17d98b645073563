"""From records to the report of an office: what is counted, what stays away."""

from datetime import date

import msgspec
import pytest

from focal_desktop.domain.annual import office
from focal_desktop.domain.annual.values import OfficeAnnual, Share
from focal_desktop.domain.channel import Channel
from focal_desktop.domain.policy import Policy
from tests.reports import samples

RULES = samples.load_policy()


def make_model(**changes: object) -> OfficeAnnual:
    """Return the report of the sample office with something of its desk changed."""
    records = msgspec.structs.replace(samples.make_records(), **changes)
    return office.office_model(samples.YEAR, records, RULES, entity=samples.ENTITY, as_of=samples.AS_OF)


def find_share(model: OfficeAnnual, code: str) -> Share:
    """Return a figure by the code of its indicator."""
    return {figure.indicator.code: figure.share for figure in model.figures}[code]


def test_names_office_country_entity_and_template() -> None:
    model = make_model()
    assert (model.office, model.entity_short.say("en"), model.template) == (
        "Iraq Programme",
        "UN-Habitat",
        "2026.1",
    )
    assert model.country is not None
    assert model.country.say("ar") == "العراق"


def test_counts_the_figures_of_the_cover() -> None:
    model = make_model()
    assert find_share(model, "partners_assessed") == Share(4, 4)
    assert find_share(model, "agreements_with_clauses") == Share(3, 4)
    assert find_share(model, "returns_filed") == Share(11, 12)
    assert find_share(model, "actions_completed") == Share(4, 9)
    assert find_share(model, "channels_open") == Share(2, 3)
    assert find_share(model, "all_courses_rate").of == 48
    assert len(model.cover_figures) == 5
    assert set(model.cover_figures) <= {figure.indicator.code for figure in model.figures}


@pytest.mark.parametrize(
    ("as_of", "is_printed"),
    [(date(2025, 12, 31), True), (date(2026, 1, 1), False), (date(2019, 12, 31), False)],
)
def test_the_vision_is_not_printed_after_its_plan(as_of: date, is_printed: bool) -> None:
    model = office.office_model(2025, samples.make_records(), RULES, entity=samples.ENTITY, as_of=as_of)
    assert (model.vision is not None) is is_printed


def test_another_entity_has_another_name_and_no_vision_of_ours() -> None:
    model = office.office_model(2025, samples.make_records(), RULES, entity="unodc", as_of=date(2025, 12, 31))
    assert model.entity_short.say("en") == "UNODC"
    assert model.vision is None


def test_channels_stand_by_kind_and_closed_ones_are_left_out() -> None:
    closed = Channel(id="closed", name="Old", channel_kind="email", closed_on=date(2025, 6, 1))
    model = make_model(channels=(*samples.make_records().channels, closed))
    assert [line.kind.code for line in model.channels] == ["phone", "complaint_box", "complaint_box"]
    assert [line.is_fresh for line in model.channels] == [True, False, True]


def test_figures_of_a_running_year_are_those_of_today() -> None:
    records = samples.make_records()
    early = tuple(one for one in records.monthly_returns or () if one.month < "2025-03")
    desk = msgspec.structs.replace(records, monthly_returns=early)
    model = office.office_model(2025, desk, RULES, entity=samples.ENTITY, as_of=date(2025, 4, 20))
    assert model.returns_filed == Share(2, 3)
    assert not any(line.is_fresh for line in model.channels)


def test_a_reader_without_returns_sees_no_strip_and_no_figure() -> None:
    model = make_model(monthly_returns=None)
    assert model.months_filed == ()
    assert find_share(model, "returns_filed") == Share(0, 0)


def test_low_partners_are_a_number_and_never_a_name() -> None:
    model = make_model()
    assert model.low_partners == 1
    assert "House of Water" not in {partner.name for partner in model.partners}


def test_an_office_without_a_country_or_name_goes_by_its_code() -> None:
    office = msgspec.structs.replace(samples.make_records().office, name="", country="")
    model = make_model(office=office)
    assert (model.office, model.country) == ("IRQ-BGW", None)


def test_the_sections_stand_in_the_order_of_the_policy() -> None:
    assert [title.code for title in make_model().sections] == [
        "statement",
        "five_figures",
        "last_year",
        "training",
        "partners",
        "channels_and_returns",
        "next_year",
        "needs",
    ]


def test_the_statement_is_the_one_a_head_of_office_can_sign() -> None:
    said = make_model().passages["office_certification"].text.say("en")
    assert said == (
        "To the best of my knowledge, everything that came to my attention was reported through the "
        "established channels. I have not asked the focal point for information on any allegation."
    )


def test_a_policy_without_the_figures_of_the_cover_has_none() -> None:
    text = samples.load_policy().read("report_sections")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("five_figures"))
    rules = Policy(lambda name: kept if name == "report_sections" else RULES.read(name))
    records = samples.make_records()
    model = office.office_model(2025, records, rules, entity=samples.ENTITY, as_of=samples.AS_OF)
    assert model.cover_figures == ()
