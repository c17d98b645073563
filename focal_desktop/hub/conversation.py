"""One request, from its first byte to its answer; knows no network and no clock."""

from __future__ import annotations

from focal_desktop import wire
from focal_desktop.hub.intake import Outcome
from focal_desktop.hub.limits import Limits, Rates
from focal_desktop.hub.mailbox import Mailbox
from focal_desktop.hub.refusal import Refusal


class Conversation:
    """Takes a request's body in pieces and keeps each frame as soon as it is whole."""

    def __init__(self, mailbox: Mailbox, limits: Limits, rates: Rates, address: str) -> None:
        self._mailbox = mailbox
        self._limits = limits
        self._rates = rates
        self._address = address
        self._reader = wire.BodyReader()
        self._device: wire.Device | None = None
        self._entered: bytes | None = None
        self._taken_bytes = 0
        self._outcomes: list[Outcome] = []

    @property
    def kept(self) -> int:
        """Return how many frames were kept so far."""
        return sum(1 for outcome in self._outcomes if outcome.fate is wire.Fate.KEPT)

    def feed(self, data: bytes) -> None:
        """Take the next piece; what it completes is durable when this returns."""
        self._taken_bytes += len(data)
        if self._taken_bytes > self._limits.request_bytes:
            raise Refusal("too_large")
        was_open = self._reader.opening is not None
        frames = self._read(data)
        opening = self._reader.opening
        if opening is None:
            return
        if not was_open:
            self._let_in(opening)
        if self._device is None:
            frames = self._hear_newcomer(opening, frames)
        if self._device is not None and frames:
            self._outcomes += self._mailbox.intake.keep(self._device, opening.counter, frames)

    def finish(self) -> bytes | None:
        """Return the answer to the whole request; None where there is nothing to say."""
        opening = self._reader.opening
        if opening is None:
            raise Refusal("bad_request")
        if self._device is None:
            raise self._refuse_newcomer(opening)
        if not self._reader.is_between_frames():
            raise Refusal("bad_request")
        return self._mailbox.answer(self._device.id, opening.ask, self._outcomes)

    def close(self) -> None:
        """End the conversation, answered or not."""
        if self._entered is not None:
            self._rates.leave(self._entered)
            self._entered = None

    def _read(self, data: bytes) -> tuple[wire.Frame, ...]:
        try:
            return self._reader.feed(data)
        except wire.Malformed:
            raise Refusal("bad_request") from None

    def _let_in(self, opening: wire.Opening) -> None:
        device = self._mailbox.find(opening.asker)
        if device is None:
            self._rates.check_address(self._address)
            return
        try:
            self._mailbox.check(device, opening)
        except Refusal as refusal:
            raise self._counted(refusal) from None
        self._enter(device.id)
        self._device = device

    def _enter(self, id: bytes) -> None:
        self._rates.enter(id)
        self._entered = id

    def _hear_newcomer(self, opening: wire.Opening, frames: tuple[wire.Frame, ...]) -> tuple[wire.Frame, ...]:
        """Act on a newcomer's first frame, which is all that is heard of it unless it founds."""
        if not frames:
            if self._taken_bytes > self._limits.newcomer_bytes:
                raise Refusal("too_large")
            return ()
        newcomers = self._mailbox.newcomers
        try:
            if frames[0].kind == wire.Kind.FOUNDING:
                self._device = newcomers.found(opening, frames[0])
            elif frames[0].kind == wire.Kind.CLAIM:
                raise newcomers.claim(opening, frames[0])
            else:
                raise newcomers.ask_again(opening)
        except Refusal as refusal:
            raise self._counted(refusal) from None
        self._enter(self._device.id)
        self._outcomes.append(Outcome(wire.Fate.KEPT))
        return frames[1:]

    def _refuse_newcomer(self, opening: wire.Opening) -> Refusal:
        if not self._reader.is_between_frames():
            return Refusal("bad_request")
        try:
            return self._counted(self._mailbox.newcomers.ask_again(opening))
        except Refusal as refusal:
            return self._counted(refusal)

    def _counted(self, refusal: Refusal) -> Refusal:
        """Count, against its address, what nobody known to us can have sent."""
        if refusal.word in {"unknown_device", "bad_signature", "file_not_ours"}:
            self._rates.fail(self._address)
        return refusal
