"""Whatever is typed, the answer is a code of the contract and never holds what was typed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, doing, main
from focal_desktop.domain.kinds import KINDS
from tests.cli.conftest import Focal, Run
from tests.desks import Answer, Desk, environment, is_sound, program, run_program

CANARY = "Zanzibar7731"
ODD = json.dumps(CANARY)
WRONG_VALUES = {
    "text": 31337,
    "long_text": [CANARY],
    "code": CANARY,
    "codes": [CANARY],
    "date": CANARY,
    "instant": f"2026-01-01T00:00:00Z{CANARY}",
    "yes_no_unknown": CANARY,
    "whole_number": CANARY,
    "money": f"12.50 {CANARY}",
    "reference": CANARY,
    "references": [CANARY],
    "file": CANARY,
}


def require_silent(left: Answer) -> None:
    """See that a command was refused with a code and repeated nothing that was typed."""
    assert left.code in set(answers.EXITS.values()) - {70}, left
    assert CANARY not in left.out + left.err, left
    assert "Traceback" not in left.err, left
    if left.out:
        assert left.json["error"] in answers.EXITS, left
    else:
        assert left.err.count("[") == 1, left


@pytest.mark.parametrize("kind", KINDS)
def test_no_wrong_value_of_any_field_is_repeated(run: Run, kind: str) -> None:
    wrong = {name: WRONG_VALUES[slot.form] for name, slot in KINDS[kind].slots.items()}
    require_silent(run("--json", "add", kind, "--values", json.dumps(wrong)))


def test_no_wrong_word_is_repeated(run: Run, desk: Desk) -> None:
    case = desk.session and "a" * 24
    for words in (
        (CANARY,),
        (f"--{CANARY}", "kinds"),
        ("kinds", CANARY),
        ("add", CANARY, "--values", "{}"),
        ("add", "partner", "--values", CANARY),
        ("add", "partner", "--values", f"@{CANARY}"),
        ("add", "partner", "--values", ODD),
        ("add", "partner", "--values", json.dumps({CANARY: CANARY})),
        ("add", "partner", "--values", json.dumps([{CANARY: 1}, {"name": 2}])),
        ("add", "partner", "--values", json.dumps({"name": CANARY, "country": 3})),
        ("edit", "partner", CANARY, "--values", "{}"),
        ("act", "allegation", CANARY, "notify"),
        ("act", "allegation", case, CANARY),
        ("show", "partner", CANARY),
        ("show", CANARY, CANARY),
        ("list", "partner", "--where", f"{CANARY}=x"),
        ("list", "partner", "--where", CANARY),
        ("list", "partner", "--limit", CANARY),
        ("list", "allegation", "--where", f"survivor_name={CANARY}"),
        ("history", "partner", CANARY),
        ("create", "--office", CANARY),
    ):
        require_silent(run("--json", *words))
    for words in (("add", "partner", "--values", json.dumps({CANARY: CANARY})), ("show", "partner", CANARY)):
        require_silent(run(*words))


def test_no_passphrase_and_no_place_is_repeated(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.lock()
    phrase = desk.folder.parent / "phrase"
    phrase.write_text(CANARY)
    for words in (
        ("--vault", str(desk.folder), "--passphrase-file", str(phrase)),
        ("--vault", str(desk.folder), "--passphrase-file", CANARY),
        ("--vault", CANARY, "--passphrase-file", str(phrase)),
    ):
        code = main.main(("check", *words))
        require_silent(Answer(code, *capsys.readouterr()))


def test_a_value_that_is_taken_for_a_secret_part_is_not_repeated(focal: Focal, run: Run) -> None:
    made = focal("add", "allegation", "--values", json.dumps({"survivor_name": CANARY, "account": CANARY}))
    for words in (
        ("show", "allegation", made["id"], "--reveal", CANARY, "--reason", CANARY),
        ("show", "allegation", made["id"], "--reveal", "survivor"),
        ("act", "allegation", made["id"], "notify", "--values", json.dumps({"child": CANARY})),
        ("act", "allegation", made["id"], "notify"),
        ("edit", "allegation", made["id"], "--values", json.dumps({"survivor_words": CANARY, "x": 1})),
        ("add", "allegation", "--values", json.dumps({"regime": "workplace", "account": CANARY})),
    ):
        require_silent(run("--json", *words))


ODD_VALUES = (
    "1" * 5_000,
    "-" + "9" * 400,
    "1e400",
    "[" * 2_000 + "]" * 2_000,
    "[" * 200_000,
    '{"name": ' + "[" * 800 + "]" * 800 + "}",
    '{"name": "\\ud800"}',
    '{"name": "\\u0000"}',
    '{"victims": 1e400}',
    '{"victims": 9007199254740993}',
    '{"victims": -0.0}',
    '{"victims": true}',
    '{"victims": ' + "9" * 400 + "}",
    '{"\\ud800": 1}',
    '{"": 1}',
    '{"id": "x"}',
    '{"name": "x", "name": ["y"]}',
    '{"received_on": "0000-00-00"}',
    '{"received_on": "9999-99-99"}',
    '{"told_at": "2026-02-30T00:00:00Z"}',
    '{"survivor_services": ["a", 1]}',
    '{"survivor_services": "medical"}',
    '{"regime": []}',
    '{"regime": {}}',
    '{"state": "\\ud800"}',
    "null",
    "true",
    '""',
    "\x00",
    "{",
    "}",
)


def test_odd_values_have_a_code(desk: Desk) -> None:
    desk.lock()
    lines = [f'{{"do": "add", "kind": "{kind}", "values": {odd}}}' for kind in KINDS for odd in ODD_VALUES]
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    left = run_program("batch", *place, said="\n".join(lines))
    assert (left.code, left.err) == (0, "")
    said = [json.loads(line) for line in left.out.split("\n")[:-1]]
    assert len(said) == len(lines)
    for line, answer in zip(lines, said, strict=True):
        assert not answer["ok"], line[:100]
        assert answers.EXITS[answer["error"]] in (1, 2), line[:100]
    assert is_sound(desk.session)


@pytest.mark.parametrize("odd", [ODD_VALUES[0], ODD_VALUES[4], ODD_VALUES[6], '{"\\ud800": 1}', "\x00", ""])
def test_odd_values_in_a_word_have_a_code(run: Run, odd: str) -> None:
    left = run("--json", "add", "partner", "--values", odd)
    assert (left.code, left.json["ok"]) == (2, False)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
NAMES = st.sampled_from(["name", "country", "has_contact", "x"]) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


@given(values=VALUES, verb=st.sampled_from(sorted(doing.DOING)), word=SCALARS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_is_a_fault_of_the_program(desk: Desk, values: Any, verb: str, word: Any) -> None:
    words = {"kind": "partner", "values": values, "where": values, "text": word, "id": word, "after": word}
    try:
        answer = doing.DOING[verb](desk.session, {**words, "act": word, "limit": 3})
    except Trouble as trouble:
        answer = answers.shape_trouble(trouble)
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("word", [b"\xff\xfe", b"\xed\xa0\x80", "\u202e".encode(), b"a" * 100_000])
def test_words_that_are_no_text_have_a_code(desk: Desk, word: bytes) -> None:
    desk.lock()
    place = ("--json", "--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    for words in (("show", "partner"), ("search",)):
        command = [*(os.fsencode(one) for one in (*program(), *place, *words)), word]
        done = subprocess.run(command, capture_output=True, check=False, env=environment())
        assert done.returncode in (0, 2), done
        assert done.stderr == b""
        json.loads(done.stdout)


def test_a_reader_that_goes_away_leaves_no_traceback(desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    reading, writing = os.pipe()
    os.close(reading)
    with (tmp_path / "err").open("wb") as err:
        done = subprocess.run(
            program(*place, "list", "partner"), stdout=writing, stderr=err, env=environment(), check=False
        )
    os.close(writing)
    assert done.returncode != 0
    assert (tmp_path / "err").read_bytes() == b""
