"""Founding, inviting, joining, admitting: real vaults and a real hub, from the card to the first keys."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, signing
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import Scope
from focal_desktop.store import reader, rosters
from focal_desktop.sync import admitting, entries, founding, inviting, joining
from focal_desktop.usecases import people, records, roster, unlocking
from focal_desktop.wire.invitation import Letter, Signed, write_file
from tests.conftest import HandClock
from tests.desks import refused
from tests.sync.company import (
    MAKING,
    POLICY,
    URL,
    Company,
    classes_with_keys,
    facts_of,
    keys_of,
    scope_of,
    sealing_of,
    states_of,
    waiting_of,
)

KEN = {("desk", "KEN"), ("sea", "KEN"), ("work", "KEN"), ("hq/all", "HQ"), ("hq/case", "HQ")}


def test_founding_needs_no_network_and_can_seal_at_once(company: Company) -> None:
    hq = company.hq
    assert classes_with_keys(hq) == {("hq/desk", "HQ"), ("hq/case", "HQ"), ("hq/all", "HQ")}
    assert set(sealing_of(hq)) == {scope for scope, _ in keys_of(hq)}
    [founded] = waiting_of(hq, wire.Kind.FOUNDING)
    assert wire.Founding.decode(founded).token == company.hub.card.token
    assert hq.person.roles == ("root", "hq_desk", "hq_case")
    assert facts_of(hq).root == hq.store.roster.root.hex()
    assert [one.state for one in admitting.list_devices(hq)] == ["admitted"]


def test_a_card_that_is_none_is_refused() -> None:
    for text in (b"", b"{}", b"[]", b"\xff", b'{"format":2}', b'{"format":1,"hub":"zz"}'):
        with refused("file_not_ours", "hub_card"):
            founding.read_card(text)


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1:80", "http://hub.example", "ftp://127.0.0.1", "hub", "https://"]
)
def test_an_unprotected_address_leads_to_this_computer_alone(url: str, company: Company) -> None:
    with refused("not_allowed", "hub"):
        founding.require_address(url, company.hub.card.ca)


def test_a_certificate_that_is_none_is_refused_before_a_vault_is_made(
    company: Company, tmp_path: Path
) -> None:
    card = founding.read_card((tmp_path / "hub" / "hub.card").read_bytes())
    founder = founding.Founder(
        person="P.", url="https://hub.example", card=msgspec.structs.replace(card, ca="x")
    )
    with refused("file_not_ours", "hub_card"):
        founding.found(tmp_path / "x", founder, MAKING, clock=company.clock, policy=POLICY, kinds=KINDS)
    assert not (tmp_path / "x").exists()


def test_a_founder_and_whoever_joins_have_a_name(company: Company, tmp_path: Path) -> None:
    card = founding.read_card((tmp_path / "hub" / "hub.card").read_bytes())
    founder = founding.Founder(person="  ", url=URL, card=card)
    with refused("needed", "person"):
        founding.found(tmp_path / "x", founder, MAKING, clock=company.clock, policy=POLICY, kinds=KINDS)
    opened = joining.open_invitation(*company.invite())
    with refused("needed", "person"):
        joining.join(tmp_path / "y", opened, " ", MAKING, clock=company.clock, policy=POLICY, kinds=KINDS)


def test_a_focal_point_joins_offline_works_and_is_admitted(company: Company) -> None:
    joined = company.join(company.invite())
    field = joined.session
    assert field.person.roles == ("focal_point",)
    assert field.person.office == "KEN"
    assert keys_of(field) == set()
    made = records.add(field, "partner", {"name": "Practice partner"})
    company.admit(joined)
    assert classes_with_keys(field) == KEN
    assert set(sealing_of(field)) == {scope for scope, _ in keys_of(field)}
    company.sync(field, company.hq)
    assert records.read(company.hq, "partner", made.id).office == "KEN"
    assert waiting_of(field, wire.Kind.CLAIM) == []
    assert reader.read_meta(field.store.connection, entries.JOINING) is None
    chain = roster.find_chain(company.hq.store.roster, "KEN") or b""
    assert reader.read_meta(field.store.connection, "chain") == chain.hex().encode()


def test_the_words_are_the_same_on_both_sides_and_other_for_other_keys(company: Company) -> None:
    invitation = company.invite()
    one, other = company.join(invitation), company.join(invitation)
    company.sync(company.hq)
    company.word(one.session), company.word(other.session)
    company.sync(company.hq)
    told = {listed.device: listed for listed in admitting.list_devices(company.hq)}
    assert told[one.session.person.device].words == one.words
    assert told[other.session.person.device].words == other.words
    assert one.words != other.words
    assert len(one.words.split()) == 6
    assert told[one.session.person.device].role == "focal_point"


def test_words_are_folded_and_wrong_ones_admit_nobody(company: Company) -> None:
    joined = company.join(company.invite())
    device = joined.session.person.device
    company.sync(company.hq)
    company.word(joined.session)
    with refused("not_found", "device"):
        admitting.admit(company.hq, device, joined.words)
    company.sync(company.hq)
    swapped = " ".join([*joined.words.split()[1:], joined.words.split()[0]])
    for wrong in ("", "lamp", swapped, joined.words + " lamp"):
        with refused("not_allowed", "words"):
            admitting.admit(company.hq, device, wrong)
    assert states_of(admitting.list_devices(company.hq))[device] == "waiting"
    admitting.admit(company.hq, device, f"  {joined.words.upper().replace(' ', chr(9) + ' ')} ")
    assert states_of(admitting.list_devices(company.hq))[device] == "admitted"
    held = len(rosters.read_entries(company.hq.store.connection))
    admitting.admit(company.hq, device, joined.words)
    assert len(rosters.read_entries(company.hq.store.connection)) == held


def test_of_two_claims_on_one_join_key_a_person_chooses_one(company: Company) -> None:
    invitation = company.invite()
    one, other = company.join(invitation), company.join(invitation)
    company.sync(company.hq)
    assert [company.word(joined.session) for joined in (one, other)] == ["not_admitted"] * 2
    company.sync(company.hq)
    states = states_of(admitting.list_devices(company.hq))
    assert [states[joined.session.person.device] for joined in (one, other)] == ["waiting"] * 2
    admitting.admit(company.hq, other.session.person.device, other.words)
    with refused("invitation_used", "device"):
        admitting.admit(company.hq, one.session.person.device, one.words)
    assert one.session.person.device not in states_of(admitting.list_devices(company.hq))
    company.sync(company.hq, other.session)
    assert company.word(one.session) == "invitation_used"
    assert keys_of(one.session) == set()


def test_used_and_expired_are_the_hubs_words_never_those_of_join(company: Company) -> None:
    invitation = company.invite()
    company.admit(company.join(invitation))
    late = company.join(invitation)
    assert company.word(late.session) == "invitation_used"
    short = company.invite()
    company.sync(company.hq)
    company.hub.mailbox.newcomers._time = HandClock()
    company.hub.mailbox.newcomers._time.move(days=inviting.GOOD_DAYS)
    assert company.word(company.join(short).session) == "not_admitted"
    company.hub.mailbox.newcomers._time.move(days=1)
    assert company.word(company.join(short).session) == "invitation_expired"


def test_an_invitation_that_headquarters_has_not_sent_yet_is_unknown_to_the_hub(company: Company) -> None:
    company.sync(company.hq)
    joined = company.join(company.invite())
    assert company.word(joined.session) == "file_not_ours"
    company.admit(joined)
    assert classes_with_keys(joined.session) == KEN


def test_until_is_thirty_days_unless_said(company: Company, clock: HandClock) -> None:
    written: list[bytes] = []
    wanted = inviting.Invitation(
        office="KEN", office_name="Nairobi", country="KE", role="monitor", until=date(2031, 1, 31)
    )
    assert inviting.invite(company.hq, wanted, written.append).until == date(2031, 1, 31)
    plain = msgspec.structs.replace(wanted, until=None)
    assert inviting.invite(company.hq, plain, written.append).until == clock.now().date() + timedelta(30)


@pytest.mark.parametrize(
    ("office", "role", "field"),
    [
        ("KEN", "hq_case", "role"),
        ("KEN", "root", "role"),
        ("KEN", "boss", "role"),
        ("KEN", "", "role"),
        ("KEN", "focal_point focal_point", "role"),
        ("KEN", "focal_point ", "role"),
        ("HQ", "focal_point", "role"),
        ("HQ", "root focal_point", "role"),
        ("  ", "monitor", "office"),
        ("K" * 65, "monitor", "office"),
    ],
)
def test_only_roles_of_the_office_are_invited(company: Company, office: str, role: str, field: str) -> None:
    with pytest.raises(Trouble) as found:
        company.invite(office, role)
    assert (found.value.code, found.value.field) in (("not_in_list", field), ("needed", field))
    assert len(rosters.read_entries(company.hq.store.connection)) == 1


@pytest.mark.parametrize("name", ["office_name", "country"])
def test_a_name_that_no_record_holds_opens_no_office(company: Company, name: str) -> None:
    plain = inviting.Invitation(office="KEN", office_name="Nairobi", country="KE", role="monitor")
    with refused("wrong_type", name):
        inviting.invite(company.hq, msgspec.structs.replace(plain, **{name: "K" * 501}), lambda _: None)
    assert len(rosters.read_entries(company.hq.store.connection)) == 1


def test_what_cannot_be_written_was_never_invited(company: Company) -> None:
    def fail(_data: bytes) -> None:
        raise Trouble("disk_full", "Nothing was made.")

    wanted = inviting.Invitation(office="KEN", office_name="Nairobi", country="KE", role="monitor")
    with refused("disk_full"):
        inviting.invite(company.hq, wanted, fail)
    assert len(rosters.read_entries(company.hq.store.connection)) == 1
    assert roster.find_chain(company.hq.store.roster, "KEN") is None
    company.invite()
    assert roster.find_chain(company.hq.store.roster, "KEN") is not None


def test_a_wrong_code_opens_nothing(company: Company) -> None:
    data, code = company.invite()
    other = passphrase.new_code()
    for wrong in (other, "", "x", code[:-1], code + "0", "\x00", "é" * 40):
        with refused("invitation_wrong_code", "code_file"):
            joining.open_invitation(data, wrong)
    joining.open_invitation(data, code.lower().replace("-", " "))


def test_a_foreign_file_is_told_from_a_wrong_code(company: Company) -> None:
    data, code = company.invite()
    other, _ = company.invite()
    for foreign in (b"", b"FINV", b"%PDF-1.7", data[:-1], data + b"\0", b"FINW" + data[4:], data[:100]):
        with refused("file_not_ours", "invitation"):
            joining.open_invitation(foreign, code)
    with refused("invitation_wrong_code"):
        joining.open_invitation(other, code)


def test_no_flipped_byte_passes_or_breaks_anything(company: Company, scale: float) -> None:
    data, code = company.invite()
    chance = random.Random(len(data))  # noqa: S311 a sample that can be drawn again
    sample = chance.sample(range(len(data)), min(len(data), int(4000 * scale)))
    for place in {*range(16), *sample, *range(len(data) - 20, len(data))}:
        for flip in (0x01, 0x80, 0xFF):
            altered = data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]
            with pytest.raises(Trouble) as found:
                joining.open_invitation(altered, code)
            assert found.value.code in ("file_not_ours", "invitation_wrong_code")


def reseal(data: bytes, code: str, **changed: object) -> bytes:
    """Return an invitation whose letter somebody changed who knows the code, but is not headquarters."""
    key = keys.derive_key(passphrase.code_bytes(code), "invitation")
    sealed = wire.octets.Octets(data[5:]).sized(len(data))
    signed = Signed.decode(keys.open_bytes(key, sealed, b""))
    letter = msgspec.structs.replace(signed.letter(), **changed)
    forged = Signed.draft(letter)
    seed = signing.new_seed()
    return write_file(
        keys.seal_bytes(key, forged.signed(signing.sign(seed, forged.signed_part())).encode(), b"")
    )


def letter_of(data: bytes, code: str) -> Letter:
    """Return what an invitation says."""
    return joining.open_invitation(data, code).letter


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"role": "alternate"},
        {"roots": ()},
        {"roots": (b"FROS",)},
        {"by": bytes(16)},
        {"office": "HQ", "role": "hq_case"},
    ],
    ids=["signer", "role", "no-roots", "no-entry", "nobody", "office"],
)
def test_whoever_has_the_code_cannot_invite(company: Company, changed: dict[str, object]) -> None:
    data, code = company.invite()
    with refused("file_not_ours", "invitation"):
        joining.open_invitation(reseal(data, code, **changed), code)


def test_a_letter_for_another_hub_is_refused(company: Company) -> None:
    data, code = company.invite()
    hub = msgspec.structs.replace(letter_of(data, code).hub, receipt=bytes(32))
    with refused("file_not_ours", "invitation"):
        joining.open_invitation(reseal(data, code, hub=hub), code)


def test_an_invitation_holds_no_key_of_a_scope(company: Company) -> None:
    company.staff()
    letter = letter_of(*company.invite())
    text = Signed.draft(letter).body
    held = reader.read_keys(company.hq.store.connection, "epoch/")
    assert len(held) > 5
    for secret in held:
        assert secret not in text
        assert wire.octets.sized(secret)[1:].hex().encode() not in text
    assert {place.scope_class for place in letter.scopes} == {"desk", "sea", "work", "hq/all", "hq/case"}


def test_every_role_gets_the_keys_of_its_scopes_and_no_other(company: Company) -> None:
    common = {("desk", "KEN"), ("hq/all", "HQ"), ("hq/case", "HQ")}
    expected = {
        "focal_point": KEN,
        "alternate": common | {("sea", "KEN")},
        "hr_clerk": common,
        "head_of_office": common,
        "monitor": {("figures", "KEN"), ("hq/all", "HQ"), ("hq/case", "HQ")},
    }
    staff = {role: company.staff("KEN", role) for role in expected}
    assert {role: classes_with_keys(one) for role, one in staff.items()} == expected
    for one in staff.values():
        company.sync(one)
        assert set(sealing_of(one)) == {scope for scope, _ in keys_of(one)}


def test_who_writes_without_reading_has_a_key_for_the_own_feed_alone(company: Company) -> None:
    focal, clerk = company.staff(), company.staff("KEN", "hr_clerk")
    alternate = company.staff("KEN", "alternate")
    company.sync(focal, clerk, company.hq, focal, company.hq)
    sea, case = scope_of(company.hq, "sea"), scope_of(company.hq, "hq/case")
    assert sealing_of(alternate)[sea] != sealing_of(focal)[sea]
    assert (sea, sealing_of(alternate)[sea]) in keys_of(focal)
    assert {key for key in keys_of(alternate) if key[0] == sea} == {(sea, sealing_of(alternate)[sea])}
    own = {sealing_of(one)[case] for one in (focal, clerk, alternate, company.hq)}
    assert len(own) == 4
    for one in (focal, clerk, alternate):
        assert {key for key in keys_of(one) if key[0] == case} == {(case, sealing_of(one)[case])}
        assert (case, sealing_of(one)[case]) in keys_of(company.hq)


def test_two_offices_share_nothing_but_headquarters(company: Company) -> None:
    ken, uga = company.staff("KEN"), company.staff("UGA")
    shared = {scope for scope, _ in keys_of(ken)} & {scope for scope, _ in keys_of(uga)}
    assert shared == {scope_of(company.hq, "hq/all"), scope_of(company.hq, "hq/case")}
    assert {key for key in keys_of(ken) & keys_of(uga)} == {
        key for key in keys_of(ken) if key[0] == scope_of(company.hq, "hq/all")
    }
    assert roster.find(ken.store.roster, uga.person.device) is None


def test_a_second_officer_reads_every_office_and_can_do_the_same(company: Company) -> None:
    early = company.staff("KEN")
    officer = company.staff("HQ", "root hq_desk hq_case")
    assert keys_of(officer) == keys_of(company.hq)
    assert sealing_of(officer) == sealing_of(company.hq)
    made = records.add(early, "partner", {"name": "Practice partner"})
    company.sync(early, officer)
    assert records.read(officer, "partner", made.id).title == "Practice partner"
    late = company.join(company.invite("UGA", by=officer))
    company.admit(late, by=officer)
    assert classes_with_keys(late.session) == {(c, o.replace("KEN", "UGA")) for c, o in KEN}
    company.sync(company.hq)
    assert keys_of(company.hq) == keys_of(officer)
    company.sync(officer, company.hq, officer)
    assert all(not waiting_of(one, wire.Kind.ADDRESSED) for one in (officer, company.hq))


def test_headquarters_roles_are_separate(company: Company) -> None:
    company.staff("KEN")
    desk, case = company.staff("HQ", "hq_desk"), company.staff("HQ", "hq_case")
    root = company.staff("HQ", "root")
    assert classes_with_keys(desk) == {
        ("hq/desk", "HQ"),
        ("hq/all", "HQ"),
        ("desk", "KEN"),
        ("figures", "KEN"),
    }
    assert classes_with_keys(case) == {
        ("hq/case", "HQ"),
        ("hq/all", "HQ"),
        ("sea", "KEN"),
        ("work", "KEN"),
    }
    assert classes_with_keys(root) == {("hq/all", "HQ")}


def test_what_the_admitting_officer_may_not_read_another_gives(company: Company) -> None:
    desk = company.staff("HQ", "root hq_desk")
    joined = company.join(company.invite("UGA", by=desk))
    company.admit(joined, by=desk)
    assert classes_with_keys(joined.session) == {("desk", "UGA"), ("hq/all", "HQ")}
    company.sync(company.hq, joined.session)
    assert classes_with_keys(joined.session) == {(c, o.replace("KEN", "UGA")) for c, o in KEN}
    assert not {c for c, _ in classes_with_keys(desk)} & {"sea", "work", "hq/case"}


def test_only_officers_invite_admit_revoke_and_list(company: Company) -> None:
    field, case = company.staff(), company.staff("HQ", "hq_case")
    for one in (field, case):
        with refused("not_allowed"):
            company.invite(by=one)
        with refused("not_allowed"):
            admitting.admit(one, field.person.device, "x")
    with refused("not_allowed"):
        admitting.list_devices(field)
    desk = company.staff("HQ", "hq_desk")
    with refused("not_allowed"):
        company.invite("UGA", by=desk)
    with refused("not_allowed"):
        company.invite("HQ", "hq_case", by=desk)
    company.invite("KEN", by=desk)


def test_a_device_is_described_by_role_and_office(company: Company) -> None:
    field = company.staff()
    assert people.describe(company.hq, field.person.device) == "focal_point KEN"
    assert people.describe(field, company.hq.person.device) == "root HQ"
    assert people.describe(field, field.person.device) == "focal_point KEN"
    for nobody in ("a" * 26, "", "?", company.hq.person.device.upper()):
        assert people.describe(field, nobody) == "unknown"


def test_a_vault_keeps_all_this_when_it_is_locked(company: Company) -> None:
    field = company.staff()
    before = (field.store.roster, field.store.rules.hq, keys_of(field))
    again = company.reopen(field)
    assert (again.store.roster, again.store.rules.hq, keys_of(again)) == before
    assert again.store.rules.hq == {company.hq.person.device}


def test_a_vault_that_stands_alone_has_no_roster(tmp_path: Path, clock: HandClock) -> None:
    place = unlocking.Place(office="KEN", office_name="Nairobi", country="KE", person="P.")
    alone = unlocking.create_office(
        tmp_path / "alone", place, MAKING, clock=clock, policy=POLICY, kinds=KINDS
    )
    entries.after_roster_change(alone)
    assert alone.store.roster == wire.RosterState()
    assert alone.store.rules.hq == frozenset()
    assert rosters.read_waiting(alone.store.connection) == []
    unlocking.lock(alone)


def test_a_successor_takes_the_place_of_the_device_it_names(company: Company) -> None:
    before = company.staff()
    seed = reader.read_key(before.store.connection, unlocking.DEVICE_SIGN) or b""
    invitation = company.invite()
    after = company.join(invitation)
    claim = joining._sign_claim(
        seed,
        reader.read_key(after.session.store.connection, unlocking.DEVICE_SIGN) or b"",
        wire.Claim.decode(waiting_of(after.session, wire.Kind.CLAIM)[0]).keys().seal,
    )
    with company.hq.store.transaction() as writer:
        assert admitting.accept_claim(company.hq, writer, claim.encode())
    told = {listed.device: listed for listed in admitting.list_devices(company.hq)}
    device = after.session.person.device
    assert (told[device].state, told[device].office, told[device].role) == ("waiting", "KEN", "focal_point")
    admitting.admit(company.hq, device, told[device].words)
    states = states_of(admitting.list_devices(company.hq))
    assert (states[device], states[before.person.device]) == ("admitted", "revoked")
    company.sync(company.hq, after.session)
    sea = scope_of(company.hq, Scope.SEA)
    assert sealing_of(after.session)[sea] == sealing_of(company.hq)[sea]
    assert (sea, sealing_of(company.hq)[sea]) not in keys_of(before)


def test_an_invitation_of_the_first_release_opens(tmp_path: Path, clock: HandClock) -> None:
    data = (Path(__file__).parents[1] / "data" / "invitation-1.bin").read_bytes()
    opened = joining.open_invitation(data, "P5PP-CB64-33TB-SH8K-3RTP-7VDT-F0XY-27MY")
    assert (opened.letter.office, opened.letter.role) == ("KEN", "focal_point")
    assert opened.letter.until == date(2026, 4, 1)
    joined = joining.join(tmp_path / "vault", opened, "P.", MAKING, clock=clock, policy=POLICY, kinds=KINDS)
    assert len(joined.session.store.rules.hq) == 1
    unlocking.lock(joined.session)
