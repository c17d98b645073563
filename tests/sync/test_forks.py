"""One vault in two copies, both in use: headquarters is told which and what to do; nothing is mixed up."""

from __future__ import annotations

import shutil

import pytest

from focal_desktop import wire
from focal_desktop.store import feeds, rosters
from focal_desktop.sync import admitting, arrivals, engine, folder, succeeding, turns
from focal_desktop.usecases import checking, forks, overview, records, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.sync.company import PASSPHRASE, POLICY, Company, places_of, scope_of
from tests.sync.test_succeeding import admit, back_up, restore


def copy_of(company: Company, desk: Session) -> tuple[Session, Session]:
    """Lock a vault, copy its folder as a person does with a file manager, and open both."""
    place = desk.store.folder.with_name(f"{desk.store.folder.name}.copy")
    unlocking.lock(desk)
    shutil.copytree(desk.store.folder, place)
    first = company.open_again(desk)
    second = unlocking.unlock(place, PASSPHRASE, clock=company.clock, policy=POLICY, kinds=first.kinds)
    company.opened.append(second)
    return first, second


def titles(session: Session) -> list[str]:
    return sorted(row.title for row in records.list_page(session, "partner", {}, limit=1000)[0])


def needs_of(company: Company, office: str) -> tuple[str, ...]:
    return next(line.needs for line in overview.read_lines(company.hq) if line.code == office)


@pytest.fixture
def copies(company: Company) -> tuple[Session, Session]:
    """Two copies of an office's vault, of which the first has sent what it wrote."""
    first, second = copy_of(company, company.staff())
    records.add(first, "partner", {"name": "Of the first"})
    company.sync(first, company.hq)
    company.clock.move(days=1)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    records.add(second, "partner", {"name": "Of the second"})
    return first, second


def carry(company: Company, second: Session) -> str:
    """Carry by stick what the second copy wrote, and return what headquarters is told."""
    folder.sync_with_folder(second, company.folder / "stick")
    return folder.sync_with_folder(company.hq, company.folder / "stick").in_english()


def test_headquarters_is_told_that_a_vault_is_used_in_two_copies(
    company: Company, copies: tuple[Session, Session]
) -> None:
    first, second = copies
    assert "used_twice" not in needs_of(company, "KEN")
    assert carry(company, second) == forks.TOLD.in_english()
    (found,) = forks.list_forks(company.hq)
    assert (found.device, found.office, found.role) == (first.person.device, "KEN", "focal_point")
    assert found.noticed_at == company.hq.at
    assert needs_of(company, "KEN")[0] == "used_twice"
    assert titles(company.hq) == ["Of the first"]
    assert checking.check(company.hq).ok
    assert folder.sync_with_folder(company.hq, company.folder / "stick").told == (), "it is told once"
    records.add(first, "partner", {"name": "Later"})
    company.sync(first, company.hq)
    assert titles(company.hq) == ["Later", "Of the first"]


def test_the_hub_refuses_the_second_copy_and_its_person_is_told(
    company: Company, copies: tuple[Session, Session]
) -> None:
    with refused("hub_refused"):
        company.sync(copies[1])
    assert titles(copies[1]) == ["Of the second"]


def take(company: Company, content: bytes) -> int:
    """Let headquarters take in one envelope as from a stick."""
    items = [wire.Item(wire.Kind.ENVELOPE, content)]
    return turns.finish(arrivals.take_items(company.hq, items, is_last=True))


def seal_again(second: Session) -> list[bytes]:
    """Let a copy seal what it has, and return what it wrote in the desk, in order."""
    turns.finish(engine.prepare(second, second.store.roster))
    scope = scope_of(second, "desk")
    return [one.content for one in feeds.read_feed(second.store.connection, scope, second.person.device)]


def test_what_stands_behind_what_never_came_tells_it_too(
    company: Company, copies: tuple[Session, Session]
) -> None:
    seal_again(copies[1])
    records.add(copies[1], "partner", {"name": "Behind it"})
    *_, last = seal_again(copies[1])
    assert take(company, last) == 0
    assert feeds.read_state(company.hq.store.connection, feeds.ASIDE)[0].content == last
    noticed = [one.noticed_at for one in forks.list_forks(company.hq)]
    company.clock.move(days=1)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    carry(company, copies[1])
    assert noticed == [one.noticed_at for one in forks.list_forks(company.hq)] != [company.hq.at]
    assert titles(company.hq) == ["Of the first"]


def test_nobody_else_can_make_a_vault_look_as_if_it_were_used_twice(
    company: Company, copies: tuple[Session, Session]
) -> None:
    *_, last = seal_again(copies[1])
    forged = last[:-1] + bytes([last[-1] ^ 1])
    with refused("hub_inconsistent"):
        take(company, forged)
    assert forks.list_forks(company.hq) == []
    assert rosters.read_named(company.hq.store.connection, "fork/") == {}


def test_evidence_is_kept_up_to_a_bound(company: Company, copies: tuple[Session, Session]) -> None:
    first, second = copies
    for number in range(forks.MOST + 4):
        for session in (first, second):
            records.add(session, "partner", {"name": f"Number {number}"})
            seal_again(session)
    company.sync(first, company.hq)
    carry(company, second)
    assert len(rosters.read_named(company.hq.store.connection, "fork/")) == forks.MOST


def test_evidence_that_an_earlier_version_kept_is_shown_if_its_device_signed_it(
    company: Company, copies: tuple[Session, Session]
) -> None:
    *_, last = seal_again(copies[1])
    forged = last[:-1] + bytes([last[-1] ^ 1])
    for content, count in ((forged, 0), (b"no envelope", 0), (last, 1)):
        with company.hq.store.transaction() as writer:
            writer.set_meta("fork/scope/device/1", content)
        assert len(forks.list_forks(company.hq)) == count
    assert forks.list_forks(company.hq)[0].noticed_at == ""


def test_what_the_second_copy_wrote_comes_after_all_when_it_is_restored_and_admitted(
    company: Company, copies: tuple[Session, Session]
) -> None:
    first, second = copies
    carry(company, second)
    restored = restore(company, back_up(second))
    admit(company, restored)
    assert succeeding.read_words(restored) == ""
    assert forks.list_forks(company.hq) == []
    assert "used_twice" not in needs_of(company, "KEN")
    assert titles(company.hq) == titles(restored) == ["Of the first", "Of the second"]
    assert company.word(first) == "revoked"
    states = {one.device: one.state for one in admitting.list_devices(company.hq)}
    assert (states[first.person.device], states[restored.person.device]) == ("revoked", "admitted")


def test_the_second_copy_learns_it_from_headquarters_stick_and_keeps_what_nobody_read(
    company: Company, copies: tuple[Session, Session]
) -> None:
    """Headquarters' heads name the first copy's envelope: the other one in its place was not read."""
    _, second = copies
    carry(company, second)
    with refused("hub_refused"):
        folder.sync_with_folder(second, company.folder / "stick")
    own = feeds.read_feed(second.store.connection, scope_of(second, "desk"), second.person.device)
    assert [one.read_at for one in own if one.state == feeds.OWN and one.covers] == [""]
    restored = restore(company, back_up(second))
    admit(company, restored)
    assert titles(company.hq) == titles(restored) == ["Of the first", "Of the second"]


def test_a_view_that_another_vault_was_shown_is_told_before_anything_of_it_comes(company: Company) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    first, second = copy_of(company, desk)
    records.add(first, "partner", {"name": "Of the first"})
    company.sync(first, company.hq)
    records.add(second, "partner", {"name": "Of the second"})
    folder.sync_with_folder(second, company.folder / "aside")
    folder.sync_with_folder(alternate, company.folder / "aside")
    records.add(alternate, "partner", {"name": "Of the alternate"})
    company.sync(alternate)
    (found,) = company.sync(company.hq)
    assert found.told == (forks.TOLD,)
    (fork,) = forks.list_forks(company.hq)
    assert (fork.device, fork.is_said) == (first.person.device, True)
    assert rosters.read_named(company.hq.store.connection, "fork/") == {}
    carry(company, second)
    assert [one.is_said for one in forks.list_forks(company.hq)] == [False]


@pytest.mark.parametrize(("has_written", "code"), [(True, "hub_refused"), (False, "hub_inconsistent")])
def test_copies_that_meet_on_one_stick_are_told(company: Company, *, has_written: bool, code: str) -> None:
    first, second = copy_of(company, company.staff())
    records.add(second, "partner", {"name": "Of the second"})
    folder.sync_with_folder(second, company.folder / "stick")
    if has_written:
        records.add(first, "partner", {"name": "Of the first"})
        seal_again(first)
    before = titles(first)
    with refused(code):
        folder.sync_with_folder(first, company.folder / "stick")
    assert titles(first) == before


@pytest.mark.timeout(30)  # without its guard it seals the same again and again
def test_what_cannot_be_sealed_ends_and_waits(company: Company) -> None:
    """An earlier version took a copy's envelope in at the very place where the vault's own next one goes."""
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    scope = scope_of(desk, "desk")
    last = feeds.read_last(desk.store.connection, scope, desk.person.device)
    place = last.sequence + 1 if last else 1
    with desk.store.transaction() as writer:
        taken = feeds.Kept(
            scope=scope,
            device=desk.person.device,
            sequence=place,
            digest=b"d" * 16,
            content=b"of the copy",
            state=feeds.TAKEN,
            at=desk.at,
        )
        feeds.keep(writer, taken)
    saved = records.add(desk, "partner", {"name": "Waits"})
    assert folder.sync_with_folder(desk, company.folder / "stick").sent == 0
    assert places_of(desk)[saved.id] == "waiting"
