"""A kind that only these tests know travels between two vaults: no line of the program more."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.cli import main as face
from focal_desktop.domain.kinds import KINDS, Kinds
from focal_desktop.usecases import unlocking
from tests.cli.test_toy_kind import KITES
from tests.sync.company import PASSPHRASE, Company


def test_a_kind_of_one_file_and_one_line_travels(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, hq = company.staff(), company.hq
    secret, stick = tmp_path / "passphrase", tmp_path / "stick"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    for session in (desk, hq):
        company.opened.remove(session)
        unlocking.lock(session)

    def focal(folder: Path, *words: str, kinds: Kinds = KITES) -> dict[str, Any]:
        capsys.readouterr()
        vault = ("--vault", str(folder), "--passphrase-file", str(secret), "--json")
        code = face.main([*words, *vault], kinds=kinds)
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert code == 0, found
        return found

    office, nairobi = desk.store.folder, hq.store.folder
    made = focal(office, "add", "kite", "--values", '{"owner": "Ana", "number": 7, "colours": ["red"]}')
    focal(office, "sync", "--folder", str(stick))
    focal(nairobi, "sync", "--folder", str(stick))
    focal(nairobi, "edit", "kite", made["id"], "--values", '{"colours": ["green", "red"], "story": "Flew"}')
    focal(nairobi, "sync", "--folder", str(stick))
    focal(office, "sync", "--folder", str(stick), kinds=KINDS)  # a program that knows no kites passes them on
    (record,) = focal(office, "list", "kite")["records"]
    assert record["id"] == made["id"]
    assert record["values"]["colours"] == ["green", "red"]
    assert (record["values"]["story"], record["clashes"]) == ("Flew", [])
    assert focal(office, "check")["ok"]
