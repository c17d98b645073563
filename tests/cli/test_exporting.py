"""`focal export` writes one new file, by the way that was said, and `hq open-export` opens it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyrage  # type: ignore[import-untyped] # the wheel ships no types
import pytest

from focal_desktop.cli import main
from focal_desktop.usecases import audit, records, unlocking
from focal_desktop.usecases.session import Session
from tests.cli.conftest import Focal, Run
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Answer, Desk
from tests.security.ages import seal_cheaply
from tests.security.officers import Bench, make_bench
from tests.sync.company import Company
from tests.usecases.country import CANARIES, SUBJECT, take_down

WHY = ("--reason", "Headquarters asked for it")


def read_json(text: str) -> list[dict[str, object]]:
    """Return the part of an exported text that programs read."""
    found: list[dict[str, object]] = json.loads(text.partition("(JSON):")[2])
    return found


def test_a_desk_list_leaves_as_a_table(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    records.add(desk.session, "partner", {"name": "=1+1", "country": "KE"})
    records.add(desk.session, "partner", {"name": "Other", "country": "UG"})
    out = tmp_path / "list.csv"
    plain = ("export", "partner", "--plain", "--out")
    assert focal(*plain, str(out)) == {"ok": True, "path": str(out), "records": 2}
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
    assert len(rows) == 3
    assert "'=1+1" in rows[1] + rows[2]
    assert out.stat().st_mode & 0o077 == 0
    kept = out.read_bytes()
    assert focal(*plain, str(out), error="not_allowed")["field"] == "out"
    assert out.read_bytes() == kept
    focal(*plain, str(tmp_path / "no" / "list"), error="disk_full")
    narrowed = focal(*plain, str(tmp_path / "one"), "--where", "country=UG")
    assert narrowed["records"] == 1
    assert [one.part for one in audit.list_lines(desk.session)] == ["plain"] * 4


def test_a_case_in_plain_form(desk: Desk, focal: Focal, tmp_path: Path) -> None:
    case = take_down(desk.session)
    out = tmp_path / "case.txt"
    words = ("export", "allegation", case, "--plain", "--out", str(out))
    assert focal(*words, error="needed")["field"] == "reason"
    assert not out.exists()
    focal(*words, *WHY)
    text = out.read_text("utf-8")
    assert [one for one in CANARIES if one in text] == []
    (found,) = read_json(text)
    assert found["kind"] == "allegation"
    assert "Setting: " in text
    assert case not in text
    (line,) = audit.list_lines(desk.session)
    assert (line.what, line.part, line.reason) == ("exported", "plain", WHY[1])
    listed = ("export", "allegation", "--plain", "--out", str(tmp_path / "list"), *WHY)
    assert focal(*listed, error="not_allowed")["field"] == "id"


@pytest.mark.long
def test_words_of_its_own_open_a_file_elsewhere(
    desk: Desk, focal: Focal, run: Run, tmp_path: Path
) -> None:
    case = take_down(desk.session, subject_points_to_survivor="no")
    out, words = tmp_path / "case.age", tmp_path / "words"
    asked = ("export", "allegation", case, "--age", "--out", str(out), "--with", "subject", *WHY)
    assert run("--json", *asked).json["field"] == "words_out"
    said = focal(*asked, "--words-out", str(words))
    generated = words.read_text().strip()
    assert len(generated.split()) == 8
    assert generated not in str(said)
    assert words.stat().st_mode & 0o077 == out.stat().st_mode & 0o077 == 0
    text = pyrage.passphrase.decrypt(out.read_bytes(), generated).decode()
    assert [one for one in CANARIES if one in text] == [SUBJECT]
    (found,) = read_json(text)
    assert found["kind"] == "allegation"
    assert generated.encode() not in b"".join(p.read_bytes() for p in desk.folder.iterdir())


@pytest.mark.parametrize("words", [(), ("--plain", "--age"), ("--to", "x", "--plain")])
def test_one_way_out_is_said(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    left = run("--json", "export", "partner", *words, "--out", str(tmp_path / "x"))
    assert (left.code, left.json["error"], left.json["field"]) == (2, "needed", "to")


def test_help_says_what_each_way_means(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(("export", "--help"))
    said = capsys.readouterr().out
    for word in ("--to", "--age", "--plain", "--with", "--reason", "sealed to one person"):
        assert word in said


@pytest.fixture
def bench(tmp_path: Path, clock: HandClock) -> Bench:
    """An office and its headquarters."""
    return make_bench(Company(tmp_path, clock))


def test_headquarters_opens_what_was_sealed_to_it(
    bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "passphrase").write_text(PASSPHRASE)

    def run(session: Session, *words: str) -> Answer:
        unlocking.lock(session)
        vault = ("--vault", str(session.store.folder), "--passphrase-file", str(tmp_path / "passphrase"))
        capsys.readouterr()
        return Answer(main.main(("--json", *vault, *words)), *capsys.readouterr())

    case = take_down(bench.desk)
    out, shown = tmp_path / "case.fdx", tmp_path / "case.txt"
    to = ("--to", bench.officer.person.device)
    made = run(bench.desk, "export", "allegation", case, *to, "--with", "subject", *WHY, "--out", str(out))
    assert made.code == 0
    assert SUBJECT.encode() not in out.read_bytes()
    opening = ("hq", "open-export", "--file", str(out))
    assert run(bench.officer, *opening).json["field"] == "reason"
    found = run(bench.officer, *opening, *WHY).json
    assert SUBJECT in found["text"]
    assert (found["by"], found["known"], found["kind"]) == ("focal_point KEN", True, "allegation")
    left = run(bench.officer, *opening, *WHY, "--out", str(shown))
    assert SUBJECT in shown.read_text("utf-8")
    assert SUBJECT not in left.out
    assert run(bench.company.hq, *opening, *WHY).json["error"] == "file_not_ours"

    words, public = tmp_path / "words", tmp_path / "public.age"
    words.write_text("eight generated words\n")
    public.write_bytes(seal_cheaply(b"Told", "eight generated words"))
    opening = ("hq", "open-export", "--file", str(public))
    assert run(bench.officer, *opening).json["field"] == "words_file"
    assert run(bench.officer, *opening, "--words-file", str(words)).json["text"] == "Told"
    words.write_text("other words\n")
    assert run(bench.officer, *opening, "--words-file", str(words)).json["error"] == "wrong_passphrase"
    public.write_bytes(seal_cheaply(b"Told", "x", shown=30))
    assert run(bench.officer, *opening, "--words-file", str(words)).json["error"] == "file_not_ours"
    bench.company.close()
