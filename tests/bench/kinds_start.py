"""`focal kinds` from nothing to its last line, against a Python that only imports four libraries.

Both as at any start but the first: Python has kept what it compiled.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import figure
from tests.bench.figure import Figure
from tests.bench.ground import Ground

ROOT = Path(__file__).resolve().parents[2]
RUNS, MUST = 40, 1.5
OURS = ("-m", "focal_desktop", "kinds")
BASE = ("-c", "import msgspec, argparse, json, tomllib")


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the one figure of a start."""
    for words in (OURS, BASE):  # both warm: compiled, and in the system's cache
        _start(words)
    runs = ground.count(RUNS)
    ours, base = figure.alternate(lambda _run: _start(OURS), lambda _run: _start(BASE), runs)
    yield figure.compare("kinds_start", "ms", ours, ("python " + " ".join(BASE), base), MUST)


def _start(words: tuple[str, ...]) -> float:
    command = (sys.executable, *words)
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return figure.clock_ms(
        lambda: subprocess.run(command, cwd=ROOT, env=around, stdout=subprocess.DEVNULL, check=True)
    )
