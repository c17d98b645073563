"""`focal batch`: unlocks once, answers line by line and in order, and no bad line ends it."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from focal_desktop.cli import answers, main
from focal_desktop.domain.kinds import KINDS
from tests.desks import Desk, is_sound, run_program

CANARY = "Zanzibar7731"


def talk(desk: Desk, *lines: Any) -> list[Any]:
    """Say these lines, as JSON unless they are bytes, and return the answers: one for each."""
    desk.lock()
    said = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    left = run_program("batch", *place, said=said)
    assert left.code == 0, left
    assert "Traceback" not in left.err
    return [json.loads(line) for line in left.out.split("\n")[:-1]]


def test_each_command_answers_as_its_own_does(desk: Desk) -> None:
    (made,) = talk(desk, {"do": "add", "kind": "allegation", "values": {"regime": "sea", "area": "North"}})
    assert set(made) == {"ok", "id", "reference"}
    this = {"kind": "allegation", "id": made["id"]}
    said = talk(
        desk,
        {"do": "edit", **this, "values": {"area": "South", "survivor_name": "Marked"}},
        {"do": "act", **this, "act": "notify", "values": {"received_on": "2026-03-01"}},
        {"do": "show", **this},
        {"do": "list", "kind": "allegation", "where": {"area": "South"}, "limit": 1},
        {"do": "list", "kind": "allegation", "after": made["id"]},
        {"do": "history", **this},
        {"do": "search", "text": "south"},
        {"do": "add", "kind": "partner", "values": [{"name": "One"}, {"name": "Two"}]},
        {"do": "show", **this, "reveal": "survivor", "reason": "To call her back"},
    )
    assert said[0] == {"ok": True, "changed": ["area", "survivor_name"]}
    assert said[1] == {"ok": True, "state": "passed_on"}
    assert said[2]["record"]["values"]["area"] == "South"
    assert (len(said[3]["records"]), said[3]["more"]) == (1, False)
    assert said[4] == {"ok": True, "records": [], "more": False}
    assert {"area", "regime", "state"} <= {one["field"] for one in said[5]["changes"]}
    assert [one["id"] for one in said[6]["hits"]] == [made["id"]]
    assert [one["ok"] for one in said[7]] == [True, True]
    assert said[8]["record"]["values"]["survivor_name"] == "Marked"
    assert is_sound(desk.session)


def test_a_bad_line_gets_its_error_and_the_next_is_read(desk: Desk) -> None:
    add = {"do": "add", "kind": "partner", "values": {"name": "One"}}
    bad: list[tuple[Any, str]] = [
        (b"no JSON\n", "wrong_type"),
        (b"{\n", "wrong_type"),
        (b'{"do": "add", "values": "\xff\xfe"}\n', "needed"),
        (b"\x00\n", "wrong_type"),
        (b"[" * 100_000 + b"\n", "wrong_type"),
        (b"1" * 10_000 + b"\n", "wrong_type"),
        (b"NaN\n", "wrong_type"),
        ([], "wrong_type"),
        ("add", "wrong_type"),
        (None, "wrong_type"),
        ({}, "unknown_command"),
        ({"do": "dance"}, "unknown_command"),
        ({"do": None}, "unknown_command"),
        ({"do": ["add"]}, "unknown_command"),
        ({"do": {"add": 1}}, "unknown_command"),
        ({"do": "add"}, "needed"),
        ({"do": "add", "kind": ["partner"], "values": {}}, "wrong_type"),
        ({"do": "add", "kind": "partner"}, "wrong_type"),
        ({"do": "add", "kind": "partner", "values": 3}, "wrong_type"),
        ({"do": "add", "kind": "partner", "values": [{}, []]}, "wrong_type"),
        ({"do": "add", "kind": "partner", "values": {"name": float("inf")}}, "wrong_type"),
        ({"do": "add", "kind": "partner", "values": {"\ud800": 1}}, "unknown_field"),
        ({"do": "add", "kind": "\ud800", "values": {}}, "wrong_type"),
        ({"do": "edit", "kind": "partner", "id": 7, "values": {}}, "wrong_type"),
        ({"do": "edit", "kind": "partner", "id": "\ud800", "values": {}}, "wrong_type"),
        ({"do": "edit", "kind": "partner", "id": "x"}, "wrong_type"),
        ({"do": "act", "kind": "partner", "id": "x"}, "needed"),
        ({"do": "act", "kind": "allegation", "id": "x", "act": "notify", "values": []}, "wrong_type"),
        ({"do": "show", "kind": "partner"}, "needed"),
        ({"do": "show", "kind": "partner", "id": "x" * 100_000}, "not_found"),
        ({"do": "list", "kind": "partner", "limit": "3"}, "wrong_type"),
        ({"do": "list", "kind": "partner", "limit": True}, "wrong_type"),
        ({"do": "list", "kind": "partner", "limit": 10**30}, "wrong_type"),
        ({"do": "list", "kind": "partner", "limit": 1.5}, "wrong_type"),
        ({"do": "list", "kind": "partner", "where": []}, "wrong_type"),
        ({"do": "list", "kind": "partner", "where": {"name": 3}}, "wrong_type"),
        ({"do": "list", "kind": "partner", "where": {"name": "\ud800"}}, "wrong_type"),
        ({"do": "list", "kind": "partner", "where": {"\ud800": "x"}}, "unknown_field"),
        ({"do": "list", "kind": "partner", "after": ["x"]}, "wrong_type"),
        ({"do": "search"}, "needed"),
        ({"do": "search", "text": {}}, "wrong_type"),
        ({"do": "search", "text": "\ud800"}, "wrong_type"),
    ]
    lines = [line for wrong, _ in bad for line in (wrong, add)]
    said = talk(desk, *lines)
    assert len(said) == len(lines)
    for (line, error), answer, after in zip(bad, said[::2], said[1::2], strict=True):
        assert (answer["ok"], answer["error"]) == (False, error), line
        assert error in answers.EXITS
        assert after["ok"], line
    assert is_sound(desk.session)


def test_many_in_one_line_are_all_or_none(desk: Desk) -> None:
    said = talk(
        desk,
        {"do": "add", "kind": "partner", "values": [{"name": "One"}, {"has_contact": "x"}, {"name": "Two"}]},
        {"do": "list", "kind": "partner"},
    )
    assert (said[0]["error"], said[0]["index"]) == ("not_in_list", 1)
    assert said[1]["records"] == []


def test_the_end_of_input_locks_and_is_no_fault(desk: Desk) -> None:
    assert talk(desk) == []
    assert talk(desk, b"\xef\xbb\xbf", b"\n", b"   \n\n") == []
    (last,) = talk(desk, b'{"do": "add", "kind": "partner", "values": {}}')
    assert last["ok"]
    desk.lock()
    assert len(list(desk.folder.glob("*-wal"))) == 0 or not next(desk.folder.glob("*-wal")).stat().st_size


def test_letters_of_every_tongue_go_in_and_out(desk: Desk) -> None:
    desk.lock()
    names = ["Água", "مؤسسة الأمل", "水利會", "\u2028 and \u0085 are no ends of lines", "🙂"]
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    lines = "".join(
        json.dumps({"do": "add", "kind": "partner", "values": {"name": name}}, ensure_ascii=False) + "\n"
        for name in names
    )
    ask = '{"do": "list", "kind": "partner"}\n'
    left = run_program(
        "batch", *place, said=lines + ask, surroundings={"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    )
    assert left.code == 0, left
    listed = json.loads(left.out.split("\n")[-2])
    assert sorted(one["title"] for one in listed["records"]) == sorted(names)


@pytest.mark.parametrize(
    ("break_it", "error", "code"),
    [("header.bin", "no_vault", 2), ("d-*.db", "damaged", 4), ("passphrase", "wrong_passphrase", 3)],
)
def test_a_vault_that_does_not_open_is_one_line(desk: Desk, break_it: str, error: str, code: int) -> None:
    phrase = desk.passphrase_file
    desk.lock()
    if break_it == "passphrase":
        phrase.write_text("another one")
    else:
        next(desk.folder.glob(break_it)).unlink()
    left = run_program(
        "batch", "--vault", str(desk.folder), "--passphrase-file", str(phrase), said='{"do": "search"}\n'
    )
    assert (left.code, left.json["error"], left.out.count("\n")) == (code, error, 1)


def test_an_open_vault_is_one_line(desk: Desk) -> None:
    assert desk.session
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    left = run_program("batch", *place)
    assert (left.code, left.json["error"]) == (5, "busy")
    left = run_program("batch", "--vault", str(desk.folder))
    assert (left.code, left.json["error"]) == (2, "needed")


class FaultyKinds(dict[str, Any]):
    """Kinds of which one cannot be read."""

    def __getitem__(self, name: str) -> Any:
        if name == "partner":
            raise ValueError(CANARY)
        return super().__getitem__(name)


def test_a_fault_of_ours_in_one_line_never_ends_the_others(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.lock()
    lines = b'{"do": "list", "kind": "partner"}\n\n{"do": "list", "kind": "office"}\nno JSON\n[]\n{}\n'
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(lines))
    try:
        assert main.main(("batch", *place), kinds=FaultyKinds(KINDS)) == 0
        assert main.main(("batch", *place[:2], "--passphrase-file", "nowhere")) == 2
    finally:
        sys.stdin = before
    left = capsys.readouterr()
    said = [json.loads(line) for line in left.out.split("\n")[:-1]]
    assert [one.get("error") for one in said] == [
        "internal", None, "wrong_type", "wrong_type", "unknown_command", "not_found",
    ]  # fmt: skip
    assert CANARY not in left.out + left.err
    assert "test_batch:" in left.err
