"""Keeping, editing, listing and finding records of every kind by the same few verbs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.base.ids import keyed_id
from focal_desktop.domain import codec, merge
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import SEALED_PARTS, Kind
from focal_desktop.store import rows
from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.desks import Desk, history_of, is_sound, read_all, refused
from tests.domain.samples import values_of
from tests.specimens import key_of, list_free, specimen_of

WRONG: dict[str, tuple[Any, str]] = {
    "nothing_like_it": ("x", "unknown_field"),
    "child": ("perhaps", "not_in_list"),
    "conduct": ("no such conduct", "not_in_list"),
    "received_on": ("2026-02-30", "not_a_date"),
    "told_at": ("2026-02-01 10:00", "not_a_date"),
    "victims": (-1, "wrong_type"),
    "area": (["North"], "wrong_type"),
    "partner": ("no id", "wrong_type"),
    "survivor_services": ("medical", "wrong_type"),
    "survivor_name": ("x" * 501, "wrong_type"),
    "account": ("\x00", "wrong_type"),
    "subject_name": ("\ud800", "wrong_type"),
    "material": (True, "wrong_type"),
}
OF_OFFICERS = ("sealed_report", "erase_order", "handover_decision")
OPEN = [kind for kind in KINDS.values() if kind.name not in OF_OFFICERS]
in_every_kind = pytest.mark.parametrize("kind", OPEN, ids=lambda kind: kind.name)


@in_every_kind
def test_a_record_of_every_kind_is_kept_and_found_again(desk: Desk, kind: Kind[Any]) -> None:
    values = {name: specimen_of(kind, name) for name in (*kind.key, *list_free(kind))}
    saved = records.add(desk.session, kind.name, values)
    row = records.read(desk.session, kind.name, saved.id)
    sealed = kind.fields_leaving(*SEALED_PARTS)
    assert row.values == {n: v for n, v in codec.to_plain(kind, values).items() if n not in sealed}
    assert row.reference == saved.reference == rows.reference_of(saved.id)
    assert records.list_page(desk.session, kind.name, {})[0] == [row] or kind.name == "office"
    assert [found.id for found in records.search(desk.session, saved.reference)] == [saved.id]
    assert {c.field for c in records.history(desk.session, kind.name, saved.id)} == set(values)
    assert is_sound(desk.session)


@in_every_kind
def test_each_field_alone_makes_a_draft(desk: Desk, kind: Kind[Any]) -> None:
    if kind.key:
        values = key_of(kind)
        assert records.add(desk.session, kind.name, values).id == keyed_id(
            kind.name, tuple(str(values[name]) for name in kind.key)
        )
        return
    drafts: list[dict[str, Any]] = [{}, *({name: specimen_of(kind, name)} for name in list_free(kind))]
    saved = records.add_many(desk.session, kind.name, drafts)
    assert len({one.id for one in saved}) == len({one.reference for one in saved}) == len(drafts)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_subset_of_fields_is_a_draft(desk: Desk, data: st.DataObject) -> None:
    kind = KINDS[data.draw(st.sampled_from([kind.name for kind in OPEN if not kind.key]))]
    chosen = data.draw(st.lists(st.sampled_from(list_free(kind)), unique=True))
    values = {name: data.draw(values_of(kind.slots[name])) for name in chosen}
    if values.get("regime") == "workplace":
        with refused("not_allowed"):
            records.add(desk.session, kind.name, values)
        return
    made = records.add(desk.session, kind.name, values).id
    shown = merge.show_values(kind, records.read(desk.session, kind.name, made).values)
    open_fields = set(values) - set(kind.fields_leaving(*SEALED_PARTS))
    assert {name: shown[name] for name in open_fields} == {name: values[name] for name in open_fields}


@in_every_kind
def test_a_key_is_needed_and_only_once(desk: Desk, kind: Kind[Any]) -> None:
    if not kind.key:
        first, second = (records.add(desk.session, kind.name, {}).id for _ in range(2))
        assert first != second
        return
    with refused("needed", kind.key[0]) as found:
        records.add(desk.session, kind.name, {})
    assert found.value.problems == tuple((name, "needed") for name in kind.key)
    saved = records.add(desk.session, kind.name, key_of(kind))
    before = read_all(desk.session)
    with refused("already_filed") as found:
        records.add(desk.session, kind.name, {**key_of(kind)})
    assert dict(found.value.known) == {"id": saved.id}
    assert read_all(desk.session) == before


def test_a_key_cannot_be_changed_afterwards(desk: Desk) -> None:
    office = records.list_page(desk.session, "office", {})[0][0]
    with refused("not_allowed", "code"):
        records.edit(desk.session, "office", office.id, {"code": "UGA"})
    assert records.edit(desk.session, "office", office.id, {"code": "KEN", "name": "Nairobi HQ"}) == ("name",)
    assert records.read(desk.session, "office", office.id).title == "Nairobi HQ (KEN)"


def test_every_wrong_field_is_named_at_once(desk: Desk) -> None:
    values = {name: value for name, (value, _) in WRONG.items()}
    made = records.add(desk.session, "allegation", {}).id
    before = read_all(desk.session)
    for save in (
        lambda: records.add(desk.session, "allegation", values),
        lambda: records.edit(desk.session, "allegation", made, values),
    ):
        with refused("unknown_field", "nothing_like_it") as found:
            save()
        assert dict(found.value.problems) == {name: code for name, (_, code) in WRONG.items()}
        assert found.value.sentence.startswith("Some fields cannot be kept")
    assert read_all(desk.session) == before


@pytest.mark.parametrize(("field", "code"), [(name, code) for name, (_, code) in WRONG.items()])
def test_one_wrong_field_gives_its_code(desk: Desk, field: str, code: str) -> None:
    with refused(code, field):
        records.add(desk.session, "allegation", {field: WRONG[field][0]})
    assert records.list_page(desk.session, "allegation", {}) == ([], False)


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "0000-01", "2026-1", "January", "2026-01-01"])
def test_a_month_that_does_not_exist_is_refused(desk: Desk, month: str) -> None:
    wrong = {"office": "KEN", "month": month, "all_passed_on": "perhaps"}
    with refused("not_in_list") as found:
        records.add(desk.session, "monthly_return", wrong)
    assert set(found.value.problems) == {("month", "not_a_date"), ("all_passed_on", "not_in_list")}
    with refused("not_a_date", "month"):
        records.add(desk.session, "monthly_return", {"office": "KEN", "month": month})
    assert records.list_page(desk.session, "monthly_return", {}) == ([], False)


def test_an_unknown_kind_is_refused_everywhere(desk: Desk) -> None:
    for verb in (
        lambda: records.add(desk.session, "dragon", {}),
        lambda: records.edit(desk.session, "dragon", "x", {}),
        lambda: records.read(desk.session, "dragon", "x"),
        lambda: records.open_record(desk.session, "dragon", "x"),
        lambda: records.list_page(desk.session, "dragon", {}),
        lambda: records.history(desk.session, "dragon", "x"),
        lambda: records.reveal(desk.session, "dragon", "x", "survivor", "reason"),
    ):
        with refused("unknown_kind", "kind"):
            verb()


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    partner = records.add(desk.session, "partner", {}).id
    for kind, identity in (("allegation", partner), ("allegation", ""), ("allegation", "\ud800")):
        for verb in (records.read, records.open_record, records.history):
            with refused("not_found", "id"):
                verb(desk.session, kind, identity)
        with refused("not_found", "id"):
            records.edit(desk.session, kind, identity, {})


def test_a_day_that_has_not_come_is_a_warning(desk: Desk, clock: HandClock) -> None:
    days = {"received_on": "2026-03-03", "incident_on": "2026-03-02"}
    saved = records.add(desk.session, "allegation", days)
    assert [(warning.field, warning.code) for warning in saved.warnings] == [("received_on", "in_the_future")]
    assert records.read(desk.session, "allegation", saved.id).values["received_on"] == "2026-03-03"
    clock.move(days=1)
    assert records.add(desk.session, "allegation", {"received_on": "2026-03-03"}).warnings == ()


def test_many_are_kept_all_or_none(desk: Desk) -> None:
    before = read_all(desk.session)
    drafts = [{"name": "One"}, {"name": "Two"}, {"has_contact": "x"}, {}]
    with refused("not_in_list", "has_contact") as found:
        records.add_many(desk.session, "partner", drafts)
    assert dict(found.value.known) == {"index": 2}
    assert read_all(desk.session) == before
    saved = records.add_many(desk.session, "partner", [{"name": "One"}, {"name": "Two"}])
    assert [records.read(desk.session, "partner", one.id).title for one in saved] == ["One", "Two"]
    assert records.add_many(desk.session, "partner", []) == []


def test_a_key_twice_among_many_is_already_filed(desk: Desk) -> None:
    with refused("already_filed") as found:
        records.add_many(desk.session, "office", [{"code": "one"}, {"code": "two"}, {"code": "one"}])
    assert dict(found.value.known) == {"id": keyed_id("office", ("one",)), "index": 2}
    assert len(records.list_page(desk.session, "office", {})[0]) == 1


def test_headquarters_own_fields_are_headquarters(desk: Desk) -> None:
    made = records.add(desk.session, "allegation", {}).id
    agreement = records.add(desk.session, "agreement", {}).id
    office = records.list_page(desk.session, "office", {})[0][0].id
    for kind, identity, field, value in (
        ("allegation", made, "answered_on", "2026-03-01"),
        ("agreement", agreement, "hold", "yes"),
        ("office", office, "switches_on", []),
    ):
        with refused("not_allowed", field):
            records.edit(desk.session, kind, identity, {field: value})
        with refused("not_allowed", field):
            records.add(desk.session, kind, {field: value})


def test_the_workplace_regime_is_switched_off_in_an_office_that_stands_alone(desk: Desk) -> None:
    draft = records.add(desk.session, "allegation", {}).id
    before = read_all(desk.session)
    with refused("not_allowed"):
        records.add(desk.session, "allegation", {"regime": "workplace", "conduct": "unknown"})
    with refused("not_allowed"):
        records.edit(desk.session, "allegation", draft, {"regime": "workplace"})
    assert read_all(desk.session) == before


def test_an_edit_writes_only_what_changed(desk: Desk) -> None:
    made = records.add(desk.session, "partner", {"name": "One", "country": "KE"}).id
    assert records.edit(desk.session, "partner", made, {"name": "One", "country": "KE"}) == ()
    assert records.edit(desk.session, "partner", made, {"name": "Two", "country": "KE"}) == ("name",)
    assert records.edit(desk.session, "partner", made, {"vendor_number": ""}) == ()
    assert records.edit(desk.session, "partner", made, {"country": None}) == ("country",)
    assert [c.value for c in history_of(desk.session, "partner", made)["country"]] == ["KE", ""]
    assert records.edit(desk.session, "partner", made, {}) == ()


def test_two_edits_of_other_fields_both_survive(desk: Desk) -> None:
    made = records.add(desk.session, "partner", {"name": "One", "country": "KE", "vendor_number": "1"}).id
    first = records.open_record(desk.session, "partner", made)
    second = records.open_record(desk.session, "partner", made)
    form = {"name": "One", "country": "KE", "vendor_number": "1"}
    assert records.edit(desk.session, "partner", made, {**form, "name": "Two"}, first) == ("name",)
    assert records.edit(desk.session, "partner", made, {**form, "country": "UG"}, second) == ("country",)
    row = records.read(desk.session, "partner", made)
    assert (row.values["name"], row.values["country"], row.clashes) == ("Two", "UG", {})


def test_two_edits_of_a_sealed_draft_both_survive(desk: Desk) -> None:
    made = records.add(desk.session, "sealed_report", {"conduct": "unknown"}).id
    first = records.open_record(desk.session, "sealed_report", made)
    second = records.open_record(desk.session, "sealed_report", made)
    records.edit(desk.session, "sealed_report", made, {"account": "What I saw"}, first)
    records.edit(desk.session, "sealed_report", made, {"child": "yes"}, second)
    row = records.read(desk.session, "sealed_report", made)
    assert (row.values["account"], row.values["child"]) == ("What I saw", "yes")


def test_two_edits_of_one_field_both_stand(desk: Desk) -> None:
    made = records.add(desk.session, "partner", {"name": "One"}).id
    first = records.open_record(desk.session, "partner", made)
    second = records.open_record(desk.session, "partner", made)
    records.edit(desk.session, "partner", made, {"name": "Two"}, first)
    records.edit(desk.session, "partner", made, {"name": "Three"}, second)
    row = records.read(desk.session, "partner", made)
    assert {side.value for side in row.clashes["name"]} == {"Two", "Three"}
    assert row.values["name"] in ("Two", "Three")
    records.edit(desk.session, "partner", made, {"name": "Four"})
    row = records.read(desk.session, "partner", made)
    assert (row.values["name"], row.clashes) == ("Four", {})
    assert is_sound(desk.session)


def test_the_most_protective_of_two_answers_is_shown(desk: Desk) -> None:
    made = records.add(desk.session, "allegation", {}).id
    first = records.open_record(desk.session, "allegation", made)
    second = records.open_record(desk.session, "allegation", made)
    records.edit(desk.session, "allegation", made, {"child": "yes"}, first)
    records.edit(desk.session, "allegation", made, {"child": "no"}, second)
    row = records.read(desk.session, "allegation", made)
    assert row.values["child"] == "yes"
    assert {side.value for side in row.clashes["child"]} == {"yes", "no"}


def test_a_list_is_read_page_by_page(desk: Desk) -> None:
    made = records.add_many(desk.session, "partner", [{"name": f"P {number % 3}"} for number in range(7)])
    seen, after, more = [], "", True
    while more:
        page, more = records.list_page(desk.session, "partner", {}, after, 3)
        seen += [row.id for row in page]
        after = seen[-1]
    assert seen == sorted(one.id for one in made)
    assert len(records.list_page(desk.session, "partner", {"name": "P 0"})[0]) == 3


def test_a_list_is_not_narrowed_by_what_is_no_field(desk: Desk) -> None:
    for field in ("nothing_like_it", "id", "body", "name; --", ""):
        with refused("unknown_field"):
            records.list_page(desk.session, "partner", {field: "x"})


def test_half_a_letter_narrows_to_nothing(desk: Desk) -> None:
    records.add(desk.session, "partner", {"name": "One"})
    assert records.list_page(desk.session, "partner", {"name": "\ud800"}) == ([], False)
    assert records.list_page(desk.session, "partner", {}, after="\ud800") == ([], False)
    assert records.search(desk.session, "\ud800") == []


def test_a_number_of_records_share_no_reference(desk: Desk) -> None:
    saved = records.add_many(desk.session, "partner", [{} for _ in range(300)])
    assert len({one.reference for one in saved}) == 300
