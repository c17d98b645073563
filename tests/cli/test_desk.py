"""The commands on records, to the letter of the contract: words in, one JSON value out, one exit code."""

from __future__ import annotations

import json
from typing import Any

import pytest

from focal_desktop.base.ids import keyed_id
from tests.cli.conftest import Focal, Run
from tests.desks import Desk

NEEDED = {"regime": "sea", "received_on": "2026-03-01"}
CHANGE = {"field", "value", "by", "device", "at"}


def add(focal: Focal, kind: str, **values: Any) -> str:
    """Keep a record and return its id."""
    return str(focal("add", kind, "--values", json.dumps(values))["id"])


def test_add_answers_with_id_and_reference(focal: Focal) -> None:
    said = focal("add", "partner", "--values", '{"name": "Water"}')
    assert set(said) == {"ok", "id", "reference"}
    assert len(said["id"]) == 24
    assert len(said["reference"]) == 6


def test_add_warns_beside_its_answer(focal: Focal) -> None:
    said = focal("add", "allegation", "--values", '{"received_on": "2999-01-01"}')
    assert said["warnings"] == [{"field": "received_on", "error": "in_the_future"}]


def test_edit_warns_beside_its_answer(focal: Focal) -> None:
    case = add(focal, "allegation")
    said = focal("edit", "allegation", case, "--values", '{"received_on": "2999-01-01"}')
    assert said["changed"] == ["received_on"]
    assert said["warnings"] == [{"field": "received_on", "error": "in_the_future"}]


def test_many_are_added_in_order_or_not_at_all(focal: Focal) -> None:
    said = focal("add", "partner", "--values", '[{"name": "One"}, {"name": "Two"}]')
    assert [set(one) for one in said] == [{"ok", "id", "reference"}] * 2
    assert [focal("show", "partner", one["id"])["record"]["title"] for one in said] == ["One", "Two"]
    wrong = focal("add", "partner", "--values", '[{}, {"has_contact": "x"}, {}]', error="not_in_list")
    assert (wrong["index"], wrong["field"]) == (1, "has_contact")
    assert len(focal("list", "partner")["records"]) == 2
    assert focal("add", "partner", "--values", "[]") == []


def test_one_among_many_is_named_by_its_place(focal: Focal) -> None:
    for values in ('[{"has_contact": "x"}]', '[{}, "no object"]', "[{}, 3]", "[[]]"):
        wrong = focal(
            "add", "partner", "--values", values, error="not_in_list" if "x" in values else "wrong_type"
        )
        assert wrong["index"] == values.count("{}")


def test_a_key_that_exists_is_told_with_its_id(focal: Focal) -> None:
    wrong = focal("add", "office", "--values", '{"code": "KEN"}', error="already_filed")
    assert wrong["id"] == keyed_id("office", ("KEN",))
    wrong = focal("add", "office", "--values", '{"name": "Lab"}', error="needed")
    assert wrong["problems"] == [{"field": "code", "error": "needed"}]


def test_values_come_from_a_file_as_object_array_or_lines(focal: Focal, desk: Desk) -> None:
    file = desk.folder.parent / "values"
    for text, count in (
        ('{"name": "Água"}', 1),
        ('[{"name": "One"}, {"name": "Two"}]', 2),
        ('{"name": "One"}\n\n{"name": "Two"}\n{"name": "Three"}\n', 3),
        ('\ufeff{"name": "With a mark before it"}', 1),
        ('{\n  "name": "On\u2028lines"\n}\r\n', 1),
    ):
        file.write_text(text, encoding="utf-8")
        said = focal("add", "partner", "--values", f"@{file}")
        assert len(said if isinstance(said, list) else [said]) == count, text


def test_show_gives_the_record_of_the_contract(focal: Focal) -> None:
    case = add(focal, "allegation", **NEEDED, area="North", survivor_name="Marked", victims=2)
    said = focal("show", "allegation", case)
    assert set(said) == {"ok", "record"}
    record = said["record"]
    assert set(record) == {"kind", "id", "reference", "title", "state", "values", "clashes"}
    assert (record["kind"], record["id"], record["state"], record["clashes"]) == (
        "allegation",
        case,
        "draft",
        [],
    )
    assert {n: record["values"][n] for n in ("regime", "received_on", "area", "victims", "child")} == {
        **NEEDED, "area": "North", "victims": 2, "child": "not_asked",
    }  # fmt: skip
    assert not [
        name for name in record["values"] if name.startswith(("survivor_", "subject_name", "account"))
    ]


def test_a_sealed_part_is_shown_for_a_reason(focal: Focal) -> None:
    case = add(focal, "allegation", survivor_name="Marked", subject_name="Other")
    shown = focal("show", "allegation", case, "--reveal", "survivor", "--reason", "To call her back")
    assert shown["record"]["values"]["survivor_name"] == "Marked"
    assert "subject_name" not in shown["record"]["values"]
    focal("show", "allegation", case, "--reveal", "survivor", error="needed")
    focal("show", "allegation", case, "--reveal", "notice", "--reason", "Why", error="not_in_list")
    assert "Marked" not in json.dumps(focal("history", "allegation", case))


def test_history_tells_who_and_when_and_nothing_sealed(focal: Focal) -> None:
    case = add(focal, "allegation", area="North", survivor_name="Marked")
    focal("edit", "allegation", case, "--values", '{"area": "South"}')
    said = focal("history", "allegation", case)
    assert [set(one) for one in said["changes"]] == [CHANGE] * 3
    assert sorted((one["field"], one["value"]) for one in said["changes"] if one["value"]) == [
        ("area", "North"),
        ("area", "South"),
    ]
    assert {one["by"] for one in said["changes"]} == {"focal_point KEN"}
    assert all(one["at"].endswith("Z") for one in said["changes"])


def test_edit_says_what_changed(focal: Focal) -> None:
    made = add(focal, "partner", name="One")
    values = '{"name": "Two", "country": "KE", "vendor_number": ""}'
    assert focal("edit", "partner", made, "--values", values) == {"ok": True, "changed": ["name", "country"]}
    assert focal("edit", "partner", made, "--values", values) == {"ok": True, "changed": []}
    focal("edit", "partner", made, "--values", "[]", error="wrong_type")
    focal("edit", "partner", "other", "--values", "{}", error="not_found")


def test_act_says_the_step(focal: Focal) -> None:
    case = add(focal, "allegation")
    focal("act", "allegation", case, "notify", error="needed")
    focal("act", "allegation", case, "dance", error="unknown_act")
    said = focal("act", "allegation", case, "notify", "--values", json.dumps(NEEDED))
    assert said == {"ok": True, "state": "passed_on"}
    focal("act", "allegation", case, "notify", error="illegal_move")
    focal("edit", "allegation", case, "--values", '{"state": "closed"}', error="illegal_move")


def test_list_gives_pages(focal: Focal) -> None:
    made = focal("add", "partner", "--values", json.dumps([{"name": f"P {n}"} for n in range(5)]))
    ids = sorted(one["id"] for one in made)
    first = focal("list", "partner", "--limit", "2")
    assert (set(first), first["more"]) == ({"ok", "records", "more"}, True)
    assert [one["id"] for one in first["records"]] == ids[:2]
    second = focal("list", "partner", "--after", ids[1], "--limit", "3")
    assert ([one["id"] for one in second["records"]], second["more"]) == (ids[2:], False)
    assert focal("list", "partner", "--after", ids[-1])["records"] == []
    assert len(focal("list", "partner", "--where", "name=P 3")["records"]) == 1
    assert len(focal("list", "partner", "--where", "name=P 3", "--where", "country=")["records"]) == 1
    assert focal("list", "partner", "--where", "name=P 3", "--where", "country=KE")["records"] == []


def test_a_page_has_a_hundred_unless_said(focal: Focal) -> None:
    focal("add", "person", "--values", json.dumps([{"name": f"P {n}"} for n in range(101)]))
    said = focal("list", "person")
    assert (len(said["records"]), said["more"]) == (100, True)
    assert len(focal("list", "person", "--limit", "1000")["records"]) == 101


@pytest.mark.parametrize("limit", ["0", "-1", "1001", "1e3", "ten", "", "9" * 5000])
def test_a_page_of_another_size_is_refused(focal: Focal, limit: str) -> None:
    focal("list", "partner", f"--limit={limit}", error="wrong_type")


def test_a_list_by_what_is_no_field_is_refused(focal: Focal) -> None:
    focal("list", "partner", "--where", "nothing=1", error="unknown_field")
    focal("list", "partner", "--where", "no equals", error="wrong_type")
    focal("list", "allegation", "--where", "survivor_name=Marked", error="unknown_field")
    focal("list", "dragon", error="unknown_kind")


def test_search_finds_by_words(focal: Focal) -> None:
    made = add(focal, "partner", name="Água viva")
    said = focal("search", "agua")
    assert [set(one) for one in said["hits"]] == [{"kind", "id", "reference", "title"}]
    assert said["hits"][0]["id"] == made
    assert focal("search", "nothing")["hits"] == focal("search", "")["hits"] == []
    assert focal("search", "--", "-zzz")["hits"] == []


def test_no_sealed_report_is_listed_in_an_office(focal: Focal) -> None:
    assert focal("list", "sealed_report")["records"] == []


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("add", "dragon", "--values", "{}"), "unknown_kind"),
        (("add", "partner", "--values", '{"nothing": 1}'), "unknown_field"),
        (("add", "partner", "--values", '{"name": 1}'), "wrong_type"),
        (("add", "partner", "--values", '{"has_contact": "x"}'), "not_in_list"),
        (("add", "allegation", "--values", '{"received_on": "2026-02-30"}'), "not_a_date"),
        (("add", "allegation", "--values", '{"regime": "workplace"}'), "not_allowed"),
        (("add", "agreement", "--values", '{"hold": "yes"}'), "not_allowed"),
        (("add", "partner", "--values", "no JSON"), "wrong_type"),
        (("add", "partner", "--values", "3"), "wrong_type"),
        (("add", "partner", "--values", ""), "wrong_type"),
        (("add", "partner", "--values", "@nowhere"), "not_found"),
        (("show", "partner", "other"), "not_found"),
        (("show", "dragon", "other"), "unknown_kind"),
        (("history", "partner", "other"), "not_found"),
        (("act", "partner", "other", "notify"), "unknown_act"),
        (("edit", "dragon", "other", "--values", "{}"), "unknown_kind"),
    ],
)
def test_a_wrong_word_has_its_code(focal: Focal, words: tuple[str, ...], error: str) -> None:
    focal(*words, error=error)


def test_people_get_words_on_standard_error(run: Run) -> None:
    left = run("add", "partner", "--values", '{"name": 1, "country": 2}')
    assert (left.code, left.out) == (2, "")
    assert left.err == (
        "Some fields cannot be kept as they are. Nothing was changed; mend them and try again. [wrong_type]\n"
        "  name: wrong_type\n  country: wrong_type\n"
    )


def test_people_get_readable_answers(run: Run) -> None:
    left = run("add", "partner", "--values", '{"name": "Água", "has_contact": "yes"}')
    assert (left.code, left.err) == (0, "")
    identity = left.out.split("id: ")[1].split("\n")[0]
    left = run("show", "partner", identity)
    assert "    name: Água\n" in left.out
    assert "country: \n" in left.out or "country: -\n" in left.out
    assert run("list", "partner").out.count("- kind: partner") == 1
