"""What reaches the focal points, how it leaves, and what headquarters can read of it."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.demo.desks import SEATS
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.domain.record import Leaves
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.practice import cases
from focal_desktop.usecases.practice.draft import Draft
from focal_desktop.usecases.session import Session

REASON = "To show that only named officers can read it"


def log(play: Play) -> None:
    """Take down what was reported, and pass it on."""
    for name, desk in SEATS.items():
        with play.step(f"Log an allegation in the {name} office, record and notify"):
            _notify(play, name, cases.take_allegation(play.times, desk.language))
    with play.step("Log a workplace case where that is switched on; elsewhere nothing is kept"):
        draft = cases.take_workplace_case(play.times)
        _notify(play, "kisumu", draft)
        require(_is_refused(play["basra"], draft))
    with play.step("Write a sealed report about a head of office; one word of it stays"):
        draft = cases.write_sealed_report(play.times, "ar")
        kept = records.add(play["basra"], draft.kind, draft.values)
        done = acts.act(play["basra"], draft.kind, kept.id, "seal", {})
        require(done["receipt_word"])
        rows, _ = records.list_page(play["basra"], draft.kind, {})
        require(not rows)
        play.names["receipt_word"] = str(done["receipt_word"])


def _notify(play: Play, name: str, draft: Draft) -> None:
    session = play[name]
    kept = records.add(session, draft.kind, draft.values)
    acts.act(session, draft.kind, kept.id, "notify", {})
    require(records.read(session, draft.kind, kept.id).state == "passed_on")
    require([row.id for row in records.search(session, kept.reference)] == [kept.id])
    play.names[f"{name}/{draft.name}"] = kept.id


def _is_refused(session: Session, draft: Draft) -> bool:
    try:
        records.add(session, draft.kind, draft.values)
    except Trouble as refused:
        return refused.code == "not_allowed"
    return False


def find_at_headquarters(play: Play) -> None:
    """See that headquarters has the notices and no survivor, and that a clerk's desk has nothing."""
    with play.step("Headquarters reads the notices, and nothing of a survivor"):
        for officer in ("nairobi", "officer"):
            _read_notice(play, officer, "kisumu/allegation/en")
            _read_notice(play, officer, "kisumu/allegation/workplace")
        _read_notice(play, "nairobi", "basra/allegation/ar")
    with play.step("Headquarters opens the sealed report"):
        rows, _ = records.list_page(play["nairobi"], "sealed_report", {})
        require(len(rows) == 1)
        said = records.reveal(play["nairobi"], "sealed_report", rows[0].id, Leaves.REPORT, REASON)
        require(said["about"] == "head_of_office" and said["receipt_word"] == play.names["receipt_word"])
    with play.step("The clerk's desk shows people and partners, and no case"):
        people, _ = records.list_page(play["clerk"], "person", {})
        require(people)
        reference = records.read(play["kisumu"], "allegation", play.names["kisumu/allegation/en"]).reference
        require(_is_blind(play["clerk"], reference))


def _read_notice(play: Play, officer: str, name: str) -> None:
    session, identity = play[officer], play.names[name]
    row = records.read(session, "allegation", identity)
    require(row.state == "passed_on" and row.values["help_offered"] == "yes")
    require("nature" not in row.values)
    require(not any(records.reveal(session, "allegation", identity, Leaves.SURVIVOR, REASON).values()))


def _is_blind(session: Session, reference: str) -> bool:
    for kind in ("allegation", "monthly_return"):
        try:
            records.list_page(session, kind, {})
        except Trouble as refused:
            if refused.code != "not_allowed":
                raise
        else:
            return False
    return not records.search(session, reference)
