"""Each earlier case as headquarters decides: what passes is read by who took over, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.domain.change import Change
from focal_desktop.store import epochs, feeds, reader, rosters
from focal_desktop.sync import admitting, folder, handing, packing, revoking, succeeding
from focal_desktop.sync import epochs as tending
from focal_desktop.sync.opening import Opener
from focal_desktop.usecases import acts, checking, conflicts, handovers, records, retention
from focal_desktop.usecases.session import Session
from tests.sync.company import MAKING, Company, scope_of

CASE = {"regime": "sea", "received_on": "2026-03-01", "area": "North"}


def make_case(session: Session, **said: str) -> str:
    """Record a case, notify headquarters, and share its details."""
    made = records.add(session, "allegation", {**CASE, **said}).id
    acts.act(session, "allegation", made, "notify", {})
    acts.act(session, "allegation", made, "share_details", {})
    return made


def take_over(company: Company, former: Session, *others: Session) -> Session:
    """Hand a desk over, admit whoever took over, and carry everything both ways."""
    handed = handing.hand_over(former, "P. Next", MAKING)
    company.opened[company.opened.index(former)] = handed.session
    assert company.word(handed.session) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, handed.session.person.device, handed.words)
    carry(company, handed.session, *others)
    return handed.session


def carry(company: Company, *sessions: Session) -> None:
    """Let headquarters and the others hear of each other, both ways."""
    company.sync(company.hq, *sessions, company.hq, *sessions)


def cases(session: Session) -> set[str]:
    """Return the ids of every case that can be listed."""
    return {row.id for row in records.list_page(session, "allegation", {}, limit=1000)[0]}


def states(session: Session) -> dict[str, str]:
    """Return, by case, what is left to decide at headquarters."""
    return {one.case: one.state for one in handovers.list_cases(session)}


def read_all(session: Session, case: str) -> dict[str, object]:
    """Return the values of a case as they stand."""
    return dict(records.read(session, "allegation", case).values)


def list_readable(session: Session) -> list[Change]:
    """Return every change in every envelope that lies here and opens, whatever the program shows of it."""
    connection, found = session.store.connection, []
    for state in (feeds.OWN, feeds.TAKEN, feeds.PARKED, feeds.ASIDE):
        for kept in feeds.read_state(connection, state):
            try:
                text = Opener().open(session, wire.Envelope.decode(kept.content), kept)
            except wire.Malformed:
                continue
            found += packing.read_segment(text).changes(kept.scope, kept.device)
    return found


@pytest.fixture
def staffed(company: Company) -> Session:
    """An office with two open cases and a closed one, all of it read at headquarters."""
    session = company.staff()
    for _ in range(3):
        make_case(session)
    company.sync(session, company.hq)
    acts.act(company.hq, "allegation", min(cases(company.hq)), "close", {})
    company.sync(company.hq, session)
    return session


def test_a_passed_case_is_read_and_no_other(company: Company, staffed: Session) -> None:
    closed, passed, kept = sorted(cases(staffed))
    before = {case: read_all(company.hq, case) for case in (closed, passed, kept)}
    session = take_over(company, staffed)
    assert cases(session) == set()
    assert states(company.hq) == {passed: "waiting", kept: "waiting"}
    handovers.pass_case(company.hq, passed)
    handovers.keep_case(company.hq, kept)
    assert states(company.hq) == {kept: "kept"}
    carry(company, session)
    assert cases(session) == {passed}
    assert read_all(session, passed) == before[passed]
    assert {case: read_all(company.hq, case) for case in before} == before
    assert not {c.record for c in list_readable(session) if c.kind == "allegation"} & {closed, kept}
    assert reader.read_clashing(company.hq.store.connection) == []
    for one in (session, company.hq):
        assert checking.check(one).ok


def test_later_news_of_a_passed_case_goes_both_ways(company: Company, staffed: Session) -> None:
    _, passed, _ = sorted(cases(staffed))
    session = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    carry(company, session)
    acts.act(company.hq, "allegation", passed, "answer", {"answer": "support_continues"})
    records.edit(session, "allegation", passed, {"help_offered": "yes"})
    carry(company, session)
    for one in (session, company.hq):
        row = records.read(one, "allegation", passed)
        assert (row.state, row.values["help_offered"]) == ("received", "yes")
        assert row.values["answer"] == "support_continues"
        assert row.clashes == {}


def test_news_of_a_kept_case_is_closed_to_the_successor(company: Company, staffed: Session) -> None:
    """Nothing that lies in the successor's vault opens to it: the key is another, given to the officers."""
    _, waiting, kept = sorted(cases(staffed))
    officer = company.staff("HQ", "hq_case")
    session = take_over(company, staffed, officer)
    handovers.keep_case(company.hq, kept)
    for case in (waiting, kept):
        acts.act(company.hq, "allegation", case, "answer", {"answer": "support_continues"})
    carry(company, session, officer)
    assert records.read(officer, "allegation", kept).values["answer"] == "support_continues"
    assert handovers.list_cases(officer) == handovers.list_cases(company.hq)
    readable = {c.record for c in list_readable(session)}
    assert not readable & {waiting, kept}
    assert cases(session) == set()
    acts.act(officer, "allegation", kept, "close", {})
    carry(company, officer, session)
    assert records.read(company.hq, "allegation", kept).state == "closed"
    assert kept not in {c.record for c in list_readable(session)}


def test_the_key_is_renewed_with_the_scope_and_never_given_to_who_took_over(
    company: Company, staffed: Session
) -> None:
    """As the scope loses another reader, and as its time is over; the officers have it, the successor not."""
    colleague = company.staff()
    session = take_over(company, staffed, colleague)
    sea = scope_of(session, "sea")
    officer = company.staff("HQ", "hq_case")
    company.sync(company.hq, officer)

    def shut_of(one: Session) -> set[str]:
        return {e.key_id for e in epochs.read_all(one.store.connection, sea) if e.beside}

    assert len(shut_of(company.hq)) == 1
    assert shut_of(officer) == shut_of(colleague) == shut_of(company.hq)
    assert shut_of(session) == set()
    revoking.revoke(company.hq, colleague.person.device)
    company.sync(company.hq, officer)
    assert len(shut_of(company.hq)) == 2
    company.clock.move(days=91)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    carry(company, session, officer)
    tending.tend(company.hq)
    carry(company, session, officer)
    assert len(shut_of(company.hq)) == 3
    assert shut_of(officer) == shut_of(company.hq)
    assert len(shut_of(colleague)) == 1
    assert shut_of(session) == set()
    assert {e.number for e in epochs.read_all(company.hq.store.connection, sea) if e.beside} == {0}


def test_headquarters_waits_for_that_key(company: Company, staffed: Session) -> None:
    """An officer whom it has not reached yet seals nothing of a kept case under the key of all."""
    kept = max(cases(staffed))
    officer = company.staff("HQ", "hq_case")
    session = take_over(company, staffed, officer)
    sea, held = scope_of(session, "sea"), rosters.read_named(officer.store.connection, "epoch/")
    [shut] = [e for e in epochs.read_all(officer.store.connection, sea) if e.beside]
    secret = epochs.read_secret(officer.store.connection, shut) or b""
    name = f"epoch/{sea}/{shut.key_id}"
    with officer.store.transaction() as writer:
        rosters.drop_named(writer, name)
    acts.act(officer, "allegation", kept, "close", {})
    carry(company, officer, session)
    assert records.read(company.hq, "allegation", kept).state == "passed_on"
    with officer.store.transaction() as writer:
        writer.set_meta(name, held[name.removeprefix("epoch/")])
        writer.keep_key(name, secret)
    carry(company, officer, session)
    assert records.read(company.hq, "allegation", kept).state == "closed"
    assert kept not in {c.record for c in list_readable(session)}


def test_a_colleague_goes_on_with_what_is_closed_to_the_successor(company: Company, staffed: Session) -> None:
    """Who read the office's cases before reads all news of them, and what they write stays closed too."""
    kept = max(cases(staffed))
    colleague = company.staff()
    session = take_over(company, staffed, colleague)
    acts.act(company.hq, "allegation", kept, "answer", {"answer": "support_continues"})
    records.edit(colleague, "allegation", kept, {"help_offered": "yes"})
    carry(company, colleague, session)
    for one in (company.hq, colleague):
        row = records.read(one, "allegation", kept)
        assert (row.state, row.values["help_offered"], row.clashes) == ("received", "yes", {})
    assert kept not in {c.record for c in list_readable(session)}
    new = make_case(colleague)
    carry(company, colleague, session)
    assert cases(session) == {new}
    handovers.pass_case(company.hq, kept)
    records.edit(colleague, "allegation", kept, {"help_offered": "no"})
    carry(company, colleague, session)
    for one in (company.hq, colleague, session):  # written while it was passed: both stand, on all alike
        row = records.read(one, "allegation", kept)
        assert set(row.clashes) == {"help_offered"}
        assert {side.value for side in row.clashes["help_offered"]} == {"no", "yes"}
    records.edit(colleague, "allegation", kept, {"help_offered": "not_safe"})
    carry(company, colleague, session)
    for one in (company.hq, colleague, session):
        row = records.read(one, "allegation", kept)
        assert (row.values["help_offered"], row.clashes) == ("not_safe", {})


def test_what_an_alternate_says_of_an_earlier_case_is_not_shown(company: Company, staffed: Session) -> None:
    """An alternate cannot know what was decided: it comes, and stays closed until the case is passed on."""
    alternate = company.staff("KEN", "alternate")
    early = make_case(alternate)
    company.sync(alternate, company.hq, staffed)
    session = take_over(company, staffed, alternate)
    records.edit(alternate, "allegation", early, {"help_offered": "yes"})
    new = make_case(alternate)
    carry(company, alternate, session)
    assert cases(session) == {new}
    assert states(company.hq)[early] == "waiting"
    assert new not in states(company.hq)
    handovers.pass_case(company.hq, early)
    carry(company, session)
    assert cases(session) == {early, new}
    assert records.read(session, "allegation", early).values["help_offered"] == "yes"


def test_both_sides_of_a_clash_pass_and_headquarters_settles_them(company: Company, staffed: Session) -> None:
    passed = max(cases(staffed))
    colleague = company.staff()
    for one, said in ((staffed, "partner"), (colleague, "contractor")):
        records.edit(one, "allegation", passed, {"subject_group": said})
    company.sync(staffed, colleague, company.hq, staffed)
    sides = records.read(company.hq, "allegation", passed).clashes["subject_group"]
    session = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    carry(company, session, colleague)
    for one in (company.hq, colleague, session):
        row = records.read(one, "allegation", passed)
        assert [s.value for s in row.clashes["subject_group"]] == [s.value for s in sides]
        assert row.values["subject_group"] == sides[-1].value
    conflicts.settle(company.hq, "allegation", passed, "subject_group", 0)
    carry(company, session)
    row = records.read(session, "allegation", passed)
    assert (row.values["subject_group"], row.clashes) == (sides[0].value, {})


def test_who_comes_back_from_a_backup_is_given_no_more(company: Company, staffed: Session) -> None:
    """The same person on a new device: what was closed stays closed, what was passed goes on."""
    _, passed, kept = sorted(cases(staffed))
    session = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    carry(company, session)
    former = signing.device_bytes(session.person.device)
    restored = succeeding.succeed(session)
    company.opened[company.opened.index(session)] = restored
    assert company.word(restored) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, restored.person.device, succeeding.read_words(restored))
    state = company.hq.store.roster
    own = state.devices[signing.device_bytes(restored.person.device)]
    assert own.since == state.devices[former].since != ()
    for case in (passed, kept):
        acts.act(company.hq, "allegation", case, "answer", {"answer": "support_continues"})
    carry(company, restored)
    assert cases(restored) == {passed}
    assert records.read(restored, "allegation", passed).state == "received"
    assert kept not in {c.record for c in list_readable(restored)}
    assert states(company.hq) == {kept: "waiting"}


def test_the_next_hand_over_asks_anew(company: Company, staffed: Session) -> None:
    """What passed to one person does not pass to the next by itself."""
    _, passed, kept = sorted(cases(staffed))
    second = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    carry(company, second)
    third = take_over(company, second)
    acts.act(company.hq, "allegation", passed, "answer", {"answer": "support_continues"})
    carry(company, third)
    assert cases(third) == set()
    assert states(company.hq) == {passed: "waiting", kept: "waiting"}
    assert not {c.record for c in list_readable(third)} & {passed, kept}
    handovers.pass_case(company.hq, passed)
    carry(company, third)
    assert cases(third) == {passed}
    assert records.read(third, "allegation", passed).state == "received"


def test_by_stick_as_by_the_hub(company: Company, staffed: Session, tmp_path: Path) -> None:
    _, passed, kept = sorted(cases(staffed))
    session = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    acts.act(company.hq, "allegation", kept, "answer", {"answer": "support_continues"})
    folder.sync_with_folder(company.hq, tmp_path)
    folder.sync_with_folder(session, tmp_path)
    assert cases(session) == {passed}
    assert kept not in {c.record for c in list_readable(session)}


def test_a_passed_case_leaves_the_office_as_any_other(company: Company, staffed: Session) -> None:
    """Ninety days after it was closed, counted by what headquarters signed; before that it stays."""
    passed = max(cases(staffed))
    session = take_over(company, staffed)
    handovers.pass_case(company.hq, passed)
    carry(company, session)
    company.clock.move(days=30)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    acts.act(company.hq, "allegation", passed, "close", {})
    carry(company, session)
    assert retention.tend(session) == 0
    company.clock.move(days=91)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    records.edit(company.hq, "allegation", passed, {"answer": "support_continues"})
    carry(company, session)
    assert retention.tend(session) == 1
    assert cases(session) == set()


def test_what_came_too_late_to_be_known_is_stated_anew_by_whoever_is_left(
    company: Company, staffed: Session
) -> None:
    """A colleague had not heard that the case was passed; the officer who did it is there no more."""
    passed = max(cases(staffed))
    colleague, officer = company.staff(), company.staff("HQ", "hq_case")
    session = take_over(company, staffed, colleague, officer)
    handovers.pass_case(officer, passed)
    company.sync(officer, company.hq)
    revoking.revoke(company.hq, officer.person.device)
    company.sync(company.hq, session)
    records.edit(colleague, "allegation", passed, {"danger_now": "yes"})
    company.sync(colleague)
    assert not [c for c in list_readable(session) if (c.record, c.field) == (passed, "danger_now")]
    tail = company.hq.store.tail()[0]
    company.sync(company.hq, session)
    assert records.read(session, "allegation", passed).values["danger_now"] == "yes"
    [stated] = [
        c
        for c in records.history(company.hq, "allegation", passed)
        if c.field == "danger_now" and c.device == company.hq.person.device
    ]
    assert company.hq.store.tail()[0] > tail
    carry(company, session, colleague)
    named = [c.name for c in records.history(company.hq, "allegation", passed) if c.field == "danger_now"]
    assert named.count(stated.name) == 1
    assert len(named) == 2
