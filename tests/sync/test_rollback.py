"""A hub put back from an older copy: all of it returns from the devices; a hub that lies is still refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.hub import card
from focal_desktop.store import feeds, reader, rosters, streams
from focal_desktop.sync import admitting, exchange, inviting, rollback, turns
from focal_desktop.sync.remote import Exchanged
from focal_desktop.usecases import acts, checking, forks, records
from focal_desktop.usecases.session import Session
from tests.hub.hubs import Hub
from tests.sync.company import (
    PATIENT,
    Company,
    Line,
    facts_of,
    keys_of,
    places_of,
    scope_of,
    states_of,
)


def copy_hub(company: Company, name: str = "copy") -> Path:
    """Copy the hub's folder while it rests, as a nightly backup does."""
    company.hub.close()
    found = company.folder / name
    shutil.copytree(company.folder / "hub", found)
    company.hub = Hub(company.folder / "hub", company.clock, PATIENT)
    return found


def put_back(company: Company, copy: Path) -> None:
    """Let the hub go on from a copy."""
    company.hub.close()
    for file in (company.folder / "hub").glob(f"{card.DATABASE}*"):
        file.unlink()
    shutil.copy(copy / card.DATABASE, company.folder / "hub" / card.DATABASE)
    company.hub = Hub(company.folder / "hub", company.clock, PATIENT)


@contextmanager
def put_back_after(company: Company) -> Iterator[None]:
    """Copy the hub, let things happen, put the copy back."""
    copy = copy_hub(company)
    yield
    put_back(company, copy)


def notify(desk: Session) -> str:
    case = records.add(desk, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(desk, "allegation", case.id, "notify", {})
    return case.id


def add(session: Session, name: str) -> str:
    return records.add(session, "partner", {"name": name}).id


def titles(session: Session) -> list[str]:
    return sorted(row.title for row in records.list_page(session, "partner", {}, limit=1000)[0])


def require_whole(company: Company, *sessions: Session) -> None:
    """Let everybody sync twice, and see that nothing is missing anywhere and nobody waits for anything."""
    company.sync(*sessions, *sessions)
    for session in sessions:
        assert titles(session) == titles(sessions[0])
        assert checking.check(session).ok
        assert streams.read_lost(session.store.connection) == []
        assert rollback.read_loss(session) is None
        assert not {"waiting"} & set(places_of(session).values())
    held = [hub_holds(company, session) for session in sessions]
    assert all(held)


def hub_holds(company: Company, session: Session) -> bool:
    """Tell whether the hub has every envelope that a vault made or took, with the same bytes."""
    connection = session.store.connection
    kept = [*feeds.read_state(connection, feeds.OWN), *feeds.read_state(connection, feeds.TAKEN)]
    return bool(kept) and all(
        company.hub.kept.digest_at(
            bytes.fromhex(one.scope), wire.Envelope.decode(one.content).header.device, one.sequence
        )
        == one.digest
        for one in kept
    )


def test_what_the_hub_lost_comes_back_from_its_authors(company: Company) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    add(desk, "Before")
    require_whole(company, *everybody)
    with put_back_after(company):
        company.clock.move(days=1)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
        case = notify(desk)
        add(desk, "After, desk")
        add(alternate, "After, alternate")
        company.sync(*everybody, *everybody)
        last = add(desk, "Unread")
        company.sync(desk)
    assert (places_of(desk)[case], places_of(desk)[last]) == ("read", "hub")
    (found,) = company.sync(desk)
    said = "The hub lost what came after 2026-03-03; sending again what this computer has."
    assert found.in_english() == said
    assert (places_of(desk)[case], places_of(desk)[last]) == ("read", "hub")
    require_whole(company, *everybody)
    assert titles(company.hq) == ["After, alternate", "After, desk", "Before", "Unread"]
    assert places_of(desk)[last] == "read"
    assert company.sync(*everybody)[0].told == ()


def test_what_was_at_the_hub_waits_again_and_what_was_read_stays_read(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        case = notify(desk)
        company.sync(desk, company.hq, desk)
        partner = add(desk, "Lost")
        company.sync(desk)
    assert places_of(desk)[partner] == "hub"
    seen: list[dict[str, str]] = []

    class Watching(Line):
        def exchange(self, request: bytes) -> Exchanged:
            seen.append(places_of(desk))
            return super().exchange(request)

    held = exchange.Round(desk, facts_of(desk), Watching(company.hub))  # type: ignore[arg-type]  # a line
    turns.finish(exchange.converse(held))
    assert [one[partner] for one in seen] == ["hub", "waiting"]
    assert {one[case] for one in seen} == {"read"}
    assert places_of(desk)[partner] == "hub"


def test_what_the_hub_lost_comes_back_from_a_reader_where_its_author_is_gone(company: Company) -> None:
    desk, other = company.staff(), company.staff()
    require_whole(company, desk, other, company.hq)
    with put_back_after(company):
        case = notify(desk)
        add(desk, "Its author's laptop was stolen")
        company.sync(desk, company.hq)
    found = company.sync(company.hq)[0]
    assert "The hub lost" in found.in_english()
    company.sync(other)
    assert titles(other) == ["Its author's laptop was stolen"]
    assert records.read(other, "allegation", case).state == "passed_on"


def test_a_hub_that_went_on_from_the_copy_is_read_from_further_back(company: Company) -> None:
    """Others wrote before those who knew better came: the same positions hold other envelopes now."""
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, company.hq, alternate)
    require_whole(company, *everybody)
    with put_back_after(company):
        for number in range(12):
            add(desk, f"Lost {number}")
            company.sync(desk)
        company.sync(company.hq, desk)
    for number in range(20):
        add(alternate, f"New {number}")
        company.sync(alternate)
    assert "The hub lost" in company.sync(company.hq)[0].in_english()
    require_whole(company, *everybody)
    assert len(titles(company.hq)) == 32


def test_a_hub_that_ends_at_the_same_position_is_noticed_too(company: Company) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    require_whole(company, *everybody)
    with put_back_after(company):
        add(desk, "Lost")
        company.sync(desk)
    add(alternate, "In its place")
    company.sync(alternate)
    assert "The hub lost" in company.sync(desk)[0].in_english()
    require_whole(company, *everybody)
    assert titles(desk) == ["In its place", "Lost"]


def test_admissions_keys_and_invitations_that_the_hub_lost_come_back_from_headquarters(
    company: Company,
) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    late = company.join(company.invite("IRQ"))
    with put_back_after(company):
        company.sync(company.hq)
        assert company.word(late.session) == "not_admitted"
        company.sync(company.hq)
        admitting.admit(company.hq, late.session.person.device, late.words)
        company.sync(company.hq)
    assert company.word(late.session) in ("not_admitted", "file_not_ours")
    company.sync(desk)
    assert not keys_of(late.session)
    assert "The hub lost" in company.sync(company.hq)[0].in_english()
    company.sync(late.session)
    assert keys_of(late.session)
    add(late.session, "From the newcomer")
    require_whole(company, late.session, company.hq)
    assert states_of(admitting.list_devices(company.hq))[late.session.person.device] == "admitted"


def test_an_office_says_that_entries_can_only_come_from_headquarters(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        company.staff(role="alternate")
        company.sync(desk)
    told = company.sync(desk)[0].in_english()
    assert "can only come from headquarters or their own author" in told
    loss = rollback.read_loss(desk)
    assert loss is not None
    assert loss.missing
    company.sync(company.hq, desk)
    assert rollback.read_loss(desk) is None
    assert rosters.read_named(desk.store.connection, "hub_had_lost/")


def test_other_bytes_in_the_place_of_a_lost_envelope_are_refused_and_kept(company: Company) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        add(desk, "The one the hub showed")
        company.sync(desk, company.hq)
    with desk.store.transaction() as writer:  # as a disk of the same age as the copy would have it
        writer.run("DELETE FROM envelope WHERE state = 'own' AND read_at = '' AND covers <> ''")
    add(desk, "Another in its place")
    company.sync(desk)
    before = checking.check(company.hq).changes
    for _ in range(2):
        with pytest.raises(Trouble) as refused:
            company.sync(company.hq)
        assert refused.value.code == "hub_inconsistent"
    assert titles(company.hq) == ["The one the hub showed"]
    assert checking.check(company.hq).changes == before
    assert len(rosters.read_named(company.hq.store.connection, "fork/")) == 1


def test_a_hub_that_only_claims_to_have_lost_something_is_refused(company: Company) -> None:
    """It must sign where it stands; an answer bent on its way marks nothing as lost."""
    desk = company.staff()
    add(desk, "Here")
    require_whole(company, desk, company.hq)
    scope = bytes.fromhex(scope_of(desk, "desk"))

    class Bending(Line):
        def exchange(self, _request: bytes) -> Exchanged:
            answer = wire.Answer(runs=(wire.Run(scope, 1),), signature=bytes(64)).encode()
            return Exchanged(200, answer, is_whole=True, bytes_up=1, bytes_down=len(answer))

    held = exchange.Round(desk, facts_of(desk), Bending(company.hub))  # type: ignore[arg-type]  # a line
    with pytest.raises(Trouble) as refused:
        turns.finish(exchange.converse(held))
    assert refused.value.code == "hub_inconsistent"
    assert streams.read_lost(desk.store.connection) == []
    require_whole(company, desk, company.hq)


def test_a_hub_that_always_claims_another_past_is_given_up(company: Company) -> None:
    desk = company.staff()
    add(desk, "Here")
    require_whole(company, desk, company.hq)
    asked: list[int] = []

    class Complaining(Line):
        def exchange(self, request: bytes) -> Exchanged:
            asked.append(len(request))
            found = super().exchange(request)
            answer = wire.Answer.decode(found.body) if found.body else wire.Answer()
            body = msgspec.structs.replace(answer, strayed=True).encode()
            return found._replace(status=200, body=body)

    held = exchange.Round(desk, facts_of(desk), Complaining(company.hub))  # type: ignore[arg-type]  # a line
    with pytest.raises(Trouble) as refused:
        turns.finish(exchange.converse(held))
    assert refused.value.code == "hub_inconsistent"
    assert len(asked) <= 1 + len(exchange.LOOKS_BACK)
    assert streams.read_lost(desk.store.connection) == []
    require_whole(company, desk, company.hq)


def test_a_recovery_over_a_line_that_is_cut_again_and_again_comes_to_its_end(company: Company) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    require_whole(company, *everybody)
    with put_back_after(company):
        for number in range(3):
            add(desk, f"Lost {number}")
            company.sync(desk)
        company.sync(company.hq, desk)
    go_on_alone(company, alternate)
    came = 0

    class Cutting(Line):
        def exchange(self, request: bytes) -> Exchanged:
            nonlocal came
            found = super().exchange(request)
            came += 1
            is_cut = came % 2 and len(found.body) > 400
            return (
                found._replace(body=found.body[: len(found.body) // 2], is_whole=False) if is_cut else found
            )

    for who in everybody * 2:
        held = exchange.Round(who, facts_of(who), Cutting(company.hub))  # type: ignore[arg-type]  # a line
        turns.finish(exchange.converse(held))
    assert came > 8
    require_whole(company, *everybody)
    assert len(titles(desk)) == 6


def stop_after(company: Company, session: Session, count: int) -> bool:
    """Begin a sync and stop it after so many turns; tell whether it was over before."""
    held = exchange.Round(session, facts_of(session), Line(company.hub))  # type: ignore[arg-type]  # a line
    course = turns.Course(exchange.converse(held))
    work = course.next_turn()
    for _ in range(count):
        if course.is_over:
            return True
        work = course.next_turn(turns.do(work) if work else None)
    course.stop()
    return False


def go_on_alone(company: Company, alternate: Session) -> None:
    """Let the hub go on from the copy before anybody comes who knows what it lost."""
    for number in range(3):
        add(alternate, f"New {number}")
        company.sync(alternate)


def stand_still(_company: Company, _alternate: Session) -> None:
    """Let nobody come in between."""


@pytest.mark.parametrize("between", [stand_still, go_on_alone])
def test_a_recovery_may_be_stopped_between_any_two_turns(
    company: Company, between: Callable[[Company, Session], None]
) -> None:
    desk, alternate = company.staff(), company.staff(role="alternate")
    everybody = (desk, alternate, company.hq)
    require_whole(company, *everybody)
    copy = copy_hub(company)
    for number in range(3):
        add(desk, f"Lost {number}")
        company.sync(desk)
    company.sync(company.hq, desk)
    put_back(company, copy)
    between(company, alternate)
    count = 0
    while not stop_after(company, desk, count):
        count += 1
    assert count > 4
    require_whole(company, *everybody)


def test_a_vault_of_an_earlier_version_reads_the_hub_from_its_start(company: Company) -> None:
    """It did not keep what stood where, so nothing short of the whole stream proves an older hub."""
    desk = company.staff()
    require_whole(company, desk, company.hq)
    with put_back_after(company):
        add(desk, "Lost")
        company.sync(desk, company.hq, desk)
    with desk.store.transaction() as writer:
        writer.run("DELETE FROM passed")
    company.sync(desk)
    assert reader.count(desk.store.connection)[0] >= 1
    require_whole(company, desk, company.hq)


def test_an_invitation_that_the_hub_lost_lets_its_device_in_after_all(company: Company) -> None:
    company.sync(company.hq)
    copy = copy_hub(company)
    wanted: list[bytes] = []
    made = inviting.invite(
        company.hq,
        inviting.Invitation(office="KEN", office_name="Nairobi", country="KE", role="focal_point"),
        wanted.append,
    )
    company.sync(company.hq)
    put_back(company, copy)
    joined = company.join((wanted[0], made.code))
    assert "The hub lost" in company.sync(company.hq)[0].in_english()
    desk = company.admit(joined)
    add(desk, "Here")
    require_whole(company, desk, company.hq)


def test_where_two_officers_signed_one_place_that_chain_alone_stands_still(company: Company) -> None:
    """Which of the two holds is for people: a hub could undo a revocation by forgetting it otherwise."""
    second, desk = company.staff("HQ", "hq_desk"), company.staff()
    company.sync(company.hq, second, desk, company.hq)
    with put_back_after(company):
        company.invite(role="alternate")
        company.sync(company.hq)
    company.invite(role="hr_clerk", by=second)
    company.sync(second)
    held = rosters.read_entries(company.hq.store.connection)
    for name in ("After", "Later"):
        add(desk, name)
        company.sync(desk)
        with pytest.raises(Trouble) as caught:
            company.sync(company.hq)
        assert caught.value.code == "hub_inconsistent"
        assert name in titles(company.hq)
    assert rosters.read_entries(company.hq.store.connection) == held
    assert len(rosters.read_named(company.hq.store.connection, "fork/")) == 1


def test_bytes_that_nobody_signed_in_the_place_of_a_lost_envelope_blame_no_vault(company: Company) -> None:
    """The hub that shows them is refused; only its author's own signature makes a second copy of a vault."""
    desk = company.staff()
    add(desk, "Shown once")
    require_whole(company, desk, company.hq)
    scope = scope_of(desk, "desk")
    feed = feeds.read_feed(company.hq.store.connection, scope, desk.person.device)
    bent = feed[-1].content[:-1] + bytes([feed[-1].content[-1] ^ 1])
    with company.hq.store.transaction() as writer:
        streams.go_back(writer, scope, streams.Place(0, wire.ZEROS), company.hq.at)
        item = wire.Item(wire.Kind.ENVELOPE, bent)
        assert rollback.is_other(company.hq, writer, scope, item)
    assert list(rosters.read_named(company.hq.store.connection, "fork/").values()) == [bent]
    assert forks.list_forks(company.hq) == []


def test_another_envelope_where_one_is_sent_again_is_refused_though_the_line_broke_behind_the_receipt(
    company: Company,
) -> None:
    desk = company.staff()
    require_whole(company, desk, company.hq)
    copy = copy_hub(company)
    add(desk, "The one the hub showed")
    company.sync(desk, company.hq)
    put_back(company, copy)
    held = exchange.Round(company.hq, facts_of(company.hq), Line(company.hub))  # type: ignore[arg-type]  # a line
    assert held.run(exchange.Synced())[1]
    assert [one.item_type for one in rollback.list_again(company.hq)] == [wire.Kind.ENVELOPE]
    with desk.store.transaction() as writer:  # as a disk of the same age as the copy would have it
        writer.run("DELETE FROM envelope WHERE state = 'own' AND read_at = '' AND covers <> ''")
    add(desk, "Another in its place")
    company.sync(desk)

    class Breaking(Line):
        def exchange(self, request: bytes) -> Exchanged:
            found = super().exchange(request)
            answer = wire.Answer.decode(found.body)
            fates = [one.fate for one in answer.receipts]
            assert wire.Fate.FORK in fates
            short = msgspec.structs.replace(answer, runs=(), signature=b"").encode()
            return found._replace(body=short, is_whole=False)

    held = exchange.Round(company.hq, facts_of(company.hq), Breaking(company.hub))  # type: ignore[arg-type]  # a line
    with pytest.raises(Trouble) as caught:
        held.run(exchange.Synced())
    assert caught.value.code == "hub_inconsistent"
    assert titles(company.hq) == ["The one the hub showed"]
