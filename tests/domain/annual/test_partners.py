"""Partners by rating, and by name only where a name does no harm."""

from datetime import date

from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.annual import partners
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.office import Office
from focal_desktop.domain.partner import Partner
from tests.reports import samples

RULES = samples.load_policy()
DAY = date(2025, 12, 31)
RATINGS = {"a": "full", "b": "low", "c": "low_assumed", "d": "medium", "e": ""}


def make_desk() -> OfficeRecords:
    """Return a desk with a partner of every rating; one has two agreements and one no assessment."""
    return OfficeRecords(
        office=Office(),
        partners=tuple(Partner(id=code, name=f"Partner {code}") for code in RATINGS),
        agreements=(
            *(Agreement(id=code, partner=code, number=f"AoC-{code}", state="signed") for code in RATINGS),
            Agreement(id="second", partner="a", number="AoC-2", state="signed"),
        ),
        assessments=tuple(
            Assessment(
                id=code, partner=code, state="final", rating=rating, assessed_on=date(2024, 1, 1 + place)
            )
            for place, (code, rating) in enumerate(RATINGS.items())
            if rating
        ),
    )


def rate() -> tuple[OfficeRecords, partners.Rated]:
    """Return the desk and its partners with their assessments."""
    desk = make_desk()
    return desk, partners.rate_partners(desk.agreements, desk, RULES, DAY)


def test_a_partner_is_counted_once_however_many_agreements() -> None:
    _, rated = rate()
    assert list(rated) == list(RATINGS)
    assert partners.count_assessed(rated) == Share(3, 5)


def test_ratings_stand_from_the_best_to_none() -> None:
    _, rated = rate()
    lines = partners.count_ratings(rated, RULES)
    assert [(line.rating and line.rating.code, line.partners) for line in lines] == [
        ("full", 1),
        ("medium", 1),
        ("low", 1),
        (None, 2),
    ]


def test_partners_are_listed_first_who_needs_something_first() -> None:
    desk, rated = rate()
    lines = partners.list_partners(desk.agreements, rated, desk, RULES)
    assert [line.name[-1] for line in lines] == ["c", "e", "a", "b", "d"]
    assert lines[2].agreements == ("AoC-2", "AoC-a")
    assert lines[2].valid_until_on == date(2029, 1, 1)


def test_an_office_names_no_partner_of_low_capacity() -> None:
    desk, rated = rate()
    named = partners.leave_out_low(partners.list_partners(desk.agreements, rated, desk, RULES))
    assert "Partner b" not in {line.name for line in named}
    assert partners.count_low(rated) == 1


def test_no_partners_are_no_ratings() -> None:
    assert partners.count_ratings({}, RULES) == ()
    assert partners.count_assessed({}) == Share(0, 0)
