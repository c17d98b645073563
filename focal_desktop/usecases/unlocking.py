"""Making a vault, unlocking and locking it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from focal_desktop.base import clock as clocks
from focal_desktop.base import folders, ids
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import passphrase as phrases
from focal_desktop.crypto import sealing, signing
from focal_desktop.domain import codec
from focal_desktop.domain.change import Change
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Scope
from focal_desktop.store import vault
from focal_desktop.store.connection import reopen
from focal_desktop.store.opened import Store
from focal_desktop.store.rows import Rules
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases import card, kindred, roster
from focal_desktop.usecases.session import Person, Session, load_person

LARGEST_AT_ONCE = 300_000_000
"""A vault up to this size is checked before it opens, within about a second; a larger one once it is open."""
TOO_LONG = "A name is one short line. Nothing was made."
DEVICE_SIGN, DEVICE_SEAL = "device/sign", "device/seal"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The office a new vault belongs to, and whose vault it is."""

    office: str
    office_name: str
    country: str
    person: str


Finish = Callable[[Session], object]
"""Writes what else belongs into a new vault, before it is one; what it raises leaves nothing of it."""


def leave_so(_session: Session) -> None:
    """Write nothing more into a new vault."""


def create_office(
    folder: Path,
    place: Place,
    making: vault.Making,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
    finish: Finish = leave_so,
) -> Session:
    """Make the vault of an office that stands alone: scopes `desk` and `sea`, workplace logging off."""
    for name, code in find_wrong(place).items():
        if code == "needed":
            raise Trouble("needed", "An office code and a person are needed. Nothing was made.", field=name)
        raise Trouble("wrong_type", TOO_LONG, field=name)
    seed = signing.new_seed()
    device = signing.device_text(signing.device_id(signing.public_key(seed)))
    person = Person(name=place.person, roles=("focal_point",), office=place.office, device=device)
    scopes = {Scope.SEALED.value: Scope.SEALED, _new_scope(): Scope.DESK, _new_scope(): Scope.SEA}

    def fill(writer: Writer) -> None:
        fill_identity(writer, person, seed, sealing.new_private())
        for identity, scope_class in scopes.items():
            writer.add_scope(identity, scope_class.value, place.office)
        desk = next(i for i, c in scopes.items() if c is Scope.DESK)
        write_office(writer, person, place, desk, clocks.instant(clock.now()))

    def go_on(store: Store) -> None:
        finish(Session(store=store, clock=clock, policy=policy, person=person))

    rules, copy = rules_of(policy, kinds, place.office), anchor_copy(folder)
    store = vault.create(folder, making, rules, fill, copy, finish=go_on)
    return Session(store=store, clock=clock, policy=policy, person=person)


def find_wrong(place: Place) -> dict[str, str]:
    """Return each part of a place that cannot be kept, with the code of what is wrong with it."""
    said = msgspec.structs.asdict(place)
    missing = {name: "needed" for name in ("office", "person") if not said[name].strip()}
    return missing | {name: "wrong_type" for name, text in said.items() if not is_short(text)}


def is_short(text: str) -> bool:
    """Tell whether a text is one that a name can be."""
    return codec.is_writable(text) and len(text) <= codec.LONGEST_TEXT


def fill_identity(writer: Writer, person: Person, sign_seed: bytes, seal_private: bytes) -> None:
    """Write into a new vault whose it is and the device's own keys."""
    writer.set_meta("person", encode(person))
    writer.keep_key(DEVICE_SIGN, sign_seed)
    writer.keep_key(DEVICE_SEAL, seal_private)


def write_office(writer: Writer, person: Person, place: Place, scope: str, at: str) -> None:
    """Write the record of the office into its desk scope."""
    values = {"code": place.office, "name": place.office_name, "country": place.country}
    counter, lamport = writer.next_numbers(scope, len(values))
    writer.append(
        Change(
            scope=scope,
            device=person.device,
            counter=counter + index,
            lamport=lamport,
            kind="office",
            record=ids.keyed_id("office", (place.office,)),
            field=field,
            value=value,
            at=at,
        )
        for index, (field, value) in enumerate(values.items())
    )


def _new_scope() -> str:
    return secrets.token_hex(8)


def rules_of(policy: Policy, kinds: Kinds, office: str, hq: frozenset[str] = frozenset()) -> Rules:
    """Return what folding needs to know."""
    return Rules(kinds=kinds, list_codes=policy.codes, hq=hq, office=office)


def anchor_copy(folder: Path) -> Path:
    """Return where the second copy of a vault's anchor lies: in the person's own settings folder."""
    name = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
    return folders.find_settings() / f"{name}.bin"


def unlock(folder: Path, phrase: str, *, clock: Clock, policy: Policy, kinds: Kinds) -> Session:
    """Open a vault and return the Session of the person whose it is."""
    store = vault.open_vault(folder, phrase, rules_of(policy, kinds, ""), anchor_copy(folder))
    return begin(store, clock, policy)


def unlock_with_code(folder: Path, code: str, *, clock: Clock, policy: Policy, kinds: Kinds) -> Session:
    """Open a vault by its printed recovery code."""
    store = vault.open_with_code(folder, code, rules_of(policy, kinds, ""), anchor_copy(folder))
    return begin(store, clock, policy)


def look_over(folder: Path, proof: vault.Proof, *, most_bytes: int = LARGEST_AT_ONCE) -> bool:
    """Check every page of a proven vault aside; False where it is too large to be waited for."""
    return vault.look_over(folder, proof, anchor_copy(folder), most_bytes=most_bytes)


def find_size(store: Store) -> int:
    """Return how many bytes the main file of an open vault has."""
    return reopen(store.connection)[0].stat().st_size


def open_proven(folder: Path, proof: vault.Proof, *, clock: Clock, policy: Policy, kinds: Kinds) -> Session:
    """Open a vault by what was proven aside, and return the Session of the person whose it is."""
    store = vault.open_proven(folder, proof, rules_of(policy, kinds, ""), anchor_copy(folder))
    return begin(store, clock, policy)


def begin(store: Store, clock: Clock, policy: Policy) -> Session:
    """Return the Session of the person whose vault was opened; a vault that names nobody is closed again."""
    try:
        person = load_person(store)
        rules = rules_of(policy, store.rules.kinds, person.office, find_hq(store, person))
        store.adopt(msgspec.structs.replace(rules, closed=roster.read_closed(store)))
        with suppress(Trouble):  # a full disk keeps nobody from reading; the next opening tries again
            kindred.fold_anew(store)
    except BaseException:
        store.close()
        raise
    return Session(store=store, clock=clock, policy=policy, person=person)


def find_hq(store: Store, person: Person) -> frozenset[str]:
    """Return the devices that have an HQ role, as the records here are folded by; no chain is read for it."""
    own = frozenset({person.device}) if person.is_hq else frozenset()
    return (roster.read_hq(store) or frozenset()) | own


def lock(session: Session) -> None:
    """Close the vault; nothing of it stays open. The card of public numbers is made anew if they changed."""
    try:
        if session.store.is_open and not session.store.behind and "channel" in session.kinds:
            with suppress(Trouble):  # damage is told when it is read or checked, not by closing
                card.write_card(session)
    finally:
        session.waiting.clear()
        session.store.close()


def fit_cost(monotonic: Callable[[], float]) -> phrases.Cost:
    """Return the passphrase cost that takes about a second on this computer."""
    return phrases.fit(monotonic)
