"""The commands by which two officers open a vault, and by which a desk is handed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.cli import arguments, groups, main
from focal_desktop.sync import succeeding
from focal_desktop.usecases import acts, records, unlocking
from focal_desktop.usecases.session import Session
from tests.cli.conftest import Focal
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Desk
from tests.security.officers import Bench, make_bench
from tests.sync.company import Company

CHOSEN = "words that were chosen anew"


@pytest.fixture
def bench(tmp_path: Path, clock: HandClock) -> Iterator[Bench]:
    """Two officers and an office."""
    company = Company(tmp_path / "company", clock)
    yield make_bench(company)
    company.close()


class Table:
    """Runs commands on the vaults of a bench, each locked meanwhile."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.old, self.new = folder / "old", folder / "new"
        self.old.write_text(f"{PASSPHRASE}\n")
        self.new.write_text(f"{CHOSEN}\n")
        self.said = ""

    def file(self, name: str) -> str:
        """Return where a file of this test lies."""
        return str(self.folder / name)

    def run(self, session: Session, *words: str, phrase: Path | None = None) -> tuple[int, Any]:
        """Run one command on a locked vault; return its exit and its answer."""
        unlocking.lock(session)
        return self.run_at(session.store.folder, *words, phrase=phrase)

    def run_at(self, vault: Path, *words: str, phrase: Path | None = None) -> tuple[int, Any]:
        """Run one command on whatever lies in a folder."""
        self._capsys.readouterr()
        named = ("--vault", str(vault), "--passphrase-file", str(phrase or self.old))
        code = main.main(("--json", *named, *words))
        left = self._capsys.readouterr()
        self.said = left.err
        return code, json.loads(left.out)


@pytest.fixture
def table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Table:
    """A place for files, and the command line."""
    return Table(tmp_path, capsys)


@pytest.mark.long
def test_two_officers_open_a_vault_by_files_and_words(bench: Bench, table: Table) -> None:
    """From the request to the new passphrase; every step names its file, none a key."""
    hq, officer, desk = bench.company.hq, bench.officer, bench.desk
    request, half, answer = table.file("request"), table.file("half"), table.file("answer")
    code, said = table.run(desk, "escrow", "ask", "--new-passphrase-file", str(table.new), "--out", request)
    assert (code, said["file"], len(said["words"].split())) == (0, request, 6)
    step = ("hq", "escrow")
    by_words = ("--words", said["words"], "--out")
    code, refused = table.run(
        hq, *step, "first", "--request", request, "--words", "a b c d e f", "--out", half
    )
    assert (code, refused["error"], refused["field"]) == (1, "not_allowed", "words")
    assert not Path(half).exists()
    assert table.run(hq, *step, "first", "--request", request, *by_words, half)[0] == 0
    code, opened = table.run(officer, *step, "second", "--request", half, *by_words, answer)
    assert (code, opened["device"], opened["office"]) == (0, desk.person.device, "KEN")
    sheet = table.file("sheet")
    recover = ("recover", "--answer", answer, "--recovery-out", sheet)
    code, refused = table.run(desk, *recover)
    assert (code, refused["error"]) == (3, "wrong_passphrase")
    assert not Path(sheet).exists()
    assert table.run(desk, *recover, phrase=table.new) == (0, {"ok": True})
    code, found = table.run(desk, "escrow", "status", phrase=table.new)
    assert (code, found["opened"]["officers"]) == (0, [hq.person.device, officer.person.device])
    assert found["rehearsed"] is None
    assert table.run(desk, "check", phrase=table.old)[0] == 3


def test_a_rehearsal_goes_the_same_way(bench: Bench, table: Table) -> None:
    request, half, answer = table.file("request"), table.file("half"), table.file("answer")
    code, said = table.run(bench.desk, "escrow", "rehearse", "--out", request)
    assert code == 0
    by_words = ("--words", said["words"], "--out")
    assert table.run(bench.company.hq, "hq", "escrow", "first", "--request", request, *by_words, half)[0] == 0
    assert table.run(bench.officer, "hq", "escrow", "second", "--request", half, *by_words, answer)[0] == 0
    code, said = table.run(bench.desk, "escrow", "rehearsed", "--answer", answer)
    assert (code, len(said["officers"])) == (0, 2)
    code, found = table.run(bench.desk, "escrow", "status")
    assert found["rehearsed"]["at"] == said["at"]


def test_a_vault_without_a_pair_says_so(focal: Focal, tmp_path: Path) -> None:
    assert focal("escrow", "status")["pairs"] == []
    focal("escrow", "rehearse", "--out", str(tmp_path / "request"), error="not_allowed")
    assert not (tmp_path / "request").exists()


def test_recovering_takes_a_code_or_an_answer(focal: Focal, tmp_path: Path) -> None:
    left = focal("recover", "--answer", str(tmp_path / "none"), error="not_found")
    assert left["field"] == "answer"


def test_recovering_without_either_needs_one(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.lock()
    capsys.readouterr()
    named = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))
    assert main.main(("--json", *named, "recover")) == 2
    assert json.loads(capsys.readouterr().out)["error"] == "needed"


def make_case(session: Session) -> str:
    """Record a case whose person agreed to be contacted again, and notify headquarters."""
    said = {"regime": "sea", "received_on": "2026-03-01", "consent_contact": "given"}
    made = records.add(session, "allegation", said).id
    acts.act(session, "allegation", made, "notify", {})
    return made


@pytest.mark.long
def test_a_desk_is_handed_over_and_admitted(bench: Bench, table: Table) -> None:
    """The six words are said, headquarters admits by them, and decides about each case."""
    desk, company = bench.desk, bench.company
    records.add(desk, "partner", {"name": "Kept"})
    passed, kept = sorted(make_case(desk) for _ in range(2))
    words = ("hand-over", "--person", "P. Next", "--new-passphrase-file", str(table.new))
    code, refused = table.run(desk, *words)
    assert (code, refused["error"]) == (1, "not_allowed")
    desk = bench.unlock(PASSPHRASE)
    company.sync(desk, company.hq, desk)
    code, said = table.run(desk, *words, "--recovery-out", table.file("sheet"))
    assert code == 0
    session = bench.unlock(CHOSEN)
    assert said == {
        "ok": True,
        "device": session.person.device,
        "words": succeeding.read_words(session),
    }
    assert session.person.name == "P. Next"
    assert company.word(session) == "not_admitted"
    company.sync(company.hq)
    device = ("--device", said["device"])
    assert table.run(company.hq, "hq", "admit", *device, "--words", said["words"])[0] == 0
    code, found = table.run(company.hq, "hq", "handed-over")
    assert {one["case"]: (one["state"], one["days_left"]) for one in found["cases"]} == {
        passed: ("waiting", 14),
        kept: ("waiting", 14),
    }
    assert {one["office"] for one in found["cases"]} == {"KEN"}
    assert table.run(company.hq, "hq", "pass-case", "--case", passed) == (0, {"ok": True, "case": passed})
    assert table.run(company.hq, "hq", "keep-case", "--case", kept) == (0, {"ok": True, "case": kept})
    code, found = table.run(company.hq, "hq", "handed-over")
    assert [(one["case"], one["state"]) for one in found["cases"]] == [(kept, "kept")]
    code, refused = table.run(company.hq, "hq", "pass-case", "--case", passed)
    assert (code, refused["error"]) == (2, "not_found")


@pytest.mark.long
def test_a_desk_alone_says_what_ends(focal: Focal, tmp_path: Path) -> None:
    (tmp_path / "new").write_text(f"{CHOSEN}\n")
    words = ("hand-over", "--person", "P. Next", "--new-passphrase-file", str(tmp_path / "new"))
    sheet = tmp_path / "sheet"
    focal(*words, "--recovery-out", str(sheet), error="not_allowed")
    assert not sheet.exists()
    assert focal(*words, "--recovery-out", str(sheet), "--end-cases")["words"] == ""
    assert sheet.stat().st_mode & 0o077 == 0


def test_every_command_of_a_group_leads_to_its_function() -> None:
    for _, module, members in groups.GROUPS.values():
        for name in members:
            assert callable(getattr(arguments.load(module), f"run_{name.replace('-', '_')}"))


@pytest.mark.long
def test_two_officers_open_a_backup_by_files_and_words(bench: Bench, table: Table) -> None:
    """The computer is gone with its vault: what they give back restores the backup elsewhere."""
    hq, officer, desk = bench.company.hq, bench.officer, bench.desk
    saved, request = table.file("backup"), table.file("request")
    half, answer = table.file("half"), table.file("answer")
    assert table.run(desk, "backup", "--out", saved)[0] == 0
    ask = ("escrow", "ask", "--backup", saved, "--new-passphrase-file", str(table.new), "--out", request)
    code, said = table.run(desk, *ask)
    assert code == 0
    by_words = ("--words", said["words"], "--out")
    assert table.run(hq, "hq", "escrow", "first", "--request", request, *by_words, half)[0] == 0
    assert table.run(officer, "hq", "escrow", "second", "--request", half, *by_words, answer)[0] == 0
    restore = ("restore", "--backup", saved, "--answer", answer)
    elsewhere = table.folder / "elsewhere"
    code, refused = table.run_at(elsewhere, *restore)
    assert (code, refused["error"]) == (3, "wrong_passphrase")
    assert not elsewhere.exists()
    code, found = table.run_at(elsewhere, *restore, phrase=table.new)
    assert (code, found["ok"]) == (0, True)
    assert "Two officers opened" in table.said
    assert table.run_at(elsewhere, "check", phrase=table.new)[0] == 0
