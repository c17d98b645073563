"""Proofs that this computer can do what the program rests on; each raises where something does not hold.

Must never touch a vault of a person's own.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from focal_desktop.base import paths
from focal_desktop.base.clock import SystemClock
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.crypto.passphrase import FLOOR, Cost
from focal_desktop.domain import policy as policies
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.policy import Policy
from focal_desktop.store import abilities, areas, backup, header
from focal_desktop.store.vault import Making
from focal_desktop.usecases import checking, records, safekeeping, unlocking
from focal_desktop.usecases.unlocking import Place

LIBRARIES = (
    *("arabic_reshaper", "babel", "bidi", "cryptography", "msgspec", "reportlab", "requests"),
    *("pyrage", "sqlcipher3", "zstandard"),
)
PHRASE = "acorn bridge candle dune easel"
DERIVED = "e35e1ba714be9bd2a7b08804b4f6d2d004c881b8578200e16713dd3d0115cd1b"
CODE = "91JS-146M-3MEB-236Q-EXY6-334G-6QCB-S3QT"
_PLACE = Place(office="TEST", office_name="Self-test", country="KE", person="Self-test")
_USUAL = Cost(memory_kib=passphrase.FITTED_MEMORY_KIB[0], passes=1, lanes=passphrase.FITTED_LANES)


def _require(holds: bool) -> None:
    if not holds:
        raise RuntimeError("a proof does not hold")


def load_libraries(_folder: Path) -> None:
    """Load every library that a part of the program needs."""
    for name in LIBRARIES:
        import_module(name)


def use_database(folder: Path) -> None:
    """Keep something in an encrypted database and find it again."""
    abilities.require_database(folder)


def derive_key(_folder: Path) -> None:
    """Derive a key whose answer is known (Argon2id)."""
    _require(passphrase.derive(PHRASE, bytes(16), FLOOR).hex() == DERIVED)


def use_memory(_folder: Path) -> None:
    """Derive a key with as much memory as an ordinary vault asks for."""
    _require(len(passphrase.derive(PHRASE, bytes(16), _USUAL)) == passphrase.KEY_BYTES)


def seal_and_open(_folder: Path) -> None:
    """Seal to a public key (HPKE with ML-KEM-768 and X25519) and open it, with the right key alone."""
    mine, other = sealing.new_private(), sealing.new_private()
    sealed = sealing.seal(sealing.public_of(mine), b"marked", b"self-test")
    _require(sealing.open_sealed(mine, sealed, b"self-test") == b"marked")
    try:
        sealing.open_sealed(other, sealed, b"self-test")
    except keys.NotForUs:
        return
    raise RuntimeError("another key opens")


def sign_and_check(_folder: Path) -> None:
    """Sign (Ed25519), and see that an altered text is not signed."""
    seed = signing.new_seed()
    public, signature = signing.public_key(seed), signing.sign(seed, b"marked")
    _require(signing.is_signed(public, b"marked", signature))
    _require(not signing.is_signed(public, b"altered", signature))


def encrypt_and_decrypt(_folder: Path) -> None:
    """Encrypt (AES-256-GCM-SIV) and decrypt."""
    key = keys.new_key()
    _require(keys.open_bytes(key, keys.seal_bytes(key, b"marked", b"place"), b"place") == b"marked")


def open_golden_header(_folder: Path) -> None:
    """Open a header written by the first release, by passphrase and by code."""
    area = paths.resource("golden", "header-1.bin").read_bytes().ljust(areas.AREA_BYTES, b"\0")
    front = header.parse(area)
    _require(header.unlock(front, PHRASE) == header.unlock_with_code(front, CODE))


def read_policy(_folder: Path) -> None:
    """Read every policy file that ships, in full."""
    _require(bool(_load_policy().version))


def _load_policy() -> Policy:
    return policies.parse(
        {name: paths.resource("policy", f"{name}.toml").read_bytes() for name in policies.FILES}
    )


def draw_words(_folder: Path) -> None:
    """Draw a passphrase and a code, and the six words of a known text."""
    _require(len(passphrase.five_words().split()) == passphrase.GENERATED_WORDS)
    _require(len(passphrase.six_words(b"marked").split()) == passphrase.COMPARE_WORDS)
    _require(passphrase.code_bytes(passphrase.new_code()) != passphrase.code_bytes(passphrase.new_code()))


def use_vault(folder: Path) -> None:
    """Make a vault, save, lock, unlock, search, check; then back it up and read the backup."""
    place, clock, policy = folder / "vault", SystemClock(), _load_policy()
    making = Making(passphrase=PHRASE, cost=FLOOR)
    try:
        made = unlocking.create_office(place, _PLACE, making, clock=clock, policy=policy, kinds=KINDS)
        try:
            saved = records.add(made, "partner", {"name": "Marked words"})
        finally:
            unlocking.lock(made)
        session = unlocking.unlock(place, PHRASE, clock=clock, policy=policy, kinds=KINDS)
        try:
            _require([row.id for row in records.search(session, "marked")] == [saved.id])
            _require(checking.check(session).ok)
            safekeeping.back_up(session, folder / "backup")
        finally:
            unlocking.lock(session)
        _require(backup.unlock(folder / "backup", PHRASE).front.size_bytes > 0)
    finally:
        unlocking.anchor_copy(place).unlink(missing_ok=True)
