"""What the answers on core standards come to; derived each time it is asked, never stored."""

from __future__ import annotations

import msgspec

from focal_desktop.domain import codec, score
from focal_desktop.store import reader
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session


class Scored(msgspec.Struct, frozen=True):
    """The rating by the scheme, what is still to be answered, and what is not met; a person decides."""

    rating: str
    still_open: tuple[str, ...]
    is_taken_over: bool
    gaps: tuple[str, ...] = ()


def score_answers(session: Session, identity: str) -> Scored:
    """Score one assessment by its own scheme; another entity's result is taken over as it stands."""
    kind = session.kind("assessment")
    found = codec.read(kind, identity, records.read(session, kind.name, identity).values)
    if score.is_taken_over(found.origin):
        return Scored(found.rating or score.NOT_ASSESSED, (), is_taken_over=True)
    rows = reader.read_parts(session.store.connection, "standard_answer", identity)
    answers = {str(row.values.get("standard", "")): str(row.values.get("answer", "")) for row in rows}
    return Scored(
        score.score(found.scheme, answers, session.policy),
        score.find_open(found.scheme, answers, session.policy),
        is_taken_over=False,
        gaps=score.find_gaps(found.scheme, answers, session.policy),
    )
