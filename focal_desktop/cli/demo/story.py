"""The main job in its order: who joins, what is kept, what travels, is answered, printed and handed over."""

from __future__ import annotations

from focal_desktop.cli.demo import answering, cases, desks, exchanging, joining, leaving, printing
from focal_desktop.cli.demo.hubs import Hub
from focal_desktop.cli.demo.play import Play


def tell(play: Play, hub: Hub) -> None:
    """Play every step; the first that has not its effect ends the demo."""
    joining.found(play, hub)
    joining.admit_officer(play)
    joining.invite_by_two(play)
    joining.open_offices(play)
    desks.fill(play)
    cases.log(play)
    desks.file_months(play)
    desks.open_gates(play)
    exchanging.send_all(play)
    cases.find_at_headquarters(play)
    answering.answer(play)
    exchanging.bring_back(play)
    answering.find_at_offices(play)
    printing.print_all(play)
    leaving.hand_over(play)
    printing.check_all(play)
