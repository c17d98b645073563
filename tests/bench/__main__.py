"""Run the benchmarks, all or those named, and print one JSON object a line; see `packaging/test bench`.

A figure over its limit says so and is no failure of the run; only a benchmark that breaks is. `sync` needs
the workload kit, which lies beside the checkout or where `--kit` says; without it, it is told as not run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tests.bench import ground, kinds_start, report, save, sync, ten_thousand, unlock, window
from tests.bench.figure import Figure, NotRun
from tests.bench.ground import Ground

KIT = Path(__file__).resolve().parents[3] / "shared" / "bench"
BENCHMARKS: Mapping[str, Callable[[Ground], Iterator[Figure]]] = {
    "save": save.measure,
    "ten_thousand": ten_thousand.measure,
    "kinds_start": kinds_start.measure,
    "sync": sync.measure,
    "report": report.measure,
    "unlock": unlock.measure,
    "window": window.measure,
}


def main(words: Sequence[str]) -> int:
    """Run what is asked for; 0 unless a benchmark broke."""
    parser = argparse.ArgumentParser(prog="bench", description="Benchmarks, one JSON object a line.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join(BENCHMARKS))
    parser.add_argument("--kit", type=Path, default=KIT, metavar="DIR", help="the workload of `sync`")
    parser.add_argument("--scale", type=float, default=1.0, help="share of each size: 1 is what counts")
    asked = parser.parse_args(list(words))
    if unknown := set(asked.names) - BENCHMARKS.keys():
        parser.error(f"the benchmarks are: {' '.join(BENCHMARKS)}; not {' '.join(sorted(unknown))}")
    broken = [name for name in asked.names or BENCHMARKS if not _run(name, asked.kit, asked.scale)]
    return 1 if broken else 0


def _run(name: str, kit: Path, scale: float) -> bool:
    _tell(f"{name} …")
    with tempfile.TemporaryDirectory(prefix="focal-bench-") as folder:
        ground.keep_settings_in(Path(folder) / "settings")
        try:
            for figure in BENCHMARKS[name](Ground(Path(folder), kit, scale)):
                sys.stdout.write(msgspec.json.encode(figure).decode() + "\n")
                sys.stdout.flush()
        except NotRun as why:
            _tell(f"{name}: not run: {why}")
        except Exception:  # noqa: BLE001 whatever broke, the others still run
            _tell(traceback.format_exc())
            return False
    return True


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
