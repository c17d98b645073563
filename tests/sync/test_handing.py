"""A desk handed over on the same laptop: the desk moves at once, a case only as headquarters decides."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import passphrase, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.access import CASE_SCOPES
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import feeds, header, reader, still
from focal_desktop.store.vault import Making
from focal_desktop.sync import admitting, handing, status, succeeding
from focal_desktop.usecases import (
    acts,
    audit,
    backups,
    checking,
    forms,
    people,
    records,
    safekeeping,
    unlocking,
)
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.desks import Desk, desk, read_all, refused
from tests.sync.company import PASSPHRASE, POLICY, Company, keys_of, scope_of, states_of

NEW = "words of whoever comes next"
MARK = "Zanzibar"
CASE = {"regime": "sea", "received_on": "2026-03-01", "area": "North", "survivor_words": f"{MARK} words"}
__all__ = ["desk"]


def making(code: str | None = None) -> Making:
    """Return what the successor chooses."""
    return Making(passphrase=NEW, cost=FLOOR, code=code)


def make_case(session: Session) -> str:
    """Record a case and notify headquarters of it."""
    made = records.add(session, "allegation", CASE).id
    acts.act(session, "allegation", made, "notify", {})
    return made


def hand_over(company: Company, session: Session) -> handing.Handed:
    """Give a desk to another person."""
    handed = handing.hand_over(session, "P. Next", making())
    company.opened[company.opened.index(session)] = handed.session
    return handed


def admit(company: Company, handed: handing.Handed) -> Session:
    """Let headquarters admit the successor by the six words, and carry everything both ways."""
    session = handed.session
    assert company.word(session) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, session.person.device, handed.words)
    company.sync(company.hq, session, company.hq, session)
    return session


def titles(session: Session, kind: str = "partner") -> list[str]:
    """Return the titles of every record of a kind."""
    return sorted(row.title for row in records.list_page(session, kind, {}, limit=1000)[0])


def cases(session: Session) -> list[str]:
    """Return the ids of every case that can be listed."""
    return [row.id for row in records.list_page(session, "allegation", {}, limit=1000)[0]]


@pytest.fixture
def staffed(company: Company) -> Session:
    """An office with a case and a partner, all of it read at headquarters."""
    session = company.staff()
    records.add(session, "partner", {"name": "Kept"})
    make_case(session)
    company.sync(session, company.hq, session)
    return session


def test_the_desk_moves_at_once_and_no_case_does(company: Company, staffed: Session) -> None:
    """Under a new name, device and passphrase; what was written before still says by whom."""
    former = staffed.person
    [case] = cases(staffed)
    before = records.list_page(staffed, "partner", {})[0]
    handed = hand_over(company, staffed)
    session = handed.session
    assert (session.person.name, session.person.office) == ("P. Next", former.office)
    assert session.person.device != former.device
    assert [row.title for row in before] == titles(session) == ["Kept"]
    assert cases(session) == []
    with refused("not_found"):
        records.read(session, "allegation", case)
    assert checking.check(session).ok
    assert [line.what for line in audit.list_lines(session)] == ["handed_over"]
    [history] = [records.history(session, "partner", before[0].id)]
    assert {one.device for one in history} == {former.device}
    records.add(session, "partner", {"name": "Before the first exchange"})
    unlocking.lock(session)
    again = unlocking.unlock(session.store.folder, NEW, clock=company.clock, policy=POLICY, kinds=KINDS)
    company.opened[company.opened.index(session)] = again
    assert (again.person, again.store.behind) == (session.person, 0)
    assert titles(again) == ["Before the first exchange", "Kept"]
    assert handed.words == succeeding.read_words(again)


def test_nothing_of_a_case_is_left_in_the_vault(company: Company, staffed: Session) -> None:
    """With its key in hand: no row, no key, no envelope, no draft, no name of a scope, in no table."""
    [case] = cases(staffed)
    closed = {s.id for s in reader.read_scopes(staffed.store.connection) if s.scope_class in CASE_SCOPES}
    handed = hand_over(company, staffed)
    raw = handed.session.store.connection
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    said = {
        table: repr(raw.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 the names of our own tables
        for table in tables
        if not table.startswith("sqlite_")
    }
    assert "Kept" in said["record"]
    audited = said.pop("change"), said.pop("scope")
    assert case not in audited[0]
    for table, text in said.items():
        for trace in (case, MARK, "North", *(closed - {"sealed"} if table != "roster" else ())):
            assert trace not in text, table
    for scope in reader.read_scopes(raw):
        if scope.id in closed - {"sealed"}:
            assert scope.counter == 0
            assert raw.execute("SELECT lamport FROM scope WHERE id = ?", (scope.id,)).fetchone() == (0,)
    assert not [
        name for (name,) in raw.execute("SELECT name FROM key") if name.startswith(("part/", "draft/"))
    ]


def test_the_successor_reads_no_earlier_case_whatever_comes(company: Company, staffed: Session) -> None:
    """The envelopes come from the hub again and stay closed; a new case travels both ways all the same."""
    [old] = cases(staffed)
    session = admit(company, hand_over(company, staffed))
    assert cases(session) == []
    sea = scope_of(session, "sea")
    closed = feeds.read_state(session.store.connection, feeds.PARKED)
    assert {one.scope for one in closed} >= {sea}
    held = {scope for scope, _ in keys_of(session)}
    assert sea in held
    with refused("not_found"):
        records.read(session, "allegation", old)
    new = make_case(session)
    company.sync(session, company.hq, session)
    assert set(cases(company.hq)) == {old, new}
    assert cases(session) == [new]
    assert {item.place for item in status.list_items(session) if item.id == new} == {"read"}
    assert not keys_of(session) & {
        (scope, key) for scope, key in keys_of(company.hq) if scope == sea and is_old(company, sea, key)
    }


def is_old(company: Company, scope: str, key: str) -> bool:
    """Tell whether a key of a scope was made before its newest."""
    sealing = feeds.sealing_key(company.hq.store.connection, scope)
    return sealing is not None and sealing[0].hex() != key


def test_an_officer_who_comes_later_gives_no_earlier_key(company: Company, staffed: Session) -> None:
    """The roster itself says what stays closed, so no other officer hands it out."""
    handed = hand_over(company, staffed)
    session = admit(company, handed)
    officer = company.staff("HQ", "root hq_desk hq_case")
    company.sync(company.hq, officer, session, company.hq, officer, session)
    assert cases(session) == []
    own = company.hq.store.roster.devices[signing.device_bytes(session.person.device)]
    assert own.since


def test_the_former_device_is_ended_in_the_same_act(company: Company, staffed: Session) -> None:
    former = staffed.person.device
    session = admit(company, hand_over(company, staffed))
    listed = {one.device: one for one in admitting.list_devices(company.hq)}
    assert states_of(list(listed.values()))[former] == "revoked"
    assert listed[session.person.device].state == "admitted"
    records.add(session, "partner", {"name": "After"})
    company.sync(session, company.hq)
    assert titles(company.hq) == ["After", "Kept"]
    assert people.describe(session, former) == "focal_point KEN"


def test_the_claim_says_that_another_person_sits_there(company: Company, staffed: Session) -> None:
    handed = hand_over(company, staffed)
    company.word(handed.session)
    company.sync(company.hq)
    [found] = [one for one in admitting.list_devices(company.hq) if one.state == "waiting"]
    assert (found.device, found.hands_over, bool(found.replaces)) == (
        handed.session.person.device,
        True,
        True,
    )


# --- what is refused


def test_what_has_not_arrived_keeps_the_desk_where_it_is(company: Company, staffed: Session) -> None:
    """Neither an unsent change nor an unreported case, nor a form, nor a claim that waits."""
    records.add(staffed, "partner", {"name": "Unsent"})
    assert handing.look(staffed).is_unsent
    with refused("not_allowed") as found:
        handing.hand_over(staffed, "P. Next", making())
    assert "not reached headquarters" in str(found.value)
    company.sync(staffed, company.hq, staffed)
    assert handing.look(staffed).is_ready
    records.add(staffed, "allegation", CASE)
    assert handing.look(staffed).is_unsent
    [draft] = [i for i in cases(staffed) if records.read(staffed, "allegation", i).state == "draft"]
    acts.act(staffed, "allegation", draft, "notify", {})
    company.sync(staffed, company.hq, staffed)
    forms.keep(staffed, "allegations/new", {"area": "North"})
    assert handing.look(staffed).is_unfinished
    with refused("not_allowed"):
        handing.hand_over(staffed, "P. Next", making())
    forms.drop(staffed, "allegations/new")
    assert handing.look(staffed).is_ready
    with refused("needed", "person"):
        handing.hand_over(staffed, "  ", making())


def test_twice_in_a_row_only_once_the_first_was_admitted(company: Company, staffed: Session) -> None:
    handed = hand_over(company, staffed)
    assert handing.look(handed.session).is_waiting
    with refused("not_allowed"):
        handing.hand_over(handed.session, "P. Third", making())
    session = admit(company, handed)
    third = handing.hand_over(session, "P. Third", making())
    company.opened.append(third.session)
    assert titles(third.session) == ["Kept"]


def test_nobody_takes_over_at_headquarters(company: Company) -> None:
    with refused("not_allowed"):
        handing.hand_over(company.hq, "P. Next", making())


def test_a_desk_that_stands_alone_says_so_first(desk: Desk) -> None:
    """Then its cases are destroyed, as nobody else holds them; the desk goes on."""
    records.add(desk.session, "partner", {"name": "Kept"})
    records.add(desk.session, "allegation", CASE)
    with refused("not_allowed") as found:
        handing.hand_over(desk.session, "P. Next", making())
    assert "stands alone" in str(found.value)
    handed = handing.hand_over(desk.session, "P. Next", making(), ends_cases=True)
    assert handed.words == ""
    assert (titles(handed.session), cases(handed.session)) == (["Kept"], [])
    made = records.add(handed.session, "allegation", CASE).id
    assert cases(handed.session) == [made]
    assert checking.check(handed.session).ok


def test_a_vault_that_was_altered_is_not_handed_over(desk: Desk) -> None:
    """The former person's files stay as they are: a copy would only hide what was done to them."""
    with desk.session.store.transaction() as writer:
        writer.run("DROP TRIGGER change_is_never_altered")
        writer.run("UPDATE change SET lamport = lamport + 1")
    with refused("damaged"):
        handing.hand_over(desk.session, "P. Next", making(), ends_cases=True)
    assert desk.session.person.name != "P. Next"
    assert list(desk.folder.glob("d-*.db")) == [desk.database]
    desk.lock()
    assert header.unlock(header.read(desk.folder / "header.bin"), PASSPHRASE)


def test_what_was_saved_meanwhile_keeps_the_desk_where_it_is(desk: Desk) -> None:
    """A record or a form: what was copied aside lacks it, so the former person goes on with all of it."""
    copy = handing.begin(desk.session, "P. Next", making(), ends_cases=True)
    change = copy.copy(lambda _: None)
    still.let_go(desk.session.store)
    assert handing.is_current(copy)
    records.add(desk.session, "partner", {"name": "Meanwhile"})
    with refused("busy"):
        handing.end(copy, change)
    assert titles(desk.session) == ["Meanwhile"]
    assert list(desk.folder.glob("[bd]-*.db")) == [desk.database]
    desk.lock()
    assert header.unlock(header.read(desk.folder / "header.bin"), PASSPHRASE)


@pytest.mark.parametrize("at", [0.2, 0.7], ids=["copying", "sealing"])
def test_stopped_while_it_is_copied_nothing_is_left_of_it(desk: Desk, at: float) -> None:
    def stop(share: float) -> None:
        if share > at:
            raise Trouble("busy", "It was stopped.")

    copy = handing.begin(desk.session, "P. Next", making(), ends_cases=True)
    with refused("busy"):
        copy.copy(stop)
    still.let_go(desk.session.store)
    assert list(desk.folder.glob("[bd]-*.db")) == [desk.database]
    records.add(desk.session, "partner", {"name": "Goes on"})
    assert desk.session.person.name != "P. Next"


# --- old secrets, and being cut


@pytest.mark.parametrize("new", [passphrase.new_code(), None], ids=["sheet", "none"])
def test_the_former_secrets_open_nothing_afterwards(desk: Desk, new: str | None) -> None:
    """Passphrase, printed code and backups of the former person; the successor's own do, if there is one."""
    lost = passphrase.new_code()
    safekeeping.change_passphrase(desk.session, Making(passphrase=PASSPHRASE, cost=FLOOR, code=lost))
    handed = handing.hand_over(desk.session, "P. Next", making(new), ends_cases=True)
    unlocking.lock(handed.session)
    front = header.read(desk.folder / "header.bin")
    for attempt in (partial(header.unlock, front, PASSPHRASE), partial(header.unlock_with_code, front, lost)):
        with refused("wrong_passphrase"):
            attempt()
    assert header.unlock(front, NEW)
    assert new is None or header.unlock_with_code(front, new)
    assert len(list(desk.folder.glob("d-*.db"))) == 1
    assert not list(desk.folder.glob("b-*"))


def open_with(folder: Path, phrase: str, desk: Desk) -> Session:
    """Open a vault by a passphrase."""
    return unlocking.unlock(folder, phrase, clock=desk.clock, policy=POLICY, kinds=KINDS)


@pytest.mark.long
@pytest.mark.parametrize("why", [cuts.Cut, OSError], ids=["cut", "disk"])
def test_stopped_anywhere_one_of_both_opens(
    desk: Desk, tmp_path: Path, scale: float, why: type[BaseException]
) -> None:
    """The former with every case in it, or the successor's with none; never something between."""
    records.add(desk.session, "partner", {"name": "Kept"})
    records.add(desk.session, "allegation", CASE)
    before = read_all(desk.session)
    desk.lock()

    def give(one: Desk) -> None:
        handing.hand_over(one.session, "P. Next", making(), ends_cases=True)

    counted = desk.copy_to(tmp_path / "counted")
    assert counted.session
    total = cuts.count(partial(give, counted))
    counted.lock()
    seen = set()
    for place in cuts.spread(total, scale / 8):
        one = desk.copy_to(tmp_path / f"cut{place}")
        assert one.session
        with cuts.stopped(place, why):
            cuts.try_to(partial(give, one))
        one.lock()
        opened = {p: cuts.try_to(partial(closing, open_with, one, p)) for p in (PASSPHRASE, NEW)}
        assert sorted(opened.values()) == ["", "wrong_passphrase"]
        phrase = next(p for p, code in opened.items() if not code)
        session = open_with(one.folder, phrase, one)
        assert session.store.behind == 0
        assert checking.check(session).ok
        if phrase == PASSPHRASE:
            assert read_all(session) == before
        else:
            assert (titles(session), cases(session)) == (["Kept"], [])
        unlocking.lock(session)
        assert len(list(one.folder.glob("d-*.db"))) == 1
        assert not list(one.folder.glob("b-*"))
        seen.add(phrase)
        shutil.rmtree(one.folder)
    assert seen == {PASSPHRASE, NEW}


def closing(opener: Callable[[Path, str, Desk], Session], one: Desk, phrase: str) -> None:
    """Open and lock."""
    unlocking.lock(opener(one.folder, phrase, one))


def test_automatic_backups_of_the_former_person_go(desk: Desk) -> None:
    """Their passphrase opens them, cases and all; a new one is made at the next unlock."""
    held = backups.begin(desk.session)
    assert held is not None
    backups.end(desk.session, held, backups.work(held))
    assert backups.list_here(desk.session)
    handed = handing.hand_over(desk.session, "P. Next", making(), ends_cases=True)
    assert backups.list_here(handed.session) == []


def test_the_announcement_follows_from_the_claim_alone() -> None:
    """A claim without the word is one of the same person, as ever; its bytes are what they were."""
    body = wire.ClaimBody(join=bytes(32), sign=bytes(32), seal=bytes(1216))
    assert b"hands_over" not in wire.Claim.draft(body).body
    other = wire.ClaimBody(join=bytes(32), sign=bytes(32), seal=bytes(1216), hands_over=True)
    assert wire.Claim.draft(other).keys().hands_over
