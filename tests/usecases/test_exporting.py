"""What leaves as a file: by which rules, with a line before, and nothing that a rule keeps here."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import SEALED_PARTS
from focal_desktop.store import vault
from focal_desktop.store.vault import Proof
from focal_desktop.usecases import acts, audit, export_file, exporting, records
from focal_desktop.usecases.export_file import Document
from focal_desktop.usecases.exporting import Taken, Wanted, Way
from focal_desktop.usecases.session import Session
from focal_desktop.wire.magic import EXPORT
from tests.desks import PASSPHRASE, refused
from tests.usecases.country import ACCOUNT, CANARIES, REPORTER, SUBJECT, SURVIVOR, Country, take_down

WHY = "Headquarters asked for it"
YES = {"consent_share": "given", "reporter_consent_share": "given", "subject_points_to_survivor": "no"}
PARTS = {"survivor": SURVIVOR, "reporter": REPORTER, "subject": SUBJECT, "account": ACCOUNT}


def prove(session: Session) -> Proof:
    """Give the passphrase once more."""
    return vault.prove(session.store.folder, PASSPHRASE)


def take(session: Session, case: str, way: Way = Way.OFFICER, *parts: str, why: str = WHY) -> Taken:
    """Take one case."""
    wanted = Wanted(kind="allegation", id=case, parts=parts, reason=why)
    return exporting.take(session, wanted, way, prove(session) if way is Way.PLAIN else None)


def test_a_case_leaves_without_its_sealed_parts_unless_each_is_named(office: Session) -> None:
    case = take_down(office, **YES)
    taken = take(office, case)
    assert [one for one in CANARIES if one in str(taken)] == []
    assert not set(KINDS["allegation"].fields_leaving(*SEALED_PARTS)) & set(taken.fields)
    for part, canary in PARTS.items():
        said = str(take(office, case, Way.OFFICER, part))
        assert [one for one in CANARIES if one in said] == [canary]


def test_a_line_is_there_before_anything_leaves(office: Session) -> None:
    case = take_down(office, **YES)
    take(office, case, Way.WORDS, "subject", "account")
    (line,) = audit.list_lines(office)
    assert (line.what, line.kind, line.record) == ("exported", "allegation", case)
    assert (line.part, line.reason) == ("words account subject", WHY)
    office.store.refuse("The disk is full.")
    with refused("disk_full"):
        take(office, case)


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("why", ["", "  "])
def test_of_a_case_nothing_leaves_without_a_reason(office: Session, way: Way, why: str) -> None:
    case = take_down(office, **YES)
    with refused("needed", "reason"):
        take(office, case, way, why=why)
    assert audit.list_lines(office) == []


def test_plain_form_needs_the_passphrase_once_more(office: Session, country: Country) -> None:
    case = take_down(office, **YES)
    wanted = Wanted(kind="allegation", id=case, reason=WHY)
    with refused("needed", "passphrase_file"):
        exporting.take(office, wanted, Way.PLAIN)
    other = country.make("focal_point", office="UGA")
    with refused("wrong_passphrase"):
        exporting.take(office, wanted, Way.PLAIN, prove(other))
    assert audit.list_lines(office) == []
    assert exporting.take(office, wanted, Way.PLAIN, prove(office)).rows
    returned = records.add(office, "monthly_return", {"office": "KEN", "month": "2026-02"}).id
    with refused("needed", "passphrase_file"):
        exporting.take(office, Wanted(kind="monthly_return", id=returned, reason=WHY), Way.PLAIN)


def test_a_list_of_cases_never_leaves_an_office(office: Session, hq: Session, country: Country) -> None:
    """Even how many there are would tell (do_no_harm.md A14)."""
    acts.act(office, "allegation", take_down(office, **YES), "notify", {})
    for kind in ("allegation", "monthly_return", "sealed_report"):
        with refused("not_allowed", "id"):
            exporting.take(office, Wanted(kind=kind, reason=WHY), Way.OFFICER)
    country.exchange(office, hq)
    assert len(exporting.take(hq, Wanted(kind="allegation", reason=WHY), Way.OFFICER).rows) == 1


def test_without_their_own_yes_nothing_of_survivor_or_reporter_leaves(office: Session) -> None:
    for part, consent in exporting.CONSENTS.items():
        for said in ("not_asked", "not_asked_unsafe"):
            case = take_down(office, **{**YES, consent: said})
            for way in Way:
                with refused("not_allowed", consent):
                    take(office, case, way, part)


def test_what_could_point_to_the_survivor_goes_to_an_officer_alone(office: Session) -> None:
    for points in ("yes", "not_known", "not_asked"):
        case = take_down(office, **{**YES, "subject_points_to_survivor": points})
        assert SUBJECT in str(take(office, case, Way.OFFICER, "subject"))
        for way in (Way.WORDS, Way.PLAIN):
            with refused("not_allowed", exporting.POINTS):
                take(office, case, way, "subject")


def test_the_account_leaves_to_others_only_with_the_survivors_yes(office: Session) -> None:
    case = take_down(office)
    assert ACCOUNT in str(take(office, case, Way.OFFICER, "account"))
    with refused("not_allowed", "consent_share"):
        take(office, case, Way.WORDS, "account")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"child": "yes"}, "child"),
        ({"child": "not_known"}, "child"),
        ({"consent_share": "refused"}, "consent_share"),
        ({"consent_record": "withdrawn"}, "consent_record"),
    ],
)
def test_where_the_telephone_comes_first_nothing_leaves(
    office: Session, said: dict[str, str], field: str
) -> None:
    case = take_down(office, **{**YES, **said})
    for way in Way:
        with refused("not_allowed", field):
            take(office, case, way)


def test_what_is_held_back_stays_and_a_day_is_its_month(office: Session) -> None:
    case = take_down(office, **YES, held_back=["setting", "nature"])
    (values,) = take(office, case).values
    assert not {"setting", "nature", "held_back"} & set(values)
    assert values["incident_on"] == "2026-02-01"


def test_nothing_of_a_sealed_report_leaves_as_a_file(office: Session) -> None:
    report = records.add(office, "sealed_report", {"account": "Canary"}).id
    for way in Way:
        with refused("not_allowed"):
            exporting.take(
                office,
                Wanted(kind="sealed_report", id=report, parts=("report",), reason=WHY),
                way,
                prove(office),
            )


def test_desk_lists_leave_freely_with_a_line(office: Session) -> None:
    for name in ("One", "Two"):
        records.add(office, "partner", {"name": name})
    taken = exporting.take(office, Wanted(kind="partner"), Way.PLAIN)
    assert sorted(str(one["name"]) for one in taken.values) == ["One", "Two"]
    (line,) = audit.list_lines(office)
    assert (line.what, line.kind, line.part, line.record) == ("exported", "partner", "plain", "")
    with refused("not_in_list", "with"):
        exporting.take(office, Wanted(kind="partner", parts=("subject",)), Way.PLAIN)


def test_a_kind_outside_the_role_is_not_exported(country: Country) -> None:
    clerk = country.make("hr_clerk")
    with refused("not_allowed", "kind"):
        exporting.take(clerk, Wanted(kind="allegation", id="0" * 24, reason=WHY), Way.OFFICER)


def test_a_long_list_is_whole(office: Session) -> None:
    records.add_many(office, "partner", [{"name": f"P{number}"} for number in range(1001)])
    at_once = exporting.take(office, Wanted(kind="partner"), Way.PLAIN)
    assert len(at_once.rows) == 1001
    shares, taken = take_list(office, "partner")
    assert taken == at_once
    assert shares == sorted(shares)
    assert (len(shares), shares[-1]) == (11, 1.0)
    assert [line.what for line in audit.list_lines(office)] == ["exported", "exported"]


def test_no_list_of_cases_is_taken_in_turns(office: Session) -> None:
    with refused("not_allowed", "kind"):
        take_list(office, "allegation")
    assert audit.list_lines(office) == []


def take_list(session: Session, kind: str) -> tuple[list[float], Taken]:
    """Return how far each turn came, and what was taken in all of them."""
    shares, turns = list[float](), exporting.take_list(session, kind)
    while True:
        try:
            shares.append(next(turns))
        except StopIteration as ended:
            found: Taken = ended.value
            return shares, found


def test_names_of_files_are_neutral() -> None:
    names = {exporting.new_name() for _ in range(50)}
    assert len(names) > 40
    assert all(name.startswith("export-") and len(name) == 11 for name in names)


# --- sealed to a person


def document(text: bytes = b"Canary-T6") -> Document:
    return Document(kind="allegation", record="r" * 24, is_case=True, form="txt", text=text)


def test_a_file_opens_at_the_named_device_alone(office: Session, hq: Session, country: Country) -> None:
    other = country.make("root", "hq_case", office="HQ")
    to = export_file.require_recipient(office, hq.person.device, is_case=True)
    data = export_file.seal(office, to, document())
    assert b"Canary" not in data
    found = export_file.open_file(hq, data, WHY)
    assert found.document == document()
    assert (found.device, found.by, found.is_known) == (office.person.device, "focal_point KEN", True)
    (line,) = audit.list_lines(hq)
    assert (line.what, line.part, line.reason) == ("revealed", "export", WHY)
    for strange in (other, office):
        with refused("file_not_ours", "file"):
            export_file.open_file(strange, data, WHY)
    with refused("needed", "reason"):
        export_file.open_file(hq, data, " ")
    moved = msgspec.msgpack.decode(data[5:], type=export_file.Sealed)
    moved = msgspec.structs.replace(moved, device=other.person.device)
    with refused("file_not_ours", "file"):
        export_file.open_file(other, EXPORT.front() + msgspec.msgpack.encode(moved), WHY)


def test_a_case_goes_to_case_officers_alone(office: Session, hq: Session, country: Country) -> None:
    desk = country.make("hq_desk", office="HQ")
    assert [one.device for one in export_file.list_recipients(office, is_case=True)] == [hq.person.device]
    both = {one.device for one in export_file.list_recipients(office, is_case=False)}
    assert both == {hq.person.device, desk.person.device}
    for device in (desk.person.device, office.person.device, "nobody"):
        with refused("not_in_list", "to"):
            export_file.require_recipient(office, device, is_case=True)


def test_an_office_alone_knows_nobody_to_seal_to(country: Country) -> None:
    alone = country.make("focal_point")
    with refused("not_admitted"):
        export_file.require_recipient(alone, "x", is_case=False)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_not_ours"),
        (b"FEXP", "file_not_ours"),
        (b"FEXP\x01", "file_not_ours"),
        (b"FEXP\x02", "newer_version"),
        (b"FBAK\x01", "file_not_ours"),
        (EXPORT.front() + msgspec.msgpack.encode(export_file.Sealed("x", b"")), "file_not_ours"),
    ],
)
def test_a_strange_file_is_refused(hq: Session, data: bytes, code: str) -> None:
    with refused(code, "file"):
        export_file.open_file(hq, data, WHY)
    assert audit.list_lines(hq) == []
