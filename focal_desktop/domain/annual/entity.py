"""The entity's annual report as a value: offices in sum, never the cases of one (do_no_harm.md A14, B)."""

from collections.abc import Mapping
from datetime import date

import msgspec

from focal_desktop.domain.annual.values import (
    NOBODY,
    ActionLine,
    CourseLine,
    NeedLine,
    PartnerLine,
    Passage,
    RatingLine,
    Share,
    Term,
)
from focal_desktop.domain.suppression import Suppressed


class IndicatorLine(msgspec.Struct, frozen=True, kw_only=True):
    """A core indicator of the year and of the year before."""

    indicator: Term
    share: Share
    before: Share = NOBODY


class ContractLine(msgspec.Struct, frozen=True, kw_only=True):
    """People by contract, and who of those counted is up to date with every course."""

    contract: Term
    people: int
    up_to_date: Share


class AreaLine(msgspec.Struct, frozen=True, kw_only=True):
    """The actions of an area over all offices, by how far they have come."""

    area: Term
    prong: Term | None
    statuses: tuple[tuple[Term, int], ...]


class SilentOffice(msgspec.Struct, frozen=True, kw_only=True):
    """An office from which months are missing; silence is never zero."""

    name: str
    months: tuple[int, ...]


class RiskLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something the figures show to be missing, by its code, and of how many."""

    code: str
    missing: Share


class RecommendationLine(msgspec.Struct, frozen=True, kw_only=True):
    """A recommendation made to the entity and how far it has come."""

    title: Term
    group: Term
    owner: Term | None
    state: Term
    due_on: date | None = None
    progress: str = ""


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """What may be printed of allegations over the entity: groups by step, hidden where it must be."""

    groups: tuple[Term, ...]
    steps: tuple[str, ...]
    counts: Suppressed


class DeskSums(msgspec.Struct, frozen=True, kw_only=True):
    """What all offices count at their desks, added up."""

    indicators: tuple[IndicatorLine, ...] = ()
    contracts: tuple[ContractLine, ...] = ()
    courses: tuple[CourseLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    partners: tuple[PartnerLine, ...] = ()
    actions: tuple[AreaLine, ...] = ()
    plan: tuple[AreaLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()


class EntityAnnual(msgspec.Struct, frozen=True, kw_only=True):
    """The consolidated report of headquarters."""

    year: int
    as_of_on: date
    template: str
    is_shareable: bool = False
    entity: Term
    entity_short: Term
    head_title: Term
    vision: Term | None = None
    sections: tuple[Term, ...] = ()
    numbers: Mapping[str, int] = {}  # of the sections that have one
    internal_only: tuple[str, ...] = ()
    areas: Mapping[str, tuple[str, ...]] = {}  # the plan areas a section tells of
    passages: Mapping[str, Passage] = {}
    offices: int = 0
    confirmed: Share = NOBODY  # offices that filed every return that was due
    silent: tuple[SilentOffice, ...] = ()
    is_nil: bool = False
    response: Response | None = None
    sums: DeskSums = DeskSums()
    focal_points: Share = NOBODY  # offices with a focal point
    alternates: Share = NOBODY  # offices with a focal point and an alternate
    offices_with_channel: Share = NOBODY
    high_risk: Share = NOBODY  # high-risk duty stations covered
    risks: tuple[RiskLine, ...] = ()
    own_actions: tuple[ActionLine, ...] = ()
    own_plan: tuple[ActionLine, ...] = ()
    recommendations: tuple[RecommendationLine, ...] = ()

    def find(self, code: str) -> Share:
        """Return an indicator's share over all offices."""
        return next((one.share for one in self.sums.indicators if one.indicator.code == code), NOBODY)


def make_shareable(model: EntityAnnual) -> EntityAnnual:
    """Return the report without names of partners and offices, internal annexes and notes."""
    replace = msgspec.structs.replace
    return replace(
        model,
        is_shareable=True,
        sections=tuple(one for one in model.sections if one.code not in model.internal_only),
        silent=(),
        sums=replace(model.sums, partners=()),
        own_actions=tuple(replace(action, note="") for action in model.own_actions),
        recommendations=tuple(replace(one, progress="") for one in model.recommendations),
    )
