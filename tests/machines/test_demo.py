"""The whole main job, played by the real program in a process of its own, at the real passphrase cost."""

from __future__ import annotations

import io
import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.desks import Answer, environment, program, run_program

pytestmark = pytest.mark.long

COUNTS = {"requests", "bytes_up", "bytes_down", "sent", "received"}
SHAPES = {
    "steps": {"name", "ok"},
    "vaults": {"path", "office", "role", "passphrase_file", "records", "changes"},
    "syncs": {"vault", "way", *COUNTS},
    "gates": {"agreement", "result", "missing"},
    "reports": {"path", "report", "office", "language", "mode", "pages"},
    "checks": {"vault", "ok"},
}


class Played:
    """What one run left behind."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.answer = run_program("demo", "--out", str(out))
        self.summary: dict[str, Any] = json.loads((out / "summary.json").read_text("utf-8"))

    def ask(self, office: str, *words: str) -> Answer:
        """Run a command on the vault of an office's first device."""
        vault = next(one for one in self.summary["vaults"] if one["office"] == office)
        place = ("--vault", vault["path"], "--passphrase-file", vault["passphrase_file"])
        return run_program("--json", *place, *words)

    def text(self, language: str) -> str:
        """Return what the first report in a language says."""
        report = next(one for one in self.summary["reports"] if one["language"] == language)
        reader = pypdf.PdfReader(io.BytesIO(Path(report["path"]).read_bytes()))
        assert len(reader.pages) == report["pages"]
        return "\n".join(page.extract_text() for page in reader.pages)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo, played once."""
    return Played(tmp_path_factory.mktemp("demo") / "out")


def test_every_step_happened(played: Played) -> None:
    assert played.answer.code == 0, played.answer.err
    assert [step["name"] for step in played.summary["steps"] if not step["ok"]] == []
    assert len(played.summary["steps"]) > 30
    assert played.summary["ok"] is True
    assert played.answer.out == ""
    assert all(step["name"] in played.answer.err for step in played.summary["steps"])


def test_the_summary_has_the_shape_of_the_contract(played: Played) -> None:
    summary = played.summary
    assert set(summary) == {"format", "ok", "seconds", *SHAPES}
    assert summary["format"] == 1
    for name, keys in SHAPES.items():
        assert summary[name], name
        assert all(set(one) == keys for one in summary[name]), name
    assert all(isinstance(one[count], int) for one in summary["syncs"] for count in COUNTS)


def test_vaults_are_of_two_offices_and_headquarters(played: Played) -> None:
    vaults = played.summary["vaults"]
    assert sorted((one["office"], one["role"]) for one in vaults) == [
        ("HQ", "root hq_case"),
        ("HQ", "root hq_desk hq_case"),
        ("IRQ-BSR", "focal_point"),
        ("KEN-KSM", "focal_point"),
        ("KEN-KSM", "hr_clerk"),
    ]
    assert all(one["records"] > 30 and one["changes"] > one["records"] for one in vaults)
    for one in vaults:
        assert stat.S_IMODE(Path(one["passphrase_file"]).stat().st_mode) == 0o600


def test_every_vault_synced_and_one_by_stick(played: Played) -> None:
    by_way: dict[str, set[str]] = {"hub": set(), "folder": set()}
    for one in played.summary["syncs"]:
        by_way[one["way"]].add(one["vault"])
    paths = {one["path"]: one["office"] for one in played.summary["vaults"]}
    assert by_way["hub"] == set(paths)
    assert {paths[path] for path in by_way["folder"]} == {"IRQ-BSR", "HQ"}
    sent = [one for one in played.summary["syncs"] if one["way"] == "hub"]
    assert all(one["requests"] and one["bytes_up"] for one in sent)


def test_the_gate_gave_each_answer(played: Played) -> None:
    found: dict[str, list[list[str]]] = {}
    for gate in played.summary["gates"]:
        found.setdefault(gate["result"], []).append(gate["missing"])
    assert set(found) == {"refused", "ready", "waiver", "hold"}
    assert {"assessment_expired", "clause_termination"} <= set(found["refused"][0])
    assert found["ready"] == [[]]
    assert all("hold" in missing for missing in found["hold"])
    assert all(missing for missing in found["waiver"])
    one = played.summary["gates"][0]
    shown = played.ask("KEN-KSM", "show", "agreement", one["agreement"]).json["record"]
    assert (shown["kind"], shown["state"]) == ("agreement", "draft")


def test_the_reports_read_back(played: Played) -> None:
    found = [
        (one["report"], one["office"], one["language"], one["mode"]) for one in played.summary["reports"]
    ]
    assert found == [
        ("office_annual", "KEN-KSM", "en", "internal"),
        ("office_annual", "IRQ-BSR", "ar", "internal"),
        ("office_annual", "KEN-KSM", "fr", "shareable"),
        ("hq_annual", "HQ", "en", "internal"),
    ]
    pages = [one["pages"] for one in played.summary["reports"]]
    assert all(2 < number <= 4 for number in pages[:3])
    assert pages[3] > 4
    english = played.text("en")
    assert "Kisumu project office" in english
    assert "Acacia Housing (practice)" in english
    assert "Tamarind" not in english
    assert (
        sum("\u0600" <= letter <= "\u06ff" or "\ufb50" <= letter <= "\ufeff" for letter in played.text("ar"))
        > 1000
    )


def test_an_office_report_shows_its_actions_themselves(played: Played) -> None:
    said = " ".join(played.text("en").split())
    assert "Sign the code of conduct anew" in said
    assert "Hold classroom days" in said


@pytest.mark.parametrize(
    "word", ["survivor of the practice", "Invented for practice", "Supervisor in practice"]
)
def test_nothing_sealed_is_found_anywhere(played: Played, word: str) -> None:
    for office in ("KEN-KSM", "HQ"):
        assert played.ask(office, "search", word).json["hits"] == []


def test_every_vault_opens_and_is_sound(played: Played) -> None:
    assert [one for one in played.summary["checks"] if not one["ok"]] == []
    assert {one["vault"] for one in played.summary["checks"]} == {
        one["path"] for one in played.summary["vaults"]
    }
    assert played.ask("IRQ-BSR", "check").json["ok"] is True


def test_no_process_is_left(played: Played) -> None:
    log = played.out / "hub.log"
    assert all("event" in json.loads(line) for line in log.read_text().splitlines())
    assert played.summary["steps"][-1] == {"name": "Stop the hub", "ok": True}


def test_a_played_folder_is_left_alone(played: Played) -> None:
    before = (played.out / "summary.json").read_bytes()
    again = run_program("--json", "demo", "--out", str(played.out))
    assert (again.code, again.json["error"], again.json["field"]) == (1, "not_allowed", "out")
    assert (played.out / "summary.json").read_bytes() == before


def test_a_demo_that_is_ended_ends_its_hub(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        program("demo", "--out", str(out)), stderr=subprocess.PIPE, env=environment(), text=True
    ) as running:
        assert running.stderr is not None
        told = [running.stderr.readline() for _ in range(2)]
        assert "Found headquarters" in told[1]
        running.terminate()
        rest = running.stderr.read()
    assert "Traceback" not in rest
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (running.returncode, summary["ok"]) == (70, False)
    listening = subprocess.run(("ps", "-eo", "args"), capture_output=True, text=True, check=True).stdout
    assert str(out) not in listening


@pytest.mark.parametrize(
    "spoil", [lambda out: (out / "nairobi").write_text("in the way")], ids=["in the way"]
)
def test_a_step_that_fails_ends_the_demo_with_its_sentence(
    tmp_path: Path, spoil: Callable[[Path], Any]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    spoil(out)
    left = run_program("--json", "demo", "--out", str(out))
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert (left.code, left.json) == (1, summary)
    failed = [step for step in summary["steps"] if not step["ok"]]
    assert summary["ok"] is False
    assert len(failed) == 1
    assert failed[0]["message"] in left.err
    assert "Traceback" not in left.err
