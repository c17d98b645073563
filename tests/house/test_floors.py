"""The floors of coverage are held: a package under its own fails, and what it lacks is named."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import ROOT

FLOORS = runpy.run_path(str(ROOT / "packaging/floors.py"))


def file_of(covered: int, branches: int, **missing: list[Any]) -> dict[str, Any]:
    """Return what coverage says of a file of ten lines and four branches."""
    summary = {"num_statements": 10, "num_branches": 4}
    gaps: dict[str, list[Any]] = {"missing_lines": [], "missing_branches": [], **missing}
    return {"summary": {**summary, "covered_lines": covered, "covered_branches": branches}, **gaps}


def hold(tmp_path: Path, **files: dict[str, Any]) -> int:
    """Hold files against the floors; a name is its package and its file."""
    named = {f"focal_desktop/{name.replace('__', '/')}.py": file for name, file in files.items()}
    (tmp_path / "report").write_text(json.dumps({"files": named}))
    return int(FLOORS["main"](str(tmp_path / "report")))


def test_what_is_covered_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hold(tmp_path, store__a=file_of(10, 4), cli__a=file_of(10, 4)) == 0
    assert capsys.readouterr().err.splitlines() == [
        "cli: 100.00 % covered, 95 % asked",
        "store: 100.00 % covered, 100 % asked",
    ]


def test_a_package_under_its_floor_fails_and_is_told_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = file_of(9, 3, missing_lines=[7], missing_branches=[[3, 5], [6, -1]])
    assert hold(tmp_path, store__a=short, store__b=file_of(10, 4), cli__a=file_of(10, 4)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "cli: 100.00 % covered, 95 % asked",
        "store: 92.86 % covered, 100 % asked",
        "    focal_desktop/store/a.py: 7 3->5 6->-1",
    ]


def test_a_package_without_code_has_nothing_to_cover(tmp_path: Path) -> None:
    empty = file_of(0, 0)
    empty["summary"] = dict.fromkeys(empty["summary"], 0)
    assert hold(tmp_path, wire__a=empty) == 0
