"""Run the checks and tests, in the environment that `packaging/test` has made. Holds no test itself."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

HELP = """\
./packaging/test                    every check, and every test at a twentieth of its full scale
./packaging/test full [PART]        everything at full scale, or one part of it: {parts}
./packaging/test bench [NAME...]    benchmarks, one JSON object a line
./packaging/test security           what an attacker would try, at a tenth, with its figures at the end
./packaging/test PYTEST-ARGUMENTS   these tests alone, for example tests/store -k backup
"""

CHECKS = (
    ("ruff", "check", "--quiet"),
    ("mypy", "--no-error-summary"),
    ("lint-imports", "--no-logo"),
)
PYTEST = ("pytest", "-q", "-n", "2")
FULL = (*PYTEST, "--scale", "1")
APART = ("--ignore", "tests/machines", "--ignore", "tests/security")
SECURITY = (*PYTEST, "--scale", "0.1", "-m", "security")
PARTS = {
    "checks": CHECKS,
    "units": (
        (
            *FULL,
            "--ignore",
            "tests/machines",
            "--ignore",
            "tests/security",
            "--cov",
            "--cov-report",
            "json:.coverage.json",
        ),
        ("python", "packaging/floors.py", ".coverage.json"),
    ),
    "machines": ((*FULL, "tests/machines"),),
    "security": ((*FULL, "-m", "security"),),
}


def main(words: Sequence[str]) -> int:
    """Choose what the words ask for, run all of it, and return 0 only if all of it passed."""
    match list(words):
        case ["--help" | "-h"]:
            sys.stdout.write(HELP.format(parts=" ".join(PARTS)))
            return 0
        case ["bench", *names]:
            present = (ROOT / "tests/bench/__main__.py").exists()
            return _run("python", "-m", "tests.bench", *names) if present else 0
        case ["security"]:
            return _run_all([SECURITY])
        case ["full", *parts]:
            return _run_parts(parts)
        case _:
            return _run_all([(*PYTEST[:1], *words)] if words else [*CHECKS, PYTEST])


def _run_parts(words: Sequence[str]) -> int:
    asked = words or tuple(PARTS)
    if not PARTS.keys() >= set(asked):
        _tell(f"the parts are: {' '.join(PARTS)}")
        return 2
    return _run_all([step for part in asked for step in PARTS[part]])


def _run_all(steps: Sequence[Sequence[str]]) -> int:
    """Run every step, also after one has failed, and say at the end which did."""
    began = time.monotonic()
    failed = [step for step in steps if not _has_passed(step)]
    for step in failed:
        _tell(f"FAILED {' '.join(step)}")
    _tell(f"{'failed' if failed else 'passed'} in {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


def _has_passed(step: Sequence[str]) -> bool:
    began = time.monotonic()
    code = _run(*step, *(_seeds(step) if step[0] == "pytest" else ()))
    _tell(f"{step[0]}: {'ok' if code == 0 else f'exit {code}'}, {time.monotonic() - began:.1f} s")
    return code == 0


def _seeds(step: Sequence[str]) -> tuple[str, ...]:
    """Return one seed for order, chance and properties, from the commit: a commit always runs alike."""
    answer = subprocess.run(
        ("git", "rev-parse", "--short=8", "HEAD"),  # noqa: S607 found on the path, as a person would
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    seed = int(answer.stdout, 16) if answer.returncode == 0 else 0
    _tell(f"seed {seed}")
    order = () if "no:randomly" in step else (f"--randomly-seed={seed}",)
    return (*order, f"--hypothesis-seed={seed}")


def _run(tool: str, *words: str) -> int:
    """Run a tool of this environment at the top of the checkout, with nothing to read."""
    command = (str(Path(sys.executable).parent / tool), *words)
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode  # noqa: S603 the words above


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
