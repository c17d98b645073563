"""Founding headquarters, without a network: the first vault, the root chain, the claim on the hub."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import sealing, signing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Scope
from focal_desktop.store import rosters, vault
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import entries
from focal_desktop.usecases import roster, unlocking
from focal_desktop.usecases.session import Person, Session
from focal_desktop.wire.claim import TOKEN_BYTES

Hex16 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Hex32 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class HubCard(msgspec.Struct, frozen=True, kw_only=True):
    """The card of a new hub; its claim founds one root chain, once."""

    format: Annotated[int, Meta(ge=1, le=1)]
    hub: Hex16
    ca: str
    receipt: Hex32
    claim: Annotated[str, Meta(min_length=1, max_length=TOKEN_BYTES)]

    def __repr__(self) -> str:
        """Keep the claim out of every trace."""
        return "HubCard()"


class HubFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Which hub a vault belongs to, what it is known by, and the root chain with its first entry's digest."""

    url: str
    hub: str
    ca: str
    receipt: str
    root: str
    root_digest: str


def read_card(text: bytes) -> HubCard:
    """Read a hub's card; Trouble file_not_ours for anything else."""
    try:
        return msgspec.json.decode(text, type=HubCard)
    except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
        raise Trouble(
            "file_not_ours",
            "This is not the card of a hub. Nothing was made. The hub's administrator has the right file.",
            field="hub_card",
        ) from wrong


class Founder(msgspec.Struct, frozen=True, kw_only=True):
    """Who founds, and by which hub."""

    person: str
    url: str
    card: HubCard


def found(
    folder: Path, founder: Founder, making: vault.Making, *, clock: Clock, policy: Policy, kinds: Kinds
) -> Session:
    """Make headquarters' first vault: all three HQ roles, their scopes and keys, the root chain."""
    card = founder.card
    require_address(founder.url, card.ca)
    if not founder.person.strip():
        raise Trouble("needed", "A person is needed. Nothing was made.", field="person")
    seed, private = signing.new_seed(), sealing.new_private()
    entry = _first_entry(seed, sealing.public_of(private), card)
    device = signing.device_text(entry.signatures[0][0])
    person = Person(name=founder.person, roles=roster.HQ_ROLES, office=roster.HQ, device=device)
    hub = HubFacts(
        url=founder.url,
        hub=card.hub,
        ca=card.ca,
        receipt=card.receipt,
        root=entry.chain.hex(),
        root_digest=entry.digest().hex(),
    )

    def fill(writer: Writer) -> None:
        unlocking.fill_identity(writer, person, seed, private)
        writer.add_scope(Scope.SEALED, Scope.SEALED, roster.HQ)
        keep_hub(writer, hub, entry.chain.hex())
        rosters.keep_entry(writer, entry.chain.hex(), entry.seq, entry.encode())
        founding = wire.Founding(token=card.claim.encode(), entry=entry.encode())
        rosters.post(writer, wire.Kind.FOUNDING, founding.encode())

    hq = frozenset({device})
    rules = unlocking.rules_of(policy, kinds, roster.HQ, hq)
    store = vault.create(folder, making, rules, fill, unlocking.anchor_copy(folder))
    session = Session(store=store, clock=clock, policy=policy, person=person)
    entries.after_roster_change(session)
    return session


def require_address(url: str, ca: str) -> None:
    """Refuse an address or an authority by which no hub could be reached; nothing is sent for it."""
    from focal_desktop.sync import remote  # noqa: PLC0415 a door: without a link nobody needs what speaks HTTP

    try:
        remote.Remote(url, ca).close()
    except Trouble as wrong:
        wrong.field = "hub"
        raise
    except (OSError, ValueError) as wrong:
        raise Trouble(
            "file_not_ours",
            "The address of the hub, or the certificate on its card, cannot be used. Nothing was made.",
            field="hub_card",
        ) from wrong


def keep_hub(writer: Writer, hub: HubFacts, chain: str) -> None:
    """Note which hub the vault belongs to, and on which chain its people stand."""
    writer.set_meta("hub", encode(hub))
    writer.set_meta("chain", chain.encode())


def _first_entry(seed: bytes, seal: bytes, card: HubCard) -> wire.RosterEntry:
    scopes = {kind.value: secrets.token_bytes(8) for kind in roster.HQ_CLASSES}
    every = tuple(sorted(scopes.values()))
    act = wire.Found(
        hub=bytes.fromhex(card.hub),
        receipt=bytes.fromhex(card.receipt),
        device=wire.Keys(signing.public_key(seed), seal),
        scopes={name: scope.hex() for name, scope in scopes.items()},
        read=every,
        write=every,
    )
    draft = wire.RosterEntry.draft(secrets.token_bytes(8), 0, wire.ZEROS, act)
    return draft.signed([(act.device.device_id(), signing.sign(seed, draft.signed_part()))])
