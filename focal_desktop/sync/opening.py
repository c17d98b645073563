"""Opening envelopes: decrypted, and expanded behind the earlier ones of their batch. Keeps nothing of it."""

from __future__ import annotations

from focal_desktop.store import feeds
from focal_desktop.store.feeds import Kept
from focal_desktop.sync import packing
from focal_desktop.usecases.session import Session
from focal_desktop.wire import Envelope, Malformed


class Opener:
    """Opens one envelope after another; one that follows the last costs no more than itself."""

    def __init__(self) -> None:
        self._last: tuple[str, str, int] = ("", "", 0)
        self._expander: packing.Expander | None = None

    def open(self, session: Session, found: Envelope, kept: Kept) -> bytes:
        """Return the text of an envelope; Malformed where its key has not come or does not open it."""
        stated, mine = _disclose(session, found)
        expander, self._expander = self._find(session, found, kept), None
        text = expander.expand(mine.data)
        if packing.name_text(text) != stated:
            raise Malformed
        self._last, self._expander = (kept.scope, kept.device, kept.sequence), expander
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
