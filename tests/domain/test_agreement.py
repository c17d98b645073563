"""An agreement says *Hold: ask headquarters* and nothing else, whatever the reason is."""

from __future__ import annotations

from focal_desktop.domain import agreement
from focal_desktop.domain.agreement import KIND, Agreement, State
from focal_desktop.domain.record import Merge


def test_a_hold_is_headquarters_word_and_never_a_reason() -> None:
    hold = KIND.slots["hold"]
    assert hold.said.label == "Hold: ask headquarters"
    assert (hold.said.merge, hold.said.owner, hold.default) == (Merge.HQ, "hq", "no")
    assert not any(word in name for name in KIND.slots for word in ("reason", "flag", "remark", "note"))


def test_only_headquarters_holds_and_releases() -> None:
    roles = {act.name: act.role for act in KIND.acts}
    assert roles == {"ready_to_sign": "", "hold": "hq_desk", "release": "hq_desk"}


def test_nothing_is_signed_past_the_gate() -> None:
    before = {str(step): {move.before for move in KIND.moves if move.after == step} for step in State}
    assert before["signed"] == {"ready_to_sign"}
    assert before["ended"] == {"signed"}
    assert before["ready_to_sign"] == {"draft"}


def test_people_speak_of_number_and_title() -> None:
    assert agreement.title(Agreement(number="KEN-01", name="Water points")) == "KEN-01 Water points"
    assert agreement.title(Agreement(name="Water points")) == "Water points"
    assert agreement.title(Agreement()) == ""
