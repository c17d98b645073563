"""Every look at a sealed part and every act leaves a line of its own, and no line can be taken out unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, erasing, log, trail
from focal_desktop.store.erasures import WHOLE, Erasure
from focal_desktop.store.vault import Making
from focal_desktop.store.writer import SALT_BYTES
from focal_desktop.usecases import audit, checking, records, safekeeping, unlocking
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session
from tests.desks import PASSPHRASE, POLICY, Desk, read_all, refused, with_key_in_hand
from tests.usecases.country import ACCOUNT, SUBJECT, Country, take_down

WHY = "To pass it on"


def look(session: Session, case: str, part: str = "subject", why: str = WHY) -> None:
    records.reveal(session, "allegation", case, part, why)


def test_each_look_is_told_with_its_reason_in_its_order(office: Session) -> None:
    case, other = take_down(office), take_down(office)
    for part, reason in (("subject", WHY), ("account", "To correct it"), ("subject", "Again")):
        look(office, case, part, reason)
    found = audit.list_about(office, "allegation", case)
    assert [(one.part, one.reason) for one in found] == [
        ("subject", WHY),
        ("account", "To correct it"),
        ("subject", "Again"),
    ]
    assert {one.device for one in found} == {office.person.device}
    assert {one.what for one in found} == {Deed.REVEALED}
    assert all(one.at for one in found)
    assert SUBJECT not in str(found)
    assert ACCOUNT not in str(found)
    assert audit.list_about(office, "allegation", other) == []
    assert audit.list_about(office, "partner", case) == []
    assert audit.list_lines(office) == found


def test_a_line_names_a_record_by_its_neutral_reference(office: Session) -> None:
    case = take_down(office)
    look(office, case)
    (line,) = audit.list_lines(office)
    assert line.record == case
    assert line.reference == records.read(office, "allegation", case).reference
    audit.tell(office, Deed.BACKED_UP)
    assert audit.list_lines(office)[-1].reference == ""


def test_what_is_no_act_is_never_told(office: Session) -> None:
    with pytest.raises(ValueError, match="opened"):
        audit.tell(office, "opened")
    assert audit.list_lines(office) == []


def test_a_case_is_told_as_seen_once_an_unlock(desk: Desk) -> None:
    for _ in range(2):
        for record in ("one", "one", "two"):
            audit.note_seen(desk.session, "allegation", record)
        desk.reopen()
    found = [(one.what, one.record) for one in audit.list_lines(desk.session)]
    assert found == [("seen", "one"), ("seen", "two")] * 2


def test_what_cannot_be_told_keeps_nobody_from_reading(desk: Desk) -> None:
    desk.session.store.refuse("The disk is full.")
    audit.note_seen(desk.session, "allegation", "one")
    assert audit.list_lines(desk.session) == []


def test_a_line_without_a_reason_has_none(office: Session) -> None:
    audit.tell(office, Deed.PRINTED, kind="report", part="annual 2026")
    (line,) = audit.list_lines(office)
    assert (line.what, line.kind, line.part, line.reason) == ("printed", "report", "annual 2026", "")
    assert not line.is_reason_erased


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_that_says_nothing_is_refused(reason: str) -> None:
    with refused("needed", "reason"):
        audit.require_reason(reason)


def test_a_line_is_no_record_and_no_search_finds_it(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"})
    words = [case.reference, "Marked", "Unheard", "revealed", "audit", "survivor"]
    before, counted = read_all(desk.session, words), checking.check(desk.session)
    records.reveal(desk.session, "allegation", case.id, "survivor", "Unheard")
    assert read_all(desk.session, words) == before
    after = checking.check(desk.session)
    assert (after.ok, after.records) == (True, counted.records)
    assert after.changes == counted.changes
    with refused("unknown_kind", "kind"):
        records.list_page(desk.session, trail.KIND, {})


def test_a_line_is_there_after_the_vault_was_locked(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"}).id
    look(desk.session, case, "survivor")
    (line,) = audit.list_lines(desk.session)
    assert audit.list_lines(desk.reopen()) == [line]
    assert checking.check(desk.session).ok


def test_a_line_reaches_no_other_vault(country: Country, office: Session, hq: Session) -> None:
    look(office, take_down(office))
    country.exchange(office, hq)
    assert audit.list_lines(hq) == []
    assert {one.deed.is_local for one in trail.read_lines(office.store.connection)} == {True}


def test_reasons_are_found_by_what_they_are_about(office: Session) -> None:
    case, other = take_down(office), take_down(office)
    look(office, case)
    look(office, other, "account")
    with office.store.transaction() as writer:
        audit.keep_line(office, writer, Deed.PRINTED, kind="allegation", record=case)
    lines = audit.list_about(office, "allegation", case)
    assert trail.find_reasons(office.store.connection, case) == (lines[0].id,)
    assert trail.find_reasons(office.store.connection, "0" * 24) == ()


def test_a_line_outlives_what_it_is_about_and_its_reason_does_not(office: Session) -> None:
    case = take_down(office)
    look(office, case)
    with office.store.transaction() as writer:
        erasing.erase_record(writer, office.store.connection, Erasure(case, WHOLE, "retention", office.at))
    (left,) = audit.list_about(office, "allegation", case)
    assert (left.what, left.part, left.reason, left.is_reason_erased) == ("revealed", "subject", "", True)
    assert trail.find_reasons(office.store.connection, case) == ()
    assert checking.check(office).ok


def test_a_line_taken_out_with_the_key_in_hand_is_seen(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"}).id
    for number in range(3):
        look(desk.session, case, "survivor", f"Reason {number}")
    identity = audit.list_lines(desk.session)[1].id
    with with_key_in_hand(desk.session) as raw:
        numbers = [n for (n,) in raw.execute("SELECT sequence FROM change WHERE record = ?", (identity,))]
        for number in numbers:
            raw.execute("DELETE FROM change WHERE sequence = ?", (number,))
            raw.execute("DELETE FROM value WHERE sequence = ?", (number,))
    assert not checking.check(desk.session).chain
    with with_key_in_hand(desk.session) as raw:  # and so it is where those behind it are moved up
        for number in range(numbers[-1] + 1, desk.session.store.tail()[0] + 1):
            moved = (number - len(numbers), number)
            raw.execute("UPDATE change SET sequence = ? WHERE sequence = ?", moved)
            raw.execute("UPDATE value SET sequence = ? WHERE sequence = ?", moved)
    assert not checking.check(desk.session).chain
    with with_key_in_hand(desk.session) as raw:  # even linked anew it is not what the anchor holds
        log.link_anew(raw, numbers[0])
    found = checking.check(desk.session)
    assert (found.ok, found.anchor) == (False, False)


def test_an_altered_line_is_seen(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"}).id
    look(desk.session, case, "survivor")
    altered = trail.write_told(trail.Told("printed", "allegation", case))
    with with_key_in_hand(desk.session) as raw:
        raw.execute(
            "UPDATE value SET content = json_quote(?), salt = zeroblob(?) WHERE sequence ="
            " (SELECT sequence FROM change WHERE kind = ? AND field = ?)",
            (altered, SALT_BYTES, trail.KIND, trail.DEED),
        )
    assert audit.list_lines(desk.session)[0].what == "printed"
    assert not checking.check(desk.session).chain


def test_keeping_a_vault_safe_leaves_lines(desk: Desk, tmp_path: Path) -> None:
    chosen = Making(passphrase=PASSPHRASE, cost=FLOOR)
    safekeeping.change_passphrase(desk.session, chosen)
    safekeeping.back_up(desk.session, tmp_path / "backup")
    code = passphrase.new_code()
    safekeeping.change_passphrase(desk.session, structs.replace(chosen, code=code), Deed.RECOVERED)
    found = [(one.what, one.part) for one in audit.list_lines(desk.session)]
    kept = [("passphrase_changed", ""), ("backed_up", "")]
    assert found == [*kept, ("recovered", "recovery_sheet")]
    restored = safekeeping.restore(
        tmp_path / "new",
        backup.unlock(tmp_path / "backup", PASSPHRASE),
        chosen,
        lambda session: session,
        clock=desk.clock,
        policy=POLICY,
        kinds=KINDS,
    ).session
    found = [(one.what, one.part) for one in audit.list_lines(restored)]
    unlocking.lock(restored)
    assert found == [*kept, ("restored", "")]


def test_what_holds_no_case_goes_on_where_nothing_can_be_written(desk: Desk) -> None:
    desk.session.store.refuse("The disk is full.")
    audit.note(desk.session, Deed.PRINTED, kind="report")
    with refused("disk_full"):
        audit.tell(desk.session, Deed.PRINTED, kind="allegation", record="0" * 24)
    assert audit.list_lines(desk.session) == []
