"""Acts: the notice goes alone, nothing else leaves without its own act, and no act is a way around a rule."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.base.ids import keyed_id
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import SEALED_PARTS, Leaves, Scope
from focal_desktop.store import reader
from focal_desktop.usecases import acts, audit, records
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import Desk, history_of, is_sound, read_all, refused
from tests.domain.samples import values_of

KIND = KINDS["allegation"]
NEEDED = {"regime": "sea", "received_on": "2026-03-01"}
NOTICE = {  # do_no_harm.md F, with the step and the answer of headquarters
    "regime", "state", "received_on", "clock_from_at", "conduct", "child", "subject_group", "danger_now",
    "help_offered", "told_to", "told_at", "consent_record", "consent_services", "consent_share",
    "consent_contact", "reporter_consent_share", "recorder_role", "answer", "answered_on", "legal_hold",
    "subject_ended_on", "in_cmts_on",
}  # fmt: skip
BY_HAND = [n for n, slot in KIND.slots.items() if not slot.said.owner and n not in ("state", *NEEDED)]


def notify(session: Session, case: str, **said: Any) -> dict[str, Any]:
    """Record and notify."""
    return dict(acts.act(session, "allegation", case, "notify", said))


def shared_of(session: Session, case: str) -> dict[str, Any]:
    """Return the newest shared value of each field: what others will read."""
    found = {}
    for field, changes in history_of(session, "allegation", case).items():
        for change in changes:
            if change.scope != Scope.SEALED:
                found[field] = change.value
    return found


def test_the_notice_is_the_notice() -> None:
    assert set(KIND.fields_leaving(Leaves.NOTICE)) == NOTICE
    assert KIND.fields_leaving(Leaves.WITH_SCOPE) == ()


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_notice_goes_and_nothing_else(desk: Desk, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(BY_HAND), unique=True))
    drawn = {name: data.draw(values_of(KIND.slots[name])) for name in chosen}
    case = records.add(desk.session, "allegation", drawn).id
    assert shared_of(desk.session, case) == {}
    before = records.read(desk.session, "allegation", case).values
    assert notify(desk.session, case, **NEEDED) == {"state": "passed_on"}
    shared = shared_of(desk.session, case)
    stamped = {"state": "passed_on", **NEEDED}
    going = {**{n: v for n, v in before.items() if n in NOTICE}, **stamped}
    assert {n: v for n, v in shared.items() if n in going} == going
    assert set(shared) - set(going) <= {"clock_from_at", "recorder_role"}
    after = records.read(desk.session, "allegation", case)
    assert {n: after.values[n] for n in before} == {n: stamped.get(n, v) for n, v in before.items()}
    assert after.clashes == {}
    (sea,) = desk.session.scopes(Scope.SEA)
    scopes = {c.scope for changes in history_of(desk.session, "allegation", case).values() for c in changes}
    assert scopes <= {sea.id, "sealed"}


def test_with_every_consent_not_asked_the_notice_goes(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {**NEEDED, "survivor_name": "Marked"}).id
    assert notify(desk.session, case) == {"state": "passed_on"}
    assert shared_of(desk.session, case) == {
        **NEEDED,
        "state": "passed_on",
        "clock_from_at": "2026-03-02T09:00:00Z",
        "recorder_role": "focal_point",
    }


@pytest.mark.parametrize("state", ["refused", "withdrawn", "not_asked_unsafe", "guardian", "given"])
def test_no_consent_holds_the_notice_up(desk: Desk, state: str) -> None:
    consents = {name: state for name in KIND.slots if "consent" in name}
    case = records.add(desk.session, "allegation", {**NEEDED, **consents}).id
    notify(desk.session, case)
    assert {n: v for n, v in shared_of(desk.session, case).items() if n in consents} == consents


def test_after_the_notice_each_field_stays_or_goes_as_declared(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    notify(desk.session, case)
    before = set(shared_of(desk.session, case))
    records.edit(
        desk.session,
        "allegation",
        case,
        {
            "area": "North",
            "survivor_name": "Marked",
            "account": "Words",
            "subject_name": "Other",
            "child": "no",
        },
    )
    assert set(shared_of(desk.session, case)) == before | {"child"}
    for name in ("area", "survivor_name", "account", "subject_name"):
        assert {c.scope for c in history_of(desk.session, "allegation", case)[name]} == {"sealed"}


def test_what_was_open_while_the_notice_went_is_not_lost(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {**NEEDED, "child": "no"}).id
    opened = records.open_record(desk.session, "allegation", case)
    notify(desk.session, case)
    records.edit(desk.session, "allegation", case, {"child": "yes", "area": "North"}, opened)
    row = records.read(desk.session, "allegation", case)
    assert (row.values["child"], row.values["area"]) == ("yes", "North")
    assert is_sound(desk.session)


def test_the_clock_runs_from_the_act_unless_it_was_said(desk: Desk, clock: HandClock) -> None:
    first = records.add(desk.session, "allegation", NEEDED).id
    second = records.add(desk.session, "allegation", {**NEEDED, "clock_from_at": "2026-02-28T08:00:00Z"}).id
    clock.move(hours=3)
    for case in (first, second):
        notify(desk.session, case)
    assert shared_of(desk.session, first)["clock_from_at"] == "2026-03-02T12:00:00Z"
    assert shared_of(desk.session, second)["clock_from_at"] == "2026-02-28T08:00:00Z"


@pytest.mark.parametrize("missing", ["regime", "received_on"])
def test_a_notice_without_what_it_needs_stays_a_draft(desk: Desk, missing: str) -> None:
    case = records.add(desk.session, "allegation", {n: v for n, v in NEEDED.items() if n != missing}).id
    before = read_all(desk.session)
    with refused("needed", missing) as found:
        notify(desk.session, case)
    assert found.value.problems == ((missing, "needed"),)
    assert read_all(desk.session) == before
    notify(desk.session, case, **{missing: NEEDED[missing]})
    assert records.read(desk.session, "allegation", case).state == "passed_on"


def test_both_that_are_missing_are_named(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"regime": "not_known"}).id
    with refused("needed", "regime") as found:
        notify(desk.session, case)
    assert found.value.problems == (("regime", "needed"), ("received_on", "needed"))


def test_a_notice_goes_once(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    notify(desk.session, case)
    before = read_all(desk.session)
    with refused("illegal_move", "state"):
        notify(desk.session, case)
    assert read_all(desk.session) == before


def test_a_step_is_not_set_by_hand(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    for state in ("passed_on", "received", "with_investigators", "closed"):
        with refused("illegal_move", "state"):
            records.edit(desk.session, "allegation", case, {"state": state})
        with refused("illegal_move", "state"):
            records.add(desk.session, "allegation", {**NEEDED, "state": state})
    assert records.edit(desk.session, "allegation", case, {"state": "draft"}) == ()


def test_no_act_brings_a_step_along(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    for state in ("received", "closed", "passed_on"):
        with refused("illegal_move", "state"):
            acts.act(desk.session, "allegation", case, "told_by_phone", {"told_to": "oios", "state": state})
        with refused("illegal_move", "state"):
            notify(desk.session, case, state="closed")
    assert records.read(desk.session, "allegation", case).state == "draft"


def test_an_agreement_is_not_signed_by_hand(desk: Desk) -> None:
    made = records.add(desk.session, "agreement", {"partner": keyed_id("partner", ("one",))}).id
    for state in ("signed", "ready_to_sign", "ended"):
        with refused("illegal_move"):
            records.edit(desk.session, "agreement", made, {"state": state, "signed_on": "2026-01-01"})


@pytest.mark.parametrize("name", ["", "dance", "notify "])
def test_an_unknown_act_is_refused(desk: Desk, name: str) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    with refused("unknown_act", "act"):
        acts.act(desk.session, "allegation", case, name, {})


def test_an_act_of_another_kind_is_unknown(desk: Desk) -> None:
    made = records.add(desk.session, "partner", {}).id
    with refused("unknown_act", "act"):
        acts.act(desk.session, "partner", made, "notify", {})
    with refused("unknown_kind", "kind"):
        acts.act(desk.session, "dragon", made, "notify", {})
    with refused("not_found", "id"):
        acts.act(desk.session, "allegation", made, "notify", {})


def test_an_act_takes_no_wrong_field(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {}).id
    before = read_all(desk.session)
    for said, code, field in (
        ({"nothing": 1}, "unknown_field", "nothing"),
        ({"child": "perhaps"}, "not_in_list", "child"),
        ({"received_on": "2026-13-01"}, "not_a_date", "received_on"),
        ({"answered_on": "2026-01-01"}, "not_allowed", "answered_on"),
        ({"regime": "workplace", "received_on": "2026-03-01"}, "not_allowed", None),
        (
            {"regime": "workplace", "received_on": "2026-03-01", "consent_share": "given"},
            "not_allowed",
            None,
        ),
    ):
        with refused(code, field):
            notify(desk.session, case, **said)
    assert read_all(desk.session) == before


def test_a_case_that_was_passed_on_does_not_become_a_workplace_one(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    notify(desk.session, case)
    with refused("not_allowed"):
        records.edit(desk.session, "allegation", case, {"regime": "workplace"})
    with refused("not_allowed"):
        acts.act(
            desk.session, "allegation", case, "told_by_phone", {"told_to": "oios", "regime": "workplace"}
        )


def test_what_headquarters_does_is_not_done_here(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    notify(desk.session, case)
    done = [said.name for said in KIND.acts if said.role == "hq_case"]
    assert done
    for name in done:
        with refused("not_allowed" if ("allegation", name) in acts.ACTS else "unknown_act"):
            acts.act(desk.session, "allegation", case, name, {})


def test_told_by_phone_stops_the_clock_at_its_hour(desk: Desk, clock: HandClock) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    clock.move(hours=1)
    assert (
        acts.act(desk.session, "allegation", case, "told_by_phone", {"told_to": "oios"})["state"] == "draft"
    )
    assert shared_of(desk.session, case) == {}
    assert records.read(desk.session, "allegation", case).values["told_at"] == "2026-03-02T10:00:00Z"
    notify(desk.session, case)
    said = {"told_to": "headquarters", "told_at": "2026-03-02T09:30:00Z"}
    done = acts.act(desk.session, "allegation", case, "told_by_phone", said)
    assert done["state"] == "passed_on"
    assert shared_of(desk.session, case).items() >= said.items()


def test_told_by_phone_says_to_whom(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", NEEDED).id
    with refused("needed", "told_to"):
        acts.act(desk.session, "allegation", case, "told_by_phone", {})


def test_every_act_of_the_table_is_declared() -> None:
    declared = {(kind.name, said.name) for kind in KINDS.values() for said in kind.acts}
    assert set(acts.ACTS) <= declared


def test_no_sealed_part_is_in_a_row_a_search_or_a_history(desk: Desk) -> None:
    sealed = {n: f"Marked{n.replace('_', '')}" for n in KIND.fields_leaving(*SEALED_PARTS)}
    del sealed["survivor_services"]
    case = records.add(desk.session, "allegation", {**NEEDED, **sealed}).id
    for _ in range(2):
        assert "Marked" not in str(records.read(desk.session, "allegation", case))
        assert "Marked" not in str(records.history(desk.session, "allegation", case))
        assert "Marked" not in str(records.open_record(desk.session, "allegation", case))
        assert "Marked" not in str(records.list_page(desk.session, "allegation", {}))
        assert all(records.search(desk.session, word) == [] for word in sealed.values())
        if records.read(desk.session, "allegation", case).state == "draft":
            notify(desk.session, case)
    assert {c.value for n in sealed for c in history_of(desk.session, "allegation", case)[n]} == {None}


@pytest.mark.parametrize("field", KIND.fields_leaving(*SEALED_PARTS))
def test_no_list_is_narrowed_by_a_sealed_part(desk: Desk, field: str) -> None:
    with refused("unknown_field", field):
        records.list_page(desk.session, "allegation", {field: "x"})


def test_a_sealed_part_is_revealed_for_a_reason_and_leaves_a_line(desk: Desk) -> None:
    said = {"survivor_name": "Marked", "subject_name": "Other", "survivor_contact": "Old"}
    case = records.add(desk.session, "allegation", said).id
    records.edit(desk.session, "allegation", case, {"survivor_contact": "New"})
    start, _ = desk.session.store.tail()
    shown = records.reveal(desk.session, "allegation", case, "survivor", "To call her back")
    assert shown == {
        "survivor_name": "Marked", "survivor_contact": "New", "survivor_words": "", "survivor_services": [],
    }  # fmt: skip
    assert desk.session.store.tail()[0] == start + 2  # the act and its reason
    (line,) = audit.list_about(desk.session, "allegation", case)
    assert (line.what, line.part, line.reason) == ("revealed", "survivor", "To call her back")
    assert line.device == desk.session.person.device
    assert is_sound(desk.reopen())


def test_a_reason_is_needed_and_a_part_that_is_one(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"}).id
    start = desk.session.store.tail()
    for reason in ("", "   ", "\n"):
        with refused("needed", "reason"):
            records.reveal(desk.session, "allegation", case, "survivor", reason)
    for part in ("", "notice", "details", "with_scope", "sealed", "survivor_name"):
        with refused("not_in_list", "reveal"):
            records.reveal(desk.session, "allegation", case, part, "To call her back")
    for reason in ("\ud800", "\x00", "x" * 100_000):
        with refused("wrong_type", "reason"):
            records.reveal(desk.session, "allegation", case, "survivor", reason)
    with refused("not_found", "id"):
        records.reveal(desk.session, "allegation", "other", "survivor", "To call her back")
    assert desk.session.store.tail() == start


def test_looking_adds_no_record_and_no_clash(desk: Desk) -> None:
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"})
    before = read_all(desk.session, [case.reference])
    for number in range(3):
        records.reveal(desk.session, "allegation", case.id, "survivor", f"Reason {number}")
    assert read_all(desk.session, [case.reference]) == before
    assert reader.read_clashing(desk.session.store.connection) == []
