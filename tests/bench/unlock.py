"""Unlocking an office of 5,000 cases: pages checked, vault opened, Home shown; and checking a large vault.

The passphrase's own cost is left out: it is fitted to a second on each computer, on purpose.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from focal_desktop.store import vault
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from tests.bench import figure
from tests.bench.figure import Figure
from tests.bench.ground import PASSPHRASE, Ground

ROOT = Path(__file__).resolve().parents[2]
CASES, RUNS, HOME_MS = 5_000, 7, 1_500.0
LARGE_BYTES, PAGE_MS = 300_000_000, 1_000.0
NOTE_BYTES = 60_000
SEED = 5_000


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the time to Home, and the time to check 300 MB."""
    session = ground.make_vault("unlock")
    folder = session.store.folder
    _fill(session, ground.count(CASES, least=20))
    unlocking.lock(session)
    runs = ground.count(RUNS)
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = (sys.executable, "-m", "tests.bench.unlock_inside", str(folder), str(runs))
    done = subprocess.run(command, cwd=ROOT, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    yield figure.limit("unlock_home", "ms", [float(line) for line in done.stdout.split()], HOME_MS)
    yield from _check_pages(ground)


def _fill(session: Session, number: int) -> None:
    draw = random.Random(SEED)  # noqa: S311 the same in every run, and nothing secret
    drafts = [
        {
            "received_on": f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            "regime": "sea",
            "conduct": "sexual_exploitation",
            "child": draw.choice(("no", "not_known")),
            "subject_group": draw.choice(("partner", "contractor")),
            "danger_now": "no",
            "help_offered": "yes",
            "consent_record": "given",
            "setting": "project_site",
            "source_channel": "phone",
            "account": "Invented for a measurement. Nothing of this happened to anyone. " * 20,
        }
        for _ in range(number)
    ]
    for at in range(0, number, 500):
        records.add_many(session, "allegation", drafts[at : at + 500])


def _check_pages(ground: Ground) -> Iterator[Figure]:
    """Check a vault of 300 MB, all of it in pages that nothing compresses; scaled from what was made."""
    session = ground.make_vault("large")
    wanted = int(LARGE_BYTES * min(1.0, ground.scale))
    with session.store.transaction() as writer:
        for place in range(wanted // NOTE_BYTES + 1):
            writer.set_meta(f"bench/{place}", os.urandom(NOTE_BYTES))
    folder, size = session.store.folder, 0
    unlocking.lock(session)
    proof = vault.prove(folder, PASSPHRASE)
    found = []
    for _ in range(ground.count(RUNS)):
        found.append(figure.clock_ms(lambda: unlocking.look_over(folder, proof, most_bytes=2 * LARGE_BYTES)))
        size = (folder / proof.front.database).stat().st_size
    yield figure.limit("page_check", "ms", [one * LARGE_BYTES / size for one in found], PAGE_MS)
