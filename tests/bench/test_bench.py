"""Each benchmark runs to its end at a tiny size and speaks in the shape of the contract."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from focal_desktop.domain import codec
from tests.bench import cases, figure
from tests.bench.__main__ import BENCHMARKS, KIT

ROOT = Path(__file__).resolve().parents[2]
SHAPE = ["name", "value", "unit", "base_name", "baseline", "ratio", "must", "ok", "runs", "spread"]


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run benchmarks as `packaging/test bench` does."""
    command = (sys.executable, "-W", "error", "-m", "tests.bench", *words)
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name != "sync" or KIT.is_dir()])
def test_a_benchmark_speaks_in_the_shape_of_the_contract(name: str) -> None:
    done = run("--scale", "0.01", name)
    assert done.returncode == 0, done.stderr
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    assert figures
    for one in figures:
        assert list(one) == SHAPE
        assert one["runs"] > 0
        bases = {one["base_name"] is None, one["baseline"] is None, one["ratio"] is None}
        assert len(bases) == 1, one
        measured = one["value"] if one["ratio"] is None else one["ratio"]
        assert one["ok"] == (measured <= one["must"]) or abs(measured - one["must"]) < 0.001


def test_a_benchmark_without_its_kit_is_told_as_not_run(tmp_path: Path) -> None:
    done = run("--kit", str(tmp_path), "sync")
    assert (done.returncode, done.stdout) == (0, "")
    assert "sync: not run" in done.stderr


def test_no_byte_of_a_case_is_dropped() -> None:
    made = {
        "id": "7",
        "kind": "case",
        "rev": 1,
        "incident_to": None,
        "subject": {"role": "é", "codes": [True]},
    }
    values = cases.draft(made)
    assert codec.find_problems(cases.KIND, values, lambda _name: ()) == []
    assert set(values) <= cases.KIND.slots.keys()
    kept = {name: json.loads(value) if name == "subject" else value for name, value in values.items()}
    assert list(kept.values()) == list(made.values())


def test_a_name_that_is_none_is_refused() -> None:
    done = run("speed_of_light")
    assert (done.returncode, done.stdout) == (2, "")
    assert "speed_of_light" in done.stderr


def test_a_limit_holds_for_the_middle_of_what_was_found() -> None:
    assert figure.limit("wait", "ms", [1.0, 9.0, 2.0], 2.0).ok
    assert not figure.limit("wait", "ms", [1.0, 9.0, 2.0], 1.9).ok


def test_a_ratio_is_of_one_middle_to_the_other() -> None:
    found = figure.compare("wait", "ms", [3.0, 30.0, 3.0], ("base", [2.0, 2.0, 1.0]), 1.5)
    assert (found.value, found.baseline, found.ratio, found.ok) == (3.0, 2.0, 1.5, True)
    assert not figure.compare("wait", "ms", [3.0], ("base", [2.0]), 1.4).ok


def test_spread_is_the_distance_of_the_quartiles() -> None:
    assert figure.limit("wait", "ms", [1.0, 2.0, 3.0, 4.0, 5.0], 9.0).spread == 0.667
    assert figure.limit("wait", "ms", [7.0], 9.0).spread == 0.0


def test_ours_and_the_base_take_turns() -> None:
    order: list[str] = []

    def note(name: str, run: int) -> float:
        order.append(f"{name}{run}")
        return float(run)

    assert figure.alternate(lambda r: note("a", r), lambda r: note("b", r), 2) == ([0.0, 1.0], [0.0, 1.0])
    assert order == ["a0", "b0", "a1", "b1"]
