"""Two officers together, with real vaults and a real hub: proposing, confirming, going stale, losing one."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.store import rosters
from focal_desktop.sync import (
    admitting,
    confirming,
    entries,
    identity,
    inviting,
    joining,
    proposals,
    revoking,
    succeeding,
)
from focal_desktop.sync.confirming import STALE, TO_CONFIRM, WAITING
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session
from focal_desktop.wire.parcel import write_proposal
from tests.desks import refused
from tests.sync.company import Company, keys_of, scope_of, states_of, waiting_of
from tests.sync.test_entries import draft, invite_act, signed, take
from tests.sync.test_succeeding import back_up, restore

OFFICER = "root hq_desk hq_case"


@pytest.fixture
def officers(company: Company) -> tuple[Session, Session]:
    """The founder and a second officer of the root, both up to date."""
    officer = company.staff("HQ", OFFICER)
    company.sync(company.hq, officer)
    return company.hq, officer


def admit_third(company: Company, first: Session, second: Session, role: str = OFFICER) -> Session:
    """Let two officers invite and admit another person at headquarters; bring everybody up to date."""
    joined = company.join(company.invite("HQ", role, by=first))
    agree(company, first, second)
    assert company.word(joined.session) == "not_admitted"
    company.sync(first, second)
    assert admitting.admit(first, joined.session.person.device, joined.words)
    agree(company, first, second)
    company.sync(joined.session, first, second, joined.session)
    return joined.session


def agree(company: Company, first: Session, second: Session) -> None:
    """Let the second confirm the one thing the first proposed."""
    company.sync(first, second)
    [found] = [one for one in confirming.list_proposals(second) if one.state == TO_CONFIRM]
    confirming.confirm(second, found.proposal)
    company.sync(second, first)


def shown(session: Session) -> list[tuple[str, str]]:
    """Return act and state of everything that waits for two."""
    return [(one.act, one.state) for one in confirming.list_proposals(session)]


def invite(session: Session, role: str = "hq_case") -> str:
    """Propose an invitation to headquarters; return the proposal's name."""
    wanted = inviting.Invitation(office="HQ", office_name="Nairobi", country="KE", role=role)
    return inviting.invite(session, wanted, lambda _: None).proposal


def root_length(company: Company) -> int:
    """Return how many entries of the root chain the hub holds."""
    place = company.hub.kept.place(company.hq.store.roster.root)
    return place.position if place else 0


def test_two_sign_together_from_the_second_officer_on(company: Company) -> None:
    field = company.staff()
    assert company.hq.store.roster.quorum == 1
    company.staff("HQ", "hq_desk hq_case")
    assert company.hq.store.roster.quorum == 1
    second = company.staff("HQ", "root")
    company.sync(company.hq, second, field)
    assert [one.store.roster.quorum for one in (company.hq, second, field)] == [2, 2, 2]


def test_what_one_proposes_holds_once_the_other_has_confirmed(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    before = root_length(company)
    joined = company.join(company.invite("HQ", "hq_case", by=first))
    company.sync(first, second)
    assert (first.store.roster.invitations, root_length(company)) == (second.store.roster.invitations, before)
    assert (shown(first), shown(second)) == ([("invite", WAITING)], [("invite", TO_CONFIRM)])
    assert company.word(joined.session) == "file_not_ours"
    [seen] = confirming.list_proposals(second)
    assert (seen.role, seen.by, seen.device) == ("hq_case", first.person.device, "")
    assert seen.says.startswith(
        "Invite one person to headquarters (hq_case). The invitation is good until 20"
    )
    confirming.confirm(second, seen.proposal)
    company.sync(second, first)
    assert root_length(company) == before + 1
    assert shown(first) == shown(second) == []
    assert first.store.roster == second.store.roster
    assert company.word(joined.session) == "not_admitted"


def test_both_officers_see_the_words_of_whom_they_admit(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    joined = company.join(company.invite("HQ", "hq_case", by=first))
    agree(company, first, second)
    assert company.word(joined.session) == "not_admitted"
    company.sync(first)
    device = joined.session.person.device
    name = admitting.admit(first, device, joined.words)
    assert admitting.admit(first, device, joined.words) == name
    company.sync(first, second)
    [seen] = confirming.list_proposals(second)
    assert (seen.proposal, seen.device, seen.words, seen.act) == (name, device, joined.words, "admit")
    assert company.word(joined.session) == "not_admitted"
    assert states_of(admitting.list_devices(first))[device] == "waiting"
    confirming.confirm(second, name)
    company.sync(second, first, joined.session)
    assert states_of(admitting.list_devices(first))[device] == "admitted"
    assert scope_of(joined.session, "hq/case") in {scope for scope, _ in keys_of(joined.session)}
    field = company.staff()
    company.sync(joined.session)
    assert scope_of(field, "sea") in {scope for scope, _ in keys_of(joined.session)}


def test_a_revocation_by_two_takes_the_keys_at_once(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    case = admit_third(company, first, second, "hq_case")
    assert revoking.revoke(first, case.person.device)
    company.sync(first, second)
    [seen] = confirming.list_proposals(second)
    assert (seen.device, seen.role, seen.words) == (case.person.device, "hq_case", "")
    records.add(second, "partner", {"name": "Still heard"})
    assert company.word(case) == ""
    before = keys_of(case)
    confirming.confirm(second, seen.proposal)
    company.sync(second, first)
    assert company.word(case) == "revoked"
    renewed = {scope_of(first, name) for name in ("hq/case", "hq/all")}
    for one in (first, second):
        assert {scope for scope, key in keys_of(one) if (scope, key) not in before} >= renewed


def test_one_signature_or_the_same_twice_is_refused_by_hub_and_readers(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    field = company.staff()
    company.sync(field, second)
    before, root = root_length(company), first.store.roster.root
    act = invite_act("HQ", "hq_case")
    for signers in ((first,), (first, first), (first, field)):
        raw = signed(draft(first, root, act), *signers)
        with first.store.transaction() as writer:
            rosters.post(writer, wire.Kind.ENTRY, raw)
        company.sync(first)
        assert root_length(company) == before
        for reader in (first, second, field):
            with refused("hub_inconsistent"):
                take(reader, raw)
    raw = signed(draft(first, root, act), first, second)  # whoever brings it: the hub hands it to all others
    assert take(second, raw) == [True]
    with second.store.transaction() as writer:
        rosters.post(writer, wire.Kind.ENTRY, raw)
    company.sync(second, first, field)
    assert root_length(company) == before + 1
    assert act.join in field.store.roster.invitations


def test_nobody_confirms_their_own(officers: tuple[Session, Session]) -> None:
    first, second = officers
    name = invite(first)
    with refused("not_allowed", "proposal"):
        confirming.confirm(first, name)
    with refused("not_allowed", "proposal"):
        confirming.propose_again(first, name)
    with refused("not_found", "proposal"):
        confirming.confirm(second, name)
    assert shown(first) == [("invite", WAITING)]


def test_a_stale_proposal_is_refused_and_can_be_proposed_again(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    one, other = invite(first), invite(first, "hq_desk")
    company.sync(first, second)
    confirming.confirm(second, one)
    with refused("not_allowed", "proposal") as told:
        confirming.confirm(second, other)
    assert told.value.sentence.startswith("The roster has changed since this was proposed.")
    company.sync(second, first)
    assert shown(first) == shown(second) == [("invite", STALE)]
    with refused("not_allowed"):
        confirming.confirm(first, other)
    assert confirming.propose_again(second, other) == other
    company.sync(second, first)
    assert (shown(first), shown(second)) == ([("invite", TO_CONFIRM)], [("invite", WAITING)])
    confirming.confirm(first, other)
    company.sync(first, second)
    assert shown(first) == shown(second) == []
    assert first.store.roster == second.store.roster
    assert len(second.store.roster.invitations) == 3


def test_an_old_proposal_that_comes_late_replaces_nothing(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    name, other = invite(first), invite(first, "hq_desk")
    old = proposals.read_all(first)[name]
    company.sync(first, second)
    confirming.confirm(second, other)
    company.sync(second, first)
    confirming.propose_again(first, name)
    company.sync(first, second)
    with second.store.transaction() as writer:
        assert proposals.take(second, writer, old)
    assert shown(second) == [("invite", TO_CONFIRM)]


def test_a_proposal_travels_by_file_too(company: Company, officers: tuple[Session, Session]) -> None:
    first, second = officers
    with refused("not_found", "out"):
        confirming.write_file(first)
    names = {invite(first), invite(first, "hq_desk")}
    data = confirming.write_file(first)
    confirming.take_file(second, data)
    confirming.take_file(second, data)
    assert {one.proposal for one in confirming.list_proposals(second)} == names
    confirming.confirm(second, min(names))
    assert root_length(company) < second.store.roster.heads[second.store.roster.root].seq + 1
    company.sync(second, first)
    assert (
        first.store.roster.heads[first.store.roster.root]
        == second.store.roster.heads[second.store.roster.root]
    )


def test_a_file_that_is_not_ours_is_refused(company: Company, officers: tuple[Session, Session]) -> None:
    first, second = officers
    root, field = first.store.roster.root, company.staff()
    strange = [signed(draft(first, root, invite_act("HQ", "monitor")), one) for one in (field,)]
    bent = wire.RosterEntry.decode(signed(draft(first, root, invite_act("HQ", "hq_case")), first))
    bent = bent.signed([(bent.signatures[0][0], bytes(64))])
    office = next(iter(first.store.roster.offices))
    for raw in (*strange, bent.encode(), signed(draft(first, office, invite_act()), first)):
        with refused("file_not_ours", "file"):
            confirming.take_file(second, wire.Frame(wire.Kind.ENTRY, raw).encode())
    for data in (b"", b"nonsense", b"\x02\x05short", wire.Frame(wire.Kind.CLAIM, b"x").encode()):
        with refused("file_not_ours", "file"):
            confirming.take_file(second, data)
    assert shown(second) == []


def test_officers_alone_are_asked(company: Company, officers: tuple[Session, Session]) -> None:
    first, second = officers
    case = admit_third(company, first, second, "hq_case")
    field = company.staff()
    invite(first)
    company.sync(first, second, case, field)
    for one in (case, field):
        assert proposals.read_all(one) == {}
        for ask in (
            lambda one=one: confirming.list_proposals(one),
            lambda one=one: confirming.confirm(one, "x"),
            lambda one=one: confirming.write_file(one),
            lambda one=one: confirming.take_file(one, b""),
        ):
            with refused("not_allowed"):
                ask()
        entry = wire.RosterEntry.decode(
            signed(draft(first, first.store.roster.root, invite_act("HQ", "hq_case")), first)
        )
        with one.store.transaction() as writer:
            assert not proposals.take(one, writer, entry)


def test_two_who_want_the_same_need_no_second_look(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """Where the other officer does the very same act, it is confirmed by that."""
    first, second = officers
    joined = company.join(company.invite("HQ", "hq_case", by=first))
    agree(company, first, second)
    company.word(joined.session)
    company.sync(first, second)
    assert admitting.admit(first, joined.session.person.device, joined.words)
    company.sync(first, second)
    assert admitting.admit(second, joined.session.person.device, joined.words) == ""
    company.sync(second, first)
    assert first.store.roster == second.store.roster
    assert states_of(admitting.list_devices(first))[joined.session.person.device] == "admitted"


def test_two_who_propose_the_same_at_once_agree_in_the_end(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    joined = company.join(company.invite("HQ", "hq_case", by=first))
    agree(company, first, second)
    company.word(joined.session)
    company.sync(first, second)
    for one in officers:
        assert admitting.admit(one, joined.session.person.device, joined.words)
    company.sync(first, second, first)
    assert shown(first) == shown(second) == [("admit", TO_CONFIRM)]
    for one in officers:
        confirming.confirm(one, confirming.list_proposals(one)[0].proposal)
    company.sync(first, second, first)
    assert first.store.roster == second.store.roster
    assert waiting_of(first, wire.Kind.ENTRY) == waiting_of(second, wire.Kind.ENTRY) == []
    assert shown(first) == shown(second) == []
    company.sync(joined.session)
    assert scope_of(joined.session, "hq/case") in {scope for scope, _ in keys_of(joined.session)}


def test_of_two_confirmed_at_once_the_later_goes_stale(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    third = admit_third(company, first, second)
    one, other = invite(first), invite(first, "hq_desk")
    company.sync(first, second, third)
    confirming.confirm(second, one)
    confirming.confirm(third, other)
    company.sync(second, third, first)
    assert first.store.roster == second.store.roster == third.store.roster
    assert waiting_of(third, wire.Kind.ENTRY) == []
    assert shown(first) == shown(third) == [("invite", STALE)]
    confirming.propose_again(third, other)
    company.sync(third, second)
    confirming.confirm(second, other)
    company.sync(second, first, third)
    assert first.store.roster == second.store.roster == third.store.roster
    assert shown(first) == shown(second) == shown(third) == []


def test_a_lost_officer_comes_back_by_the_other_alone(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """The vault restored from a backup asks under the lost key: that is its signature, and its last."""
    first, second = officers
    field = company.staff()
    sent = invite(second)
    company.sync(second)
    invite(second, "hq_desk")  # never leaves: the backup holds it as it waits
    restored = restore(company, back_up(second))
    assert company.word(restored) == "not_admitted"
    company.sync(first)
    before = root_length(company)
    words = succeeding.read_words(restored)
    assert admitting.admit(first, restored.person.device, words) == ""
    company.sync(first, restored, first, field)
    assert root_length(company) == before + 1
    assert company.word(second) == "revoked"
    states = states_of(admitting.list_devices(first))
    assert (states[second.person.device], states[restored.person.device]) == ("revoked", "admitted")
    state = field.store.roster
    assert (state.quorum, sum(one.has_role("root") for one in state.active())) == (2, 2)
    assert shown(first) == [("invite", STALE)]
    assert shown(restored) == [("invite", STALE), ("invite", STALE)]
    confirming.propose_again(restored, sent)
    agree(company, restored, first)
    case = admit_third(company, first, restored, "hq_case")
    company.sync(restored, case)
    assert scope_of(case, "hq/case") in {scope for scope, _ in keys_of(case)}
    invite(restored)
    agree(company, restored, first)
    assert len(restored.store.roster.invitations) == 5
    for session in (first, restored):
        assert waiting_of(session, wire.Kind.ENTRY) == waiting_of(session, wire.Kind.ADDRESSED) == []


def test_a_lost_officer_without_a_backup_stops_the_root_alone(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """The offices go on: they are signed by one. Nothing of headquarters' own people changes any more."""
    first, second = officers
    with refused("not_allowed", "device") as told:
        revoking.revoke(first, second.person.device)
    assert told.value.sentence.startswith("Headquarters needs two officers at any time.")
    invite(first)
    company.sync(first)
    assert shown(first) == [("invite", WAITING)]
    field = company.staff()
    revoking.revoke(first, field.person.device)
    company.sync(first)
    assert company.word(field) == "revoked"


def test_of_three_officers_two_close_out_the_lost_one(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    third = admit_third(company, first, second)
    assert revoking.revoke(first, third.person.device)
    agree(company, first, second)
    assert company.word(third) == "revoked"
    with refused("not_allowed", "device"):
        revoking.revoke(first, second.person.device)


def test_one_officer_never_lowers_the_number(company: Company, officers: tuple[Session, Session]) -> None:
    first, second = officers
    root = first.store.roster.root
    with first.store.transaction() as writer:
        assert entries.add(first, writer, root, wire.Quorum(signatures=1))
    company.sync(first, second)
    assert (first.store.roster.quorum, second.store.roster.quorum) == (2, 2)
    [seen] = confirming.list_proposals(second)
    assert seen.says == "From now on 1 officers sign together."


def test_a_device_at_headquarters_is_replaced_by_two_in_one_act(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """Only an officer's own claim is an officer's signature."""
    first, second = officers
    case = admit_third(company, first, second, "hq_case")
    restored = restore(company, back_up(case))
    assert company.word(restored) == "not_admitted"
    company.sync(first)
    assert admitting.admit(first, restored.person.device, succeeding.read_words(restored))
    company.sync(first, second)
    [seen] = confirming.list_proposals(second)
    assert f"in place of {case.person.device}" in seen.says
    assert seen.words == succeeding.read_words(restored)
    before = root_length(company)
    confirming.confirm(second, seen.proposal)
    company.sync(second, first, restored)
    assert root_length(company) == before + 1
    assert company.word(case) == "revoked"
    assert company.word(restored) == ""


def test_what_can_never_stand_any_more_is_forgotten(
    company: Company, officers: tuple[Session, Session]
) -> None:
    first, second = officers
    third = admit_third(company, first, second)
    case = admit_third(company, first, second, "hq_case")
    company.sync(third, case)
    assert revoking.revoke(first, case.person.device)
    assert revoking.revoke(second, case.person.device)
    company.sync(first, third)
    [seen] = confirming.list_proposals(third)
    confirming.confirm(third, seen.proposal)
    company.sync(third, first, second)
    assert shown(first) == shown(second) == shown(third) == []


def test_an_act_of_a_later_version_is_not_confirmed(officers: tuple[Session, Session]) -> None:
    first, second = officers
    plain = draft(first, first.store.roster.root, invite_act("HQ", "hq_case"))
    later = wire.RosterEntry.decode(signed(msgspec.structs.replace(plain, body=b'{"do":"dance"}'), first))
    with second.store.transaction() as writer:
        assert proposals.take(second, writer, later)
    [seen] = confirming.list_proposals(second)
    assert (seen.act, seen.state) == ("", TO_CONFIRM)
    assert "newer version" in seen.says
    with refused("newer_version", "proposal"):
        confirming.confirm(second, seen.proposal)


def test_what_waits_is_bounded(officers: tuple[Session, Session]) -> None:
    first, second = officers
    root = first.store.roster.root
    with second.store.transaction() as writer:
        for _ in range(proposals.MOST + 3):
            entry = wire.RosterEntry.decode(signed(draft(first, root, invite_act("HQ", "hq_case")), first))
            assert proposals.take(second, writer, entry)
    assert len(confirming.list_proposals(second)) == proposals.MOST


def test_a_proposal_by_parcel_that_makes_no_sense_is_passed_over(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """Signed by somebody at headquarters, and yet nothing an officer could be asked."""
    first, second = officers
    case = admit_third(company, first, second, "hq_case")
    entry = draft(case, case.store.roster.root, invite_act("HQ", "hq_case"))
    proposal = write_proposal(wire.RosterEntry.decode(signed(entry, case)))
    for number, sealed in enumerate((proposal, proposal[:-1], b"\x01\x02"), 1):
        item = wire.Addressed(
            to=signing.device_bytes(second.person.device),
            sender=signing.device_bytes(case.person.device),
            seq=number,
            sealed=sealed,
        )
        with case.store.transaction() as writer:
            rosters.post(writer, wire.Kind.ADDRESSED, signed_item(case, item))
    company.sync(case, second)
    assert shown(second) == []


def signed_item(session: Session, item: wire.Addressed) -> bytes:
    """Return an addressed item signed by a vault."""
    return item.signed(identity.sign(session, item.signed_part())).encode()


def test_a_newcomer_may_join_before_the_second_signature(
    company: Company, officers: tuple[Session, Session]
) -> None:
    """The file says nothing that the chain must say first, and the desk can be used meanwhile."""
    first, second = officers
    data, code = company.invite("HQ", "hq_case", by=first)
    opened = joining.open_invitation(data, code)
    assert opened.letter.role == "hq_case"
    joined = company.join((data, code))
    agree(company, first, second)
    assert company.word(joined.session) == "not_admitted"
