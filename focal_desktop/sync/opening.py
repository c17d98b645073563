"""Opening envelopes: decrypted, and expanded behind the earlier ones of their batch, some changes a turn.

Keeps nothing of it beyond the course that takes them in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from focal_desktop.domain.change import Change
from focal_desktop.store import feeds
from focal_desktop.store.feeds import Kept
from focal_desktop.sync import packing, turns
from focal_desktop.usecases.session import Session
from focal_desktop.wire import Envelope, Malformed

Piece = TypeVar("Piece")
_NO_END = 1 << 62


class Opener:
    """Opens one envelope after another; one that follows the last, or is the last, costs no more than itself.

    `room` is how many changes are taken in before the turn ends; who makes no turns leaves it as it is.
    """

    def __init__(self) -> None:
        self.room = _NO_END
        self.is_cut = False
        self._last: tuple[str, str, int] = ("", "", 0)
        self._expander: packing.Expander | None = None
        self._text: tuple[bytes, bytes] = (b"", b"")

    def list_turns(
        self, pieces: Iterable[Piece], size_of: Callable[[Piece], int]
    ) -> Iterator[Iterator[Piece]]:
        """Yield the pieces of one turn after another; an envelope that was cut comes again in the next."""
        for portion in turns.portion(pieces, size_of):
            left = deque(portion)
            while left:
                self.room, self.is_cut = turns.TURN_CHANGES, False
                yield self._drain(left)

    def _drain(self, left: deque[Piece]) -> Iterator[Piece]:
        while left and self.room > 0:
            yield left[0]
            if not self.is_cut:
                left.popleft()

    def choose(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Return what of an envelope's changes fits into this turn: whole records, and at least one.

        `is_cut` tells afterwards that some are left for the next turn, when the same envelope comes again.
        """
        chosen = changes if len(changes) <= self.room else _cut(changes, self.room)
        self.is_cut = len(chosen) < len(changes)
        self.room = 0 if self.is_cut else self.room - len(chosen)
        return chosen

    def open(self, session: Session, found: Envelope, kept: Kept) -> bytes:
        """Return the text of an envelope; Malformed where its key has not come or does not open it."""
        if self._text[0] == kept.digest:
            return self._text[1]
        stated, mine = _disclose(session, found)
        expander, self._expander = self._find(session, found, kept), None
        text = expander.expand(mine.data)
        if packing.name_text(text) != stated:
            raise Malformed
        self._last, self._expander = (kept.scope, kept.device, kept.sequence), expander
        self._text = (kept.digest, text)
        return text

    def _find(self, session: Session, found: Envelope, kept: Kept) -> packing.Expander:
        if found.header.dictionary != packing.PRIMED:
            return packing.Expander(found.header.dictionary)
        if self._expander and self._last == (kept.scope, kept.device, kept.sequence - 1):
            return self._expander
        earlier = [_disclose(session, one)[1] for one in _list_primers(session, kept)]
        expander = packing.Expander(earlier[0].how if earlier else packing.PRIMED)
        for pressed in earlier:
            expander.expand(pressed.data)
        return expander


def _cut(changes: Sequence[Change], most: int) -> Sequence[Change]:
    """Return the changes of the first records, up to so many: no record is ever shown by halves."""
    lots: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        lots.setdefault((change.kind, change.record), []).append(change)
    chosen: list[Change] = []
    for lot in lots.values():
        if chosen and len(chosen) + len(lot) > most:
            break
        chosen += lot
    return chosen


def _list_primers(session: Session, kept: Kept) -> list[Envelope]:
    """Return the envelopes of the same batch before this one, in order."""
    batch: list[Envelope] = []
    for sequence in range(kept.sequence - 1, 0, -1):
        one = feeds.read_one(session.store.connection, kept.scope, kept.device, sequence)
        if one is None:
            raise Malformed
        batch.append(Envelope.decode(one.content))
        if batch[-1].header.dictionary != packing.PRIMED:
            break
    return batch[::-1]


def _disclose(session: Session, found: Envelope) -> tuple[bytes, packing.Pressed]:
    key = feeds.opening_key(session.store.connection, found.header.scope.hex(), found.header.key_id)
    if key is None:
        raise Malformed
    return packing.disclose(found, key)
