"""The ways into a vault: what a passphrase or a printed code opens, and what it pins.

Must never open to a key that its owner's own slot does not vouch for: anyone can seal to a public key.
"""

import secrets
from typing import Annotated, TypeAlias, TypeVar

import msgspec
from msgspec import Meta

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing

Bytes16: TypeAlias = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes32: TypeAlias = Annotated[bytes, Meta(min_length=32, max_length=32)]
PublicKey: TypeAlias = Annotated[
    bytes, Meta(min_length=sealing.PUBLIC_BYTES, max_length=sealing.PUBLIC_BYTES)
]
Signature: TypeAlias = Annotated[bytes, Meta(max_length=signing.SIGNATURE_BYTES)]
Sealed: TypeAlias = Annotated[bytes, Meta(max_length=4096)]

PIN_BYTES = signing.PUBLIC_BYTES


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in: a secret opens a private key, the private key opens the data key."""

    public: PublicKey
    private: Sealed  # under the secret: the pinned verify key of the vault, then the private key
    data_key: Sealed = b""  # to `public`


class PassphraseSlot(Slot, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way in by passphrase, with what a guess costs."""

    cost: passphrase.Cost
    salt: Bytes16


class CodeSlot(Slot, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way in by printed code; `voucher` ties the key pinned inside to a later one."""

    pinned: Bytes32
    voucher: Signature = b""


AnySlot = TypeVar("AnySlot", PassphraseSlot, CodeSlot)


def make_passphrase_slot(vault: str, phrase: str, cost: passphrase.Cost, verify: bytes) -> PassphraseSlot:
    """Return a slot with a fresh key pair that the passphrase opens; it holds no data key yet."""
    private = sealing.new_private()
    salt = secrets.token_bytes(passphrase.SALT_BYTES)
    empty = PassphraseSlot(public=sealing.public_of(private), private=b"", cost=cost, salt=salt)
    secret = _passphrase_secret(empty, phrase)
    return msgspec.structs.replace(
        empty, private=keys.seal_bytes(secret, verify + private, _place(vault, empty))
    )


def make_code_slot(vault: str, code: str, verify: bytes) -> CodeSlot:
    """Return a slot with a fresh key pair that the code opens; ValueError for what is no code."""
    private = sealing.new_private()
    empty = CodeSlot(public=sealing.public_of(private), private=b"", pinned=verify)
    secret = _code_secret(code)
    return msgspec.structs.replace(
        empty, private=keys.seal_bytes(secret, verify + private, _place(vault, empty))
    )


def seal_data_key(slot: AnySlot, vault: str, data_key: bytes) -> AnySlot:
    """Return the slot holding the data key; needs no secret of its owner."""
    sealed = sealing.seal(slot.public, data_key, _data_key_info(slot, vault), keys.key_id(data_key))
    return msgspec.structs.replace(slot, data_key=sealed)


def vouch(slot: CodeSlot, vault: str, pinned_seed: bytes, verify: bytes) -> CodeSlot:
    """Return the slot saying, with the seed it pins, that `verify` has taken that seed's place."""
    if signing.public_key(pinned_seed) != slot.pinned:
        raise ValueError("this seed is not the one that the code's sheet was made with")
    return msgspec.structs.replace(slot, voucher=signing.sign(pinned_seed, _voucher_text(vault, verify)))


def open_with_passphrase(
    slot: PassphraseSlot, vault: str, phrase: str, verify: bytes, key_id: bytes
) -> bytes:
    """Return the data key named `key_id`, if the slot pins `verify`."""
    private = open_private(slot, vault, phrase, verify)
    return _open_data_key(slot, vault, private, key_id)


def open_with_code(slot: CodeSlot, vault: str, code: str, verify: bytes, key_id: bytes) -> bytes:
    """Return the data key named `key_id`, if the slot pins `verify` or vouches for it."""
    try:
        secret = _code_secret(code)
    except ValueError:
        raise Trouble("wrong_passphrase", _MISTYPED_CODE) from None
    pinned, private = _open_private(slot, vault, secret, _REFUSED_CODE)
    if pinned != verify and not signing.is_signed(pinned, _voucher_text(vault, verify), slot.voucher):
        raise damaged("H2")
    return _open_data_key(slot, vault, private, key_id)


def open_private(slot: PassphraseSlot, vault: str, phrase: str, verify: bytes) -> bytes:
    """Return the private key of a slot by its passphrase, if the slot pins `verify`."""
    pinned, private = _open_private(slot, vault, _passphrase_secret(slot, phrase), _REFUSED_PHRASE)
    if pinned != verify:
        raise damaged("H2")
    return private


def damaged(mark: str) -> Trouble:
    """Return the trouble of a header that is not as it was written; the mark is for headquarters."""
    return Trouble("damaged", _ALTERED[mark])


def _open_private(slot: Slot, vault: str, secret: bytes, refusal: str) -> tuple[bytes, bytes]:
    try:
        both = keys.open_bytes(secret, slot.private, _place(vault, slot))
    except keys.NotForUs:
        raise Trouble("wrong_passphrase", refusal) from None
    return both[:PIN_BYTES], both[PIN_BYTES:]


def _open_data_key(slot: Slot, vault: str, private: bytes, key_id: bytes) -> bytes:
    try:
        data_key = sealing.open_sealed(private, slot.data_key, _data_key_info(slot, vault), key_id)
    except keys.NotForUs:
        raise damaged("H3") from None
    if keys.key_id(data_key) != key_id:
        raise damaged("H3")
    return data_key


def _passphrase_secret(slot: PassphraseSlot, phrase: str) -> bytes:
    return keys.derive_key(passphrase.derive(phrase, slot.salt, slot.cost), "passphrase slot")


def _code_secret(code: str) -> bytes:
    # A code holds over a hundred random bits: nothing is gained by making it dear.
    return keys.derive_key(passphrase.code_bytes(code), "code slot")


def _place(vault: str, slot: Slot) -> bytes:
    fixed = (slot.cost, slot.salt) if isinstance(slot, PassphraseSlot) else ()
    return msgspec.json.encode((type(slot).__name__, vault, slot.public, *fixed))


def _data_key_info(slot: Slot, vault: str) -> bytes:
    return f"focal data key\0{type(slot).__name__}\0{vault}".encode("ascii")


def _voucher_text(vault: str, verify: bytes) -> bytes:
    return b"focal voucher\0" + vault.encode("ascii") + verify


# Each in full: a sentence made up of pieces can be said in English alone.
_ALTERED = {
    "H1": "The vault's header was damaged or altered. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: H1.",
    "H2": "The vault's header was damaged or altered. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: H2.",
    "H3": "The vault's header was damaged or altered. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: H3.",
    "H4": "The vault's header was damaged or altered. Nothing was changed. "
    "Restore your last backup, or call headquarters and say: H4.",
}
_REFUSED_PHRASE = "This is not the passphrase of this vault. Nothing was changed."
_REFUSED_CODE = "This is not the recovery code of this vault. Nothing was changed."
_MISTYPED_CODE = "A letter of the recovery code is missing or mistyped. Compare it with the printed sheet."
