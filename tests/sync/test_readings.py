"""What a device learns that writes a scope without reading it, by hub and stick; nobody else learns it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, signing
from focal_desktop.domain.record import Scope
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.sync import admitting, answering, folder, identity, parcels, readings, revoking, status
from focal_desktop.usecases import acts, checking, records
from focal_desktop.usecases.session import Session
from focal_desktop.wire.reading import Reading, Span, is_reading
from tests.sync.company import Company, scope_of

SAID = {"about": "head_of_office", "account": "Canary words"}


def seal_report(session: Session) -> None:
    """Write a sealed report and let it go."""
    acts.act(session, "sealed_report", records.add(session, "sealed_report", SAID).id, "seal", {})


def places(session: Session) -> list[str]:
    """Return where the nameless items of a vault are."""
    found = [one for one in status.list_items(session) if one.kind == status.SEALED_ITEM]
    assert all((one.id, one.reference) == ("", "") for one in found)
    return [one.place for one in found]


def carry(stick: Path, *sessions: Session) -> None:
    """Let each vault read and write the stick in turn."""
    for session in sessions:
        folder.sync_with_folder(session, stick)


def words_to(officer: Session, session: Session) -> list[wire.Addressed]:
    """Return what an officer ever said to a device of having read its feed of `hq/case`."""
    held = rosters.read_sent(officer.store.connection, wire.Kind.ADDRESSED)
    items = [wire.Addressed.decode(one.content) for one in held]
    mine = [i for i in items if i.to == identity.own_id(session) and is_reading(i.sealed)]
    case = scope_of(session, Scope.HQ_CASE)
    return [i for i in mine if Reading.decode(i.sealed).scope.hex() == case]


def own_feed(session: Session) -> list[feeds.Kept]:
    """Return a device's own envelopes of `hq/case`."""
    case = scope_of(session, Scope.HQ_CASE)
    return feeds.read_feed(session.store.connection, case, session.person.device, only=feeds.OWN)


@pytest.fixture
def clerk(company: Company) -> Session:
    """Somebody who may not even know that allegations exist, settled in."""
    session = company.staff("KEN", "hr_clerk")
    company.sync(session, company.hq, session)
    return session


@pytest.fixture
def colleague(company: Company, clerk: Session) -> Session:
    """Another of the same office, who never writes a report."""
    session = company.staff("KEN", "head_of_office")
    company.sync(session, company.hq, session, clerk)
    assert clerk.person.office == session.person.office
    return session


def test_a_report_waits_reaches_the_hub_and_is_read(company: Company, clerk: Session) -> None:
    assert places(clerk) == []
    seal_report(clerk)
    assert places(clerk) == ["waiting"]
    company.sync(clerk)
    assert places(clerk) == ["hub"]
    company.sync(clerk)
    assert places(clerk) == ["hub"]
    company.sync(company.hq, clerk)
    assert places(clerk) == ["read"]
    assert len(records.list_page(company.hq, "sealed_report", {})[0]) == 1
    assert checking.check(clerk).ok


def test_a_report_is_read_by_stick_alone(company: Company, tmp_path: Path) -> None:
    joined = company.join(company.invite("IRQ", "alternate"))
    desk, stick = joined.session, tmp_path / "stick"
    carry(stick, desk, company.hq)
    admitting.admit(company.hq, desk.person.device, joined.words)
    carry(stick, company.hq, desk, desk, company.hq, desk)
    seal_report(desk)
    carry(stick, desk)
    assert places(desk) == ["waiting"]
    carry(stick, company.hq, desk)
    assert places(desk) == ["read"]
    carry(stick, company.hq, desk)
    company.sync(company.hq, desk, company.hq, desk)
    assert places(desk) == ["read"]
    assert checking.check(desk).ok


def test_what_went_by_stick_is_answered_by_hub_too(company: Company, clerk: Session, tmp_path: Path) -> None:
    seal_report(clerk)
    carry(tmp_path / "stick", clerk, company.hq)
    company.sync(company.hq, clerk)
    assert places(clerk) == ["read"]


def test_a_stick_carries_only_the_newest_word_to_each(
    company: Company, clerk: Session, tmp_path: Path
) -> None:
    for _ in range(3):
        company.clock.move(days=8)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
        company.sync(clerk, company.hq, clerk)
    assert len(words_to(company.hq, clerk)) == 4
    carry(tmp_path / "stick", company.hq)
    (bundle,) = (tmp_path / "stick").iterdir()
    held = folder.open_bundle(clerk, bundle.read_bytes()) or []
    items = [wire.Addressed.decode(one.data) for one in held if one.kind == wire.Kind.ADDRESSED]
    assert [one for one in items if is_reading(one.sealed)] == words_to(company.hq, clerk)[-1:]
    assert [one for one in items if not is_reading(one.sealed)]


def test_a_second_report_while_the_first_is_waiting_shows_as_one_item(
    company: Company, clerk: Session
) -> None:
    seal_report(clerk)
    company.sync(clerk)
    seal_report(clerk)
    seal_report(clerk)
    assert places(clerk) == ["waiting"]
    company.sync(company.hq, clerk)
    assert places(clerk) == ["hub"]
    company.sync(company.hq, clerk)
    assert places(clerk) == ["read"]
    rows, _ = records.list_page(company.hq, "sealed_report", {})
    assert len(rows) == 3
    for row in rows:
        assert (
            records.reveal(company.hq, "sealed_report", row.id, "report", "To act")["account"]
            == "Canary words"
        )
    seal_report(clerk)
    assert places(clerk) == ["waiting"]


def test_nothing_is_left_of_it_after_a_week(company: Company, clerk: Session, colleague: Session) -> None:
    seal_report(clerk)
    company.sync(clerk, company.hq, clerk)
    company.clock.move(days=6)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    assert places(clerk) == ["read"]
    company.clock.move(days=2)  # type: ignore[attr-defined]  # the same
    assert places(clerk) == []
    company.sync(clerk, colleague, company.hq, clerk, colleague)
    facts = [set(rosters.read_named(one.store.connection, "")) for one in (clerk, colleague)]
    assert {name for name in facts[0] ^ facts[1] if not name.startswith("epoch/")} == set()
    assert places(clerk) == []


def test_the_vault_does_not_count_what_was_sealed(
    company: Company, clerk: Session, colleague: Session
) -> None:
    for _ in range(2):
        seal_report(clerk)
    company.sync(clerk, colleague, company.hq, clerk, colleague)
    for session in (clerk, colleague):
        scope = reader.read_scope(session.store.connection, scope_of(session, Scope.HQ_CASE))
        assert scope is not None
        assert (scope.counter, scope.lamport) == (0, 0)
        assert {one.covers for one in own_feed(session)} == {()}
        assert rosters.read_waiting(session.store.connection) == []


def test_who_never_wrote_one_gets_the_same_words(
    company: Company, clerk: Session, colleague: Session
) -> None:
    for week in range(3):
        company.clock.move(days=8)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
        if week == 1:
            seal_report(clerk)
        company.sync(clerk, colleague, company.hq, clerk, colleague)
    written, never = words_to(company.hq, clerk), words_to(company.hq, colleague)
    assert len(written) == len(never) == 4
    assert {len(one.encode()) for one in written + never} == {len(never[0].encode())}
    assert len(never[0].encode()) < 200
    own = rosters.read_sent(colleague.store.connection, wire.Kind.ADDRESSED)
    assert not own


def test_nobody_else_can_open_a_word(company: Company, clerk: Session, colleague: Session) -> None:
    seal_report(clerk)
    company.sync(clerk, company.hq)
    last = words_to(company.hq, clerk)[-1]
    assert feeds.opening_key(colleague.store.connection, *_named(last)) is None
    with colleague.store.transaction() as writer:
        assert not parcels.accept_addressed(colleague, writer, last.encode())
    assert places(colleague) == []
    assert b"Canary" not in last.encode()


def _named(item: wire.Addressed) -> tuple[str, bytes]:
    reading = Reading.decode(item.sealed)
    return reading.scope.hex(), reading.key_id


def test_one_of_several_officers_is_enough(company: Company, clerk: Session) -> None:
    other = company.staff("HQ", "hq_case")
    company.sync(other, company.hq, other, clerk)
    seal_report(clerk)
    company.sync(clerk, other, clerk)
    assert places(clerk) == ["read"]
    company.sync(company.hq, clerk)
    assert places(clerk) == ["read"]


def test_an_officer_for_whom_it_was_not_sealed_has_not_read_it(company: Company, clerk: Session) -> None:
    seal_report(clerk)
    company.sync(clerk)
    officer = company.staff("HQ", "hq_case")
    company.sync(officer)
    assert records.list_page(officer, "sealed_report", {})[0]
    (said,) = words_to(officer, clerk)
    take(clerk, said)
    assert places(clerk) == ["hub"]
    company.clock.move(days=8)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    company.sync(clerk, officer)
    last = words_to(officer, clerk)[-1]
    assert len(last.encode()) == len(said.encode())
    assert [span_of(clerk, one) for one in (said, last)] == [(3, 2), (3, 3)]


def span_of(session: Session, item: wire.Addressed) -> tuple[int, int]:
    """Return the envelopes that a word to a device names."""
    reading = Reading.decode(item.sealed)
    key = keys.derive_key(secret_of(session), "reading")
    span = Span.decode(keys.open_bytes(key, reading.sealed, reading.bound_part(item.to, item.sender)))
    return span.first, span.last


def take(session: Session, item: wire.Addressed) -> None:
    """Take in one item as the hub or a stick would bring it."""
    with session.store.transaction() as writer:
        assert not parcels.accept_addressed(session, writer, item.encode())


Alter = Callable[[wire.Addressed], wire.Addressed]


def sign(session: Session, item: wire.Addressed) -> wire.Addressed:
    """Return an item signed by whoever makes it."""
    own = msgspec.structs.replace(item, sender=identity.own_id(session))
    return own.signed(identity.sign(session, own.signed_part()))


def forge(by: Session, clerk: Session, secret: bytes, span: Span) -> wire.Addressed:
    """Return a well made word by somebody who has got hold of the key of a feed."""
    case = scope_of(clerk, Scope.HQ_CASE)
    reading = Reading(scope=bytes.fromhex(case), key_id=keys.key_id(secret))
    bound = reading.bound_part(identity.own_id(clerk), identity.own_id(by))
    sealed = keys.seal_bytes(keys.derive_key(secret, "reading"), span.encode(), bound)
    body = msgspec.structs.replace(reading, sealed=sealed).encode()
    return sign(by, wire.Addressed(to=identity.own_id(clerk), sender=bytes(16), seq=9, sealed=body))


def secret_of(session: Session) -> bytes:
    """Return the key of a device's own feed of `hq/case`."""
    found = feeds.sealing_key(session.store.connection, scope_of(session, Scope.HQ_CASE))
    assert found
    return found[1]


def test_a_word_forged_by_a_colleague_is_refused(
    company: Company, clerk: Session, colleague: Session
) -> None:
    seal_report(clerk)
    company.sync(clerk)
    last = own_feed(clerk)[-1]
    forged = forge(colleague, clerk, secret_of(clerk), Span(1, last.sequence, last.digest))
    with pytest.raises(Trouble) as told:
        take(clerk, forged)
    assert told.value.code == "hub_inconsistent"
    stolen = msgspec.structs.replace(forged, sender=identity.own_id(company.hq))
    with pytest.raises(Trouble):
        take(clerk, stolen)
    assert places(clerk) == ["hub"]


def test_an_officer_who_reads_no_reports_cannot_say_it(company: Company, clerk: Session) -> None:
    officer = company.staff("HQ", "hq_desk")
    company.sync(officer, company.hq, clerk)
    seal_report(clerk)
    company.sync(clerk)
    last = own_feed(clerk)[-1]
    take(clerk, forge(officer, clerk, secret_of(clerk), Span(1, last.sequence, last.digest)))
    assert places(clerk) == ["hub"]
    take(clerk, forge(company.hq, clerk, secret_of(clerk), Span(1, last.sequence, last.digest)))
    assert places(clerk) == ["read"]


@pytest.mark.parametrize("wrong", ["digest", "later", "none", "key", "altered", "short"])
def test_a_word_on_another_feed_than_mine_changes_nothing(
    company: Company, clerk: Session, wrong: str
) -> None:
    seal_report(clerk)
    company.sync(clerk)
    last = own_feed(clerk)[-1]
    span = {
        "digest": Span(1, last.sequence, bytes(16)),
        "later": Span(1, last.sequence + 1, last.digest),
        "none": Span(last.sequence + 1, last.sequence, last.digest),
    }.get(wrong, Span(1, last.sequence, last.digest))
    secret = bytes(32) if wrong == "key" else secret_of(clerk)
    item = forge(company.hq, clerk, secret, span)
    if wrong == "altered":
        bent = bytearray(item.sealed)
        bent[-1] ^= 1
        item = sign(company.hq, msgspec.structs.replace(item, sealed=bytes(bent)))
    if wrong == "short":
        item = sign(company.hq, msgspec.structs.replace(item, sealed=item.sealed[:20]))
    take(clerk, item)
    assert places(clerk) == ["hub"]


def test_a_word_of_a_later_form_waits_and_harms_nothing(company: Company, clerk: Session) -> None:
    seal_report(clerk)
    company.sync(clerk)
    later = sign(
        company.hq, wire.Addressed(to=identity.own_id(clerk), sender=bytes(16), seq=9, sealed=b"\x02\x03")
    )
    take(clerk, later)
    assert [content for _, content in rosters.read_aside(clerk.store.connection).values()] == [later.encode()]
    company.sync(company.hq, clerk)
    assert places(clerk) == ["read"]


def test_a_notice_of_an_alternate_is_read_too(company: Company) -> None:
    """Who writes cases of an office without reading them cannot read the answers there either."""
    desk = company.staff("KEN", "alternate")
    company.sync(desk, company.hq, desk)
    case = records.add(desk, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
    acts.act(desk, "allegation", case.id, "notify", {})
    company.sync(desk)
    assert {i.id: i.place for i in status.list_items(desk)}[case.id] == "hub"
    company.sync(company.hq, desk)
    assert {i.id: i.place for i in status.list_items(desk)}[case.id] == "read"


def test_who_was_closed_out_is_told_nothing(company: Company, clerk: Session) -> None:
    revoking.revoke(company.hq, clerk.person.device)
    with company.hq.store.transaction() as writer:
        answering.answer(company.hq, writer, scope_of(clerk, Scope.HQ_CASE), {clerk.person.device: 1})
    assert not rosters.read_waiting(company.hq.store.connection, wire.Kind.ADDRESSED)


def test_headquarters_says_nothing_of_what_it_does_not_hold(company: Company, clerk: Session) -> None:
    case, device = scope_of(clerk, Scope.HQ_CASE), clerk.person.device
    with company.hq.store.transaction() as writer:
        answering.answer(company.hq, writer, case, {device: 99, "unheard": 1})
        answering.answer(company.hq, writer, case, {company.hq.person.device: 1})
    assert not rosters.read_waiting(company.hq.store.connection, wire.Kind.ADDRESSED)
    assert readings.find_recent(company.hq) == ""
    assert signing.device_bytes(device) == identity.own_id(clerk)
