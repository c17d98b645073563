"""Hold the measured coverage against the floor of each package."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FLOORS = {"domain": 100.0, "crypto": 100.0, "store": 100.0, "sync": 100.0, "ui": 85.0}
ELSEWHERE = 95.0
WHOLE = 100.0

Files = Mapping[str, Mapping[str, Any]]


def main(report: str) -> int:
    """Print each package's share, and what is not covered of one under its floor; return 1 if one is."""
    files: Files = json.loads(Path(report).read_text("utf-8"))["files"]
    is_short = False
    for package, share in find_shares(files):
        floor = FLOORS.get(package, ELSEWHERE)
        sys.stderr.write(f"{package}: {share:.2f} % covered, {floor:.0f} % asked\n")
        if share < floor:
            is_short = True
            sys.stderr.writelines(f"    {gap}\n" for gap in list_gaps(files, package))
    return 1 if is_short else 0


def find_shares(files: Files) -> Iterator[tuple[str, float]]:
    """Yield each package with the share that is covered of its lines and branches together."""
    seen: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for name, file in files.items():
        package, summary = name_package(name), file["summary"]
        seen[package] += summary["covered_lines"] + summary["covered_branches"]
        whole[package] += summary["num_statements"] + summary["num_branches"]
    for package in sorted(whole):
        yield package, WHOLE * seen[package] / whole[package] if whole[package] else WHOLE


def list_gaps(files: Files, package: str) -> Iterator[str]:
    """Yield each file of a package that has lines or branches not covered, with all of them."""
    for name in sorted(files):
        if name_package(name) == package:
            lines = [str(line) for line in files[name]["missing_lines"]]
            branches = [f"{start}->{end}" for start, end in files[name].get("missing_branches", ())]
            if lines or branches:
                yield f"{name}: {' '.join((*lines, *branches))}"


def name_package(name: str) -> str:
    """Return the package that a file of the program counts to."""
    return Path(name).parts[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
