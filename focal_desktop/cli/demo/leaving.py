"""An office's desk goes to another person; headquarters decides about each case that was open there."""

from __future__ import annotations

from focal_desktop.cli.demo import exchanging
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.sync import admitting, handing
from focal_desktop.usecases import handovers, records
from focal_desktop.usecases.practice import desks

NEXT = "kisumu_next"
OFFICE, PASSED, KEPT = "kisumu", "kisumu/allegation/en", "kisumu/allegation/workplace"


def hand_over(play: Play) -> None:
    """Hand a desk over, admit who takes it, pass one case on and keep the other."""
    with play.step("Hand the first office's desk to another person: no case goes with it"):
        exchanging.by_hub(play, OFFICE, "nairobi", OFFICE)
        handed = handing.hand_over(play[OFFICE], desks.SUCCESSOR, play.choose(NEXT))
        play.reseat(OFFICE, handed.session, NEXT)
        require(not _list_cases(play))
    with play.step("Compare the words and admit whoever took it over; the cases stay in Nairobi"):
        require(exchanging.is_told_to_wait(play, OFFICE))
        exchanging.by_hub(play, "nairobi")
        admitting.admit(play["nairobi"], play[OFFICE].person.device, handed.words)
        exchanging.by_hub(play, "nairobi", "officer", OFFICE)
        require(not _list_cases(play))
    with play.step(
        "Headquarters passes one case on and keeps the other: the new person reads that one alone"
    ):
        waiting = {one.case for one in handovers.list_cases(play["nairobi"])}
        require(waiting == {play.names[PASSED], play.names[KEPT]})
        handovers.pass_case(play["nairobi"], play.names[PASSED])
        handovers.keep_case(play["nairobi"], play.names[KEPT])
        exchanging.by_hub(play, "nairobi", "officer", OFFICE)
        require(_list_cases(play) == [play.names[PASSED]])


def _list_cases(play: Play) -> list[str]:
    return [row.id for row in records.list_page(play[OFFICE], "allegation", {})[0]]
