"""`focal demo`: plays the main job without a screen, with the real parts, and says what it made."""

from __future__ import annotations

import argparse
import json
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from focal_desktop.base.clock import SystemClock
from focal_desktop.cli import answers, describing, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store import reader
from focal_desktop.store.vault import Making
from focal_desktop.usecases import acts, checking, records, unlocking
from focal_desktop.usecases.practice import cases, desks, recommendations
from focal_desktop.usecases.practice.draft import Times
from focal_desktop.usecases.session import Session


class Play:
    """One run: what was done so far, and the summary it ends in."""

    def __init__(self, out: Path, kinds: Kinds) -> None:
        self.out = out
        self.kinds = kinds
        self.began = time.monotonic()
        self.steps: list[dict[str, Any]] = []
        self.vaults: list[dict[str, Any]] = []
        self.checks: list[dict[str, Any]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Do one step: told while it runs, kept whether it truly happened."""
        answers.tell(f"{len(self.steps) + 1:>3}  {name}")
        self.steps.append({"name": name, "ok": False})
        yield
        self.steps[-1]["ok"] = True

    def summary(self) -> dict[str, Any]:
        """Return the summary as the contract has it."""
        ok = all(step["ok"] for step in self.steps) and all(one["ok"] for one in self.checks)
        return {
            "format": 1,
            "ok": ok,
            "seconds": round(time.monotonic() - self.began, 1),
            "steps": self.steps,
            "vaults": self.vaults,
            "syncs": [],
            "gates": [],
            "reports": [],
            "checks": self.checks,
        }


def run_demo(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Play the job and write `summary.json`; exit 0 only if every step truly happened."""
    out = Path(asked.out) if asked.out else Path(tempfile.mkdtemp(prefix="focal-demo-"))
    out.mkdir(parents=True, exist_ok=True)
    play = Play(out, kinds)
    try:
        _play(play)
    finally:
        summary = play.summary()
        text = json.dumps(summary, ensure_ascii=False, indent=2)
        (out / "summary.json").write_text(text + "\n", encoding="utf-8")
    answers.tell(f"Made in {out}")
    if "json" in asked:
        answers.write_line(summary)
    return 0 if summary["ok"] else 1


def _play(play: Play) -> None:
    with play.step("Make the vault of an office"):
        session = _make_office(play)
    with play.step("Load the recommendations of the two source documents"):
        drafts = [one.values for one in recommendations.list_recommendations(session.policy)]
        loaded = records.add_many(session, "recommendation", drafts)
        _require(len(loaded) == 19)
    with play.step("Log an allegation, record and notify"):
        case = records.add(session, "allegation", cases.take_allegation(Times(session.today), "en").values)
        acts.act(session, "allegation", case.id, "notify", {})
        _require(records.read(session, "allegation", case.id).state == "passed_on")
    with play.step("Find it by its reference, and nothing of its sealed parts"):
        _require([row.id for row in records.search(session, case.reference)] == [case.id])
        _require(not records.search(session, "supervisor"))
    with play.step("Check the vault from end to end"):
        found = checking.check(session)
        play.checks.append({"vault": play.vaults[0]["path"], "ok": found.ok})
    _count(play, session)
    unlocking.lock(session)


def _require(holds: bool) -> None:
    if not holds:
        raise RuntimeError("a step of the demo did not happen")


def _make_office(play: Play) -> Session:
    place = desks.KISUMU.place
    folder, secret = play.out / "kisumu", play.out / "kisumu.passphrase"
    phrase = f"demo {secrets.token_hex(12)}"
    vaults.write_secret(secret, phrase, "out")
    play.vaults.append(
        {
            "path": str(folder),
            "office": place.office,
            "role": "focal_point",
            "passphrase_file": str(secret),
            "records": 0,
            "changes": 0,
        }
    )
    return unlocking.create_office(
        folder,
        place,
        Making(passphrase=phrase, cost=unlocking.fit_cost(time.perf_counter)),
        clock=SystemClock(),
        policy=describing.load_policy(),
        kinds=play.kinds,
    )


def _count(play: Play, session: Session) -> None:
    play.vaults[0]["records"], play.vaults[0]["changes"] = reader.count(session.store.connection)
