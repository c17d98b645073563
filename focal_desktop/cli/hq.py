"""Headquarters' own commands: founding, inviting, admitting, revoking, confirming, switching."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from focal_desktop.base.clock import SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, auditing, exporting, opening, vaults
from focal_desktop.domain.kinds import Kinds
from focal_desktop.sync import admitting, confirming, founding, inviting, revoking
from focal_desktop.usecases import forks, handovers, offices, reopening, roster, shipped, unlocking

_TWICE = (
    "this vault was used in two copies. What came first counts; what the other copy wrote is evidence, "
    "shown nowhere. Call the person: back up the copy whose work is missing, restore it, admit what was "
    "restored. If they know of no second copy, revoke this device today."
)


def run_create(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Make headquarters' first vault; nothing is sent."""
    folder = opening.vault_folder(asked)
    card = founding.read_card(opening.read_file(asked.hub_card, "hub_card"))
    founding.require_address(asked.hub, card.ca)
    session = founding.found(
        folder,
        founding.Founder(person=asked.person, url=asked.hub, card=card),
        vaults.make(asked, folder),
        clock=SystemClock(),
        policy=shipped.load_policy(),
        kinds=kinds,
    )
    unlocking.lock(session)
    return _say(asked, {"ok": True, "vault": str(folder), "device": session.person.device})


def run_invite(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Write an invitation file; its code is said here once and goes by another way."""
    wanted = inviting.Invitation(
        office=asked.office,
        office_name=asked.office_name,
        country=asked.country,
        role=asked.role,
        until=_read_day(asked.until) if asked.until else None,
    )
    file = Path(asked.out)
    with opening.unlocked(asked, kinds) as session:
        made = inviting.invite(session, wanted, lambda data: vaults.write_new(file, data, "out"))
    answer = {"ok": True, "file": str(file), "code": made.code, "until": made.until.isoformat()}
    return _say_proposed(asked, answer, made.proposal)


def _read_day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError as wrong:
        raise Trouble(
            "not_a_date", "The last day is written as YYYY-MM-DD. Nothing was made.", field="until"
        ) from wrong


def run_admit(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Admit a device whose words were compared by voice."""
    with opening.unlocked(asked, kinds) as session:
        proposed = admitting.admit(session, asked.device, asked.words)
    return _say_proposed(asked, {"ok": True, "device": asked.device}, proposed)


def run_handed_over(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List the open cases that are closed to who took their desk over, those that wait first."""
    with opening.unlocked(asked, kinds) as session:
        found = handovers.list_cases(session)
    return _say(asked, {"ok": True, "cases": [_describe(one) for one in found]})


def run_pass_case(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Pass one case to who took its desk over."""
    with opening.unlocked(asked, kinds) as session:
        found = handovers.pass_case(session, asked.case)
    if found[0].tells_person:
        answers.tell(
            "The person agreed to be contacted again: let them know who is there now, if possible by the "
            "former focal point."
        )
    return _say(asked, {"ok": True, "case": asked.case})


def run_keep_case(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Keep one case at headquarters after a hand-over."""
    with opening.unlocked(asked, kinds) as session:
        handovers.keep_case(session, asked.case)
    return _say(asked, {"ok": True, "case": asked.case})


def _describe(one: handovers.Undecided) -> dict[str, Any]:
    return {
        "case": one.case,
        "reference": one.reference,
        "office": one.office,
        "device": one.device,
        "state": one.state,
        "keeps_on": one.keeps_on.isoformat(),
        "days_left": one.days_left,
        "decided_on": one.decided_on.isoformat() if one.decided_on else "",
        "tells_person": one.tells_person,
    }


def run_revoke(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Close a device's access."""
    with opening.unlocked(asked, kinds) as session:
        proposed = revoking.revoke(session, asked.device)
    return _say_proposed(asked, {"ok": True, "device": asked.device}, proposed)


def run_proposals(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List what waits for a second officer; take proposals from a file, or write them into one."""
    data = opening.read_file(asked.file, "file") if asked.file else None
    with opening.unlocked(asked, kinds) as session:
        if data is not None:
            confirming.take_file(session, data)
        if asked.out:
            vaults.write_new(Path(asked.out), confirming.write_file(session), "out")
        found = confirming.list_proposals(session)
    return _say(asked, {"ok": True, "proposals": msgspec.to_builtins(found)})


def run_confirm(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Sign what another officer proposed."""
    with opening.unlocked(asked, kinds) as session:
        confirming.confirm(session, asked.proposal)
    return _say(asked, {"ok": True, "proposal": asked.proposal})


def run_propose(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Sign anew a proposal that the roster has overtaken."""
    with opening.unlocked(asked, kinds) as session:
        confirming.propose_again(session, asked.proposal)
    return _say(asked, {"ok": True, "proposal": asked.proposal})


def run_open_audit(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open a colleague's audit trail, two officers together."""
    return auditing.open_trail(asked, kinds)


def run_open_export(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open what an office exported for this computer, or sealed to words."""
    return exporting.open_export(asked, kinds)


def run_devices(asked: argparse.Namespace, kinds: Kinds) -> int:
    """List every device, those that wait with the words to compare."""
    with opening.unlocked(asked, kinds) as session:
        found, forked = admitting.list_devices(session), forks.list_forks(session)
    for one in forked:
        answers.tell(f"{one.office}, {one.role}, {one.device}: {_TWICE}")
    devices = [
        {"device": d.device, "office": d.office, "role": d.role, "words": d.words, "state": d.state}
        for d in found
    ]
    return _say(asked, {"ok": True, "devices": devices})


def run_switch(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Switch something on or off for an office."""
    with opening.unlocked(asked, kinds) as session:
        offices.switch(session, asked.office, asked.name, is_on=asked.position == "on")
    return _say(asked, {"ok": True})


def run_escrow(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Open one layer of a request whose words were compared; only two officers open a vault."""
    data, out = opening.read_file(asked.request, "request"), Path(asked.out)
    answer: dict[str, Any] = {"ok": True, "file": str(out)}
    with opening.unlocked(asked, kinds) as session:
        if asked.step == reopening.FIRST:
            made = reopening.open_first(session, data, asked.words)
        else:
            found = reopening.open_second(session, data, asked.words)
            owner = roster.find(session.store.roster, found.device) if found.device else None
            answer |= {"device": found.device, "office": owner.office if owner else ""}
            made = found.data
    vaults.write_new(out, made, "out")
    return _say(asked, answer)


def _say_proposed(asked: argparse.Namespace, answer: dict[str, Any], proposed: str) -> int:
    """Answer as ever, and name the proposal where another officer is to sign before anything holds."""
    if proposed:
        answers.tell("This is a proposal until another officer confirms it. Sync, and ask them to.")
    return _say(asked, answer | ({"proposal": proposed} if proposed else {}))


def _say(asked: argparse.Namespace, answer: dict[str, Any]) -> int:
    answers.say(answer, wants_json="json" in asked)
    return 0
