"""Joining: a vault made from an invitation, without a network; its claim waits for the first exchange."""

from __future__ import annotations

from pathlib import Path

import msgspec

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Scope
from focal_desktop.store import rosters, vault
from focal_desktop.store.opened import Store
from focal_desktop.store.writer import Writer, encode
from focal_desktop.sync import entries, escrowing
from focal_desktop.sync.founding import HubFacts, keep_hub
from focal_desktop.usecases import roster, unlocking
from focal_desktop.usecases.session import Person, Session
from focal_desktop.wire.invitation import Letter, Signed, read_file


class Opened(msgspec.Struct, frozen=True):
    """An invitation that opened, with the roster it brings; every signature in it holds."""

    letter: Letter
    state: wire.RosterState

    def __repr__(self) -> str:
        """Keep the join key out of every trace."""
        return "Opened()"


class Joined(msgspec.Struct, frozen=True):
    """A new vault, open, and the six words to compare with headquarters by voice."""

    session: Session
    words: str


def open_invitation(data: bytes, code: str) -> Opened:
    """Open an invitation; Trouble file_not_ours or invitation_wrong_code, and nothing else."""
    try:
        sealed = read_file(data)
    except wire.Malformed as wrong:
        raise _not_ours() from wrong
    try:
        key = keys.derive_key(passphrase.code_bytes(code), "invitation")
        plain = keys.open_bytes(key, sealed, b"")
    except (ValueError, keys.NotForUs) as wrong:
        raise Trouble(
            "invitation_wrong_code",
            "This is not the code of this invitation. Nothing was made; compare it with what you were given.",
            field="code_file",
        ) from wrong
    try:
        return _verify(Signed.decode(plain))
    except (wire.Malformed, wire.roster.Refused) as wrong:
        raise _not_ours() from wrong


def _not_ours() -> Trouble:
    return Trouble(
        "file_not_ours",
        "This file is no invitation, was altered on its way, or was made by a newer version of the program. "
        "Nothing was made. Ask headquarters for a new one.",
        field="invitation",
    )


def _verify(signed: Signed) -> Opened:
    """Refuse a letter that was not signed by an officer of the root chain which it brings."""
    letter = signed.letter()
    state = wire.RosterState()
    for raw in letter.roots:
        state = wire.roster.extend(state, wire.RosterEntry.decode(raw), signing.is_signed)
    author = state.devices.get(letter.by)
    if author is None or author.is_revoked() or not author.has_role("root", "hq_desk"):
        raise wire.Malformed
    if letter.office == roster.HQ and letter.chain != state.root:
        raise wire.Malformed
    if (letter.hub.hub, letter.hub.receipt) != (state.hub, state.receipt):
        raise wire.Malformed
    if not signing.is_signed(author.sign, signed.signed_part(), signed.signature):
        raise wire.Malformed
    return Opened(letter, state)


def join(
    folder: Path,
    opened: Opened,
    person_name: str,
    making: vault.Making,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
    finish: unlocking.Finish = unlocking.leave_so,
) -> Joined:
    """Make the vault of whoever was invited: own keys, scopes, claim; it can be used at once."""
    if not person_name.strip():
        raise Trouble("needed", "A person is needed. Nothing was made.", field="person")
    letter, seed, private = opened.letter, signing.new_seed(), sealing.new_private()
    claim = _sign_claim(letter.join, seed, sealing.public_of(private))
    person = Person(
        name=person_name,
        roles=tuple(letter.role.split()),
        office=letter.office,
        device=signing.device_text(wire.device_id(signing.public_key(seed))),
    )
    words = compare_words(letter.roots[0], claim.keys())
    hq = roster.list_hq(opened.state) | (frozenset({person.device}) if person.is_hq else frozenset())

    def fill(writer: Writer) -> None:
        unlocking.fill_identity(writer, person, seed, private)
        _keep_letter(writer, letter)
        roster.keep_hq(writer, hq)
        rosters.post(writer, wire.Kind.CLAIM, claim.encode())
        writer.set_meta(entries.JOINING, encode({"join": claim.keys().join.hex(), "words": words}))

    def go_on(store: Store) -> None:
        finish(Session(store=store, clock=clock, policy=policy, person=person))

    rules, copy = unlocking.rules_of(policy, kinds, letter.office, hq), unlocking.anchor_copy(folder)
    store = vault.create(folder, making, rules, fill, copy, finish=go_on)
    session = Session(store=store, clock=clock, policy=policy, person=person)
    escrowing.follow(session)  # who has just joined may forget a passphrase before the first exchange
    return Joined(session, words)


def _keep_letter(writer: Writer, letter: Letter) -> None:
    writer.add_scope(Scope.SEALED, Scope.SEALED, letter.office)
    for place in letter.scopes:
        writer.add_scope(place.id.hex(), place.scope_class, place.office)
    keep_stick_key(writer, letter.join)
    for raw in letter.roots:
        entry = wire.RosterEntry.decode(raw)
        rosters.keep_entry(writer, entry.chain.hex(), entry.seq, raw)
    first = wire.RosterEntry.decode(letter.roots[0])
    hub = HubFacts(
        url=letter.hub.url,
        hub=letter.hub.hub.hex(),
        ca=letter.hub.ca,
        receipt=letter.hub.receipt.hex(),
        root=first.chain.hex(),
        root_digest=first.digest().hex(),
    )
    keep_hub(writer, hub, letter.chain.hex())


def _sign_claim(join_seed: bytes, seed: bytes, seal: bytes) -> wire.Claim:
    body = wire.ClaimBody(join=signing.public_key(join_seed), sign=signing.public_key(seed), seal=seal)
    draft = wire.Claim.draft(body)
    part = draft.signed_part()
    return draft.signed(signing.sign(join_seed, part), signing.sign(seed, part))


def keep_stick_key(writer: Writer, join_seed: bytes) -> None:
    """Keep, on both sides, the key under which a claim and the answer to it may travel by stick."""
    name = entries.JOIN_KEYS + signing.public_key(join_seed).hex()
    writer.keep_key(name, keys.derive_key(join_seed, "bundle"))


def compare_words(root_entry: bytes, claimed: wire.ClaimBody) -> str:
    """Return the six words both sides see: they bind the root chain, the join key and the device's keys."""
    material = b"focal join words\0" + wire.digest(root_entry) + claimed.join + claimed.sign + claimed.seal
    return passphrase.six_words(material)
