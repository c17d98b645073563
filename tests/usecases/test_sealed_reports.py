"""A sealed report: in an office never a record, after sealing nowhere, and headquarters reads it."""

from __future__ import annotations

from typing import Any

import pytest

from focal_desktop.crypto import keys
from focal_desktop.domain import merge
from focal_desktop.store import drafts as kept_drafts
from focal_desktop.store import reader
from focal_desktop.usecases import acts, checking, records, sealed_reports
from focal_desktop.usecases.session import Session
from tests.desks import Desk, read_all, refused
from tests.usecases.country import HQ_CASE, SCOPES, Country, everything, sealed_items, written

CANARIES = ("Canary-about", "Canary-reach", "Canary-names")
REPORT: dict[str, Any] = {
    "about": "head_of_office",
    "conduct": "sexual_exploitation",
    "child": "not_known",
    "written_on": "2026-03-01",
    "account": CANARIES[0],
    "reach": CANARIES[1],
    "names": CANARIES[2],
}
FIELD_ROLES = ("focal_point", "alternate", "hr_clerk", "head_of_office", "monitor")


def write_report(session: Session, **more: Any) -> str:
    """Keep a draft and return its id."""
    return records.add(session, "sealed_report", {**REPORT, **more}).id


def seal(session: Session, identity: str, **brought: Any) -> str:
    """Seal a draft and return the word that remains."""
    done = acts.act(session, "sealed_report", identity, "seal", brought)
    assert set(done) == {"receipt_word"}
    return str(done["receipt_word"])


def counts(session: Session) -> dict[str, int]:
    """Return how many rows each table holds."""
    connection = session.store.connection
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608 names of tables


def is_nowhere(session: Session) -> bool:
    """Say whether list, search and every record of every kind know nothing of a report."""
    listed = records.list_page(session, "sealed_report", {})
    found = [hit for word in (*CANARIES, "sealed", "Canary") for hit in records.search(session, word)]
    return listed == ([], False) and not found


@pytest.mark.parametrize("role", FIELD_ROLES)
def test_whoever_has_a_vault_writes_one_and_no_record_is_made(
    country: Country, hq: Session, role: str
) -> None:
    writer = country.make(role)
    before = reader.count(writer.store.connection), writer.store.tail()
    report = write_report(writer)
    assert is_nowhere(writer)
    assert (reader.count(writer.store.connection), writer.store.tail()) == before
    seal(writer, report)
    assert is_nowhere(writer)
    assert (reader.count(writer.store.connection), writer.store.tail()) == before
    assert len(sealed_items(writer)) == 1
    assert hq.person.device not in everything(writer)


def test_a_draft_reads_and_changes_until_it_is_sealed(office: Session) -> None:
    saved = records.add(office, "sealed_report", {"account": "First words"})
    assert records.edit(office, "sealed_report", saved.id, {"account": CANARIES[0], "child": "no"})
    row = records.read(office, "sealed_report", saved.id)
    kind = office.kind("sealed_report")
    said = {"state": "draft", "account": CANARIES[0], "child": "no"}
    assert dict(row.values) == {**merge.show_values(kind, {}), **said}
    assert (row.state, row.reference) == ("draft", saved.reference)
    assert records.history(office, "sealed_report", saved.id) == []
    assert is_nowhere(office)
    seal(office, saved.id)
    for verb in (records.read, records.history, records.open_record):
        with refused("not_found", "id"):
            verb(office, "sealed_report", saved.id)
    with refused("not_found", "id"):
        records.edit(office, "sealed_report", saved.id, {"account": "More"})
    with refused("not_found", "id"):
        seal(office, saved.id)


def test_a_look_at_ones_own_draft_leaves_no_line(office: Session) -> None:
    report = write_report(office)
    before = counts(office), office.store.tail()
    found = records.reveal(office, "sealed_report", report, "report", "To read it again")
    assert found["account"] == CANARIES[0]
    assert (counts(office), office.store.tail()) == before


def test_the_draft_lies_under_a_key_of_its_own(office: Session) -> None:
    report = write_report(office)
    connection = office.store.connection
    assert not any(canary in everything(office) for canary in CANARIES)
    (content,) = connection.execute("SELECT content FROM draft").fetchone()
    key = reader.read_key(connection, f"draft/sealed_report/{report}")
    assert key is not None
    assert CANARIES[0].encode() in keys.open_bytes(key, bytes(content), f"sealed_report/{report}".encode())
    assert kept_drafts.read(connection, f"sealed_report/{report[::-1]}") is None


def test_after_sealing_the_office_holds_one_item_and_no_trace_of_the_draft(office: Session) -> None:
    before = counts(office)
    report = write_report(office)
    word = seal(office, report)
    after = counts(office)
    assert {name: after[name] - n for name, n in before.items() if after[name] != n} == {"outgoing": 1}
    text = everything(office)
    for trace in (*CANARIES, report, word, "head_of_office", "sexual_exploitation"):
        assert trace not in text
    assert checking.check(office).ok


def test_the_item_has_no_name_in_the_log_and_a_name_of_its_own(office: Session) -> None:
    report = write_report(office)
    seal(office, report)
    (item,) = sealed_items(office)
    assert (item.scope, item.kind, item.field, item.device) == (
        HQ_CASE,
        "sealed_report",
        "sealed.report",
        office.person.device,
    )
    assert item.record != report
    assert written(office, HQ_CASE) == []
    seal(office, write_report(office))
    assert len({one.counter for one in sealed_items(office)}) == 2


def test_the_numbers_of_the_scope_do_not_tell_how_many_were_sealed(office: Session) -> None:
    for _ in range(2):
        seal(office, write_report(office))
    scope = reader.read_scope(office.store.connection, HQ_CASE)
    assert scope is not None
    assert (scope.counter, scope.lamport) == (0, 0)
    assert not {one.counter for one in sealed_items(office)} & {1, 2, 3}


def test_headquarters_reads_it_for_a_reason_and_knows_the_word(
    country: Country, office: Session, hq: Session
) -> None:
    word = seal(office, write_report(office))
    country.carry(office, hq)
    ((row,), more) = records.list_page(hq, "sealed_report", {})
    assert (row.state, row.title, dict(row.values), more) == ("sealed", "Sealed report", {}, False)
    assert not any(canary in everything(hq) for canary in CANARIES)
    with refused("needed", "reason"):
        records.reveal(hq, "sealed_report", row.id, "report", "")
    found = records.reveal(hq, "sealed_report", row.id, "report", "To act on it")
    assert {name: found[name] for name in REPORT} == REPORT
    assert found["receipt_word"] == word
    assert "state" not in found


def test_every_case_officer_may_read_it_and_nobody_else_there(
    country: Country, office: Session, hq: Session
) -> None:
    second, desk_officer = country.make("hq_case", office="HQ"), country.make("hq_desk", office="HQ")
    seal(office, write_report(office))
    for officer in (hq, second):
        country.carry(office, officer)
        ((row,), _) = records.list_page(officer, "sealed_report", {})
        assert records.reveal(officer, "sealed_report", row.id, "report", "To act")["account"] == CANARIES[0]
    country.carry(office, desk_officer)
    with refused("not_allowed", "kind"):
        records.list_page(desk_officer, "sealed_report", {})


def test_an_officer_writes_one_the_same_way_and_the_others_get_it(country: Country, hq: Session) -> None:
    second = country.make("hq_case", office="HQ")
    report = write_report(hq)
    assert records.list_page(hq, "sealed_report", {}) == ([], False)
    seal(hq, report)
    country.carry(hq, second)
    for officer in (hq, second):
        ((row,), _) = records.list_page(officer, "sealed_report", {})
        assert row.state == "sealed"
        assert records.reveal(officer, "sealed_report", row.id, "report", "To act")["reach"] == CANARIES[1]


def test_a_report_goes_its_steps_at_headquarters(country: Country, office: Session, hq: Session) -> None:
    seal(office, write_report(office))
    country.carry(office, hq)
    ((row,), _) = records.list_page(hq, "sealed_report", {})
    records.edit(hq, "sealed_report", row.id, {"state": "read"})
    records.edit(hq, "sealed_report", row.id, {"state": "closed"})
    with refused("illegal_move"):
        acts.act(hq, "sealed_report", row.id, "seal", {})
    assert records.read(hq, "sealed_report", row.id).state == "closed"


def test_without_an_account_it_stays_a_draft(office: Session) -> None:
    report = write_report(office, account=None)
    with refused("needed", "account"):
        seal(office, report)
    assert records.read(office, "sealed_report", report).values["reach"] == CANARIES[1]
    seal(office, report, account="Brought along")
    assert len(sealed_items(office)) == 1


def test_no_step_is_taken_by_hand(office: Session) -> None:
    report = write_report(office)
    for state in ("sealed", "read", "closed"):
        with refused("illegal_move"):
            records.edit(office, "sealed_report", report, {"state": state})
    with refused("not_allowed"):
        records.add(office, "sealed_report", {"state": "read"})


def test_a_desk_that_stands_alone_keeps_the_draft_until_it_knows_an_officer(desk: Desk) -> None:
    report = write_report(desk.session)
    with refused("not_admitted") as found:
        seal(desk.session, report)
    assert "call" in found.value.sentence
    desk.reopen()
    assert records.read(desk.session, "sealed_report", report).values["account"] == CANARIES[0]
    assert is_nowhere(desk.session)


def test_a_draft_that_is_given_up_leaves_nothing(office: Session) -> None:
    before = read_all(office), counts(office)
    report = write_report(office)
    sealed_reports.discard(office, report)
    assert (read_all(office), counts(office)) == before
    with refused("not_found", "id"):
        sealed_reports.discard(office, report)


def test_several_drafts_are_kept_together_or_not_at_all(office: Session) -> None:
    saved = records.add_many(office, "sealed_report", [{"account": "One"}, {"account": "Two"}])
    assert [records.read(office, "sealed_report", one.id).values["account"] for one in saved] == [
        "One",
        "Two",
    ]
    before = counts(office)
    with refused("unknown_field"):
        records.add_many(office, "sealed_report", [{"account": "One"}, {"nothing": "Two"}])
    assert counts(office) == before


def test_two_offices_are_the_same_with_and_without_a_report(country: Country, hq: Session) -> None:
    quiet, other = country.make("hr_clerk"), country.make("hr_clerk")
    seal(other, write_report(other))
    country.exchange(quiet, other, hq)
    for scope in SCOPES:
        assert written(other, scope) == written(quiet, scope)
    assert [k for k in counts(quiet) if counts(quiet)[k] != counts(other)[k]] == ["outgoing"]
