"""The card before unlocking: numbers, and not a word that tells whose vault it is."""

from __future__ import annotations

import json
from pathlib import Path

from focal_desktop.usecases import records, unlocking
from tests.conftest import HandClock
from tests.sync import feeding


def test_the_card_holds_open_numbers_and_nothing_else(tmp_path: Path, clock: HandClock) -> None:
    desk = feeding.make_desk(tmp_path / "vault", clock)
    records.add(desk, "channel", {"name": "Hotline KEN-KSM", "reach": "+000 111", "hours": "day and night"})
    records.add(desk, "channel", {"reach": "+000 222", "closed_on": "2020-01-01"})
    records.add(desk, "channel", {"reach": "+000 444", "channel_kind": "phone", "owner": "hq_psea"})
    records.add(desk, "channel", {"reach": "+000 555", "channel_kind": "hotline_oios", "owner": "hq_psea"})
    records.add(desk, "channel", {"reach": "+000 333", "channel_kind": "helpline_speakup"})
    unlocking.lock(desk)
    text = (tmp_path / "vault" / "card.json").read_text(encoding="utf-8")
    assert json.loads(text) == {
        "format": 1,
        "numbers": [
            {"hours": "", "lead": 1, "reach": "+000 444"},
            {"hours": "", "lead": 2, "reach": "+000 555"},
            {"hours": "", "lead": 3, "reach": "+000 333"},
            {"hours": "day and night", "reach": "+000 111"},
        ],
    }
    assert not any(word in text for word in ("KEN-KSM", "oios", "speakup", "hq_psea", "phone"))


def test_a_card_that_did_not_change_is_left_alone(tmp_path: Path, clock: HandClock) -> None:
    desk = feeding.make_desk(tmp_path / "vault", clock)
    unlocking.lock(desk)
    path = tmp_path / "vault" / "card.json"
    before = path.stat().st_mtime_ns
    again = unlocking.unlock(
        tmp_path / "vault", feeding.PHRASE, clock=clock, policy=feeding.POLICY, kinds=desk.kinds
    )
    unlocking.lock(again)
    assert path.stat().st_mtime_ns == before
