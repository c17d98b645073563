"""The players of sync tests: devices with their keys, chains they sign, a small world of two offices."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date

from focal_desktop import wire
from focal_desktop.crypto import signing
from focal_desktop.wire import entry as acts

UNTIL_ON = date(2026, 6, 30)


class Player:
    """A device: its keys, its feeds, its counter."""

    def __init__(self) -> None:
        self.seed = signing.new_seed()
        self.keys = wire.Keys(signing.public_key(self.seed), secrets.token_bytes(64))
        self.id = self.keys.device_id()
        self.counter = 0
        self.fed: dict[bytes, tuple[int, bytes]] = {}

    def sign(self, part: bytes) -> bytes:
        """Return this device's signature."""
        return signing.sign(self.seed, part)

    def envelope(self, scope: bytes, text: bytes = b"sealed", *, stays: bool = False) -> bytes:
        """Return the next envelope of this device's feed of a scope; `stays` leaves the feed where it was."""
        seq, prev = self.fed.get(scope, (0, wire.ZEROS))
        header = wire.Header(scope=scope, device=self.id, seq=seq + 1, prev=prev, key_id=bytes(16))
        envelope = wire.Envelope(header=header, nonce=bytes(12), ciphertext=text)
        data = envelope.signed(self.sign(envelope.signed_part())).encode()
        if not stays:
            self.fed[scope] = (seq + 1, wire.digest(data))
        return data

    def addressed(self, to: "Player", seq: int, sealed: bytes = b"wrapped") -> bytes:
        """Return a sealed item for another device."""
        item = wire.Addressed(to=to.id, sender=self.id, seq=seq, sealed=sealed)
        return item.signed(self.sign(item.signed_part())).encode()

    def claim(self, join_seed: bytes) -> bytes:
        """Return this device's claim on an invitation."""
        body = wire.ClaimBody(join=signing.public_key(join_seed), sign=self.keys.sign, seal=self.keys.seal)
        claim = wire.Claim.draft(body)
        part = claim.signed_part()
        return claim.signed(signing.sign(join_seed, part), self.sign(part)).encode()

    def request(
        self,
        hub: bytes,
        frames: Sequence[wire.Frame] = (),
        *,
        ask: wire.Ask | None = None,
        counter: int | None = None,
    ) -> bytes:
        """Return a whole request, under the next counter unless one is given."""
        self.counter += 1
        opening = wire.Opening(
            asker=self.id[: wire.ASKER_BYTES],
            counter=self.counter if counter is None else counter,
            ask=ask or wire.ask({}, 256),
        )
        signed = opening.signed(self.sign(opening.signed_part(hub)))
        return signed.encode() + b"".join(frame.encode() for frame in frames)


class Chain:
    """A roster chain being written."""

    def __init__(self) -> None:
        self.id = secrets.token_bytes(8)
        self.entries: list[wire.RosterEntry] = []

    def draft(self, act: acts.Body, *signers: Player) -> wire.RosterEntry:
        """Return the entry that would come next."""
        prev = self.entries[-1].digest() if self.entries else wire.ZEROS
        entry = wire.RosterEntry.draft(self.id, len(self.entries), prev, act)
        return entry.signed([(signer.id, signer.sign(entry.signed_part())) for signer in signers])

    def add(self, act: acts.Body, *signers: Player) -> wire.RosterEntry:
        """Write the next entry."""
        self.entries.append(self.draft(act, *signers))
        return self.entries[-1]


def frame(kind: wire.Kind, data: bytes | wire.RosterEntry) -> wire.Frame:
    """Return a frame of bytes or of an entry."""
    return wire.Frame(kind, data.encode() if isinstance(data, wire.RosterEntry) else data)


class World:
    """Headquarters, two offices with one device each, and the scopes between them."""

    def __init__(self, hub: bytes, receipt: bytes) -> None:
        self.hub = hub
        self.hq = Player()
        self.root = Chain()
        self.all_scope, self.case_scope = secrets.token_bytes(8), secrets.token_bytes(8)
        found = wire.Found(
            hub=hub,
            receipt=receipt,
            device=self.hq.keys,
            read=(self.all_scope, self.case_scope),
            write=(self.all_scope, self.case_scope),
        )
        self.root.add(found, self.hq)
        self.north, self.north_office, self.north_scopes = self.open_office("NORTH")
        self.south, self.south_office, self.south_scopes = self.open_office("SOUTH")

    def open_office(self, code: str) -> tuple[Player, Chain, tuple[bytes, bytes]]:
        """Open an office with one admitted focal point; return device, chain and its two scopes."""
        chain, device = Chain(), Player()
        scopes = (secrets.token_bytes(8), secrets.token_bytes(8))
        share = {"hq_desk": scopes[:1], "hq_case": scopes[1:]}
        chain.add(wire.OpenOffice(office=code, root=self.root.id, share=share), self.hq)
        self.admit(chain, device, code, scopes)
        return device, chain, scopes

    def invite(self, chain: Chain, code: str, role: str = "focal_point") -> bytes:
        """Write an invitation and return the seed of its join key."""
        seed = signing.new_seed()
        join = signing.public_key(seed)
        chain.add(wire.Invite(join=join, office=code, role=role, until=UNTIL_ON), self.hq)
        return seed

    def admit(
        self, chain: Chain, device: Player, code: str, scopes: tuple[bytes, ...], role: str = "focal_point"
    ) -> None:
        """Invite and admit a device to scopes; it may write, without reading, to headquarters' case scope."""
        join = signing.public_key(self.invite(chain, code, role))
        admit = wire.Admit(
            join=join,
            device=device.keys,
            office=code,
            role=role,
            read=(*scopes, self.all_scope),
            write=(*scopes, self.case_scope),
        )
        chain.add(admit, self.hq)

    def founding(self, token: bytes) -> wire.Frame:
        """Return the frame that founds the root chain."""
        data = wire.Founding(token=token, entry=self.root.entries[0].encode()).encode()
        return wire.Frame(wire.Kind.FOUNDING, data)

    def entries(self) -> list[wire.RosterEntry]:
        """Return every entry, the root's first."""
        return [*self.root.entries, *self.north_office.entries, *self.south_office.entries]

    def roster_frames(self) -> list[wire.Frame]:
        """Return every entry but the founding one as frames."""
        return [frame(wire.Kind.ENTRY, entry) for entry in self.entries()[1:]]


def positions(answer: wire.Answer) -> Mapping[bytes, int]:
    """Return how far an answer brings its reader in each stream."""
    return {run.stream: run.last() for run in answer.runs}


def texts(answer: wire.Answer, stream: bytes) -> list[bytes]:
    """Return the sealed bodies an answer brings of one stream."""
    items = [item for run in answer.runs if run.stream == stream for item in run.items]
    return [wire.Envelope.decode(item.data).ciphertext for item in items if isinstance(item, wire.Item)]
