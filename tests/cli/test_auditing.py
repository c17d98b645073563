"""`focal audit` tells a person what they did, and two officers together what a colleague did."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.cli import main
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests.cli.conftest import Focal
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Answer, Desk
from tests.security.officers import make_bench
from tests.sync.company import Company
from tests.usecases.country import SUBJECT, take_down

WHY = "To pass it on"


def test_a_person_reads_what_they_did(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    assert focal("audit") == {"ok": True, "lines": []}
    case = records.add(desk.session, "allegation", {"survivor_name": "Marked"})
    focal("show", "allegation", case.id, "--reveal", "survivor", "--reason", "To call back")
    focal("backup", "--out", str(tmp_path / "backup"))
    device = desk.session.person.device
    lines = focal("audit")["lines"]
    assert [{**one, "at": ""} for one in lines] == [
        {
            "at": "",
            "what": "revealed",
            "kind": "allegation",
            "reference": case.reference,
            "part": "survivor",
            "reason": "To call back",
            "device": device,
        },
        {
            "at": "",
            "what": "backed_up",
            "kind": "",
            "reference": "",
            "part": "",
            "reason": "",
            "device": device,
        },
    ]
    assert "Marked" not in str(lines)
    assert case.id not in str(lines)
    assert focal("audit", "--limit", "1")["lines"] == lines[1:]


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5"])
def test_a_limit_is_a_number(focal: Focal, limit: str) -> None:
    assert focal("audit", "--limit", limit, error="wrong_type")["field"] == "limit"


def test_without_officers_no_file_is_made(focal: Focal, tmp_path: Path) -> None:
    out = tmp_path / "trail"
    focal("audit", "--out", str(out), error="not_admitted")
    assert not out.exists()


def test_two_officers_open_a_trail(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    company = Company(tmp_path, clock)
    bench = make_bench(company)
    records.reveal(bench.desk, "allegation", take_down(bench.desk), "subject", WHY)
    first, second = bench.order()
    (tmp_path / "passphrase").write_text(PASSPHRASE)

    def run(session: Session, *words: str) -> Answer:
        unlocking.lock(session)
        vault = ("--vault", str(session.store.folder), "--passphrase-file", str(tmp_path / "passphrase"))
        capsys.readouterr()
        return Answer(main.main(("--json", *vault, *words)), *capsys.readouterr())

    trail, half = tmp_path / "trail", tmp_path / "half"
    assert run(bench.desk, "audit", "--out", str(trail)).json == {"ok": True, "path": str(trail)}
    opening = ("hq", "open-audit")
    assert run(first, *opening, "first", "--file", str(trail)).json["error"] == "needed"
    assert run(first, *opening, "first", "--file", str(trail), "--out", str(half)).code == 0
    assert trail.stat().st_mode & 0o077 == half.stat().st_mode & 0o077 == 0
    left = run(second, *opening, "second", "--file", str(half))
    assert left.code == 0
    assert left.json["chain"]
    assert left.json["known"]
    assert left.json["by"] == "focal_point KEN"
    assert [(one["what"], one["reason"]) for one in left.json["lines"]] == [
        ("revealed", WHY),
        ("exported", ""),
    ]
    assert SUBJECT not in left.out
    half.write_bytes(half.read_bytes()[:-1] + b"?")
    assert run(second, *opening, "second", "--file", str(half)).json["error"] == "file_not_ours"
    company.close()
