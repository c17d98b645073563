"""Who may speak with the hub, by the roster it keeps: folded as entries come, from the database alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.hub import keeping
from focal_desktop.hub.refusal import Refusal

NEWCOMER = wire.RosterState()


class Register:
    """The roster as of the newest entry seen in the database; other processes may add to it."""

    def __init__(self, kept: keeping.Keeping) -> None:
        self._kept = kept
        self._number = 0
        self._fronts: Mapping[bytes, bytes] = {}
        self.state = NEWCOMER
        self.refresh()

    def refresh(self) -> wire.RosterState:
        """Take in what was added since the last look; inside a transaction, so that nothing slips between."""
        for number, body in self._kept.entries(self._number):
            try:
                entry = wire.RosterEntry.decode(body)
                self._take(wire.roster.extend(self.state, entry, signing.is_signed))
            except (wire.Malformed, wire.roster.Refused) as wrong:
                raise Trouble(
                    "damaged", "The hub's roster does not hold together. Nothing was changed."
                ) from wrong
            self._number = number
        return self.state

    @contextmanager
    def tentative(self) -> Iterator[None]:
        """Go back to the look from before if what is done inside fails, since nothing of it was committed."""
        state, number = self.state, self._number
        try:
            yield
        except BaseException:
            self._number = number
            self._take(state)
            raise

    def find(self, asker: bytes) -> wire.Device | None:
        """Return the device whose id begins so."""
        id = self._fronts.get(asker)
        return self.state.devices[id] if id else None

    def _take(self, state: wire.RosterState) -> None:
        self.state = state
        self._fronts = {id[: wire.ASKER_BYTES]: id for id in state.devices}


def match_positions(ask: wire.Ask, streams: tuple[wire.Stream, ...]) -> dict[bytes, int]:
    """Return the position held of each readable stream; refuse a short name that fits two of them."""
    width = ask.width()
    fronts: dict[bytes, list[bytes]] = {}
    for stream in streams:
        fronts.setdefault(stream.id[:width], []).append(stream.id)
    found: dict[bytes, int] = {}
    for front, position in ask.positions:
        named = fronts.get(front, [])
        if len(named) > 1:
            raise Refusal("ambiguous")
        found.update(dict.fromkeys(named, position))
    return found


def standing_of_claim(state: wire.RosterState, join: bytes, device: bytes, today: date) -> str:
    """Return the word a claim on this join key deserves today: `not_admitted` where people are to decide."""
    invitation = state.invitations.get(join)
    if invitation is not None:
        if invitation.used_by and invitation.used_by != device:
            return "invitation_used"
        return "invitation_expired" if today > invitation.until else "not_admitted"
    before = state.devices.get(wire.device_id(join))
    if before is None:
        return "file_not_ours"
    if before.is_revoked():
        return "revoked"
    is_used = any(other.join == join for other in state.devices.values())
    return "invitation_used" if is_used else "not_admitted"
