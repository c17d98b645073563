"""What Settings says of the ways into this vault: what a guess costs, and who could open it together."""

from __future__ import annotations

from focal_desktop.store import header
from focal_desktop.store.opened import HEADER
from focal_desktop.ui.context import Context
from focal_desktop.usecases import phrases, reopening
from focal_desktop.usecases.reopening import Standing

MIB = 1024
Fact = tuple[str, str]


def list_facts(context: Context) -> list[Fact]:
    """Return what each is called, and what it is."""
    words, session = context.words, context.session
    cost = header.read(session.store.folder / HEADER).passphrase.cost
    if phrases.is_stepped_down(cost):
        costs = words.say("less than elsewhere, as this computer is slow: keep five generated words")
    else:
        costs = words.say("about a second, and {n} MiB of memory", n=cost.memory_kib // MIB)
    found = reopening.find_standing(session)
    facts = [
        (words.say("One guess costs"), costs),
        (words.say("Two officers who can open it"), _say_pairs(context, found)),
    ]
    if found.opened is not None:
        day = words.iso_date(found.opened.at[:10])
        facts.append((words.say("Opened by two officers"), day))
    return facts


def _say_pairs(context: Context, found: Standing) -> str:
    words = context.words
    if not found.pairs:
        return words.say("none: keep the recovery sheet safe")
    if found.rehearsed is None:
        return words.say("known, never rehearsed")
    return words.say("rehearsed on {day}", day=words.iso_date(found.rehearsed.at[:10]))
