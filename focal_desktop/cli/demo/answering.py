"""What headquarters decides, and that the offices see it."""

from __future__ import annotations

from focal_desktop.cli.demo import desks
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.usecases import acts, records

COMMENT = "The regional office pays for two of the six sessions."
ACTION, WAIVER, HELD = (
    "kisumu/action/1/partner_training",
    "kisumu/waiver/youth",
    "kisumu/agreement/landing",
)
# Who at headquarters answers which case, with which word, to which office.
ANSWERS = (
    ("officer", "kisumu", "kisumu/allegation/en", "with_investigators"),
    ("nairobi", "basra", "basra/allegation/ar", "call_headquarters"),
)


def answer(play: Play) -> None:
    """Answer a case, change an action of a plan, sign a waiver a second time, hold an agreement."""
    with play.step("Headquarters' two case officers answer a case each"):
        for officer, _, case, said in ANSWERS:
            acts.act(play[officer], "allegation", play.names[case], "answer", {"answer": said})
            _require_answer(play, officer, case, said)
    with play.step("Headquarters changes an action of an office's plan"):
        changed = {"hq_comment": COMMENT, "funding": "soft_earmarked"}
        require(records.edit(play["nairobi"], "action", play.names[ACTION], changed))
    with play.step("Headquarters signs a waiver that takes two, and holds an agreement"):
        acts.act(play["nairobi"], "waiver", play.names[WAIVER], "approve", {})
        require(records.read(play["nairobi"], "waiver", play.names[WAIVER]).state == "approved")
        acts.act(play["nairobi"], "agreement", play.names[HELD], "hold", {})


def find_at_offices(play: Play) -> None:
    """See at the offices what headquarters decided."""
    with play.step("Each office reads its answer, and one the changed action of its plan"):
        for _, office, case, said in ANSWERS:
            _require_answer(play, office, case, said)
        action = records.read(play["kisumu"], "action", play.names[ACTION])
        require(action.values["hq_comment"] == COMMENT)
    with play.step("The gate opens by the waiver with two signatures, and stays shut under the hold"):
        desks.take_to_gate(play, "kisumu", "waiver", "hold")
        require({gate["result"] for gate in play.gates} == {"refused", "ready", "waiver", "hold"})


def _require_answer(play: Play, name: str, case: str, said: str) -> None:
    row = records.read(play[name], "allegation", play.names[case])
    require(row.values["answer"] == said and row.state == "received")
