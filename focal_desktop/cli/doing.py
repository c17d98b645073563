"""What each command does, from plain words to a plain answer; the commands and `batch` both call these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import opening, shapes
from focal_desktop.domain.record import SEALED_PARTS
from focal_desktop.usecases import acts, audit, erased, records
from focal_desktop.usecases.session import Session

Answer = Any
Words = Mapping[str, Any]
LONGEST_PAGE = 1000
_HALF_LETTER = re.compile("[\ud800-\udfff]")


def add(session: Session, words: Words) -> Answer:
    """Keep one record, or several in one transaction."""
    values = words.get("values")
    if isinstance(values, list):
        drafts = [_draft(one, index) for index, one in enumerate(values)]
        try:
            return [shapes.saved(one) for one in records.add_many(session, _text(words, "kind"), drafts)]
        except Trouble as wrong:
            if len(drafts) == 1:
                wrong.known = (*wrong.known, ("index", 0))
            raise
    return shapes.saved(records.add(session, _text(words, "kind"), opening.require_object(values)))


def _draft(values: Any, index: int) -> dict[str, Any]:
    try:
        return opening.require_object(values)
    except Trouble as wrong:
        wrong.known = (("index", index),)
        raise


def edit(session: Session, words: Words) -> Answer:
    """Change fields of one record."""
    values = opening.require_object(words.get("values"))
    kind, identity = _text(words, "kind"), _text(words, "id")
    changed = records.edit(session, kind, identity, values)
    warnings = records.find_warnings(session, kind, identity, changed)
    return {"ok": True, "changed": list(changed), **shapes.warned(warnings)}


def act(session: Session, words: Words) -> Answer:
    """Do one act on one record."""
    values = opening.require_object({} if words.get("values") is None else words["values"])
    done = acts.act(session, _text(words, "kind"), _text(words, "id"), _text(words, "act"), values)
    return {"ok": True, **done}


def show(session: Session, words: Words) -> Answer:
    """Show one record; a sealed part only for a stated reason."""
    kind, identity = _text(words, "kind"), _text(words, "id")
    row = records.read(session, kind, identity)
    revealed = {}
    if words.get("reveal"):
        reason = _text({"reason": words.get("reason") or ""}, "reason")
        revealed = records.reveal(session, kind, identity, _text(words, "reveal"), reason)
    elif session.kind(kind).fields_leaving(*SEALED_PARTS):
        audit.note_seen(session, kind, identity)
    return with_behind(session, {"ok": True, "record": shapes.record(session, row, revealed)})


def list_records(session: Session, words: Words) -> Answer:
    """List records of a kind, narrowed by fields, in the order of their ids."""
    where = {} if words.get("where") is None else words["where"]
    limit = words.get("limit", 100)
    if not isinstance(where, Mapping) or not all(_is_text(v) for v in where.values()):
        raise Trouble("wrong_type", "A list is narrowed by field=value.", field="where")
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= LONGEST_PAGE:
        raise Trouble("wrong_type", f"A page holds from 1 to {LONGEST_PAGE} records.", field="limit")
    after = _text({"after": words.get("after") or ""}, "after")
    rows, more = records.list_page(session, _text(words, "kind"), where, after, limit)
    answer = {"ok": True, "records": [shapes.record(session, row) for row in rows], "more": more}
    return with_behind(session, answer)


def history(session: Session, words: Words) -> Answer:
    """Show every change of a record."""
    kind, identity = _text(words, "kind"), _text(words, "id")
    found = records.history(session, kind, identity)
    gone = erased.find(session, session.kind(kind), identity)
    told = {"erased_on": gone.day} if gone else {}
    return with_behind(session, {"ok": True, "changes": [shapes.change(session, c) for c in found], **told})


def search(session: Session, words: Words) -> Answer:
    """Find records by the words people typed."""
    found = records.search(session, _text(words, "text"))
    return with_behind(session, {"ok": True, "hits": shapes.hits(found)})


def with_behind(session: Session, answer: dict[str, Any]) -> dict[str, Any]:
    """Return what was read, with how many saves are missing where the files are behind."""
    return {**answer, "behind": session.store.behind} if session.store.behind else answer


def _text(words: Words, name: str) -> str:
    said = words.get(name)
    if said is None:
        raise Trouble("needed", "This command needs one more word.", field=name)
    if not _is_text(said):
        raise Trouble("wrong_type", "This word is not text.", field=name)
    return str(said)


def _is_text(said: Any) -> bool:
    """Tell text from half a letter, which JSON can say and no file can hold."""
    return isinstance(said, str) and not _HALF_LETTER.search(said)


DOING: Mapping[str, Callable[[Session, Words], Answer]] = {
    "add": add,
    "edit": edit,
    "act": act,
    "show": show,
    "list": list_records,
    "history": history,
    "search": search,
}
