"""Finding the vault, reading the passphrase, and values from every place a person may give them."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import subprocess
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from focal_desktop.cli import main
from tests.desks import PASSPHRASE, Desk, environment, full_disk, program, run_program


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command and return its exit and error code."""
    code = main.main(("--json", *words))
    said = json.loads(capsys.readouterr().out)
    return code, said.get("error", "") if isinstance(said, dict) else ""


def test_a_vault_is_named_by_word_or_surroundings(desk: Desk, tmp_path: Path) -> None:
    desk.lock()
    phrase = ("--passphrase-file", str(desk.passphrase_file))
    here = {"FOCAL_VAULT": str(desk.folder), "XDG_DATA_HOME": str(tmp_path / "data")}
    nowhere = {**here, "FOCAL_VAULT": str(tmp_path / "nowhere")}
    assert run_program("check", "--json", *phrase, surroundings=here).json["ok"]
    left = run_program("check", "--json", *phrase, surroundings=nowhere)
    assert (left.code, left.json["error"]) == (2, "no_vault")
    assert (
        run_program("check", "--json", "--vault", str(desk.folder), *phrase, surroundings=nowhere).code == 0
    )
    (tmp_path / "data/focal-desktop").mkdir(parents=True)
    desk.folder.rename(tmp_path / "data/focal-desktop/vault")
    assert run_program("check", "--json", *phrase, surroundings={**here, "FOCAL_VAULT": ""}).json["ok"]


def test_without_a_terminal_the_passphrase_is_needed(desk: Desk) -> None:
    desk.lock()
    left = run_program("check", "--json", "--vault", str(desk.folder), said=PASSPHRASE)
    assert (left.code, left.json["error"], left.json["field"]) == (2, "needed", "passphrase_file")
    left = run_program("check", "--vault", str(desk.folder))
    assert (left.code, left.out) == (2, "")
    assert "passphrase" in left.err


def at_a_terminal(words: tuple[str, ...], *said: str) -> tuple[int, str]:
    """Run the program at a terminal of its own, answer each question, return its exit and what it showed."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, 80))
    with subprocess.Popen(
        program(*words),
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env=environment(),
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    ) as started:
        os.close(inner)
        shown = b""
        for answer in said:
            while not shown.endswith(b": "):
                shown += os.read(outer, 1000)
            os.write(outer, f"{answer}\n".encode())
            shown += os.read(outer, 1)
        with suppress(OSError):  # this is how a terminal ends
            while piece := os.read(outer, 1000):
                shown += piece
    os.close(outer)
    return started.returncode, shown.decode()


def test_at_a_terminal_the_passphrase_is_asked_for_and_not_shown(desk: Desk) -> None:
    desk.lock()
    words = ("--json", "--vault", str(desk.folder), "check")
    code, shown = at_a_terminal(words, PASSPHRASE)
    assert (code, PASSPHRASE in shown) == (0, False)
    assert shown.startswith("Passphrase: ")
    assert '"ok": true' in shown
    code, shown = at_a_terminal(words, "another one")
    assert (code, "another one" in shown) == (3, False)


def test_what_did_not_open_it_is_told_once_at_a_terminal(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script that hears it leaves it for a person; standard output stays what the contract says."""
    desk.lock()
    words, wrong = ("--json", "--vault", str(desk.folder), "check"), desk.folder.parent / "wrong"
    wrong.write_text("another one\n")
    for _ in range(2):
        assert ask(capsys, *words[1:], "--passphrase-file", str(wrong)) == (3, "wrong_passphrase")
    for _ in range(2):
        assert main.main((*words, "--passphrase-file", str(desk.passphrase_file))) == 0
        left = capsys.readouterr()
        assert json.loads(left.out)["ok"]
        assert "did not open this vault since it was last opened: 2" in left.err
    assert "last opened: 2" in at_a_terminal(words, PASSPHRASE)[1]
    assert "last opened" not in at_a_terminal(words, PASSPHRASE)[1]


def test_a_new_passphrase_is_asked_for_twice(tmp_path: Path) -> None:
    named = ("--office", "KEN", "--office-name", "Nairobi", "--country", "KE", "--person", "P.")
    words = ("create", *named, "--vault", str(tmp_path / "vault"))
    code, shown = at_a_terminal(words, PASSPHRASE, "another one")
    assert code == 2
    assert "The two were not the same" in shown
    assert not (tmp_path / "vault").exists()


def test_a_passphrase_file_is_read_by_its_first_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.lock()
    file = desk.folder.parent / "phrase"
    words = ("--vault", str(desk.folder), "--passphrase-file", str(file), "check")
    for text in (
        PASSPHRASE,
        f"{PASSPHRASE}\n",
        f"{PASSPHRASE}\r\n",
        f"\ufeff{PASSPHRASE}\n",
        f"{PASSPHRASE}\nnote",
    ):
        file.write_text(text, encoding="utf-8", newline="")
        assert ask(capsys, *words) == (0, ""), text
    for text in (f" {PASSPHRASE}", PASSPHRASE.title(), f"{PASSPHRASE} "):
        file.write_text(text)
        assert ask(capsys, *words) == (3, "wrong_passphrase")
    for text in ("", "\n"):
        file.write_text(text)
        assert ask(capsys, *words) == (2, "needed")
    file.write_bytes(b"\xff\xfe\x00")
    assert ask(capsys, *words) == (2, "not_found")
    file.unlink()
    assert ask(capsys, *words) == (2, "not_found")
    file.mkdir()
    assert ask(capsys, *words) == (2, "not_found")


def test_a_fault_of_the_vault_has_its_exit(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file), "list", "partner")
    assert ask(capsys, *words) == (5, "busy")
    desk.lock()
    header = (desk.folder / "header.bin").read_bytes()
    (desk.folder / "header.bin").write_bytes(b"\0" * len(header))
    assert ask(capsys, *words) == (4, "damaged")
    (desk.folder / "header.bin").unlink()
    assert ask(capsys, *words) == (2, "no_vault")
    (desk.folder / "header.bin").write_bytes(header)
    assert ask(capsys, *words) == (0, "")
    desk.session.store.connection.execute(f"PRAGMA user_version = {9 << 16}")
    desk.lock()
    assert ask(capsys, *words) == (8, "newer_version")


def test_a_full_disk_has_its_exit_and_loses_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--json", "--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    values = json.dumps([{"title": f"Name {n}", "text": "words " * 900} for n in range(30)])
    desk.lock()
    assert ask(capsys, *words[1:], "add", "recommendation", "--values", '{"title": "The first"}') == (0, "")
    with full_disk(desk.database.stat().st_size):
        for _ in range(2):
            assert ask(capsys, *words[1:], "add", "recommendation", "--values", values) == (7, "disk_full")
        assert main.main((*words, "list", "recommendation")) == 0
        assert len(json.loads(capsys.readouterr().out)["records"]) == 1
    assert main.main((*words, "add", "recommendation", "--values", values)) == 0
    assert len(json.loads(capsys.readouterr().out)) == 30
    assert ask(capsys, *words[1:], "check") == (0, "")


def test_a_second_program_finds_it_busy(desk: Desk) -> None:
    words = ("--json", "--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    left = run_program(*words, "list", "partner")
    assert (left.code, left.json["error"], left.err) == (5, "busy", "")
    desk.lock()
    assert run_program(*words, "list", "partner").code == 0


def test_values_come_by_standard_input(desk: Desk) -> None:
    desk.lock()
    words = (
        "--json",
        "--vault",
        str(desk.folder),
        "--passphrase-file",
        str(desk.passphrase_file),
        "add",
        "partner",
    )
    for said, count in (
        ('{"name": "Água"}', 1),
        (b'\xef\xbb\xbf{"name": "With a mark"}', 1),
        ('{"name": "One"}\n{"name": "Two"}\n', 2),
        ('[{"name": "One"}, {"name": "Two"}, {}]', 3),
    ):
        left = run_program(*words, "--values", "-", said=said)
        assert left.code == 0, left
        assert len(left.json if isinstance(left.json, list) else [left.json]) == count
    for wrong in ("", "no JSON", b'{"name": "\xff"}', '{"name": "\\ud800"}', "[" * 100_000):
        left = run_program(*words, "--values", "-", said=wrong)
        assert (left.code, left.json["error"], left.err) == (2, "wrong_type", "")


def test_behind_is_said_beside_what_is_read(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.reopen()
    older = desk.database.read_bytes()
    values = ("--values", '{"name": "Water"}')
    words = ("--json", "--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    desk.lock()
    assert main.main((*words, "add", "partner", *values)) == 0
    desk.database.write_bytes(older)
    capsys.readouterr()
    for read in (("list", "partner"), ("search", "water"), ("list", "office")):
        assert main.main((*words, *read)) == 0
        assert json.loads(capsys.readouterr().out)["behind"] == 1
    office = main.main((*words, "list", "office"))
    identity = json.loads(capsys.readouterr().out)["records"][0]["id"]
    assert office == 0
    for verb in ("show", "history"):
        assert main.main((*words, verb, "office", identity)) == 0
        assert json.loads(capsys.readouterr().out)["behind"] == 1
    assert ask(capsys, *words[1:], "add", "partner", *values) == (4, "damaged")
    assert ask(capsys, *words[1:], "edit", "office", identity, "--values", '{"name": "x"}') == (4, "damaged")
    assert main.main((*words, "check")) == 4
    said = json.loads(capsys.readouterr().out)
    assert (said["ok"], said["anchor"], said["pages"], said["chain"]) == (False, False, True, True)


def test_an_altered_page_is_found_before_a_command_does_anything(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the last page, which no list would read; `check` answers where it is. Nothing is written."""
    words = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    desk.lock()
    data = bytearray(desk.database.read_bytes())
    data[-50] ^= 1
    desk.database.write_bytes(data)
    before = desk.database.read_bytes()
    assert ask(capsys, *words, "list", "partner") == (4, "damaged")
    assert ask(capsys, *words, "add", "partner", "--values", '{"name": "x"}') == (4, "damaged")
    assert desk.database.read_bytes() == before
    assert main.main(("--json", *words, "check")) == 4
    assert json.loads(capsys.readouterr().out)["pages"] is False
