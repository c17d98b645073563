"""Plain counts of a desk on a day, each with the denominators of the rule it follows."""

from datetime import date

import msgspec
import pytest

from focal_desktop.domain.agreement import Agreement
from focal_desktop.domain.annual import figures
from focal_desktop.domain.annual.figures import OfficeRecords
from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.channel import Channel
from focal_desktop.domain.channel_test import ChannelTest
from focal_desktop.domain.clause_check import ClauseCheck
from focal_desktop.domain.completion import Completion
from focal_desktop.domain.focal_point import FocalPoint
from focal_desktop.domain.monthly_return import MonthlyReturn
from focal_desktop.domain.office import Office
from focal_desktop.domain.person import Person
from focal_desktop.domain.policy import Policy
from tests.reports import samples

DAY = date(2025, 12, 31)
OFFICE = Office(id="office", code="IRQ-BGW")
COURSES = ("sea_all", "united_to_respect", "ethics_and_integrity")


@pytest.fixture(scope="module")
def rules() -> Policy:
    """The policy as it is shipped."""
    return samples.load_policy()


def make_desk(*people: Person, completions: tuple[Completion, ...] = ()) -> OfficeRecords:
    """Return a desk with these people."""
    return OfficeRecords(office=OFFICE, persons=people, completions=completions)


def complete(person: str, course: str, **named: object) -> Completion:
    """Return a completion that counts, unless something else is said."""
    said: dict[str, object] = {"completed_on": date(2024, 3, 1), "evidence": "inspira"}
    return msgspec.convert({"person": person, "course": course, **said, **named}, Completion)


def count_training(desk: OfficeRecords, rules: Policy) -> figures.Training:
    """Return who is up to date at a desk on the day."""
    return figures.count_training(figures.require(desk, rules, DAY), rules)


def find_course(desk: OfficeRecords, rules: Policy, code: str) -> tuple[Share, int]:
    """Return who is up to date with a course, and how many are not counted."""
    lines = {line.course.code: line for line in count_training(desk, rules).courses}
    return lines[code].up_to_date, lines[code].not_counted


def test_counts_who_is_up_to_date_of_whom_it_is_required(rules: Policy) -> None:
    desk = make_desk(Person(id="a"), Person(id="b"), completions=(complete("a", "sea_all"),))
    assert find_course(desk, rules, "sea_all") == (Share(1, 2), 0)


@pytest.mark.parametrize(
    "person",
    [
        Person(id="b", exemption="long_leave"),
        Person(id="b", exemption="long_leave", exempt_until_on=date(2026, 2, 1)),
        Person(id="b", entered_on=date(2025, 12, 20)),
    ],
)
def test_newcomers_and_people_on_leave_are_named_as_not_counted(person: Person, rules: Policy) -> None:
    assert find_course(make_desk(Person(id="a"), person), rules, "sea_all") == (Share(0, 1), 1)


@pytest.mark.parametrize(
    "person",
    [
        Person(id="b", exemption="left"),
        Person(id="b", exemption="not_in_scope"),
        Person(id="b", left_on=date(2025, 6, 1)),
        Person(id="b", entered_on=date(2026, 1, 1)),
    ],
)
def test_who_is_not_here_is_not_counted_at_all(person: Person, rules: Policy) -> None:
    assert find_course(make_desk(Person(id="a"), person), rules, "sea_all") == (Share(0, 1), 0)


def test_leave_that_has_ended_counts_again(rules: Policy) -> None:
    person = Person(id="a", exemption="long_leave", exempt_until_on=date(2025, 6, 1))
    assert find_course(make_desk(person), rules, "sea_all") == (Share(0, 1), 0)


@pytest.mark.parametrize(
    "completion",
    [
        complete("a", "sea_all", evidence="self_declared"),
        complete("a", "sea_all", evidence="from_a_newer_office"),
        complete("a", "sea_all", completed_on=None),
        complete("a", "sea_all", completed_on=date(2026, 1, 2)),
        complete("a", "sea_all", completed_on=date(2022, 12, 30)),
        complete("a", "sh_all"),
    ],
)
def test_what_is_only_said_too_old_or_another_course_does_not_count(
    completion: Completion, rules: Policy
) -> None:
    assert find_course(make_desk(Person(id="a"), completions=(completion,)), rules, "sea_all")[0].n == 0


def test_a_course_counts_on_its_last_day(rules: Policy) -> None:
    last = complete("a", "sea_all", completed_on=date(2022, 12, 31))
    assert find_course(make_desk(Person(id="a"), completions=(last,)), rules, "sea_all")[0] == Share(1, 1)


def test_a_course_without_an_end_counts_for_ever(rules: Policy) -> None:
    old = complete("a", "ethics_and_integrity", completed_on=date(1999, 1, 1))
    desk = make_desk(Person(id="a"), completions=(old,))
    assert find_course(desk, rules, "ethics_and_integrity")[0] == Share(1, 1)


def test_managers_and_focal_points_have_courses_of_their_own(rules: Policy) -> None:
    desk = make_desk(Person(id="a", supervises="yes"), Person(id="b"), Person(id="c", supervises="no"))
    desk = msgspec.structs.replace(desk, focal_points=(FocalPoint(person="b", role="alternate"),))
    assert find_course(desk, rules, "sea_managers")[0].of == 1
    assert find_course(desk, rules, "focal_point_induction")[0].of == 1


def test_everyone_takes_every_course_required_of_them(rules: Policy) -> None:
    all_courses = tuple(complete("a", code) for code in COURSES)
    desk = make_desk(Person(id="a"), Person(id="b"), completions=(*all_courses, complete("b", "sea_all")))
    assert count_training(desk, rules).everyone == Share(1, 2)
    manager = make_desk(Person(id="a", supervises="yes"), completions=all_courses)
    assert count_training(manager, rules).everyone == Share(0, 1)


def test_retired_and_optional_courses_are_asked_of_nobody(rules: Policy) -> None:
    codes = {line.course.code for line in count_training(make_desk(Person(id="a")), rules).courses}
    assert codes.isdisjoint({"sh_all", "saying_no", "united_to_respect_dialogue"})


def test_people_are_counted_by_contract(rules: Policy) -> None:
    people = (
        Person(id="a", contract="unv"),
        Person(id="b", contract="unv", exemption="long_leave"),
        Person(id="c", contract="consultant"),
    )
    desk = make_desk(*people, completions=tuple(complete("a", code) for code in COURSES))
    found = figures.count_contracts(figures.require(desk, rules, DAY))
    assert found == {"unv": (2, Share(1, 1)), "consultant": (1, Share(0, 1))}


@pytest.mark.parametrize(
    ("focal_point", "is_found"),
    [
        (FocalPoint(person="a", role="alternate"), True),
        (FocalPoint(person="a", role="alternate", status="acting"), True),
        (FocalPoint(person="a", role="alternate", status="handed_over"), False),
        (FocalPoint(person="a", role="alternate", status="vacant"), False),
        (FocalPoint(person="a", role="alternate", designated_on=date(2026, 1, 1)), False),
        (FocalPoint(person="a", role="alternate", until_on=date(2025, 12, 30)), False),
        (FocalPoint(person="a", role="alternate", until_on=DAY), True),
    ],
)
def test_a_role_is_held_while_it_is_designated(focal_point: FocalPoint, is_found: bool) -> None:
    assert bool(figures.find_designated((focal_point,), DAY)) is is_found


@pytest.mark.parametrize(
    ("agreement", "is_found"),
    [
        (Agreement(state="signed", starts_on=date(2025, 2, 1)), True),
        (Agreement(state="signed"), True),
        (Agreement(state="ended", starts_on=date(2024, 2, 1), ends_on=date(2025, 1, 1)), True),
        (Agreement(state="ended", starts_on=date(2024, 2, 1), ends_on=date(2024, 12, 31)), False),
        (Agreement(state="signed", starts_on=date(2026, 1, 1)), False),
        (Agreement(state="signed", signed_on=date(2026, 1, 1)), False),
        (Agreement(state="ready_to_sign", starts_on=date(2025, 2, 1)), False),
    ],
)
def test_an_agreement_counts_if_it_was_in_force_in_the_year(agreement: Agreement, is_found: bool) -> None:
    desk = OfficeRecords(office=OFFICE, agreements=(agreement,))
    assert bool(figures.list_agreements(desk, date(2025, 1, 1), DAY)) is is_found


@pytest.mark.parametrize(
    ("assessment", "is_found"),
    [
        (Assessment(partner="p", state="final", rating="full", assessed_on=date(2024, 6, 1)), True),
        (Assessment(partner="p", state="final", rating="low", assessed_on=date(2024, 6, 1)), True),
        (Assessment(partner="p", state="draft", rating="full", assessed_on=date(2024, 6, 1)), False),
        (Assessment(partner="p", state="final", rating="full", assessed_on=date(2019, 6, 1)), False),
        (Assessment(partner="p", state="final", rating="full", assessed_on=date(2026, 1, 1)), False),
        (Assessment(partner="p", state="final", rating="not_assessed", assessed_on=date(2024, 6, 1)), False),
        (Assessment(partner="q", state="final", rating="full", assessed_on=date(2024, 6, 1)), False),
    ],
)
def test_an_assessment_counts_while_it_is_valid(
    assessment: Assessment, is_found: bool, rules: Policy
) -> None:
    desk = OfficeRecords(office=OFFICE, assessments=(assessment,))
    assert (figures.find_valid_assessment("p", desk, rules, DAY) is not None) is is_found


def test_an_agreement_counts_with_all_the_clauses_that_count() -> None:
    agreements = [Agreement(id="whole"), Agreement(id="part")]
    checks = [ClauseCheck(agreement="whole", clause=clause, present="yes") for clause in figures.CLAUSES]
    checks += [ClauseCheck(agreement="part", clause=clause, present="no") for clause in figures.CLAUSES]
    assert figures.count_clauses(agreements, checks) == Share(1, 2)
    assert figures.count_clauses([], checks) == Share(0, 0)


def test_the_clauses_that_count_are_clauses_of_the_policy(rules: Policy) -> None:
    numbers = {rules.entries("clause")[code].extra["number"] for code in figures.CLAUSES}
    assert numbers == {1, 9, 10}


def test_a_channel_is_open_until_it_is_closed() -> None:
    assert figures.is_open(Channel(), DAY)
    assert figures.is_open(Channel(closed_on=date(2026, 1, 1)), DAY)
    assert not figures.is_open(Channel(closed_on=DAY), DAY)


def test_the_newest_test_up_to_the_day_counts() -> None:
    days = (date(2025, 3, 1), date(2025, 11, 1), date(2026, 1, 1))
    tests = [ChannelTest(id=str(day), channel="c", tested_on=day) for day in days]
    tests += [ChannelTest(id="x", channel="other", tested_on=DAY), ChannelTest(id="y", channel="c")]
    found = figures.find_last_test("c", tests, DAY)
    assert found is not None
    assert found.tested_on == days[1]
    assert figures.find_last_test("unknown", tests, DAY) is None


@pytest.mark.parametrize(
    ("result", "day", "is_fresh"),
    [
        ("answered", date(2025, 12, 1), True),
        ("answered_late", date(2025, 10, 2), True),
        ("answered", date(2025, 10, 1), False),
        ("not_answered", date(2025, 12, 1), False),
        ("from_a_newer_office", date(2025, 12, 1), False),
        ("answered", None, False),
    ],
)
def test_a_test_is_fresh_for_its_days_if_it_worked(
    result: str, day: date | None, is_fresh: bool, rules: Policy
) -> None:
    assert figures.is_fresh(ChannelTest(tested_on=day, result=result), rules, DAY) is is_fresh


def file_months(*months: str, state: str = "filed", office: str = "IRQ-BGW") -> tuple[MonthlyReturn, ...]:
    """Return returns for these months."""
    return tuple(MonthlyReturn(office=office, month=month, state=state) for month in months)


def test_a_month_is_due_after_its_days_of_grace(rules: Policy) -> None:
    desk = OfficeRecords(office=OFFICE, monthly_returns=file_months("2025-01", "2025-04"))
    months = figures.list_months(desk, rules, 2025, date(2025, 5, 5))
    assert months == (True, False, False, True, *(None,) * 8)
    assert figures.list_months(desk, rules, 2025, date(2025, 4, 4))[2] is None


def test_months_before_the_office_began_are_not_due(rules: Policy) -> None:
    desk = OfficeRecords(office=OFFICE, since_on=date(2025, 10, 15), monthly_returns=())
    months = figures.list_months(desk, rules, 2025, date(2026, 1, 20))
    assert months == (*(None,) * 9, False, False, False)


def test_drafts_and_other_offices_returns_do_not_count(rules: Policy) -> None:
    returns = (*file_months("2025-01", state="draft"), *file_months("2025-02", office="OTHER"))
    desk = OfficeRecords(office=OFFICE, monthly_returns=returns)
    assert True not in figures.list_months(desk, rules, 2025, date(2026, 1, 20))


def test_returns_one_may_not_read_are_not_missing(rules: Policy) -> None:
    assert figures.list_months(OfficeRecords(office=OFFICE), rules, 2025, date(2026, 1, 20)) == ()


def test_a_course_near_the_end_of_the_calendar_does_not_run_out(rules: Policy) -> None:
    late = complete("a", "sea_all", completed_on=date(9998, 6, 1))
    assert figures.find_valid((late,), rules, date(9999, 12, 31)) == {("a", "sea_all")}
