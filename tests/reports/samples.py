"""Invented offices for the reports: one that has little to say, one as it is, one with far too much."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec

from focal_desktop.base import paths
from focal_desktop.domain.action import Action
from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.allegation import Allegation
from focal_desktop.domain.annual import entity, headquarters, office, values
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.headquarters import EntityRecords
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.channel import Channel
from focal_desktop.domain.channel_test import ChannelTest
from focal_desktop.domain.clause_check import ClauseCheck
from focal_desktop.domain.completion import Completion
from focal_desktop.domain.focal_point import FocalPoint
from focal_desktop.domain.monthly_return import MonthlyReturn
from focal_desktop.domain.office import Office
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.person import Person
from focal_desktop.domain.plan import Plan
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.quarter_note import QuarterNote
from focal_desktop.domain.recommendation import Recommendation

YEAR, AS_OF = 2025, date(2026, 1, 20)
ENTITY = "un_habitat"
AREAS = ("mandatory_training", "implementing_partners", "community_channels", "internal_communication")
STATES = ("completed", "on_track", "completed", "delayed", "completed", "at_risk", "carried_over")
ACTIVITIES = {
    "en": (
        (
            "Reach every driver and day worker with the classroom course, in Arabic and Kurdish",
            "Trained",
            60,
            52,
        ),
        ("Check capacity before every new agreement", "Agreements checked before signature", 9, 9),
        ("Test each channel once a quarter and replace posters that show a closed number", "Tests", 16, 14),
        ("Feature PSEA in the office newsletter", "Issues", 4, 3),
        ("Agree a strengthening plan with each partner of medium capacity", "Plans agreed", 3, 2),
        ("Open a women-only session at two project sites", "Sessions", 8, 8),
        ("Set the mandatory performance goal in every workplan", "", None, None),
        ("Brief new personnel within 30 days", "Newcomers briefed", 14, 14),
        ("Give partners the training package of UNHCR and IOM", "Partners trained", 7, 5),
    ),
    "ar": (
        ("تدريب جميع السائقين والعمال اليوميين حضوريًا بالعربية والكردية", "الأشخاص المدربون", 60, 52),
        ("التحقق من القدرات قبل توقيع كل اتفاق تعاون جديد (AoC)", "اتفاقات تم التحقق منها", 9, 9),
        ("اختبار كل قناة مرة كل ربع سنة وتغيير الملصقات القديمة", "اختبارات القنوات", 16, 14),
        ("نشر مقال في نشرة HabPost الداخلية", "الأعداد", 4, 3),
        ("الاتفاق على خطة تعزيز مع كل شريك متوسط القدرة", "الخطط المتفق عليها", 3, 2),
        ("جلسات مخصصة للنساء في موقعين من مواقع المشاريع", "الجلسات", 8, 8),
        ("إدراج هدف الأداء الإلزامي في جميع خطط العمل", "", None, None),
        ("إحاطة الأفراد الجدد خلال 30 يومًا", "الأفراد الجدد", 14, 14),
        ("تقديم مجموعة تدريب UNHCR وIOM إلى الشركاء", "شركاء مدربون", 7, 5),
    ),
}
PARTNERS = {
    "en": ("Urban Roots Cooperative", "Tigris Shelter Network (TSN)", "House of Water", "Green Quarter"),
    "ar": ("جمعية جذور المدينة", "شبكة مأوى دجلة (TSN)", "House of Water", "مؤسسة الحي الأخضر"),
}
CHANNELS = {
    "en": ("Country line, 24 h", "Box at the Mosul site", "Box at the Basra site"),
    "ar": ("الخط القطري، 24 ساعة", "صندوق موقع الموصل", "صندوق موقع البصرة"),
}
OFFICES = {"en": "Iraq Programme", "ar": "برنامج العراق"}


@cache
def load_policy() -> Policy:
    """Return the policy as it is shipped."""
    return Policy(lambda name: paths.resource("policy", f"{name}.toml").read_text(encoding="utf-8"))


def make_people(number: int) -> tuple[tuple[Person, ...], tuple[Completion, ...]]:
    """Return people of every kind, most of them up to date; the last is new and the one before on leave."""
    persons, completions = [], []
    for place in range(number):
        is_new = place == number - 1
        persons.append(
            Person(
                id=f"person{place}",
                supervises="yes" if place % 9 == 0 else "no",
                contract=("staff_national", "consultant", "unv")[place % 3],
                entered_on=date(2025, 12, 20) if is_new else date(2023, 5, 1),
                exemption="long_leave" if place == number - 2 else "",
            )
        )
        courses = ("sea_all", "united_to_respect", "ethics_and_integrity", "sea_managers")
        completions += [
            Completion(
                person=f"person{place}", course=code, completed_on=date(2024, 3, 1), evidence="inspira"
            )
            for rank, code in enumerate(courses)
            if (place + rank) % 11
        ]
    return tuple(persons), tuple(completions)


def make_actions(number: int, language: str) -> tuple[Action, ...]:
    """Return actions of both plans in equal number."""
    told = ACTIVITIES[language]
    actions = []
    for place in range(2 * number):
        activity, indicator, target, actual = told[place % len(told)]
        is_ahead = place >= number
        state = "not_started" if is_ahead else STATES[place % len(STATES)]
        actions.append(
            Action(
                id=f"action{place}",
                plan="ahead" if is_ahead else "past",
                area=AREAS[place % len(AREAS)],
                activity=activity,
                indicator=indicator,
                target=target,
                actual=None if is_ahead else actual,
                responsible=("focal_point", "human_resources")[place % 2],
                due_on=date(2026 if is_ahead else 2025, 3 + 3 * (place % 4), 28),
                budget=f"{1500 * (place % 5 + 1)}.00 USD" if place % 3 else "",
                funding=("core", "none", "project")[place % 3],
                state=state,
                constraint="no_funds" if state in {"delayed", "at_risk"} else "none",
            )
        )
    return tuple(actions)


@cache
def make_records(
    *, actions: int = 9, partners: int = 4, people: int = 50, language: str = "en"
) -> OfficeRecords:
    """Return the desk of an office of this size."""
    persons, completions = make_people(people)
    names, channels = PARTNERS[language], CHANNELS[language]
    ratings = ("medium", "full", "low", "full")
    return OfficeRecords(
        office=Office(id="office", code="IRQ-BGW", name=OFFICES[language], country="IQ"),
        persons=persons,
        completions=completions,
        focal_points=(FocalPoint(person="person1", role="country_focal_point"),),
        partners=tuple(Partner(id=f"partner{n}", name=names[n % len(names)]) for n in range(partners)),
        agreements=tuple(
            Agreement(
                id=f"agreement{n}",
                number=f"AoC-{n + 101}/2025",
                partner=f"partner{n}",
                state="signed",
                starts_on=date(2025, 2, 1),
            )
            for n in range(partners)
        ),
        clause_checks=tuple(
            ClauseCheck(agreement=f"agreement{n}", clause=clause, present="yes")
            for n in range(partners - 1)
            for clause in ("sea_clause", "flow_down", "termination")
        ),
        assessments=tuple(
            Assessment(
                id=f"assessment{n}",
                partner=f"partner{n}",
                state="final",
                rating=ratings[n % 4],
                assessed_on=date(2024, 6, 1) + timedelta(days=n),
                plan_status="agreed" if ratings[n % 4] == "medium" else "not_required",
            )
            for n in range(partners)
        ),
        channels=tuple(
            Channel(id=f"channel{n}", name=name, channel_kind="complaint_box" if n else "phone")
            for n, name in enumerate(channels)
        ),
        channel_tests=tuple(
            ChannelTest(channel=f"channel{n}", tested_on=date(2025, 12, 3 + n), result="answered")
            for n in range(2)
        ),
        monthly_returns=tuple(
            MonthlyReturn(office="IRQ-BGW", month=f"2025-{month:02}", state="filed")
            for month in range(1, 13)
            if month != 8
        ),
        plans=(Plan(id="past", office="IRQ-BGW", year=2025), Plan(id="ahead", office="IRQ-BGW", year=2026)),
        actions=make_actions(actions, language),
        quarter_notes=(
            QuarterNote(action="action0", quarter="q2", note="The second round waited for the trainer."),
            QuarterNote(action="action0", quarter="q4", note="Both rounds were held."),
        ),
    )


@cache
def make_office(**size: Any) -> values.OfficeAnnual:
    """Return the report of an office of this size."""
    records = make_records(**size)
    return office.office_model(YEAR, records, load_policy(), entity=ENTITY, as_of=AS_OF)


@cache
def make_small_office() -> values.OfficeAnnual:
    """Return the report of an office that has two people, three returns and nothing else yet."""
    persons, completions = make_people(4)
    records = OfficeRecords(
        office=Office(id="office", code="IRQ-OSM", name="Project office, Mosul"),
        since_on=date(2025, 10, 1),
        persons=persons[:2],
        completions=completions,
        monthly_returns=tuple(
            MonthlyReturn(office="IRQ-OSM", month=f"2025-{month}", state="filed") for month in (10, 11, 12)
        ),
    )
    return office.office_model(YEAR, records, load_policy(), entity=ENTITY, as_of=AS_OF)


@cache
def make_entity(*, offices: int = 12, allegations: int | None = 0, silent: int = 2) -> entity.EntityAnnual:
    """Return the entity's report over so many offices, with so many allegations, if they are readable."""
    desks = tuple(make_desk(place, is_silent=place < silent) for place in range(offices))
    records = EntityRecords(
        offices=desks,
        own=OfficeRecords(
            office=Office(code="HQ", name="Headquarters"),
            plans=(Plan(id="past", office="HQ", year=2025), Plan(id="ahead", office="HQ", year=2026)),
            actions=make_actions(6, "en"),
        ),
        allegations=None if allegations is None else tuple(make_allegation(n) for n in range(allegations)),
        recommendations=(
            Recommendation(code="stronger_monitoring", state="in_progress", progress="Two visits were made."),
        ),
        high_risk=(desks[0].office.code,) if desks else (),
    )
    return headquarters.hq_model(YEAR, records, load_policy(), entity=ENTITY, as_of=AS_OF)


def make_allegation(place: int) -> Allegation:
    """Return an allegation of the year; they are spread over groups and steps."""
    return Allegation(
        id=f"allegation{place}",
        regime="workplace" if place % 3 == 2 else "sea",
        subject_group=("own_personnel", "partner", "own_personnel", "other")[place % 4],
        received_on=date(2025, 1 + place % 12, 3),
        state=("received", "with_investigators", "closed")[place // 3 % 3],
    )


@cache
def make_desk(place: int, *, is_silent: bool) -> OfficeRecords:
    """Return the desk of one of the entity's offices; a silent one stops filing in autumn."""
    code = f"OFF-{place:02}"
    records = make_records(actions=3 + place % 5, partners=1 + place % 4, people=12 + place)
    return msgspec.structs.replace(
        records,
        office=Office(id=f"office{place}", code=code, name=f"Country Office {place + 1}", country="KE"),
        focal_points=(
            FocalPoint(person="person1", role="country_focal_point"),
            *((FocalPoint(person="person2", role="alternate"),) if place % 3 else ()),
        ),
        monthly_returns=tuple(
            MonthlyReturn(office=code, month=f"2025-{month:02}", state="filed")
            for month in range(1, 13)
            if not (is_silent and month > 9 + place)
        ),
    )
