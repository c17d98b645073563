"""A step that does not have its effect is said, the demo ends with it, and nothing stays open behind it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.demo import command, hubs, play
from focal_desktop.cli.demo.play import Play
from focal_desktop.domain.kinds import KINDS
from focal_desktop.sync.exchange import Synced
from tests.desks import Desk, refused

EMPTY = {"steps", "vaults", "syncs", "gates", "reports", "checks"}


@pytest.fixture
def played(tmp_path: Path) -> Play:
    """A run that has not begun."""
    return Play(tmp_path, KINDS)


@pytest.fixture
def seated(played: Play, desk: Desk) -> Iterator[Play]:
    """A run with one open vault."""
    played.seat("desk", desk.session)
    yield played
    played.lock_all()
    desk.opened = None


def test_a_run_that_is_not_over_is_not_ok(played: Play) -> None:
    summary = played.summary()
    assert (summary["ok"], summary["format"]) == (False, 1)
    assert all(summary[name] == [] for name in EMPTY)


def test_a_step_counts_once_it_has_ended(played: Play, capsys: pytest.CaptureFixture[str]) -> None:
    with played.step("Open the door"):
        assert played.summary()["steps"] == [{"name": "Open the door", "ok": False}]
    assert played.summary()["steps"] == [{"name": "Open the door", "ok": True}]
    assert played.summary()["ok"] is False
    played.is_over = True
    assert played.summary()["ok"] is True
    assert capsys.readouterr() == ("", "  1  Open the door\n")


def test_a_step_without_its_effect_is_told_with_a_sentence(
    played: Play, capsys: pytest.CaptureFixture[str]
) -> None:
    with refused("internal") as stopped, played.step("Open the door"):
        play.require([])
    played.fail(stopped.value.sentence)
    played.is_over = True
    assert played.summary()["ok"] is False
    assert played.summary()["steps"] == [{"name": "Open the door", "ok": False, "message": play.NOT_SO}]
    assert play.NOT_SO in capsys.readouterr().err


def test_a_failure_is_never_said_of_a_step_that_happened(played: Play) -> None:
    with played.step("Open the door"):
        pass
    played.fail("Something else.")
    assert played.summary()["steps"] == [{"name": "Open the door", "ok": True}]


def test_one_vault_that_is_not_sound_spoils_the_run(played: Play) -> None:
    with played.step("Look"):
        played.checks.append({"vault": "one", "ok": False})
    played.is_over = True
    assert played.summary()["ok"] is False


def test_vaults_are_counted_and_closed_in_the_end(seated: Play, desk: Desk) -> None:
    seated.count_sync("desk", "hub", Synced(requests=1, bytes_up=2, sent=3, clashes=4))
    seated.lock_all()
    summary = seated.summary()
    assert [(one["office"], one["role"], one["records"], one["changes"]) for one in summary["vaults"]] == [
        ("KEN", "focal_point", 1, 3)
    ]
    assert summary["syncs"] == [
        {
            "vault": str(seated.out / "desk"),
            "way": "hub",
            "requests": 1,
            "bytes_up": 2,
            "bytes_down": 0,
            "sent": 3,
            "received": 0,
        }
    ]
    desk.opened = None
    assert desk.session.person.office == "KEN"
    desk.lock()


def test_a_hub_that_cannot_be_made_is_a_step_that_failed(played: Play) -> None:
    (played.out / hubs.FOLDER).write_text("in the way")
    with refused("internal"), hubs.serve(played):
        pytest.fail("there is no hub")
    assert played.steps == [{"name": "Make a hub and start it on this computer", "ok": False}]


@pytest.mark.long
def test_a_hub_is_stopped_whatever_happens(played: Play) -> None:
    with refused("needed"), hubs.serve(played) as hub:
        assert hub.url.startswith("https://127.0.0.1:")
        assert hub.card.is_file()
        raise Trouble("needed", "A reason to stop.")
    again = Play(played.out / "again", KINDS)
    again.out.mkdir()
    with hubs.serve(again):
        pass
    assert again.steps[-1] == {"name": "Stop the hub", "ok": True}


def test_a_played_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "summary.json").write_text("before")
    with refused("not_allowed", "out"):
        command.run_demo(argparse.Namespace(out=str(tmp_path)), KINDS)
    assert (tmp_path / "summary.json").read_text() == "before"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with refused("disk_full", "out"):
        command.run_demo(argparse.Namespace(out=str(tmp_path / "file" / "out")), KINDS)


def test_a_demo_that_stops_early_leaves_its_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / hubs.LOG).mkdir()
    assert command.run_demo(argparse.Namespace(out=str(tmp_path), json=True), KINDS) == 1
    summary = json.loads((tmp_path / command.SUMMARY).read_text("utf-8"))
    said = capsys.readouterr()
    assert json.loads(said.out) == summary
    assert summary["ok"] is False
    assert [step["ok"] for step in summary["steps"]] == [False]
    assert "could not be written" in said.err
