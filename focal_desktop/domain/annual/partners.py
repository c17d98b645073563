"""An office's partners as the annual reports print them: by rating; by name where that does no harm."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from focal_desktop.domain import gate
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.annual import figures, values
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import PartnerLine, RatingLine, Share
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.policy import Policy

LOW = ("low", "low_assumed")
Rated = Mapping[str, Assessment | None]


def rate_partners(agreements: Iterable[Agreement], records: OfficeRecords, rules: Policy, day: date) -> Rated:
    """Return the partners of these agreements, each with its assessment if that is valid on a day."""
    partners = sorted({one.partner for one in agreements if one.partner})
    return {one: figures.find_valid_assessment(one, records, rules, day) for one in partners}


def count_assessed(rated: Rated) -> Share:
    """Return how many partners hold a valid assessment (K3)."""
    return Share(sum(one is not None for one in rated.values()), len(rated))


def count_ratings(rated: Rated, rules: Policy) -> tuple[RatingLine, ...]:
    """Return how many partners hold each rating, the best first and those without one last."""
    numbers = Counter(one.rating if one else "" for one in rated.values())
    lines = [
        RatingLine(rating=values.find_term(rules, "capacity_rating", code), partners=numbers[code])
        for code in reversed(rules.codes("capacity_rating"))
        if numbers[code]
    ]
    return (*lines, RatingLine(rating=None, partners=numbers[""])) if numbers[""] else tuple(lines)


def count_low(rated: Rated) -> int:
    """Return how many partners are of low capacity; their names go to headquarters alone."""
    return sum(_is_low(one) for one in rated.values())


def list_partners(
    agreements: Sequence[Agreement], rated: Rated, records: OfficeRecords, rules: Policy
) -> tuple[PartnerLine, ...]:
    """Return the partners by name, first whose assessment ends first; those of low capacity among them."""
    names = {one.id: one.name for one in records.partners}
    numbers: dict[str, list[str]] = defaultdict(list)
    for one in agreements:
        numbers[one.partner].append(one.number)
    lines = [
        PartnerLine(
            name=names.get(partner, ""),
            agreements=tuple(sorted(filter(None, numbers[partner]))),
            rating=values.find_term(rules, "capacity_rating", found.rating) if found else None,
            assessor=found.assessor if found else "",
            valid_until_on=gate.expires_on(found, rules) if found else None,
            strengthening=values.find_term(rules, "csip_status", found.plan_status) if found else None,
        )
        for partner, found in rated.items()
    ]
    return tuple(
        sorted(lines, key=lambda line: (line.valid_until_on or date.min, line.name, line.agreements))
    )


def leave_out_low(lines: Iterable[PartnerLine]) -> tuple[PartnerLine, ...]:
    """Return the partners an office's report may name: none of low capacity (do_no_harm.md B8)."""
    return tuple(line for line in lines if line.rating is None or line.rating.code not in LOW)


def _is_low(assessment: Assessment | None) -> bool:
    return assessment is not None and assessment.rating in LOW
