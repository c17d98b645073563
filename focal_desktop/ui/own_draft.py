"""Lets go of a draft that takes another way, and offers to bring it back until the page is left.

What it said is held by the message alone, which goes with the page; it must never outlast a lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.record import Plain
from focal_desktop.store import erasing
from focal_desktop.ui.context import Context, Message, Place
from focal_desktop.usecases import own_drafts


def may_let_go(context: Context, record: str) -> bool:
    """Tell whether a record is a draft that this person may let go of."""
    return own_drafts.may_let_go(context.session, record)


def let_go(context: Context, record: str) -> bool:
    """Erase a draft and say so; tell whether it is gone."""
    is_gone, words = False, context.words
    with context.telling():
        said = own_drafts.let_go(context.session, record)
        is_gone = True
        told = words.say("The draft is erased. Until you leave this page it can be brought back.")
        act = partial(_bring_back, context, said)
        context.shell.tell(Message(text=told, tone="ok", action=words.say("Undo"), act=act))
        erasing.secure(context.session.store)
    return is_gone


def _bring_back(context: Context, said: Mapping[str, Plain]) -> None:
    with context.telling():
        record = own_drafts.bring_back(context.session, said)
        context.shell.go(Place(section="allegations", view="draft", kind=KIND.name, record=record))
        context.tell(context.words.say("Your unfinished text is back."), "ok")
