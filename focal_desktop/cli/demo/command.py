"""`focal demo`: plays the main job, writes `summary.json`, and answers with it."""

from __future__ import annotations

import argparse
import json
import signal
import tempfile
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers
from focal_desktop.cli.demo import hubs, story
from focal_desktop.cli.demo.play import Play
from focal_desktop.domain.kinds import Kinds

SUMMARY = "summary.json"
_NO_ROOM = "A file of the demo could not be written or read. Nothing outside its folder was touched."


def run_demo(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Play the job in a folder; exit 0 only if every step truly happened."""
    play = Play(_make_folder(asked), kinds)
    # Whoever ends the demo from outside ends its hub too.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _play(play)
    finally:
        signal.signal(signal.SIGTERM, before)
        summary = play.summary()
        text = json.dumps(summary, ensure_ascii=False, indent=2)
        (play.out / SUMMARY).write_text(text + "\n", encoding="utf-8")
    answers.tell(f"Made in {play.out}")
    if "json" in asked:
        answers.write_line(summary)
    return 0 if summary["ok"] else 1


def _make_folder(asked: argparse.Namespace) -> Path:
    if not asked.out:
        return Path(tempfile.mkdtemp(prefix="focal-demo-"))
    out = Path(asked.out).absolute()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise Trouble("disk_full", "That folder cannot be made. Nothing was changed.", field="out") from wrong
    if (out / SUMMARY).exists() or (out / hubs.FOLDER).exists():
        raise Trouble(
            "not_allowed",
            "A demo was played in that folder already; it was not touched. Name a new folder.",
            field="out",
        )
    return out


def _play(play: Play) -> None:
    """Play until the end or until a step fails; no process and no vault stays open behind it."""
    try:
        try:
            with hubs.serve(play) as hub:
                story.tell(play, hub)
        finally:
            play.lock_all()
        play.is_over = True
    except Trouble as stopped:
        play.fail(stopped.sentence)
    except OSError:
        play.fail(_NO_ROOM)
