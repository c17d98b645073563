"""One answer, one exit code; a fault of the program is told without a traceback and without a value."""

from __future__ import annotations

import json

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers

CANARY = "Zanzibar7731"
CONTRACT = {
    1: "needed illegal_move not_allowed already_filed gate_closed vault_exists invitation_used"
    " invitation_expired invitation_wrong_code",
    2: "unknown_command unknown_kind unknown_field unknown_act wrong_type not_in_list not_a_date not_found"
    " no_vault",
    3: "wrong_passphrase",
    4: "damaged backup_unreadable file_not_ours",
    5: "busy",
    6: "not_admitted hub_unreachable hub_refused hub_inconsistent",
    7: "not_enough_memory disk_full",
    8: "newer_version",
    9: "no_display",
    70: "internal",
}


def test_the_exits_are_the_contracts() -> None:
    exits = {code: number for number, codes in CONTRACT.items() for code in codes.split()}
    assert exits == answers.EXITS
    assert answers.exit_of(Trouble("needed", "One sentence.")) == 1
    assert answers.exit_of(answers.WordsMissing("needed", "One sentence.")) == 2
    assert answers.exit_of(Trouble("of_tomorrow", "One sentence.")) == 70


def test_a_trouble_has_the_contracts_shape() -> None:
    trouble = Trouble(
        "needed", "One sentence.", field="a", problems=(("a", "needed"),), known=(("index", 3),)
    )
    assert answers.shape_trouble(trouble) == {
        "ok": False,
        "error": "needed",
        "message": "One sentence.",
        "field": "a",
        "problems": [{"field": "a", "error": "needed"}],
        "index": 3,
    }
    assert answers.shape_trouble(Trouble("busy", "One sentence."))["field"] is None


@pytest.mark.parametrize("name", [CANARY, "two words", "name=value", "\ud800", "x" * 200, "Ünïcode", "a\nb"])
def test_what_is_no_name_of_a_field_is_not_repeated(name: str) -> None:
    trouble = Trouble("unknown_field", "One sentence.", field=name, problems=((name, "unknown_field"),))
    shaped = answers.shape_trouble(trouble)
    assert shaped["field"] is None
    assert shaped["problems"] == [{"field": None, "error": "unknown_field"}]


def test_one_value_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    answers.write_line({"a": "two\nlines é مرحبا"})
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert json.loads(said) == {"a": "two\nlines é مرحبا"}
    assert "مرحبا" in said


def test_words_are_laid_out_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    answers.say(
        {"ok": True, "record": {"a": 1, "b": None, "c": []}, "many": [{"x": 1}, {"y": False}]},
        wants_json=False,
    )
    assert capsys.readouterr().out == (
        "ok: yes\nrecord:\n  a: 1\n  b: -\n  c: -\nmany:\n  - x: 1\n  - y: no\n"
    )


def test_lists_and_nothing_are_laid_out(capsys: pytest.CaptureFixture[str]) -> None:
    answers.say([{"ok": True, "id": "one"}, {"ok": True, "id": "two"}], wants_json=False)
    answers.say([], wants_json=False)
    assert capsys.readouterr().out == "- ok: yes\n  id: one\n- ok: yes\n  id: two\n\n"


def test_words_for_people_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    answers.tell("A word.")
    assert capsys.readouterr() == ("", "A word.\n")
