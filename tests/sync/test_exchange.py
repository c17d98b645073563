"""Whole exchanges between real vaults and a real hub in this process: cuts, lies, receipts, clashes."""

from __future__ import annotations

import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.store import feeds, reader, rosters
from focal_desktop.sync import exchange, outgoing, status
from focal_desktop.sync.remote import Exchanged
from focal_desktop.usecases import acts, checking, records
from focal_desktop.usecases.session import Session
from tests.sync.company import Company, Line, facts_of, scope_of


def run_round(session: Session, line: object) -> tuple[exchange.Synced, bool]:
    """Hold one round over a line of the test's own."""
    return exchange.Round(session, facts_of(session), line).run(exchange.Synced())  # type: ignore[arg-type]  # a line


def places(session: Session) -> dict[str, str]:
    """Return, by record, where it is."""
    return {item.id: item.place for item in status.list_items(session)}


def test_a_notice_reaches_headquarters_and_the_receipt_comes_back(company: Company) -> None:
    desk = company.staff()
    case = records.add(
        desk, "allegation", {"regime": "sea", "received_on": "2026-03-01", "survivor_name": "Canary"}
    )
    assert places(desk)[case.id] == "here"
    acts.act(desk, "allegation", case.id, "notify", {})
    assert places(desk)[case.id] == "waiting"
    company.sync(desk)
    assert places(desk)[case.id] == "hub"
    company.sync(company.hq)
    row = records.read(company.hq, "allegation", case.id)
    assert (row.state, row.office) == ("passed_on", "KEN")
    assert "survivor_name" not in row.values
    company.sync(desk)
    assert places(desk)[case.id] == "read"


def test_an_idle_exchange_is_one_request_without_a_body(company: Company) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    total, goes_on = run_round(desk, Line(company.hub))
    assert (total.requests, total.bytes_down, goes_on) == (1, 0, False)


class Cut(Line):
    """A line that breaks after so many bytes of a request; the hub keeps what came whole."""

    def __init__(self, line: Line, after: int) -> None:
        super().__init__(line.hub)
        self.after = after

    def exchange(self, request: bytes) -> Exchanged:
        """Send a part of the request, then nothing."""
        talk = self.hub.talk()
        try:
            talk.feed(request[: self.after])
        finally:
            talk.close()
        raise Trouble("hub_unreachable", "The link was cut.")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_anywhere_loses_nothing(company: Company, share: float) -> None:
    desk = company.staff()
    made = [{"name": f"Partner {n} " + "word " * 90} for n in range(150)]
    saved = records.add_many(desk, "partner", made)
    size = len(_request_of(desk))
    with pytest.raises(Trouble, match="cut"):
        run_round(desk, Cut(Line(company.hub), int(size * share)))
    company.sync(desk, company.hq)
    found, _ = records.list_page(company.hq, "partner", {}, limit=1000)
    assert {row.id for row in found} == {one.id for one in saved}
    assert checking.check(desk).ok
    assert checking.check(company.hq).ok


def _request_of(desk: Session) -> bytes:
    held: list[bytes] = []

    class Ear:
        def exchange(self, request: bytes) -> Exchanged:
            held.append(request)
            raise Trouble("hub_unreachable", "only listening")

    with pytest.raises(Trouble):
        run_round(desk, Ear())
    return held[0]


class Liar(Line):
    """A line whose answers are bent at one byte."""

    def __init__(self, line: Line, place: int) -> None:
        super().__init__(line.hub)
        self.place = place

    def exchange(self, request: bytes) -> Exchanged:
        """Send the request and bend the answer."""
        found = super().exchange(request)
        bent = bytearray(found.body)
        if bent:
            bent[self.place % len(bent)] ^= 0x41
        return found._replace(body=bytes(bent))


def test_a_hub_that_lies_changes_nothing_and_is_named(company: Company) -> None:
    desk = company.staff()
    saved = records.add(company.hq, "recommendation", {"title": "From headquarters"})
    company.sync(company.hq)
    before = checking.check(desk).changes
    told: set[str] = set()
    for place in range(0, 900, 23):
        try:
            run_round(desk, Liar(Line(company.hub), place))
        except Trouble as trouble:
            told.add(trouble.code)
        if reader.count(desk.store.connection)[1] != before:
            break
    assert told == {"hub_inconsistent"}
    company.sync(desk)
    assert records.read(desk, "recommendation", saved.id).values["title"] == "From headquarters"
    assert checking.check(desk).ok


def test_the_same_field_on_two_sides_is_kept_twice_and_settled_once(company: Company) -> None:
    desk = company.staff()
    partner = records.add(desk, "partner", {"name": "Water for all"})
    company.sync(desk, company.hq)
    records.edit(desk, "partner", partner.id, {"name": "Water for All"})
    records.edit(company.hq, "partner", partner.id, {"name": "Water 4 All"})
    company.sync(desk, company.hq, desk)
    rows = [records.read(who, "partner", partner.id) for who in (desk, company.hq)]
    assert rows[0].clashes == rows[1].clashes
    assert {side.value for side in rows[0].clashes["name"]} == {"Water for All", "Water 4 All"}
    records.edit(desk, "partner", partner.id, {"name": "Water for everyone"})
    company.sync(desk, company.hq)
    assert not records.read(company.hq, "partner", partner.id).clashes


def test_two_offices_never_read_each_other(company: Company) -> None:
    one, other = company.staff("KEN"), company.staff("IRQ")
    saved = records.add(one, "partner", {"name": "Water for all"})
    company.sync(one, company.hq, other)
    assert reader.read_row(other.store.connection, "partner", saved.id) is None
    assert reader.read_row(company.hq.store.connection, "partner", saved.id) is not None


def test_a_clerk_cannot_tell_an_office_with_cases_from_one_without(company: Company) -> None:
    """do_no_harm.md A4: two desk vaults, of an office with three cases and of one with none, are alike."""
    heads = {}
    for office, cases in (("KEN", 3), ("IRQ", 0)):
        desk, clerk = company.staff(office), company.staff(office, "hr_clerk")
        records.add(desk, "partner", {"name": "Water for all"})
        for _ in range(cases):
            case = records.add(desk, "allegation", {"regime": "sea", "received_on": "2026-03-01"})
            acts.act(desk, "allegation", case.id, "notify", {})
        company.sync(desk, company.hq, clerk, desk, company.hq, clerk)
        heads[office] = _what_a_clerk_holds(clerk)
    assert heads["KEN"] == heads["IRQ"]


def _what_a_clerk_holds(clerk: Session) -> list[object]:
    connection = clerk.store.connection
    tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    counts = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in sorted(tables)}  # noqa: S608 names of our own
    kinds = [tuple(r) for r in connection.execute("SELECT kind, count(*) FROM change GROUP BY kind")]
    classes = sorted((s.scope_class, s.counter, s.lamport) for s in reader.read_scopes(connection))
    ends = sorted(r[0] for r in connection.execute("SELECT position FROM stream"))
    return [counts, kinds, classes, ends]


def test_case_feeds_carry_an_empty_envelope_a_week(company: Company) -> None:
    desk = company.staff()
    company.sync(desk)
    scope = scope_of(desk, "sea")
    first = len(feeds.read_feed(desk.store.connection, scope, desk.person.device))
    assert first == 1
    company.sync(desk)
    assert len(feeds.read_feed(desk.store.connection, scope, desk.person.device)) == first
    company.clock.move(days=8)  # type: ignore[attr-defined]  # the clock of tests is moved by hand
    company.sync(desk)
    assert len(feeds.read_feed(desk.store.connection, scope, desk.person.device)) == first + 1


def test_a_vault_that_stands_alone_says_so(company: Company) -> None:
    with pytest.raises(Trouble) as told:
        exchange.read_hub(_alone(company))
    assert told.value.code == "not_admitted"


def _alone(company: Company) -> Session:
    from focal_desktop.usecases import unlocking  # noqa: PLC0415 only this case needs a vault that stands alone
    from tests.sync.company import MAKING, POLICY  # noqa: PLC0415 the same

    place = unlocking.Place(office="X", office_name="X", country="KE", person="X")
    made = unlocking.create_office(
        company.folder / "alone", place, MAKING, clock=company.clock, policy=POLICY, kinds=company.hq.kinds
    )
    company.opened.append(made)
    return made


def test_frames_the_hub_cannot_keep_are_told(company: Company) -> None:
    with pytest.raises(Trouble, match="two copies"):
        outgoing.refuse_fates([wire.Fate.KEPT, wire.Fate.FORK])
    with pytest.raises(Trouble, match="no room"):
        outgoing.refuse_fates([wire.Fate.FULL])
    outgoing.refuse_fates([wire.Fate.KEPT, wire.Fate.GAP])
    assert company.hq


def test_what_the_hub_refuses_for_good_is_not_sent_in_a_circle(company: Company) -> None:
    desk = company.staff()
    company.sync(desk)
    stray = wire.Addressed(to=bytes(16), sender=bytes(16), seq=1, sealed=b"x").signed(bytes(64)).encode()
    with desk.store.transaction() as writer:
        rosters.post(writer, wire.Kind.ADDRESSED, stray)
    total, goes_on = run_round(desk, Line(company.hub))
    assert (total.requests, goes_on) == (1, False)
    assert rosters.read_waiting(desk.store.connection, wire.Kind.ADDRESSED)


def test_a_sealed_report_is_one_nameless_item_on_its_way(company: Company) -> None:
    desk = company.staff("KEN", "hr_clerk")
    draft = records.add(desk, "sealed_report", {"about": "head_of_office", "account": "Canary words"})
    acts.act(desk, "sealed_report", draft.id, "seal", {})
    (item,) = [one for one in status.list_items(desk) if one.kind == status.SEALED_ITEM]
    assert (item.id, item.reference, item.place) == ("", "", "waiting")
    company.sync(desk)
    (item,) = [one for one in status.list_items(desk) if one.kind == status.SEALED_ITEM]
    assert (item.id, item.reference, item.place) == ("", "", "hub")
    company.sync(company.hq)
    (row,), _ = records.list_page(company.hq, "sealed_report", {})
    said = records.reveal(company.hq, "sealed_report", row.id, "report", "Called back")
    assert said["account"] == "Canary words"
    assert not records.list_page(desk, "sealed_report", {})[0]
