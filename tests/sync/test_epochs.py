"""Epoch keys: given to readers alone, renewed when one is lost or time is up, taken from officers alone."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.store import epochs as held_keys
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.store.epochs import Epoch
from focal_desktop.sync import admitting, entries, epochs, parcels, revoking
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.parcel import Held, Parcel, write_keys
from focal_desktop.wire.reading import is_reading
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync.company import (
    Company,
    entries_of,
    keys_of,
    scope_of,
    sealing_of,
    states_of,
    waiting_of,
)


def newest(session: Session, scope: str) -> Epoch:
    """Return the newest common key of a scope."""
    return max(
        (one for one in held_keys.read_all(session.store.connection, scope) if not one.feed),
        key=lambda one: one.rank,
    )


def inbox_size(company: Company, session: Session) -> int:
    """Return how many parcels of keys the hub holds for a device."""
    held = company.hub.kept.after(wire.inbox(signing.device_bytes(session.person.device)), 0)
    return sum(1 for one in held if not is_reading(wire.Addressed.decode(one.body).sealed))


def private_of(session: Session) -> bytes:
    """Return the key to which others seal for this vault."""
    return reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""


def test_whoever_is_revoked_gets_no_new_key_and_the_others_do(company: Company) -> None:
    stays, goes, clerk = company.staff(), company.staff(), company.staff("KEN", "hr_clerk")
    other = company.staff("UGA", "hr_clerk")
    before = keys_of(goes)
    revoking.revoke(company.hq, goes.person.device)
    company.sync(company.hq, stays, clerk, other)
    assert company.word(goes) == "revoked"
    assert keys_of(goes) == before
    for name in ("desk", "sea", "work"):
        scope = scope_of(stays, name)
        assert newest(stays, scope).number == 2
        assert sealing_of(stays)[scope] == sealing_of(company.hq)[scope]
        assert (scope, sealing_of(stays)[scope]) not in before
    desk, every = scope_of(clerk, "desk"), scope_of(clerk, "hq/all")
    assert sealing_of(clerk)[desk] == sealing_of(stays)[desk]
    assert sealing_of(other)[every] == sealing_of(stays)[every] == newest(company.hq, every).key_id
    assert newest(company.hq, scope_of(other, "desk")).number == 1
    assert newest(company.hq, scope_of(company.hq, "hq/case")).number == 1
    states = states_of(admitting.list_devices(company.hq))
    assert states[goes.person.device] == "revoked"
    assert states[stays.person.device] == "admitted"


def test_old_keys_stay_so_that_what_was_written_can_be_read(company: Company) -> None:
    stays, goes = company.staff(), company.staff()
    made = records.add(goes, "partner", {"name": "Practice partner"})
    company.sync(goes, company.hq)
    revoking.revoke(company.hq, goes.person.device)
    late = company.staff()
    company.sync(stays, late)
    for one in (stays, late):
        assert records.read(one, "partner", made.id).title == "Practice partner"


def test_what_a_revoked_device_wrote_behind_the_last_one_held_is_kept_aside(company: Company) -> None:
    stays, goes = company.staff(), company.staff()
    desk = scope_of(goes, "desk")
    made = records.add(goes, "partner", {"name": "In time"})
    company.sync(goes, company.hq)
    held = feeds.read_heads(company.hq.store.connection, desk).get(goes.person.device, 0)
    records.add(goes, "partner", {"name": "Too late"})
    company.sync(goes)
    revoking.revoke(company.hq, goes.person.device)
    company.sync(company.hq, stays)
    state = company.hq.store.roster
    device = state.devices[signing.device_bytes(goes.person.device)]
    assert device.counts_until(bytes.fromhex(desk), held)
    assert not device.counts_until(bytes.fromhex(desk), held + 1)
    for one in (company.hq, stays):
        aside = feeds.read_state(one.store.connection, feeds.ASIDE)
        assert [kept.device for kept in aside] == [goes.person.device]
        assert [row.id for row in records.list_page(one, "partner", {})[0]] == [made.id]


def test_an_officer_who_may_not_read_a_feed_cuts_nothing_of_it(company: Company) -> None:
    field, desk = company.staff(), company.staff("HQ", "root hq_desk")
    company.sync(field, company.hq, desk)
    sea = bytes.fromhex(scope_of(field, "sea"))
    number = newest(company.hq, sea.hex()).number
    revoking.revoke(desk, field.person.device)
    device = desk.store.roster.devices[signing.device_bytes(field.person.device)]
    assert device.counts_until(sea, 10_000)
    assert not device.counts_until(bytes.fromhex(scope_of(field, "desk")), 10_000)
    company.sync(desk, company.hq)
    assert newest(company.hq, sea.hex()).number == number
    epochs.tend(company.hq)
    assert newest(company.hq, sea.hex()).number == number + 1
    assert newest(company.hq, scope_of(field, "desk")).number == number + 1
    assert sealing_of(desk)[scope_of(field, "desk")] == sealing_of(company.hq)[scope_of(field, "desk")]


def test_a_revoked_officer_loses_every_scope(company: Company) -> None:
    field, officer = company.staff(), company.staff("HQ", "hq_desk hq_case")
    company.invite("KEN", "monitor", by=officer)
    company.sync(officer, company.hq)
    before = keys_of(officer)
    revoking.revoke(company.hq, officer.person.device)
    company.sync(company.hq, field)
    assert company.word(officer) == "revoked"
    assert not set(sealing_of(company.hq).items()) & before
    assert set(sealing_of(field).items()) <= keys_of(company.hq)
    assert not set(sealing_of(field).items()) & before
    made = records.add(field, "partner", {"name": "Practice partner"})
    company.sync(field, company.hq)
    assert records.read(company.hq, "partner", made.id).title == "Practice partner"


def test_what_a_revoked_officer_had_still_to_give_is_given_again(company: Company) -> None:
    company.invite("KEN")
    officer = company.staff("HQ", "hq_desk hq_case")
    joined = company.join(company.invite("KEN", by=officer))
    company.sync(officer)
    company.word(joined.session)
    company.sync(officer)
    admitting.admit(officer, joined.session.person.device, joined.words)
    company.sync(officer, company.hq)
    revoking.revoke(company.hq, officer.person.device)
    company.sync(company.hq, joined.session)
    field = joined.session
    reads = {scope_of(field, name) for name in ("desk", "sea", "work", "hq/all")}
    assert {key for key in keys_of(company.hq) if key[0] in reads} <= keys_of(field)


def test_nobody_closes_out_the_last_officer_or_themselves(company: Company) -> None:
    field = company.staff()
    with refused("not_allowed", "device"):
        revoking.revoke(company.hq, company.hq.person.device)
    for nobody in ("a" * 26, "", "x"):
        with refused("not_found", "device"):
            revoking.revoke(company.hq, nobody)
    with refused("not_allowed"):
        revoking.revoke(field, company.hq.person.device)
    desk = company.staff("HQ", "hq_desk")
    with refused("not_allowed"):
        revoking.revoke(desk, company.hq.person.device)
    held = len(entries_of(company.hq))
    revoking.revoke(company.hq, field.person.device)
    revoking.revoke(company.hq, field.person.device)
    assert len(entries_of(company.hq)) == held + 1


@pytest.mark.parametrize("days", [epochs.LIFE_DAYS, -epochs.LIFE_DAYS, 20_000])
def test_keys_are_renewed_when_their_time_is_over(company: Company, clock: HandClock, days: int) -> None:
    field = company.staff()
    before = sealing_of(field)
    clock.move(days=days - (1 if days > 0 else -1))
    epochs.tend(company.hq)
    company.sync(company.hq, field)
    assert (sealing_of(field) == before) is (abs(days) <= epochs.LIFE_DAYS)
    clock.move(days=1 if days > 0 else -1)
    epochs.tend(company.hq)
    epochs.tend(field)
    company.sync(company.hq, field)
    assert set(sealing_of(field)) == set(before)
    assert not set(sealing_of(field).values()) & set(before.values())
    epochs.tend(company.hq)
    assert waiting_of(company.hq, wire.Kind.ADDRESSED) == []


def test_an_empty_clock_is_no_reason_to_fail(company: Company, clock: HandClock) -> None:
    clock.set(datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    field = company.staff()
    clock.set(datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC))
    epochs.tend(company.hq)
    company.sync(company.hq, field)
    assert all(newest(field, scope_of(field, name)).number == 2 for name in ("desk", "sea"))


def test_two_officers_who_renew_at_once_agree_in_the_end(company: Company) -> None:
    goes, also_goes, stays = (company.staff("KEN", "hr_clerk") for _ in range(3))
    officer = company.staff("HQ", "root hq_desk hq_case")
    company.sync(company.hq, officer)
    revoking.revoke(company.hq, goes.person.device)
    revoking.revoke(officer, also_goes.person.device)
    for _ in range(3):
        for one in (company.hq, officer):
            epochs.tend(one)
            company.sync(one)
    company.sync(stays)
    desk = scope_of(stays, "desk")
    assert sealing_of(company.hq) == sealing_of(officer)
    assert sealing_of(stays)[desk] == sealing_of(officer)[desk]
    assert newest(stays, desk).lost == 2


def test_each_key_is_given_once(company: Company) -> None:
    field = company.staff()
    assert inbox_size(company, field) == 1
    officer = company.staff("HQ", "root hq_desk hq_case")
    assert inbox_size(company, officer) == 1
    late = company.join(company.invite("KEN", "alternate", by=officer))
    company.admit(late, by=officer)
    for one in (company.hq, officer, field, company.hq, officer):
        epochs.tend(one)
        company.sync(one)
    assert inbox_size(company, late.session) == 1
    assert inbox_size(company, field) == 2  # the alternate's own key of the case scope
    before = inbox_size(company, officer)
    company.staff("UGA", "hr_clerk")
    assert inbox_size(company, officer) == before + 2  # the new office's scopes, then the clerk's own key


def test_a_parcel_that_comes_again_or_late_turns_nothing_back(company: Company) -> None:
    field, goes = company.staff(), company.staff()
    first = [one.content for one in rosters.read_sent(company.hq.store.connection, wire.Kind.ADDRESSED)]
    revoking.revoke(company.hq, goes.person.device)
    company.sync(company.hq, field)
    before = (sealing_of(field), keys_of(field))
    for raw in first:
        with field.store.transaction() as writer:
            assert not parcels.accept_addressed(field, writer, raw)
    assert (sealing_of(field), keys_of(field)) == before


def addressed_to(company: Company, session: Session) -> list[wire.Addressed]:
    """Return what headquarters has sent to a vault."""
    sent = rosters.read_sent(company.hq.store.connection, wire.Kind.ADDRESSED)
    items = [wire.Addressed.decode(one.content) for one in sent]
    return [item for item in items if item.to == signing.device_bytes(session.person.device)]


def take(session: Session, raw: bytes) -> bool:
    """Take in a parcel."""
    with session.store.transaction() as writer:
        return parcels.accept_addressed(session, writer, raw)


def resign(item: wire.Addressed, session: Session, **changed: object) -> bytes:
    """Return a parcel as another vault would send it."""
    sender = signing.device_bytes(session.person.device)
    changes = {"sender": sender, "signature": b"", **changed}
    fresh = msgspec.structs.replace(item, **changes)
    seed = reader.read_key(session.store.connection, unlocking.DEVICE_SIGN) or b""
    return fresh.signed(signing.sign(seed, fresh.signed_part())).encode()


def test_only_headquarters_gives_keys(company: Company) -> None:
    field, other = company.staff(), company.staff()
    company.sync(field)
    [item, *_] = addressed_to(company, field)
    before = keys_of(field)
    with refused("hub_inconsistent"):
        take(field, resign(item, other))
    with refused("hub_inconsistent"):
        take(field, msgspec.structs.replace(item, signature=bytes(64)).encode())
    with refused("hub_inconsistent"):
        take(field, b"FADR\x01nonsense")
    assert not take(field, addressed_to(company, other)[0].encode())
    assert keys_of(field) == before


def test_no_altered_parcel_brings_a_key(company: Company, scale: float) -> None:
    field = company.staff()
    [item] = addressed_to(company, field)
    raw, before = item.encode(), keys_of(field)
    for place in range(0, len(raw), max(1, int(4 / scale))):
        bent = raw[:place] + bytes([raw[place] ^ 0x04]) + raw[place + 1 :]
        try:
            assert not take(field, bent)
        except Exception as wrong:  # noqa: BLE001 whatever it is, it must be this
            assert getattr(wrong, "code", "") == "hub_inconsistent", wrong  # noqa: PT017 both ways are right
    for place in range(0, len(item.sealed), max(1, int(4 / scale))):
        sealed = item.sealed[:place] + bytes([item.sealed[place] ^ 0x04]) + item.sealed[place + 1 :]
        assert not take(field, resign(item, company.hq, sealed=sealed))
    assert keys_of(field) == before


def forge(
    company: Company, session: Session, by: Session, scope: str, *, secret: bytes, number: int = 9
) -> bytes:
    """Return a well made parcel by an officer with a key of their choice for a scope."""
    to, sender = (signing.device_bytes(one.person.device) for one in (session, by))
    names = ((bytes.fromhex(scope), keys.key_id(secret)),)
    head = company.hq.store.roster.heads[company.hq.store.roster.root].digest
    parcel = Parcel(names=names, head=head)
    text = write_keys((Held(number=number, secret=secret),))
    public = sealing.public_of(private_of(session))
    body = msgspec.structs.replace(parcel, sealed=sealing.seal(public, text, parcel.bound_part(to, sender)))
    item = wire.Addressed(to=to, sender=sender, seq=1, sealed=body.encode())
    return resign(item, by)


def test_an_officer_gives_keys_of_the_scopes_they_read_and_no_other(company: Company) -> None:
    field, desk = company.staff(), company.staff("HQ", "hq_desk")
    clerk = company.staff("KEN", "hr_clerk")
    company.sync(field)
    secret = keys.new_key()
    sea, work = scope_of(field, "sea"), scope_of(field, "work")
    assert not take(field, forge(company, field, desk, sea, secret=secret))
    assert not take(clerk, forge(company, clerk, company.hq, sea, secret=secret))
    assert not take(field, forge(company, field, company.hq, "00" * 8, secret=secret))
    assert take(field, forge(company, field, company.hq, work, secret=secret))
    assert sealing_of(field)[work] == keys.key_id(secret).hex()
    assert all(one.id != sea for one in reader.read_scopes(clerk.store.connection))


def test_a_parcel_is_bound_to_its_reader_sender_scope_and_roster(company: Company) -> None:
    field, officer = company.staff(), company.staff("HQ", "root hq_desk hq_case")
    company.sync(field)
    [item, *_] = addressed_to(company, field)
    parcel = Parcel.decode(item.sealed)
    changed = [
        msgspec.structs.replace(parcel, head=bytes(16)),
        msgspec.structs.replace(parcel, names=parcel.names[::-1]),
        msgspec.structs.replace(parcel, names=parcel.names[1:]),
    ]
    with field.store.transaction() as writer:
        writer.run("DELETE FROM key WHERE name LIKE 'epoch/%'")
    for one in changed:
        assert not take(field, resign(item, company.hq, sealed=one.encode()))
    assert not take(field, resign(item, officer))
    newer = item.sealed[:1] + b"\x09" + item.sealed[2:]
    assert not take(field, resign(item, company.hq, sealed=newer))
    assert [kind for kind, _ in rosters.read_aside(field.store.connection).values()] == [3]
    assert take(field, item.encode())


def test_a_parcel_of_a_revoked_officer_does_not_count(company: Company) -> None:
    field, officer = company.staff(), company.staff("HQ", "hq_desk hq_case")
    company.sync(field, officer)
    desk = scope_of(field, "desk")
    forged = forge(company, field, officer, desk, secret=keys.new_key(), number=99)
    revoking.revoke(company.hq, officer.person.device)
    company.sync(company.hq, field)
    before = sealing_of(field)
    assert not take(field, forged)
    assert sealing_of(field) == before


def test_a_key_for_another_feed_is_never_sealed_under(company: Company) -> None:
    field, alternate = company.staff(), company.staff("KEN", "alternate")
    company.sync(company.hq, field)
    sea = scope_of(field, "sea")
    feed = {one.feed for one in held_keys.read_all(field.store.connection, sea)}
    assert feed == {"", alternate.person.device}
    assert sealing_of(field)[sea] == newest(field, sea).key_id


def test_a_claim_with_keys_that_take_no_seal_is_not_kept(company: Company) -> None:
    body = wire.ClaimBody(join=bytes(32), sign=bytes(32), seal=bytes(1216))
    with company.hq.store.transaction() as writer:
        with refused("hub_inconsistent"):
            admitting.accept_claim(
                company.hq, writer, wire.Claim.draft(body).signed(bytes(64), bytes(64)).encode()
            )
        with refused("hub_inconsistent"):
            admitting.accept_claim(company.hq, writer, b"FCLM\x01")
        seeds = signing.new_seed(), signing.new_seed()
        bad = wire.Claim.draft(
            wire.ClaimBody(
                join=signing.public_key(seeds[0]), sign=signing.public_key(seeds[1]), seal=b"\xff" * 1216
            )
        )
        part = bad.signed_part()
        made = bad.signed(*(signing.sign(seed, part) for seed in seeds)).encode()
        assert not admitting.accept_claim(company.hq, writer, made)
        assert not admitting.accept_claim(company.hq, writer, b"FCLM\x02" + made[5:])
    assert states_of(admitting.list_devices(company.hq)) == {company.hq.person.device: "admitted"}


def test_an_office_keeps_no_claim(company: Company) -> None:
    field = company.staff()
    joined = company.join(company.invite())
    [claim] = waiting_of(joined.session, wire.Kind.CLAIM)
    with field.store.transaction() as writer:
        assert not admitting.accept_claim(field, writer, claim)
    with company.hq.store.transaction() as writer:
        assert admitting.accept_claim(company.hq, writer, claim)
        assert not admitting.accept_claim(company.hq, writer, claim)


def test_the_engine_opens_what_a_lone_writer_sealed(company: Company) -> None:
    field, alternate = company.staff(), company.staff("KEN", "alternate")
    made = records.add(alternate, "monthly_return", {"month": "2026-02", "office": "KEN"})
    company.sync(alternate, company.hq, field)
    sea = scope_of(field, "sea")
    for one in (company.hq, field):
        held = feeds.read_feed(one.store.connection, sea, alternate.person.device, only=feeds.TAKEN)
        assert held
        assert records.read(one, "monthly_return", made.id).id == made.id


def test_a_parcel_of_a_later_form_waits(company: Company) -> None:
    field = company.staff()
    raw = addressed_to(company, field)[0].encode()
    assert not take(field, raw[:4] + b"\x02" + raw[5:])
    assert len(rosters.read_aside(field.store.connection)) == 1


def test_a_day_that_nobody_can_read_renews_nothing(company: Company) -> None:
    epoch = Epoch(scope=scope_of(company.hq, "hq/all"), key_id="ff" * 16, number=9, made_at="one day")
    with company.hq.store.transaction() as writer:
        held_keys.keep(writer, company.hq.store.connection, epoch, bytes(32), company.hq.person.device)
    epochs.tend(company.hq)
    assert newest(company.hq, epoch.scope).number == 9


def test_a_device_that_takes_no_seal_stops_nobody_elses_keys(company: Company) -> None:
    field = company.staff()
    chain = company.hq.store.roster.devices[signing.device_bytes(field.person.device)].chain
    stranger, join = signing.new_seed(), signing.public_key(signing.new_seed())
    scope = bytes.fromhex(scope_of(company.hq, "desk"))
    with company.hq.store.transaction() as writer:
        act = wire.Invite(join=join, office="KEN", role="hr_clerk", until=datetime.date(2030, 1, 1))
        entries.add(company.hq, writer, chain, act)
        broken = wire.Keys(signing.public_key(stranger), b"\xff" * 1216)
        admitted = wire.Admit(join=join, device=broken, office="KEN", role="hr_clerk", read=(scope,))
        entries.add(company.hq, writer, chain, admitted)
    late = company.staff("KEN", "alternate")
    epochs.tend(company.hq)
    assert (scope.hex(), sealing_of(company.hq)[scope.hex()]) in keys_of(late)
    assert waiting_of(company.hq, wire.Kind.ADDRESSED) == []
