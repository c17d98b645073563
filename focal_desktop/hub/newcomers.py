"""Those the roster does not know yet: the founder of a root chain, and devices that claim an invitation."""

from __future__ import annotations

import hashlib
import hmac

from focal_desktop import wire
from focal_desktop.base import clock
from focal_desktop.crypto import signing
from focal_desktop.hub.devices import Register, standing_of_claim
from focal_desktop.hub.keeping import ClaimRow, Keeping, NoRoom
from focal_desktop.hub.limits import Limits
from focal_desktop.hub.refusal import Refusal
from focal_desktop.hub.room import Room


def hash_token(token: bytes) -> bytes:
    """Return the form in which a founding token is kept."""
    return hashlib.sha256(b"focal founding\x00" + token).digest()


class Newcomers:
    """Founds, hears claims, and otherwise refuses with the right word."""

    def __init__(
        self, kept: Keeping, register: Register, limits: Limits, time: clock.Clock, room: Room
    ) -> None:
        self._kept = kept
        self._register = register
        self._limits = limits
        self._time = time
        self._room = room
        self._hub = kept.fact("hub")

    def found(self, opening: wire.Opening, frame: wire.Frame) -> wire.Device:
        """Take the first entry of the root chain from whoever holds the token; once in a hub's life."""
        try:
            founding = wire.Founding.decode(frame.data)
            entry = wire.RosterEntry.decode(founding.entry)
            act = entry.act()
        except wire.Malformed:
            raise Refusal("bad_request") from None
        if not hmac.compare_digest(hash_token(founding.token), self._kept.fact("founding")):
            raise Refusal("unknown_device")
        if not isinstance(act, wire.Found) or (act.hub, act.receipt) != (
            self._hub,
            self._kept.fact("receipt"),
        ):
            raise Refusal("file_not_ours")
        self._check_opening(opening, act.device.sign)
        return self._keep_founding(entry, founding.entry)

    def _keep_founding(self, entry: wire.RosterEntry, data: bytes) -> wire.Device:
        try:
            with self._register.tentative(), self._kept.writing():
                wire.roster.extend(self._register.refresh(), entry, signing.is_signed)
                self._kept.append(entry.chain, wire.Kind.ENTRY, (entry.signatures[0][0], 0), data)
                self._register.refresh()
        except wire.roster.Refused as wrong:
            raise Refusal("bad_signature" if wrong.fate is wire.Fate.BAD else "invitation_used") from None
        except NoRoom:
            raise Refusal("full") from None
        return self._register.state.devices[entry.signatures[0][0]]

    def claim(self, opening: wire.Opening, frame: wire.Frame) -> Refusal:
        """Keep a claim for people to decide, and return the word for the device that made it."""
        try:
            claim = wire.Claim.decode(frame.data)
            keys = claim.keys()
        except wire.Malformed:
            raise Refusal("bad_request") from None
        self._check_opening(opening, keys.sign)
        device = wire.device_id(keys.sign)
        word = standing_of_claim(self._register.state, keys.join, device, clock.today(self._time))
        if word != "not_admitted":
            return Refusal(word)
        part = claim.signed_part()
        if not signing.is_signed(keys.join, part, claim.join_signature):
            raise Refusal("bad_signature")
        if not signing.is_signed(keys.sign, part, claim.device_signature):
            raise Refusal("bad_signature")
        self._keep_claim(ClaimRow(device, keys.join, keys.sign, wire.digest(frame.data)), frame.data)
        return Refusal(word)

    def _keep_claim(self, row: ClaimRow, data: bytes) -> None:
        stream = wire.claims_stream(self._hub)
        try:
            with self._kept.writing():
                known = self._kept.claims_by(row.device)
                if any(claim.join_key == row.join_key for claim in known):
                    return
                is_crowded = max(len(known), self._kept.claims_on(row.join_key)) >= self._limits.claims
                if is_crowded or not self._room.takes(row.device, len(data)):
                    raise Refusal("full")
                seq = self._kept.held(stream, row.device) + 1
                self._kept.append(stream, wire.Kind.CLAIM, (row.device, seq), data)
                self._kept.keep_claim(row)
        except NoRoom:
            raise Refusal("full") from None

    def ask_again(self, opening: wire.Opening) -> Refusal:
        """Return the word for a device that says no more than its name, and claimed before."""
        rows = self._kept.claims_by(opening.asker)
        if not rows:
            raise Refusal("unknown_device")
        self._check_opening(opening, rows[-1].sign)
        today = clock.today(self._time)
        words = {standing_of_claim(self._register.state, row.join_key, row.device, today) for row in rows}
        waiting = {"not_admitted", "invitation_expired"} & words
        return Refusal("not_admitted" if waiting else min(words))

    def _check_opening(self, opening: wire.Opening, sign: bytes) -> None:
        if wire.device_id(sign)[: wire.ASKER_BYTES] != opening.asker:
            raise Refusal("bad_request")
        if not signing.is_signed(sign, opening.signed_part(self._hub), opening.signature):
            raise Refusal("bad_signature")
