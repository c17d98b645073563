"""The commands passphrase, recover, backup, restore and check hold to the contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.cli import answers, main
from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store.vault import Making
from focal_desktop.usecases import records, safekeeping
from tests.cli.conftest import Focal, Run
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Answer, Desk, make_desk

NEW = "other words, five of them"


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """A vault that no other test has a copy of: a restore counts by every anchor of its vault."""
    made = make_desk(tmp_path / "vault", clock)
    yield made
    made.lock()


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A file with a new passphrase."""
    (tmp_path / "new").write_text(f"{NEW}\n")
    return tmp_path / "new"


@pytest.fixture
def code(desk: Desk, tmp_path: Path) -> Path:
    """A file with the vault's recovery code."""
    made = passphrase.new_code()
    making = Making(passphrase=PASSPHRASE, cost=FLOOR, code=made)
    safekeeping.change_passphrase(desk.session, making)
    (tmp_path / "code").write_text(f"{made}\n")
    return tmp_path / "code"


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> Answer:
    """Run a command on a vault that is not the desk's."""
    capsys.readouterr()
    return Answer(main.main(("--json", *words)), *capsys.readouterr())


@pytest.mark.long
def test_a_passphrase_is_changed(
    desk: Desk, focal: Focal, new: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet"
    assert focal("passphrase", "--new-passphrase-file", str(new), "--recovery-out", str(sheet)) == {
        "ok": True
    }
    focal("check", error="wrong_passphrase")
    vault = ("--vault", str(desk.folder))
    assert ask(capsys, "check", *vault, "--passphrase-file", str(new)).json["ok"]
    desk.passphrase_file.write_text("third\n")
    recover = ("recover", *vault, "--passphrase-file", str(desk.folder.parent / "passphrase"))
    assert ask(capsys, *recover, "--recovery-file", str(sheet)).json == {"ok": True}
    assert sheet.stat().st_mode & 0o077 == 0
    assert ask(capsys, "check", *vault, "--passphrase-file", str(new)).json["error"] == "wrong_passphrase"


def test_a_wrong_code_recovers_nothing(desk: Desk, code: Path, new: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "other").write_text(f"{passphrase.new_code()}\n")
    (tmp_path / "typo").write_text(f"{code.read_text()[:-2]}\n")
    for wrong in ("other", "typo"):
        left = run("--json", "recover", "--recovery-file", str(tmp_path / wrong))
        assert (left.code, left.json["error"]) == (3, "wrong_passphrase")
    assert run("check").code == 0
    assert desk.session
    assert new.exists()


def test_what_is_missing_is_said(run: Run, tmp_path: Path) -> None:
    """Words, files, a terminal."""
    (tmp_path / "empty").write_text("")
    for words, found in (
        (("backup",), ("needed", 2)),
        (("restore",), ("needed", 2)),
        (("recover",), ("needed", 2)),
        (("passphrase",), ("needed", 2)),
        (("passphrase", "--new-passphrase-file", str(tmp_path / "none")), ("not_found", 2)),
        (("passphrase", "--new-passphrase-file", str(tmp_path / "empty")), ("needed", 2)),
        (("recover", "--recovery-file", str(tmp_path / "none")), ("not_found", 2)),
        (("backup", "--out", str(tmp_path / "none" / "b")), ("not_found", 2)),
        (("restore", "--backup", str(tmp_path / "none")), ("vault_exists", 1)),
    ):
        left = run("--json", *words)
        assert (left.json["error"], left.code) == found, words


@pytest.mark.long
def test_a_code_that_never_was_good_is_not_left_behind(
    desk: Desk, run: Run, new: Path, tmp_path: Path
) -> None:
    desk.lock()
    data = bytearray(desk.database.read_bytes())
    data[-100] ^= 1
    desk.database.write_bytes(data)
    sheet = tmp_path / "sheet"
    left = run("--json", "passphrase", "--new-passphrase-file", str(new), "--recovery-out", str(sheet))
    assert (left.json["error"], left.code) == ("damaged", 4)
    assert not sheet.exists()


def test_a_backup_is_made_and_never_over_another(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    records.add(desk.session, "partner", {"name": "Kept"})
    out = tmp_path / "b.fbk"
    assert focal("backup", "--out", str(out)) == {"ok": True, "path": str(out), "records": 2, "changes": 4}
    said = focal("backup", "--out", str(out), error="not_allowed")
    assert said["field"] == "out"
    focal("backup", "--out", str(desk.folder / "b.fbk"), error="not_allowed")


@pytest.mark.long
def test_a_vault_comes_back_from_a_backup(
    desk: Desk, code: Path, focal: Focal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By passphrase, and by the printed code with a new passphrase; into an empty place alone."""
    records.add(desk.session, "partner", {"name": "Kept"})
    out = tmp_path / "b.fbk"
    focal("backup", "--out", str(out))
    records.add(desk.session, "partner", {"name": "Later", "country": "KE"})
    device = desk.session.person.device
    desk.lock()
    secret = ("--passphrase-file", str(desk.passphrase_file))
    restore = ("restore", "--backup", str(out), *secret)
    left = ask(capsys, *restore, "--vault", str(tmp_path / "one"))
    assert left.json == {"ok": True, "vault": str(tmp_path / "one"), "records": 2, "maybe_missing": 2}
    assert "own count: 2" in left.err
    assert "headquarters and compare" not in left.err
    assert ask(capsys, *restore, "--vault", str(tmp_path / "one")).json["error"] == "vault_exists"
    (tmp_path / "new").write_text(NEW)
    by_code = ("restore", "--backup", str(out), "--recovery-file", str(code))
    again = ("--vault", str(tmp_path / "two"), "--passphrase-file", str(tmp_path / "new"))
    assert ask(capsys, *by_code, *again).json["records"] == 2
    checked = ask(capsys, "check", *again).json
    assert (checked["ok"], checked["records"], checked["changes"]) == (True, 2, 4)
    listed = ask(capsys, "list", "partner", *again).json["records"]
    history = ask(capsys, "history", "partner", listed[0]["id"], *again).json["changes"]
    assert [one["by"] for one in history] == ["focal_point KEN"]
    assert device not in [one["device"] for one in history]


def test_what_is_no_good_backup_is_refused(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], focal: Focal
) -> None:
    out = tmp_path / "b.fbk"
    focal("backup", "--out", str(out))
    data = out.read_bytes()
    (tmp_path / "cut").write_bytes(data[:-1])
    (tmp_path / "altered").write_bytes(data[:70_000] + bytes([data[70_000] ^ 1]) + data[70_001:])
    (tmp_path / "other").write_bytes(b"a letter")
    (tmp_path / "words").write_text("not these")
    right, wrong = str(desk.passphrase_file), str(tmp_path / "words")
    for name, phrase, found in (
        ("cut", right, ("backup_unreadable", 4)),
        ("altered", right, ("backup_unreadable", 4)),
        ("other", right, ("file_not_ours", 4)),
        ("none", right, ("not_found", 2)),
        ("b.fbk", wrong, ("wrong_passphrase", 3)),
    ):
        words = ("restore", "--backup", str(tmp_path / name), "--passphrase-file", phrase)
        left = ask(capsys, *words, "--vault", str(tmp_path / "again"))
        assert (left.json["error"], left.code) == found
        assert not (tmp_path / "again").exists()


def test_behind_its_anchor_a_vault_reads_and_does_not_write(desk: Desk, focal: Focal, run: Run) -> None:
    made = records.add(desk.session, "partner", {"name": "Kept"}).id
    desk.lock()
    older = desk.database.read_bytes()
    records.add(desk.session, "partner", {"name": "Lost"})
    desk.lock()
    desk.database.write_bytes(older)
    for words in (
        ("show", "partner", made),
        ("list", "partner"),
        ("history", "partner", made),
        ("search", "kept"),
    ):
        assert focal(*words)["behind"] == 1
    focal("add", "partner", "--values", "{}", error="damaged")
    focal("edit", "partner", made, "--values", '{"name": "Other"}', error="damaged")
    focal("passphrase", "--new-passphrase-file", str(desk.passphrase_file), error="damaged")
    left = run("--json", "check")
    assert (left.code, left.json["ok"], left.json["anchor"], left.json["first_bad"]) == (
        4,
        False,
        False,
        "anchor",
    )
    out = desk.folder.parent / "b.fbk"
    assert focal("backup", "--out", str(out))["behind"] == 1


def test_every_refusal_has_its_exit() -> None:
    """The codes these commands use stand in the contract's table."""
    codes = {
        "backup_unreadable": 4,
        "file_not_ours": 4,
        "wrong_passphrase": 3,
        "disk_full": 7,
        "vault_exists": 1,
    }
    assert {code: answers.EXITS[code] for code in codes} == codes
