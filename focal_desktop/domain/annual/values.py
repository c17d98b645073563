"""The annual report of an office as a value: what it prints, and nothing that could tell of a case.

There is no field for a count of allegations, in any edition (do_no_harm.md A14, B4). Labels come in every
language of the policy, so one model prints in all of them.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import msgspec

from focal_desktop.domain import policy

SMALLEST_GROUP = 5  # below it a shareable report shows no rate: the people in it know each other
DONE, UNFUNDED = "completed", "none"
DROPPED = ("cancelled", "not_applicable")


class Term(msgspec.Struct, frozen=True):
    """A code of a policy list, with what people read for it."""

    code: str
    labels: Mapping[str, str] = {}

    def say(self, language: str) -> str:
        """Return the label in a language, in English where it has none, else the code itself."""
        return self.labels.get(language) or self.labels.get(policy.ENGLISH) or self.code


def find_term(rules: policy.Policy, list_name: str, code: str) -> Term:
    """Return a code with its labels; one that a newer office knows and we do not stands for itself."""
    entry = rules.entry(list_name, code)
    return Term(code, entry.labels if entry else {})


class Share(msgspec.Struct, frozen=True):
    """So many of so many; of nobody it is no rate."""

    n: int
    of: int

    @property
    def rate(self) -> float:
        """Return the share of one."""
        return self.n / self.of if self.of else 0.0


NOBODY = Share(0, 0)


class Passage(msgspec.Struct, frozen=True):
    """A text that is printed word for word, and its title."""

    title: Term
    text: Term


class Money(msgspec.Struct, frozen=True):
    """An amount in a currency."""

    amount: Decimal
    currency: str


class Figure(msgspec.Struct, frozen=True):
    """A core indicator and its share."""

    indicator: Term
    share: Share


class CourseLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who is up to date with a course, of those it is required of, and who is not counted."""

    course: Term
    up_to_date: Share
    not_counted: int = 0
    is_small: bool = False  # too few for a rate outside the office


class RatingLine(msgspec.Struct, frozen=True, kw_only=True):
    """How many partners hold a rating; without one, not assessed or no longer valid."""

    rating: Term | None
    partners: int


class PartnerLine(msgspec.Struct, frozen=True, kw_only=True):
    """One partner under agreement; a low rating is never printed beside a name (do_no_harm.md B8)."""

    name: str
    office: str = ""  # in the list of headquarters alone
    agreements: tuple[str, ...] = ()
    rating: Term | None = None
    assessor: str = ""
    valid_until_on: date | None = None
    strengthening: Term | None = None


class ChannelLine(msgspec.Struct, frozen=True, kw_only=True):
    """A channel and its last test; never what came through it."""

    kind: Term
    name: str = ""
    tested_on: date | None = None
    result: Term | None = None
    is_fresh: bool = False


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """One action, of the year reported on or of the plan."""

    area: Term
    prong: Term | None = None
    activity: str = ""
    status: Term
    note: str = ""
    constraint: Term | None = None
    indicator: str = ""
    unit: str = ""
    target: int | None = None
    actual: int | None = None
    responsible: Term | None = None
    due_on: date | None = None
    funding: Term | None = None
    budget: Money | None = None


class NeedLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the plan costs by source of funds; without a source it is a need."""

    source: Term
    actions: int
    amount: Money


class OfficeAnnual(msgspec.Struct, frozen=True, kw_only=True):
    """The annual report of one office: four pages at most, however long its lists."""

    year: int
    as_of_on: date
    template: str
    is_shareable: bool = False
    entity: Term
    entity_short: Term
    office: str
    country: Term | None = None
    vision: Term | None = None
    sections: tuple[Term, ...] = ()  # in the order of the policy, by their titles
    passages: Mapping[str, Passage] = {}
    figures: tuple[Figure, ...] = ()
    cover_figures: tuple[str, ...] = ()  # those the cover shows, in its order
    months_filed: tuple[bool | None, ...] = ()  # nothing where the month was not due
    last_actions: tuple[ActionLine, ...] = ()
    courses: tuple[CourseLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    partners: tuple[PartnerLine, ...] = ()
    low_partners: int = 0
    channels: tuple[ChannelLine, ...] = ()
    channels_fresh_days: int = 0
    plan: tuple[ActionLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()
    needs_text: str = ""

    @property
    def returns_filed(self) -> Share:
        """Return how many months were filed, of those that were due."""
        due = [month for month in self.months_filed if month is not None]
        return Share(sum(due), len(due))


def make_shareable(model: OfficeAnnual) -> OfficeAnnual:
    """Return the report without names, notes and small groups, for readers outside the office."""
    replace = msgspec.structs.replace
    return replace(
        model,
        is_shareable=True,
        figures=tuple(figure for figure in model.figures if _is_shareable(figure)),
        partners=(),
        low_partners=0,
        last_actions=tuple(replace(action, note="") for action in model.last_actions),
        courses=tuple(_hide_small(course) for course in model.courses),
        channels=tuple(replace(channel, name="") for channel in model.channels),
        needs_text="",
    )


def _is_shareable(figure: Figure) -> bool:
    return figure.indicator.code != "all_courses_rate" or figure.share.of >= SMALLEST_GROUP


def _hide_small(course: CourseLine) -> CourseLine:
    if course.up_to_date.of >= SMALLEST_GROUP:
        return msgspec.structs.replace(course, not_counted=0)
    return msgspec.structs.replace(course, up_to_date=NOBODY, not_counted=0, is_small=True)
