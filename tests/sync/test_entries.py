"""Chains in a vault: replays, any order, forgeries, two officers at once, and what follows from news."""

from __future__ import annotations

import random
from datetime import date

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.base import ids
from focal_desktop.crypto import signing
from focal_desktop.domain.change import Change
from focal_desktop.store import reader, rosters
from focal_desktop.sync import admitting, entries, epochs, inviting, parcels, revoking
from focal_desktop.usecases import records, roster, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import is_sound, refused
from tests.sync.company import Company, entries_of, keys_of, sealing_of, waiting_of
from tests.wire.cast import Player


def take(session: Session, *raws: bytes) -> list[bool]:
    """Take in entries, each in a transaction of its own, and let what follows follow."""
    found = []
    for raw in raws:
        with session.store.transaction() as writer:
            found.append(entries.accept_entry(session, writer, raw))
        entries.after_roster_change(session)
    return found


def chain_of(session: Session, office: str) -> bytes:
    """Return an office's chain."""
    return roster.find_chain(session.store.roster, office) or b""


def draft(session: Session, chain: bytes, act: wire.entry.Body) -> wire.RosterEntry:
    """Return what would come next on a chain, unsigned."""
    head = session.store.roster.heads[chain]
    return wire.RosterEntry.draft(chain, head.seq + 1, head.digest, act)


def signed(entry: wire.RosterEntry, *sessions: Session) -> bytes:
    """Return an entry signed by these vaults, whatever they may sign."""
    return entry.signed([_signature(one, entry.signed_part()) for one in sessions]).encode()


def _signature(session: Session, part: bytes) -> tuple[bytes, bytes]:
    seed = reader.read_key(session.store.connection, unlocking.DEVICE_SIGN) or b""
    return signing.device_bytes(session.person.device), signing.sign(seed, part)


def invite_act(office: str = "KEN", role: str = "monitor") -> wire.Invite:
    """Return an act that changes little."""
    join = signing.public_key(signing.new_seed())
    return wire.Invite(join=join, office=office, role=role, until=date(2030, 1, 1))


def snapshot(session: Session) -> object:
    """Return all that an entry could change."""
    return session.store.roster, rosters.read_aside(session.store.connection), keys_of(session)


def test_a_replay_changes_nothing(company: Company) -> None:
    field = company.staff()
    before = snapshot(field)
    assert set(take(field, *(one.encode() for one in entries_of(field)))) == {False}
    assert snapshot(field) == before


def test_entries_and_parcels_may_come_in_any_order(company: Company) -> None:
    officer = company.staff("HQ", "root hq_desk hq_case")
    invitation = company.invite("KEN", by=officer)
    joined = company.join(invitation)
    company.sync(officer)
    company.word(joined.session)
    company.sync(officer)
    admitting.admit(officer, joined.session.person.device, joined.words)
    field = joined.session
    frames = [(wire.Kind.ENTRY, one.encode()) for one in entries_of(officer)]
    frames += [(wire.Kind.ADDRESSED, raw) for raw in waiting_of(officer, wire.Kind.ADDRESSED)]
    random.Random(7).shuffle(frames)  # noqa: S311 an order that can be drawn again
    takers = {wire.Kind.ENTRY: entries.accept_entry, wire.Kind.ADDRESSED: parcels.accept_addressed}
    for kind, raw in frames:
        with field.store.transaction() as writer:
            takers[kind](field, writer, raw)
        entries.after_roster_change(field)
    assert field.store.roster.devices == officer.store.roster.devices
    assert len(sealing_of(field)) == 5
    assert rosters.read_aside(field.store.connection) == {}
    assert waiting_of(field, wire.Kind.CLAIM) == []


def test_an_entry_by_anyone_but_headquarters_is_refused(company: Company) -> None:
    field, case = company.staff(), company.staff("HQ", "hq_case")
    company.sync(field)
    chain, root = chain_of(field, "KEN"), field.store.roster.root
    before = snapshot(field)
    for signer, place, act in (
        (field, chain, invite_act()),
        (case, chain, invite_act()),
        (field, root, invite_act("HQ", "hq_case")),
        (case, root, invite_act("HQ", "hq_case")),
    ):
        with refused("hub_inconsistent"):
            take(field, signed(draft(field, place, act), signer))
    assert snapshot(field) == before


def test_an_altered_entry_is_refused(company: Company, scale: float) -> None:
    field = company.staff()
    raw = signed(draft(field, chain_of(field, "KEN"), invite_act()), company.hq)
    before = field.store.roster
    step = max(1, int(3 / scale))
    for place in range(0, len(raw), step):
        bent = raw[:place] + bytes([raw[place] ^ 0x10]) + raw[place + 1 :]
        try:
            assert take(field, bent) == [False]
        except Exception as wrong:  # noqa: BLE001 whatever it is, it must be this
            assert getattr(wrong, "code", "") == "hub_inconsistent", wrong  # noqa: PT017 both ways are right
        assert field.store.roster == before
    assert take(field, raw) == [True]


def test_a_second_root_is_refused(company: Company) -> None:
    field = company.staff()
    stranger = Player()
    act = wire.Found(hub=bytes(16), receipt=bytes(32), device=stranger.keys)
    entry = wire.RosterEntry.draft(b"another1", 0, wire.ZEROS, act)
    raw = entry.signed([(stranger.id, stranger.sign(entry.signed_part()))]).encode()
    with field.store.transaction() as writer:
        assert not entries.accept_entry(field, writer, raw)  # a signer nobody knows: it waits, and waits
    entries.after_roster_change(field)
    assert stranger.id not in field.store.roster.devices


def test_a_vault_without_a_roster_takes_no_entry(company: Company, desk: object) -> None:
    alone: Session = desk.session  # type: ignore[attr-defined]  # a desk of the tests
    for one in entries_of(company.hq):
        with refused("hub_inconsistent"):
            take(alone, one.encode())
    assert alone.store.roster == wire.RosterState()


def test_another_entry_where_one_stands_is_refused(company: Company) -> None:
    field = company.staff()
    last = [one for one in entries_of(company.hq) if one.chain == chain_of(field, "KEN")][-1]
    other = wire.RosterEntry.draft(last.chain, last.seq, last.prev, invite_act())
    for session in (field, company.hq):
        before = snapshot(session)
        with refused("hub_inconsistent"):
            take(session, signed(other, company.hq))
        assert snapshot(session) == before


def test_what_a_later_version_wrote_waits(company: Company) -> None:
    field = company.staff()
    raw = signed(draft(field, chain_of(field, "KEN"), invite_act()), company.hq)
    newer = raw[:4] + b"\x02" + raw[5:]
    before = field.store.roster
    assert take(field, newer, newer) == [False, False]
    assert field.store.roster == before
    assert [kept for _, kept in rosters.read_aside(field.store.connection).values()] == [newer]


def test_what_waits_is_bounded(company: Company) -> None:
    with company.hq.store.transaction() as writer:
        for number in range(rosters.MOST_ASIDE + 9):
            rosters.set_aside(writer, wire.Kind.ENTRY, number.to_bytes(2, "big"))
    assert len(rosters.read_aside(company.hq.store.connection)) == rosters.MOST_ASIDE


def take_and_break(session: Session, raw: bytes) -> None:
    """Take in an entry in a transaction that does not reach its end."""
    with session.store.transaction() as writer:
        assert entries.accept_entry(session, writer, raw)
        assert len(session.store.roster.invitations) == 2
        raise KeyError


def test_an_undone_transaction_leaves_the_roster_as_it_was(company: Company) -> None:
    field = company.staff()
    before = field.store.roster
    raw = signed(draft(field, chain_of(field, "KEN"), invite_act()), company.hq)
    with pytest.raises(KeyError):
        take_and_break(field, raw)
    assert field.store.roster == before
    assert take(field, raw) == [True]


def two_officers(company: Company, role: str = "root hq_desk hq_case") -> tuple[Session, Session]:
    """Return the founder and a second officer of the same roles unless others are named, up to date."""
    company.staff("KEN")
    officer = company.staff("HQ", role)
    company.sync(company.hq, officer)
    return company.hq, officer


def test_two_officers_who_wrote_at_once_both_stand(company: Company) -> None:
    first, second = two_officers(company)
    early = company.join(company.invite("KEN", "hr_clerk", by=first))
    late = company.join(company.invite("KEN", "monitor", by=second))
    other = company.join(company.invite("KEN", "head_of_office", by=second))
    company.sync(first, second, first)
    assert first.store.roster == second.store.roster
    assert waiting_of(second, wire.Kind.ENTRY) == []
    for joined in (early, late, other):
        company.admit(joined, by=second)
    company.sync(first)
    assert {d.office for d in first.store.roster.active()} == {"HQ", "KEN"}
    assert len(first.store.roster.active()) == 6


def test_a_device_is_admitted_once_even_by_two_officers(company: Company) -> None:
    first, second = two_officers(company)
    joined = company.join(company.invite("KEN", "hr_clerk"))
    company.sync(first)
    company.word(joined.session)
    company.sync(first, second)
    for officer in (first, second):
        admitting.admit(officer, joined.session.person.device, joined.words)
    company.sync(first, second, first, joined.session)
    assert first.store.roster == second.store.roster
    assert waiting_of(second, wire.Kind.ENTRY) == waiting_of(second, wire.Kind.ADDRESSED) == []
    assert len(sealing_of(joined.session)) == 3


def test_an_office_that_two_officers_opened_at_once_is_opened_once(company: Company) -> None:
    first, second = two_officers(company)
    kept, lost = (company.join(company.invite("UGA", by=one)) for one in (first, second))
    company.sync(first, second, first)
    assert first.store.roster == second.store.roster
    assert waiting_of(second, wire.Kind.ENTRY) == []
    assert company.word(lost.session) == "file_not_ours"
    company.admit(kept, by=second)


def test_an_officer_who_was_closed_out_meanwhile_takes_back_what_waited(company: Company) -> None:
    first, second = two_officers(company, "hq_desk hq_case")
    company.invite("KEN", "monitor", by=second)
    revoking.revoke(first, second.person.device)
    [ending] = [
        one
        for one in waiting_of(first, wire.Kind.ENTRY)
        if isinstance(wire.RosterEntry.decode(one).act(), wire.Revoke)
    ]
    take(second, ending)
    assert waiting_of(second, wire.Kind.ENTRY) == []
    assert (
        second.store.roster.heads[chain_of(second, "KEN")] == first.store.roster.heads[chain_of(first, "KEN")]
    )
    with refused("not_allowed"):
        company.invite("KEN", "monitor", by=second)


def test_where_two_must_sign_one_is_not_enough(company: Company) -> None:
    first, second = two_officers(company)
    root = first.store.roster.root
    field = next(one for one in company.opened if one.person.office == "KEN")
    company.sync(field)
    act = invite_act("HQ", "hq_case")
    for session in (first, second, field):
        assert session.store.roster.quorum == 2
        for signers in ((first,), (first, first), (first, field)):
            with refused("hub_inconsistent"):
                take(session, signed(draft(first, root, act), *signers))
    agreed = signed(draft(first, root, act), first, second)
    for session in (first, second, field):
        assert take(session, agreed) == [True]
    company.invite("KEN", "monitor", by=first)


def switched_on(session: Session) -> object:
    """Return what is switched on for the office, as its record is folded here."""
    identity = ids.keyed_id("office", ("KEN",))
    return records.read(session, "office", identity).values.get("switches_on")


def test_records_are_folded_anew_when_somebody_turns_out_to_be_headquarters(company: Company) -> None:
    field = company.staff()
    company.sync(company.hq, field)
    officer = company.staff("HQ", "hq_desk")
    scope = next(one.id for one in reader.read_scopes(field.store.connection) if one.scope_class == "desk")
    change = Change(
        scope=scope,
        device=officer.person.device,
        counter=1,
        lamport=9,
        kind="office",
        record=ids.keyed_id("office", ("KEN",)),
        field="switches_on",
        value=["workplace_logging"],
    )
    with field.store.transaction() as writer:
        writer.append([change])
        writer.raise_lamport(scope, change.lamport)
    assert switched_on(field) is None
    news = [one.encode() for one in entries_of(company.hq) if one.chain == field.store.roster.root]
    with field.store.transaction() as writer:
        assert any([entries.accept_entry(field, writer, raw) for raw in news])
    again = company.reopen(field)  # the power went before anything followed
    assert switched_on(again) is None
    assert is_sound(again)
    entries.after_roster_change(again)
    assert switched_on(again) == ["workplace_logging"]
    assert is_sound(again)
    revoking.revoke(company.hq, officer.person.device)
    company.sync(company.hq, again)
    assert switched_on(again) == ["workplace_logging"]
    assert officer.person.device in again.store.rules.hq


def test_the_roster_is_folded_once_for_an_open_vault(company: Company) -> None:
    field = company.reopen(company.staff())
    state = field.store.roster
    entries.after_roster_change(field)
    assert field.store.roster is state


def test_an_entry_that_holds_nothing_we_know_is_kept_in_its_chain(company: Company) -> None:
    field = company.staff()
    plain = draft(field, chain_of(field, "KEN"), invite_act())
    later = msgspec.structs.replace(plain, body=b'{"do":"dance"}')
    assert take(field, signed(later, company.hq)) == [True]
    broken = msgspec.structs.replace(
        draft(field, chain_of(field, "KEN"), invite_act()), body=b'{"do":"invite"}'
    )
    with refused("hub_inconsistent"):
        take(field, signed(broken, company.hq))


def test_news_at_any_time_is_harmless(company: Company) -> None:
    field = company.staff()
    sent = waiting_of(company.hq, wire.Kind.ADDRESSED)
    for session in (field, company.hq):
        before = snapshot(session)
        for _ in range(3):
            entries.after_roster_change(session)
            epochs.tend(session)
        assert snapshot(session) == before
    assert waiting_of(company.hq, wire.Kind.ADDRESSED) == sent
    assert inviting.GOOD_DAYS == 30


def test_what_waited_and_was_never_true_is_dropped(company: Company) -> None:
    field = company.staff()
    chain = chain_of(field, "KEN")
    first = signed(draft(field, chain, invite_act()), company.hq)
    behind = wire.RosterEntry.decode(first)
    forged = wire.RosterEntry.draft(chain, behind.seq + 1, behind.digest(), invite_act())
    bent = forged.signed([(signing.device_bytes(company.hq.person.device), bytes(64))]).encode()
    assert take(field, bent, first) == [False, True]
    assert rosters.read_aside(field.store.connection) == {}
    assert len(field.store.roster.invitations) == 2
