"""Making a vault by the real program at the real cost, and checking one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from focal_desktop.cli import main, vaults
from focal_desktop.store import header
from tests.desks import PASSPHRASE, Desk, full_disk, refused, run_program, with_key_in_hand

NAMED = ("--office", "KEN", "--office-name", "Nairobi", "--country", "KE", "--person", "P. One")
CHECKED = {"ok", "pages", "chain", "anchor", "refold", "records", "changes", "first_bad"}


@pytest.mark.long
def test_a_vault_is_made_at_the_cost_of_this_computer(tmp_path: Path) -> None:
    phrase, vault, code = tmp_path / "phrase", tmp_path / "vault", tmp_path / "code"
    phrase.write_text(PASSPHRASE)
    words = ("--json", "--vault", str(vault), "--passphrase-file", str(phrase))
    made = run_program("create", *NAMED, "--recovery-out", str(code), *words)
    assert made.code == 0, made
    said = made.json
    assert said == {"ok": True, "vault": str(vault), "office": "KEN", "device": said["device"]}
    secret = code.read_text().strip()
    assert secret not in made.out + made.err
    assert code.stat().st_mode & 0o777 == 0o600
    found = header.read(vault / "header.bin")
    assert found.passphrase.cost.memory_kib >= 128 * 1024
    assert header.unlock_with_code(found, secret) == header.unlock(found, PASSPHRASE)
    again = run_program("create", *NAMED, *words)
    assert (again.code, again.json["error"]) == (1, "vault_exists")
    checked = run_program("check", *words).json
    assert (set(checked), checked["ok"], checked["records"], checked["changes"]) == (CHECKED, True, 1, 3)
    assert run_program("list", "office", *words).json["records"][0]["title"] == "Nairobi (KEN)"


def create(tmp_path: Path, *words: str) -> int:
    """Make a vault at no cost worth the name: every one of these is refused before it comes to that."""
    (tmp_path / "phrase").write_text(PASSPHRASE)
    place = ("--vault", str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "phrase"))
    return main.main(("--json", *place, "create", *words))


@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (NAMED[2:], "needed", 2),
        ((*NAMED, "--recovery-out"), "unknown_command", 2),
        ((*NAMED, "--recovery-out", "."), "not_allowed", 1),
        ((*NAMED, "--recovery-out", "nowhere/code"), "disk_full", 7),
    ],
)
def test_a_vault_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], error: str, code: int
) -> None:
    words = tuple(str(tmp_path / word) if word in (".", "nowhere/code") else word for word in words)
    assert create(tmp_path, *words) == code
    assert json.loads(capsys.readouterr().out)["error"] == error
    assert [file.name for file in tmp_path.iterdir()] == ["phrase"]


def test_a_code_is_never_written_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "code").write_text("before")
    with refused("not_allowed", "recovery_out"):
        vaults.write_secret(tmp_path / "code", "after", "recovery_out")
    assert (tmp_path / "code").read_text() == "before"
    with full_disk(0), refused("disk_full", "recovery_out"):
        vaults.write_secret(tmp_path / "other", "after", "recovery_out")


def check(desk: Desk, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    """Check a vault by command; return exit and answer."""
    desk.lock()
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    code = main.main(("--json", "check", *place))
    return code, json.loads(capsys.readouterr().out)


def test_a_sound_vault_is_said_to_be(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(desk, capsys)
    assert (code, set(said)) == (0, CHECKED)
    assert said == {
        "ok": True, "pages": True, "chain": True, "anchor": True, "refold": True,
        "records": 1, "changes": 3, "first_bad": None,
    }  # fmt: skip


def test_damage_is_an_answer_with_its_exit(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with with_key_in_hand(desk.session) as raw:
        raw.execute("UPDATE value SET content = '\"Other\"' WHERE sequence = 2")
    code, said = check(desk, capsys)
    assert code == 4
    assert (said["ok"], said["chain"], said["pages"], said["first_bad"]) == (False, False, True, "change 2")
    assert "Other" not in json.dumps(said)


def test_a_flipped_page_is_an_answer_with_its_exit(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.lock()
    data = bytearray(desk.database.read_bytes())
    data[-100] ^= 1
    desk.database.write_bytes(data)
    code, said = check(desk, capsys)
    assert (code, said["ok"], said["pages"], said["first_bad"]) == (4, False, False, "page")
