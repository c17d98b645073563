"""Every declaration at once: each reads as a legal draft, names lists that exist, and keeps to the house."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain import codec, merge
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import Answer, Field, Kind, Merge, Plain, Record, Scope
from tests.domain.samples import POLICY, drafts, plain_values

FORMS = {
    "text", "long_text", "code", "codes", "date", "instant", "yes_no_unknown", "whole_number", "money",
    "reference", "references", "file",
}  # fmt: skip
WARNINGS = {"in_the_future", "needed", "not_a_date"}
TODAY = date(2026, 11, 21)
ID = "abcdefghijklmnopqrstuvw2"

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def test_the_kinds_of_the_desk_are_there() -> None:
    assert set(KINDS) >= {
        "office", "person", "focal_point", "allegation", "sealed_report", "monthly_return", "partner",
        "agreement", "clause_check", "assessment", "standard_answer", "waiver", "course", "completion",
        "plan", "action", "quarter_note", "recommendation", "channel", "channel_test",
    }  # fmt: skip


@every_kind
def test_an_empty_record_is_a_legal_draft_without_a_warning(kind: Kind[Any]) -> None:
    record = codec.read(kind, ID, {})
    assert record == kind.record(id=ID)
    assert kind.check(record, TODAY) == []
    assert codec.find_problems(kind, plain_values(kind, record), POLICY.codes) == []
    assert isinstance(kind.title(record), str)


@every_kind
@given(data=st.data())
def test_any_draft_is_read_back_as_it_was_written(kind: Kind[Any], data: st.DataObject) -> None:
    draft = data.draw(drafts(kind))
    assert codec.find_problems(kind, draft, POLICY.codes) == []
    record = codec.read(kind, ID, codec.to_plain(kind, draft))
    plain = plain_values(kind, record)
    assert {name: plain[name] for name in draft} == draft
    assert codec.read(kind, ID, plain) == record
    assert plain == merge.show_values(kind, draft)
    assert isinstance(kind.title(record), str)
    assert {problem.code for problem in kind.check(record, TODAY)} <= WARNINGS


@every_kind
@given(data=st.data())
def test_a_newer_office_never_makes_a_record_unreadable(kind: Kind[Any], data: st.DataObject) -> None:
    odd = st.none() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=2)
    held = data.draw(st.dictionaries(st.sampled_from([*kind.slots, "later"]), odd))
    record = codec.read(kind, ID, held)
    assert isinstance(kind.title(record), str)
    assert all(isinstance(problem, Problem) for problem in kind.check(record, TODAY))


@every_kind
def test_a_kind_is_declared_whole(kind: Kind[Any]) -> None:
    hints = get_type_hints(kind.record, include_extras=True)
    undeclared = {f.name for f in msgspec.structs.fields(kind.record)} - set(kind.slots) - {"id"}
    assert not undeclared
    assert hints["id"] is str
    assert issubclass(kind.record, Record)
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.name)
    assert {*kind.key, *filter(None, (kind.on, kind.parent))} <= set(kind.slots)
    assert not kind.parent or kind.slots[kind.parent].form == "reference"
    assert not kind.on or kind.on == "month" or kind.slots[kind.on].form == "date"


@every_kind
def test_moves_and_acts_name_steps_and_fields_that_exist(kind: Kind[Any]) -> None:
    steps = set(kind.slots["state"].list_codes(POLICY.codes)) if "state" in kind.slots else set()
    for move in kind.moves:
        assert {move.before, move.after} <= steps
        assert set(move.needs) <= set(kind.slots)
    for act in kind.acts:
        assert {*act.before, *filter(None, (act.after,))} <= steps
        assert set(act.needs) <= set(kind.slots)
        if act.after and act.before:
            moves = {(move.before, move.after) for move in kind.moves}
            assert {(before, act.after) for before in act.before} <= moves


@every_kind
def test_a_step_that_needs_something_never_gets_it_by_default(kind: Kind[Any]) -> None:
    for needs in [move.needs for move in kind.moves] + [act.needs for act in kind.acts]:
        for name in needs:
            assert codec.plain_default(kind.slots[name]) in (None, "", [], "not_asked", "not_known", "nobody")


@every_kind
def test_each_field_has_a_form_of_the_contract_and_a_calm_label(kind: Kind[Any]) -> None:
    for slot in kind.slots.values():
        label = slot.said.label
        assert slot.form in FORMS, slot.name
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", slot.name)
        assert re.fullmatch(r"[A-Z0-9].*[^.:! ]", label), slot.name
        assert not re.search(r"(?i)perpetrator|complain|accus|offender|claims|alleged victim", label)
        assert not slot.said.help.endswith("."), slot.name


@every_kind
def test_each_list_exists_and_each_default_is_in_it(kind: Kind[Any]) -> None:
    for slot in kind.slots.values():
        codes = slot.list_codes(POLICY.codes)
        assert bool(codes) == bool(slot.said.codes), slot.name
        assert len(set(codes)) == len(codes), slot.name
        default = codec.plain_default(slot)
        assert default in ("", [], None) or not codes or default in codes, slot.name
        assert not slot.said.to or slot.said.to in KINDS, slot.name


@every_kind
def test_each_merge_rule_fits_what_the_field_holds(kind: Kind[Any]) -> None:
    for slot in kind.slots.values():
        is_set, merge_rule = slot.form in ("codes", "references"), slot.said.merge
        assert is_set == (merge_rule is Merge.UNION) or merge_rule is Merge.HQ, slot.name
        assert merge_rule is not Merge.PROTECTIVE or slot.said.codes, slot.name
        assert (slot.name == "state") == (merge_rule is Merge.LATTICE), slot.name
        assert merge_rule is not Merge.HQ or slot.said.owner == "hq", slot.name
        assert slot.said.owner in ("", "hq"), slot.name


@every_kind
def test_each_field_holds_a_scalar_or_one_flat_set(kind: Kind[Any]) -> None:
    for slot in kind.slots.values():
        assert slot.type in (str, tuple[str, ...]) or type(None) in get_args(slot.type), slot.name


def test_a_field_says_at_most_eight_things() -> None:
    assert len(Field.__struct_fields__) <= 8


def test_the_most_protective_answer_is_yes() -> None:
    assert [*Answer][-1] == Answer.YES


def test_a_state_that_headquarters_alone_reaches_says_so() -> None:
    moving = {move.role for kind in KINDS.values() for move in kind.moves}
    acting = {act.role for kind in KINDS.values() for act in kind.acts}
    assert moving | acting == {"", "hq_case", "hq_desk"}


def test_a_kind_is_known_by_one_name() -> None:
    assert all(name == kind.name for name, kind in KINDS.items())
    assert len({kind.record for kind in KINDS.values()}) == len(KINDS)
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


def test_parts_are_known_by_their_parent_and_key() -> None:
    keys = {name: kind.key for name, kind in KINDS.items() if kind.key}
    assert keys == {
        "office": ("code",),
        "monthly_return": ("office", "month"),
        "clause_check": ("agreement", "clause"),
        "standard_answer": ("assessment", "standard"),
        "course": ("code",),
        "completion": ("person", "course", "completed_on"),
        "plan": ("office", "year"),
        "quarter_note": ("action", "quarter"),
        "erase_receipt": ("order", "device"),
        "handover_decision": ("case", "device"),
    }


@pytest.mark.parametrize(
    ("kind", "field"),
    [("plan", "needs"), ("action", "objective"), ("action", "activity"), ("quarter_note", "note")],
)
def test_a_plan_says_where_no_allegation_belongs(kind: str, field: str) -> None:
    assert KINDS[kind].slots[field].said.help == "Do not mention allegations"


def test_scopes_are_where_design_puts_them() -> None:
    case = {name for name, kind in KINDS.items() if kind.scope in (Scope.SEA, Scope.WORK, Scope.HQ_CASE)}
    assert case == {"allegation", "monthly_return", "sealed_report", "handover_decision"}


@pytest.mark.parametrize(
    ("kind", "values", "title"),
    [
        ("focal_point", {"role": "alternate"}, "alternate"),
        ("monthly_return", {"office": "KEN", "month": "2026-10"}, "2026-10 KEN"),
        ("partner", {"name": "Water for All"}, "Water for All"),
        ("clause_check", {"clause": "termination"}, "termination"),
        ("assessment", {"assessor": "UNICEF", "assessed_on": "2025-01-10"}, "UNICEF 2025-01-10"),
        ("standard_answer", {"standard": "reporting"}, "reporting"),
        ("plan", {"office": "KEN", "year": 2026}, "2026 KEN"),
        ("action", {"activity": "Train everyone"}, "Train everyone"),
        ("quarter_note", {"quarter": "q3"}, "Q3"),
        ("person", {"code": "1234"}, "1234"),
        ("course", {"code": "later"}, "later"),
        ("completion", {"course": "later", "completed_on": "2026-01-02"}, "later 2026-01-02"),
        ("channel", {"name": "Box at the gate"}, "Box at the gate"),
        ("channel_test", {"tested_on": "2026-01-02"}, "Tested 2026-01-02"),
        ("channel_test", {}, "Test"),
        ("office", {"code": "KEN", "name": "Kenya"}, "Kenya (KEN)"),
        ("office", {"code": "KEN"}, "KEN"),
        ("recommendation", {"title": "Train more"}, "Train more"),
    ],
)
def test_each_record_is_called_the_way_people_speak_of_it(
    kind: str, values: dict[str, Plain], title: str
) -> None:
    assert KINDS[kind].title(codec.read(KINDS[kind], ID, values)) == title


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("focal_point", "designated_on"),
        ("sealed_report", "written_on"),
        ("monthly_return", "channels_checked_on"),
        ("clause_check", "checked_on"),
        ("assessment", "assessed_on"),
        ("person", "entered_on"),
        ("completion", "completed_on"),
        ("channel_test", "tested_on"),
    ],
)
def test_a_day_that_has_not_come_is_only_a_warning(kind: str, field: str) -> None:
    record = codec.read(KINDS[kind], ID, {field: "2026-11-22"})
    assert KINDS[kind].check(record, TODAY) == [Problem(field, "in_the_future")]
    assert KINDS[kind].check(record, date(2026, 11, 22)) == []
