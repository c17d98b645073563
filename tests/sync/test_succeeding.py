"""A vault restored from a backup is another device, admitted in place of the former; nothing sent is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped] # the wheel ships no types

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, epochs, feeds, log, reader, reissuing, rosters
from focal_desktop.sync import admitting, engine, exchange, identity, parcels, status, succeeding
from focal_desktop.sync.remote import Exchanged
from focal_desktop.usecases import acts, checking, people, records, safekeeping
from focal_desktop.usecases.session import Session
from tests.desks import make_desk
from tests.sync.company import (
    MAKING,
    PASSPHRASE,
    POLICY,
    Company,
    Line,
    facts_of,
    scope_of,
    states_of,
    waiting_of,
)

CASE = {"regime": "sea", "received_on": "2026-03-01", "area": "North", "survivor_words": "Marked words"}


def back_up(session: Session, name: str = "backup") -> backup.Source:
    """Write a backup beside a vault and open it."""
    out = session.store.folder.with_name(f"{session.store.folder.name}.{name}")
    safekeeping.back_up(session, out)
    return backup.unlock(out, PASSPHRASE)


def restore(company: Company, source: backup.Source) -> Session:
    """Make a vault of a backup."""
    folder = source.path.with_name(f"{source.path.name}.restored")
    found = safekeeping.restore(
        folder, source, MAKING, succeeding.succeed, clock=company.clock, policy=POLICY, kinds=KINDS
    )
    company.opened.append(found.session)
    return found.session


def admit(company: Company, restored: Session) -> None:
    """Let headquarters admit a restored vault by its words, and carry everything both ways."""
    assert company.word(restored) == "not_admitted"
    company.sync(company.hq)
    admitting.admit(company.hq, restored.person.device, succeeding.read_words(restored))
    company.sync(company.hq, restored, company.hq, restored)


def titles(session: Session, kind: str = "partner") -> list[str]:
    """Return the titles of every record of a kind."""
    return sorted(row.title for row in records.list_page(session, kind, {}, limit=1000)[0])


def require_agreement(*sessions: Session) -> None:
    """See that vaults agree on the partners, that nothing clashes and nothing waits for what never comes."""
    shown = [{row.id: row.values for row in records.list_page(s, "partner", {})[0]} for s in sessions]
    assert all(one == shown[0] for one in shown)
    for session in sessions:
        assert reader.read_clashing(session.store.connection) == []
        assert checking.check(session).ok


def reports_of(session: Session) -> int:
    """Return how many sealed reports wait outside any envelope."""
    waiting = rosters.read_waiting(session.store.connection)
    return sum(1 for one in waiting if one.item_type == engine.SEALED_REPORT)


def devices_of(session: Session, kind: str, identity: str) -> dict[str, str]:
    """Return by which device each field of a record was last written."""
    return {c.field: c.device for c in records.history(session, kind, identity)}


@contextmanager
def cut_off(company: Company, session: Session) -> Iterator[None]:
    """Seal everything and send nothing, as when the link breaks with the first byte."""

    class Broken(Line):
        def exchange(self, request: bytes) -> Exchanged:
            raise Trouble("hub_unreachable", f"The link was cut after 0 of {len(request)} bytes.")

    with pytest.raises(Trouble, match="cut"):
        exchange.Round(session, facts_of(session), Broken(company.hub)).run(exchange.Synced())  # type: ignore[arg-type] # a line is a remote here
    yield


def test_headquarters_admits_it_in_place_of_the_former(company: Company) -> None:
    """In one act: the former device is closed out, and says so at its next exchange."""
    desk = company.staff()
    records.add(desk, "partner", {"name": "Sent"})
    company.sync(desk, company.hq, desk)
    restored = restore(company, back_up(desk))
    assert restored.person.device != desk.person.device
    assert company.word(restored) == "not_admitted"
    company.sync(company.hq)
    listed = {one.device: one for one in admitting.list_devices(company.hq)}
    found = listed[restored.person.device]
    assert (found.state, found.office, found.role) == ("waiting", "KEN", "focal_point")
    assert found.words == succeeding.read_words(restored)
    admit(company, restored)
    states = states_of(admitting.list_devices(company.hq))
    assert (states[desk.person.device], states[restored.person.device]) == ("revoked", "admitted")
    records.add(restored, "partner", {"name": "After"})
    company.sync(restored, company.hq)
    assert titles(company.hq) == titles(restored) == ["After", "Sent"]
    assert succeeding.read_words(restored) == ""
    assert company.word(desk) == "revoked"
    require_agreement(restored, company.hq)


def test_what_was_sent_keeps_its_name_and_the_rest_gets_another(company: Company) -> None:
    desk = company.staff()
    sent = records.add(desk, "partner", {"name": "Sent", "country": "KE"}).id
    company.sync(desk, company.hq, desk)
    records.edit(desk, "partner", sent, {"name": "Sent and changed"})
    unsent = records.add(desk, "partner", {"name": "Unsent"}).id
    restored = restore(company, back_up(desk))
    old, new = desk.person.device, restored.person.device
    assert devices_of(restored, "partner", sent) == {"name": new, "country": old}
    assert devices_of(restored, "partner", unsent) == {"name": new}
    assert checking.check(restored).ok
    admit(company, restored)
    assert titles(company.hq) == ["Sent and changed", "Unsent"]
    require_agreement(restored, company.hq)
    records.edit(restored, "partner", unsent, {"name": "Changed again"})
    records.edit(company.hq, "partner", sent, {"name": "Changed in Nairobi"})
    company.sync(restored, company.hq, restored)
    require_agreement(restored, company.hq)
    assert titles(restored) == ["Changed again", "Changed in Nairobi"]
    assert people.describe(restored, old) == people.describe(restored, new) == "focal_point KEN"


def test_what_was_sent_after_the_backup_comes_back(company: Company) -> None:
    """Whether it was written before the backup or after it, and however it was edited since."""
    desk = company.staff()
    early = records.add(desk, "partner", {"name": "Early"}).id
    source = back_up(desk)
    records.edit(desk, "partner", early, {"name": "Early and changed"})
    records.add(desk, "partner", {"name": "Late"})
    company.sync(desk, company.hq)
    records.add(desk, "partner", {"name": "Lost"})
    restored = restore(company, source)
    assert titles(restored) == ["Early"]
    admit(company, restored)
    assert {"Early and changed", "Late"} <= set(titles(restored))
    assert titles(restored) == titles(company.hq)
    for session in (restored, company.hq):
        row = records.read(session, "partner", early)
        assert {side.value for side in row.clashes.get("name", ())} <= {"Early", "Early and changed"}
        assert checking.check(session).ok


def test_headquarters_says_again_what_it_has_read(company: Company) -> None:
    """A receipt that lay in an unsent envelope would else never come."""
    desk = company.staff()
    other = company.staff("HQ", "root hq_desk hq_case")
    records.add(desk, "partner", {"name": "Sent"})
    company.sync(desk, company.hq, desk)
    records.add(desk, "partner", {"name": "Read and not answered"})
    company.sync(desk)
    arrivals = exchange.Round(company.hq, facts_of(company.hq), Line(company.hub))  # type: ignore[arg-type] # a line
    arrivals.run(exchange.Synced())
    with cut_off(company, company.hq):
        restored = restore(company, back_up(company.hq))
    assert rosters.read_named(restored.store.connection, "told/") == {}
    assert company.word(restored) == "not_admitted"
    company.sync(other)
    admitting.admit(other, restored.person.device, succeeding.read_words(restored))
    company.sync(other, restored, desk)
    assert {item.place for item in status.list_items(desk)} == {"read"}


def test_what_was_sealed_and_not_sent_is_sent_under_the_new_name(company: Company) -> None:
    """An envelope that never left is dropped; if it had left after all, it comes back and changes nothing."""
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    records.add(desk, "partner", {"name": "Sealed"})
    with cut_off(company, desk):
        assert len(reissuing.list_unheld(desk.store.connection, desk.person.device)) == 1
        source = back_up(desk)
    company.sync(desk)
    restored = restore(company, source)
    connection = restored.store.connection
    scopes = [scope.id for scope in reader.read_scopes(connection)]
    assert not any(list(feeds.read_waiting(connection, scope, desk.person.device)) for scope in scopes)
    admit(company, restored)
    assert titles(company.hq) == titles(restored) == ["Sealed"]
    require_agreement(restored, company.hq)


@pytest.mark.parametrize("is_sealed", [False, True], ids=["waiting", "sealed"])
def test_a_sealed_report_is_never_lost(company: Company, is_sealed: bool) -> None:
    """Waiting, or sealed into an envelope that never left: no log holds it, yet it arrives, and once."""
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    said = {
        "about": "head_of_office",
        "conduct": "sexual_exploitation",
        "child": "not_known",
        "written_on": "2026-03-01",
        "account": "Marked words",
    }
    draft = records.add(desk, "sealed_report", said).id
    acts.act(desk, "sealed_report", draft, "seal", {})
    assert reports_of(desk) == 1
    if is_sealed:
        with cut_off(company, desk):
            assert reports_of(desk) == 0
    restored = restore(company, back_up(desk))
    assert reports_of(restored) == 1
    admit(company, restored)
    assert reports_of(restored) == 0
    assert len(records.list_page(company.hq, "sealed_report", {})[0]) == 1


def test_what_was_kept_here_beside_what_was_sent_stays_as_it_was(company: Company) -> None:
    """Drafts, sealed parts and notices, sent or not: the same values, no clash, the parts still open."""
    desk = company.staff()
    first = records.add(desk, "allegation", CASE).id
    acts.act(desk, "allegation", first, "notify", {})
    company.sync(desk, company.hq, desk)
    records.edit(desk, "allegation", first, {"area": "South"})
    second = records.add(desk, "allegation", CASE).id
    records.edit(desk, "allegation", second, {"area": "West"})
    acts.act(desk, "allegation", second, "notify", {})
    draft = records.add(desk, "allegation", CASE).id
    before = [records.read(desk, "allegation", one) for one in (first, second, draft)]
    restored = restore(company, back_up(desk))
    after = [records.read(restored, "allegation", one) for one in (first, second, draft)]
    assert [row.values for row in after] == [row.values for row in before]
    assert [row.clashes for row in after] == [row.clashes for row in before] == [{}] * 3
    for one in (first, second, draft):
        shown = records.reveal(restored, "allegation", one, "survivor", "a test")
        assert shown["survivor_words"] == "Marked words"
    assert checking.check(restored).ok
    admit(company, restored)
    assert records.read(company.hq, "allegation", second).state == "passed_on"
    assert reader.read_clashing(restored.store.connection) == []
    assert checking.check(restored).ok


def test_who_was_not_admitted_yet_keeps_the_device(company: Company) -> None:
    """Only the claim of that device can be admitted, and nothing else was ever sent under it."""
    joined = company.join(company.invite())
    records.add(joined.session, "partner", {"name": "Early"})
    restored = restore(company, back_up(joined.session))
    assert restored.person == joined.session.person
    assert succeeding.read_words(restored) == joined.words
    company.sync(company.hq)
    admit(company, restored)
    assert titles(company.hq) == ["Early"]


def test_who_founds_keeps_the_device_until_the_hub_has_heard(company: Company) -> None:
    """The root chain names it; afterwards another officer is needed."""
    restored = restore(company, back_up(company.hq, "before"))
    assert restored.person == company.hq.person
    assert len(waiting_of(restored, wire.Kind.FOUNDING)) == 1
    company.sync(company.hq)
    later = restore(company, back_up(company.hq, "after"))
    assert later.person.device != company.hq.person.device
    assert later.store.rules.hq == {company.hq.person.device, later.person.device}
    assert len(waiting_of(later, wire.Kind.CLAIM)) == 1


def test_a_vault_that_stands_alone_goes_on_as_another_device(company: Company) -> None:
    """No claim waits, and its whole history is still this desk's."""
    desk = make_desk(company.folder / "alone", company.clock)
    made = records.add(desk.session, "allegation", CASE).id
    acts.act(desk.session, "allegation", made, "notify", {})
    restored = restore(company, back_up(desk.session))
    assert waiting_of(restored, wire.Kind.CLAIM) == []
    new = restored.person.device
    assert new != desk.session.person.device
    assert {c.device for c in records.history(restored, "allegation", made)} == {new}
    shown = records.reveal(restored, "allegation", made, "survivor", "a test")
    assert shown["survivor_words"] == "Marked words"
    assert checking.check(restored).ok
    desk.lock()


def test_the_new_device_counts_from_one_without_a_gap(company: Company) -> None:
    """As the hub and every reader expect of a device that never wrote before."""
    desk = company.staff()
    records.add(desk, "partner", {"name": "Sent"})
    company.sync(desk, company.hq, desk)
    records.add_many(desk, "partner", [{"name": f"Unsent {n}"} for n in range(3)])
    restored = restore(company, back_up(desk))
    connection = restored.store.connection
    for scope in reader.read_scopes(connection):
        own = [c.counter for c in log.read_own(connection, scope.id, restored.person.device, 0, 1000)]
        assert own == list(range(1, scope.counter + 1))


def test_what_somebody_built_on_is_known_to_be_held(company: Company) -> None:
    """By way of a stick, without any hub: the change keeps its name, or that answer would wait for ever."""
    desk = company.staff()
    made = records.add(desk, "partner", {"name": "By stick"}).id
    batch = engine.collect(desk, desk.store.roster)
    engine.remember(desk, batch, engine.seal(batch))
    connection, device = desk.store.connection, desk.person.device
    assert [kept.sequence for kept in reissuing.list_unheld(connection, device)] != []
    change = log.read_record(connection, "partner", made)[0]
    answer = msgspec.structs.replace(
        change, device=company.hq.person.device, counter=999, base=(change.name,), value="Answered"
    )
    with desk.store.transaction() as writer:
        writer.append([answer])
    partner_scope = [k for k in reissuing.list_unheld(connection, device) if k.scope == change.scope]
    assert partner_scope == []
    restored = restore(company, back_up(desk))
    assert [c.device for c in records.history(restored, "partner", made)] == [device, answer.device]
    assert titles(restored) == ["Answered"]


def test_a_restored_officer_speaks_to_each_device_anew(company: Company) -> None:
    """Numbered from one, as the hub expects of a new device."""
    officer, desk = company.staff("HQ", "hq_case"), company.staff("KEN", "hr_clerk")
    company.sync(officer, desk, officer)
    restored = restore(company, back_up(officer))
    admit(company, restored)
    company.clock.move(days=8)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    company.sync(desk, restored)
    sent = rosters.read_sent(restored.store.connection, wire.Kind.ADDRESSED)
    items = [wire.Addressed.decode(one.content) for one in sent]
    ends = (identity.own_id(desk), identity.own_id(restored))
    mine = [one.seq for one in items if (one.to, one.sender) == ends]
    assert mine == list(range(1, len(mine) + 1))
    assert mine
    assert not waiting_of(restored, wire.Kind.ADDRESSED)


def test_keys_that_never_left_are_given_again(company: Company) -> None:
    officer, desk = company.hq, company.staff("KEN", "hr_clerk")
    connection, front = officer.store.connection, identity.own_id(desk)[: wire.ASKER_BYTES]
    held = {one.key_id for one in epochs.read_all(desk.store.connection)}
    wanted = [one for one in epochs.read_all(connection) if one.key_id in held]
    with officer.store.transaction() as writer:
        to = officer.store.roster.devices[identity.own_id(desk)]
        parcels.send(officer, writer, to, wanted, {})
        parcels.post(officer, writer, to.id, b"of a later form")
    assert all(front in epochs.read_ledger(connection).holders(one.key_id) for one in wanted)
    with officer.store.transaction() as writer:
        parcels.start_anew(officer, writer)
    assert not waiting_of(officer, wire.Kind.ADDRESSED)
    assert not any(front in epochs.read_ledger(connection).holders(one.key_id) for one in wanted)
    assert not rosters.read_named(connection, "parcels/")


def test_the_log_is_guarded_again_afterwards(company: Company) -> None:
    """Nothing alters it any more, in the restored vault as in any other."""
    desk = make_desk(company.folder / "alone", company.clock)
    records.add(desk.session, "partner", {"name": "One"})
    restored = restore(company, back_up(desk.session))
    for statement in ("UPDATE change SET at = ''", "DELETE FROM change", "UPDATE value SET salt = x'00'"):
        with pytest.raises(dbapi2.IntegrityError):
            restored.store.connection.execute(statement)
    assert rosters.read_waiting(restored.store.connection) == []
    desk.lock()


def test_what_an_officer_signed_and_no_hub_has_is_signed_again_by_a_person(company: Company) -> None:
    """The hub takes no entry by a key that is closed out, and the claim must stand in front of all else."""
    desk = company.staff()
    other = company.staff("HQ", "root hq_desk hq_case")
    company.invite("KEN", "monitor", by=other)
    company.invite("UGA", by=other)
    restored = restore(company, back_up(other))
    assert waiting_of(restored, wire.Kind.ENTRY) == []
    assert restored.store.roster == company.hq.store.roster
    admit(company, restored)
    joined = company.join(company.invite("UGA", by=restored))
    company.admit(joined, by=restored)
    company.sync(company.hq, desk)
    assert {one.code for one in company.hq.store.roster.offices.values()} == {"KEN", "UGA"}
    assert checking.check(restored).ok


@pytest.mark.parametrize("erased", [1, 2])
def test_what_was_sealed_behind_something_erased_is_issued_again_from_the_log(
    company: Company, erased: int
) -> None:
    """It cannot be opened any more without what was erased before it, nor need it be: the log has it all."""
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    words = [{"name": f"Partner {number} " + "word " * 90} for number in range(150)]
    made = records.add_many(desk, "partner", words)
    with cut_off(company, desk):
        pass
    device, scope = desk.person.device, scope_of(desk, "desk")
    own = feeds.read_feed(desk.store.connection, scope, device, only=feeds.OWN)
    batch = [one.sequence for one in own if one.covers and not one.hub_at]
    assert len(batch) > erased
    with desk.store.transaction() as writer:
        for sequence in batch[:erased]:  # as what carried an erased record is let go of
            writer.run(
                "UPDATE envelope SET content = x'' WHERE scope = ? AND device = ? AND sequence = ?",
                *(scope, device, sequence),
            )
    restored = restore(company, back_up(desk))
    admit(company, restored)
    found = records.list_page(company.hq, "partner", {}, limit=1000)[0]
    assert {row.id for row in found} == {one.id for one in made}
    require_agreement(restored, company.hq)
