"""Turns: how an outer loop drives a course, and that a large first sync never applies much in one of them."""

from __future__ import annotations

import random
from collections.abc import Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import feeds
from focal_desktop.sync import exchange, folder, turns
from focal_desktop.usecases import checking, records
from focal_desktop.usecases.session import Session
from tests.sync.company import Company, Line, facts_of, scope_of

MANY, DENSE, FIELDS = 900, 360, 7


def count_up(until: int) -> turns.Turns[int]:
    """Add up numbers that are made aside."""
    total = 0
    for number in range(until):
        total += yield from turns.aside(lambda number=number: number)  # type: ignore[misc]  # bound at once
        yield None
    return total


def fail() -> int:
    """Stand in for a line that is gone."""
    raise Trouble("hub_unreachable", "The line is gone.")


def careful(seen: list[str]) -> turns.Turns[str]:
    """Tell what came of work that fails, and of being stopped."""
    try:
        yield from turns.aside(fail)
    except Trouble as trouble:
        seen.append(trouble.code)
    try:
        yield None
    finally:
        seen.append("closed")
    return "went on"


def test_a_course_is_taken_to_its_end_in_one_thread() -> None:
    assert turns.finish(count_up(5)) == 10


def test_an_outer_loop_does_the_work_elsewhere() -> None:
    course = turns.Course(count_up(4))
    done: Future[Any] | None = None
    aside = loops = 0
    with ThreadPoolExecutor(1) as worker:
        while not course.is_over:
            work = course.next_turn(done)
            done = worker.submit(work) if work else None
            aside += work is not None
            loops += 1
    assert (course.result, aside, loops) == (6, 4, 9)


def test_what_fails_aside_is_raised_inside_the_course() -> None:
    seen: list[str] = []
    assert turns.finish(careful(seen)) == "went on"
    assert seen == ["hub_unreachable", "closed"]


def test_what_the_course_does_not_catch_ends_it() -> None:
    course = turns.Course(turns.aside(fail))
    with pytest.raises(ValueError, match="before its end"):
        assert course.result
    work = course.next_turn()
    assert work is not None
    with pytest.raises(Trouble, match="gone"):
        course.next_turn(turns.do(work))
    assert course.is_over


def test_a_course_that_is_stopped_closes_what_it_holds() -> None:
    seen: list[str] = []
    course = turns.Course(careful(seen))
    work = course.next_turn()
    assert work is not None
    course.next_turn(turns.do(work))
    course.stop()
    assert (course.is_over, seen) == (True, ["hub_unreachable", "closed"])


def test_a_portion_is_one_large_piece_or_a_few_small_ones() -> None:
    sizes = [5_000, 5_000, 100, 100, 40_000, *[10] * 20]
    found = list(turns.portion(sizes, lambda size: size))
    assert [piece for part in found for piece in part] == sizes
    assert [len(part) for part in found] == [1, 3, 1, 16, 4]
    assert all(len(part) == 1 or sum(part) <= turns.TURN_BYTES for part in found)


def watch(session: Session, course: turns.Course[Any]) -> Generator[tuple[int, int], None, None]:
    """Drive a course and yield how many envelopes and bytes of others were taken in, turn by turn."""
    done: Future[Any] | None = None
    before = taken_so_far(session)
    while not course.is_over:
        work = course.next_turn(done)
        done = turns.do(work) if work else None
        assert not session.store.connection.in_transaction
        now = taken_so_far(session)
        yield now[0] - before[0], now[1] - before[1]
        before = now


def taken_so_far(session: Session) -> tuple[int, int]:
    kept = feeds.read_state(session.store.connection, feeds.TAKEN)
    return len(kept), sum(len(one.content) for one in kept)


def fill(desk: Session) -> list[str]:
    chance = random.Random(7)  # noqa: S311 text that does not compress, not a secret
    words = [{"name": chance.randbytes(200).hex()} for _ in range(MANY)]
    return sorted(one.id for one in records.add_many(desk, "partner", words))


def list_partners(session: Session) -> list[str]:
    return [row.id for row in records.list_page(session, "partner", {}, limit=MANY + 1)[0]]


def start_round(company: Company, session: Session) -> turns.Course[Any]:
    made = exchange.Round(session, facts_of(session), Line(company.hub))  # type: ignore[arg-type]  # a line is a remote here
    return turns.Course(made.take_turns(exchange.Synced()))


def test_a_large_first_sync_applies_about_one_envelope_a_turn(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made = fill(desk)
    company.sync(desk)
    taken = list(watch(company.hq, start_round(company, company.hq)))
    assert list_partners(company.hq) == made
    assert sum(count for count, _ in taken) > 5
    assert max((size for count, size in taken if count > 1), default=0) <= turns.TURN_BYTES
    assert max(count for count, _ in taken) <= turns.TURN_PIECES
    assert sum(size > turns.TURN_BYTES // 2 for _, size in taken) > 5


def test_a_stick_is_read_about_one_envelope_a_turn(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made = fill(desk)
    folder.sync_with_folder(desk, company.folder / "stick")
    course = turns.Course(folder.sync_in_turns(company.hq, company.folder / "stick"))
    taken = list(watch(company.hq, course))
    assert list_partners(company.hq) == made
    assert max((size for count, size in taken if count > 1), default=0) <= turns.TURN_BYTES
    assert course.result.received == MANY


def test_a_sync_that_is_stopped_anywhere_goes_on_where_it_stood(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made = fill(desk)
    company.sync(desk)
    positions = set()
    for turn_count in range(3, 8):
        course = start_round(company, company.hq)
        with closing(watch(company.hq, course)) as watching:
            for _ in range(turn_count):
                next(watching)
        course.stop()
        positions.add(taken_so_far(company.hq)[0])
        assert checking.check(company.hq).ok
    assert len(positions) > 2
    company.sync(company.hq)
    assert list_partners(company.hq) == made


def fill_densely(desk: Session) -> list[str]:
    """Write records whose text presses to little: one envelope carries far more than one turn takes."""
    words = [
        {
            "name": f"Partner {n}",
            "country": "KE",
            "vendor_number": f"V{n}",
            "focal_function": "Programme lead",
        }
        | {"portal_number": f"P{n}", "has_contact": "yes", "has_sub_partners": "no"}
        for n in range(DENSE)
    ]
    return sorted(one.id for one in records.add_many(desk, "partner", words))


def count_changes(session: Session) -> int:
    return session.store.tail()[0]


def follow_closely(
    session: Session, course: turns.Course[Any]
) -> Generator[tuple[int, set[int]], None, None]:
    """Drive a course and yield how many changes each turn wrote, and how many fields the partners show."""
    done: Future[Any] | None = None
    while not course.is_over:
        before = count_changes(session)
        work = course.next_turn(done)
        done = turns.do(work) if work else None
        rows = records.list_page(session, "partner", {}, limit=MANY + 1)[0]
        yield count_changes(session) - before, {len(row.values) for row in rows}


@pytest.mark.parametrize("way", ["hub", "stick"])
def test_a_dense_envelope_is_taken_in_over_several_turns_whole_records_each(
    company: Company, way: str
) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made, stick = fill_densely(desk), company.folder / "stick"
    if way == "hub":
        company.sync(desk)
        course = start_round(company, company.hq)
    else:
        folder.sync_with_folder(desk, stick)
        course = turns.Course(folder.sync_in_turns(company.hq, stick))
    feed = scope_of(desk, "desk")
    carried = [one.changes for one in feeds.list_carriers(desk.store.connection, feed, desk.person.device)]
    assert max(carried) > turns.TURN_CHANGES
    steps = list(follow_closely(company.hq, course))
    assert list_partners(company.hq) == made
    assert max(wrote for wrote, _ in steps) <= turns.TURN_CHANGES
    assert turns.TURN_CHANGES % FIELDS, "a cut anywhere would be one between two records"
    assert {size for _, sizes in steps for size in sizes} == {FIELDS}
    assert feeds.list_parked(company.hq.store.connection) == []


def test_a_dense_envelope_that_is_stopped_in_the_middle_goes_on_there(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    made, stick = fill_densely(desk), company.folder / "stick"
    folder.sync_with_folder(desk, stick)
    before, halves = count_changes(company.hq), 0
    for _ in range(3):
        course = turns.Course(folder.sync_in_turns(company.hq, stick))
        with closing(follow_closely(company.hq, course)) as steps:
            next(wrote for wrote, _ in steps if wrote)
        course.stop()
        halves += bool(feeds.list_parked(company.hq.store.connection))
        assert checking.check(company.hq).ok
    assert halves > 0
    folder.sync_with_folder(company.hq, stick)
    assert list_partners(company.hq) == made
    assert count_changes(company.hq) - before == FIELDS * DENSE
    assert feeds.list_parked(company.hq.store.connection) == []
