"""A vault opened by two officers at headquarters: neither alone, and neither learns the new passphrase.

Whoever asks reads six words to both by voice; each of the two leaves a line in the audit trail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.store import asking, header, inner, reader, rekeying, vault
from focal_desktop.store.opened import HEADER
from focal_desktop.store.writer import encode
from focal_desktop.usecases import audit, roster, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.escrow import Answer, Half, Request
from focal_desktop.wire.magic import ESCROW_HALF

OFFICER = "root"
FIRST, SECOND = "first", "second"
_REHEARSING, _REHEARSED, _OPENED = "escrow/rehearsing", "escrow/rehearsed", "escrow/opened"


class Together(msgspec.Struct, frozen=True):
    """An act of two officers for this vault: when it came back here, and who they were."""

    at: str
    officers: tuple[str, str]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Who could open this vault together, and when that was last tried or done."""

    pairs: tuple[tuple[str, str], ...]
    rehearsed: Together | None = None
    opened: Together | None = None


class Answered(msgspec.Struct, frozen=True):
    """The file that goes back, and the device whose vault it opens; empty where the vault names none."""

    data: bytes
    device: str


class Asked(msgspec.Struct, frozen=True):
    """A file as an officer sees it: the words to compare, whose turn it is, and whether a key would leave."""

    words: str
    is_half: bool
    is_rehearsal: bool


_TOGETHER = msgspec.json.Decoder(Together)
Paper = TypeVar("Paper", Request, Half, Answer)


def say_words(request: Request) -> str:
    """Return the six words that the person and both officers compare by voice."""
    return passphrase.six_words(b"focal escrow words\0" + asking.name(request))


# --- the vault that asks


def find_standing(session: Session) -> Standing:
    """Return which pairs this vault is sealed to, and what they last did for it."""
    front = header.read(session.store.folder / HEADER)
    pairs = {tuple(sorted(one.officers)) for one in front.escrows}
    return Standing(
        pairs=tuple(sorted((first, second) for first, second in pairs)),
        rehearsed=_read_together(session, _REHEARSED),
        opened=_read_together(session, _OPENED),
    )


def _read_together(session: Session, name: str) -> Together | None:
    held = reader.read_meta(session.store.connection, name)
    return _TOGETHER.decode(held) if held else None


def rehearse(session: Session) -> Request:
    """Return a request that asks two officers whether they could open this vault; no key will leave them."""
    request = asking.write_request(header.read(session.store.folder / HEADER), b"")
    with session.store.transaction() as writer:
        writer.set_meta(_REHEARSING, asking.name(request))
    return request


def end_rehearsal(session: Session, data: bytes) -> Together:
    """Take the answer to a rehearsal back; only two officers who held this vault's key can have made it."""
    answer = read_paper(data, Answer, "answer")
    held = reader.read_meta(session.store.connection, _REHEARSING)
    key = keys.derive_key(session.store.found.data_key, "rehearsal")
    if answer.request != held or not keys.is_mac(key, answer.request, answer.mark):
        raise asking.not_the_answer()
    found = Together(session.at, answer.by)
    with session.store.transaction() as writer:
        writer.set_meta(_REHEARSED, encode(found))
        writer.set_meta(_REHEARSING, b"")
    return found


def reopen(
    folder: Path,
    data: bytes,
    chosen: vault.Making,
    tell: inner.Tell = inner.tell_nobody,
    *,
    clock: Clock,
    policy: Policy,
    kinds: Kinds,
) -> None:
    """Open a vault by the officers' answer and put it under new keys and the new passphrase.

    The printed sheet that was lost opens it no more. The line in the audit trail comes first: whatever cuts
    the rest, the person sees that it was opened.
    """
    answer = read_paper(data, Answer, "answer")
    closed = asking.of_vault(folder)
    proof = asking.prove(closed, answer, chosen.passphrase)
    unlocking.look_over(folder, proof)
    session = unlocking.open_proven(folder, proof, clock=clock, policy=policy, kinds=kinds)
    try:
        session.store.require_writable()
        note_opened(session, answer.by)
        rekeying.rekey(session.store, choose(chosen), tell=tell)
        asking.forget(closed)
    finally:
        unlocking.lock(session)


def choose(chosen: vault.Making) -> header.Secrets:
    """Return what opens from now on; the printed sheet that was lost does not."""
    return header.Secrets(
        passphrase=chosen.passphrase,
        cost=chosen.cost,
        signing_seed=signing.new_seed(),
        code=chosen.code,
        keeps_code=False,
    )


def note_opened(session: Session, by: tuple[str, str]) -> None:
    """Keep in the trail which two officers opened this vault, and for its person when."""
    with session.store.transaction() as writer:
        audit.keep_line(session, writer, audit.Deed.ESCROW_OPENED, part=" ".join(by))
        writer.set_meta(_OPENED, encode(Together(session.at, by)))


# --- the officers


def look(data: bytes) -> Asked:
    """Return what a file asks of an officer, before any of it is opened; Trouble for another file."""
    is_half = data.startswith(ESCROW_HALF.letters)
    request = read_paper(read_paper(data, Half, "request").request if is_half else data, Request, "request")
    return Asked(say_words(request), is_half=is_half, is_rehearsal=request.is_rehearsal)


def open_first(session: Session, data: bytes, words: str) -> bytes:
    """Open the outer layer of a request whose words were compared by voice; return the half for another."""
    roster.require_officer(session, OFFICER)
    request = read_paper(data, Request, "request")
    _require_words(request, words)
    inner = tuple(_open_outer(session, request))
    if not inner:
        raise _not_first(session, request)
    _keep_line(session, request, FIRST)
    return Half(request=data, by=session.person.device, inner=inner).encode()


def _open_outer(session: Session, request: Request) -> Iterator[tuple[str, bytes]]:
    """Yield, for each officer who could act next, the layer that is theirs."""
    state, info = session.store.roster, header.escrow_info(request.vault, request.key_id)
    for one in request.escrows:
        first, second = one.officers
        other = roster.find(state, second)
        if first != session.person.device or other is None or other.is_revoked():
            continue
        try:
            yield second, sealing.open_outer(_read_private(session), other.seal, one.sealed, info)
        except keys.NotForUs:
            continue


def _not_first(session: Session, request: Request) -> Trouble:
    if any(session.person.device in one.officers for one in request.escrows):
        said = "This request is opened by another officer first; you are its second. Nothing was opened."
        return Trouble("not_allowed", said, field="request")
    return Trouble("not_allowed", _NOT_YOURS, field="request")


def open_second(session: Session, data: bytes, words: str) -> Answered:
    """Open the inner layer and seal the key to who asked; a rehearsal is only told that the key fits.

    Refused for the vault of a device whose access was closed.
    """
    roster.require_officer(session, OFFICER)
    half = read_paper(data, Half, "request")
    request = read_paper(half.request, Request, "request")
    _require_words(request, words)
    data_key, device = _open_inner(session, half, request)
    owner = roster.find(session.store.roster, device) if device else None
    if owner is not None and owner.is_revoked():
        raise Trouble("not_allowed", _CLOSED, field="request")
    named = asking.name(request)
    answer = Answer(request=named, by=(half.by, session.person.device))
    if request.is_rehearsal:
        mark = keys.mac(keys.derive_key(data_key, "rehearsal"), named)
        answer = msgspec.structs.replace(answer, mark=mark)
    else:
        answer = msgspec.structs.replace(answer, sealed=_seal(request, data_key))
    _keep_line(session, request, SECOND)
    return Answered(answer.encode(), device)


def _open_inner(session: Session, half: Half, request: Request) -> tuple[bytes, str]:
    own = next((sealed for device, sealed in half.inner if device == session.person.device), None)
    first = roster.find(session.store.roster, half.by)
    if own is None or first is None or first.is_revoked():
        raise Trouble("not_allowed", _NOT_YOURS, field="request")
    info = header.escrow_info(request.vault, request.key_id)
    try:
        plain = sealing.open_inner(_read_private(session), first.seal, own, info)
    except keys.NotForUs:
        raise _altered() from None
    data_key, owner = header.split_escrow(plain)
    if keys.key_id(data_key) != request.key_id:
        raise _altered()
    return data_key, signing.device_text(owner) if owner else ""


def _seal(request: Request, data_key: bytes) -> bytes:
    try:
        return asking.seal_answer(request, data_key)
    except ValueError:
        raise _altered() from None


def _require_words(request: Request, words: str) -> None:
    if " ".join(words.casefold().split()) != say_words(request):
        raise Trouble("not_allowed", _OTHER_WORDS, field="words")


def _keep_line(session: Session, request: Request, part: str) -> None:
    with session.store.transaction() as writer:
        audit.keep_line(
            session,
            writer,
            audit.Deed.ESCROW_OPENED,
            kind="vault",
            record=request.vault,
            part=f"{part} rehearsal" if request.is_rehearsal else part,
        )


def _read_private(session: Session) -> bytes:
    return reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""


def read_paper(data: bytes, kind: type[Paper], field: str) -> Paper:
    """Return what a file holds; Trouble for another file, or one of a newer version."""
    decode: Callable[[bytes], Paper] = kind.decode
    try:
        return decode(data)
    except wire.TooNew:
        raise Trouble("newer_version", _NEWER, field=field) from None
    except wire.Malformed:
        raise Trouble("file_not_ours", _NOT_OURS, field=field) from None


def _altered() -> Trouble:
    return Trouble("file_not_ours", _NOT_OURS, field="request")


_NOT_YOURS = (
    "This vault is not sealed to you and another officer of today. Nothing was opened; "
    "ask the officers it was sealed to, or the person for the recovery sheet."
)
_CLOSED = (
    "The access of the device that this vault belongs to was closed, so it is not opened. "
    "What it had sent is at headquarters; speak with whoever closed it."
)
_OTHER_WORDS = (
    "These are not the words of this request. Nothing was opened. Call the person on a number that you knew "
    "before and compare once more; if the words still differ, do not open it."
)
_NOT_OURS = "This file is not what is expected here, or it was altered on its way. Nothing was opened."
_NEWER = "A newer version of the program wrote this file. Nothing was opened; update this computer."
