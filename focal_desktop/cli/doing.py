"""What each command does, from plain words to a plain answer; the commands and `batch` both call these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import opening, shapes
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.session import Session

Answer = Any
Words = Mapping[str, Any]
LONGEST_PAGE = 1000


def add(session: Session, words: Words) -> Answer:
    """Keep one record, or several in one transaction."""
    values = words.get("values")
    if isinstance(values, list):
        drafts = [opening.require_object(one) for one in values]
        return [shapes.saved(one) for one in records.add_many(session, _text(words, "kind"), drafts)]
    return shapes.saved(records.add(session, _text(words, "kind"), opening.require_object(values)))


def edit(session: Session, words: Words) -> Answer:
    """Change fields of one record."""
    values = opening.require_object(words.get("values"))
    changed = records.edit(session, _text(words, "kind"), _text(words, "id"), values)
    return {"ok": True, "changed": list(changed)}


def act(session: Session, words: Words) -> Answer:
    """Do one act on one record."""
    values = opening.require_object(words.get("values") or {})
    done = acts.act(session, _text(words, "kind"), _text(words, "id"), _text(words, "act"), values)
    return {"ok": True, **done}


def show(session: Session, words: Words) -> Answer:
    """Show one record; a sealed part only for a stated reason."""
    kind, identity = _text(words, "kind"), _text(words, "id")
    row = records.read(session, kind, identity)
    revealed = {}
    if words.get("reveal"):
        reason = str(words.get("reason") or "")
        revealed = records.reveal(session, kind, identity, _text(words, "reveal"), reason)
    return with_behind(session, {"ok": True, "record": shapes.record(session, row, revealed)})


def list_records(session: Session, words: Words) -> Answer:
    """List records of a kind, narrowed by fields, in the order of their ids."""
    where = words.get("where") or {}
    limit = words.get("limit", 100)
    if not isinstance(where, Mapping) or not all(isinstance(v, str) for v in where.values()):
        raise Trouble("wrong_type", "A list is narrowed by field=value.", field="where")
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= LONGEST_PAGE:
        raise Trouble("wrong_type", f"A page holds from 1 to {LONGEST_PAGE} records.", field="limit")
    after = str(words.get("after") or "")
    rows, more = records.list_page(session, _text(words, "kind"), where, after, limit)
    answer = {"ok": True, "records": [shapes.record(session, row) for row in rows], "more": more}
    return with_behind(session, answer)


def history(session: Session, words: Words) -> Answer:
    """Show every change of a record."""
    found = records.history(session, _text(words, "kind"), _text(words, "id"))
    return with_behind(session, {"ok": True, "changes": [shapes.change(session, one) for one in found]})


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
    if not isinstance(said, str):
        raise Trouble("wrong_type", "This word is not text.", field=name)
    return said


DOING: Mapping[str, Callable[[Session, Words], Answer]] = {
    "add": add,
    "edit": edit,
    "act": act,
    "show": show,
    "list": list_records,
    "history": history,
    "search": search,
}
