"""What the two offices keep at their desks: people, channels, partners, agreements, plans, returns."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.domain.gate import Result
from focal_desktop.usecases import acts, agreements, records
from focal_desktop.usecases.practice import agreements as invented
from focal_desktop.usecases.practice import desks, filling, office
from focal_desktop.usecases.practice.draft import Desk

SEATS: Mapping[str, Desk] = {"kisumu": desks.KISUMU, "basra": desks.BASRA}
AGREEMENTS = {name: invented.AGREEMENTS[desk.language] for name, desk in SEATS.items()}


def fill(play: Play) -> None:
    """Fill both desks."""
    for name, desk in SEATS.items():
        with play.step(f"Keep people, channels, partners and plans of the {name} office"):
            drafts = list(office.list_desk(desk, play.times, play.policy))
            kept = filling.keep_all(play[name], drafts)
            require(len(kept) == len(drafts))
            for agreement, steps in invented.list_signatures(desk, play.times):
                filling.do_steps(play[name], "agreement", kept[agreement], steps)
                require(records.read(play[name], "agreement", kept[agreement]).state == "signed")
            play.names |= {f"{name}/{one}": identity for one, identity in kept.items()}


def file_months(play: Play) -> None:
    """File the monthly returns of both offices."""
    with play.step("File the monthly returns"):
        for name, desk in SEATS.items():
            kept = filling.keep_all(play[name], office.list_months(desk, play.times))
            found = {records.read(play[name], "monthly_return", one).state for one in kept.values()}
            require(found <= {"filed"})


def open_gates(play: Play) -> None:
    """Take every agreement that needs nobody else to the gate."""
    with play.step("Take agreements to the gate: it refuses, it opens, it opens by a waiver"):
        take_to_gate(play, "kisumu", "refused", "ready")
        take_to_gate(play, "basra", "refused", "waiver")


def take_to_gate(play: Play, name: str, *results: str) -> None:
    """Ask the gate about agreements and then do what it says; both must be the same."""
    session = play[name]
    for agreement in AGREEMENTS[name]:
        if agreement.meets not in results:
            continue
        identity = play.names[f"{name}/agreement/{agreement.code}"]
        verdict = agreements.judge(session, identity)
        require(verdict.result == agreement.meets)
        require(_is_let_through(play, name, identity) == verdict.is_open)
        state = records.read(session, "agreement", identity).state
        require(state == ("ready_to_sign" if verdict.is_open else "draft"))
        missing = [] if verdict.result is Result.READY else list(verdict.missing)
        play.gates.append({"agreement": identity, "result": verdict.result.value, "missing": missing})


def _is_let_through(play: Play, name: str, identity: str) -> bool:
    try:
        acts.act(play[name], "agreement", identity, "ready_to_sign", {})
    except Trouble as closed:
        if closed.code != "gate_closed":
            raise
        return False
    return True
