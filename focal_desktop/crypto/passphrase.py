"""What people keep, type and say: passphrases, printed codes, words to compare by voice.

Must never log, store or repeat any of it.
"""

import functools
import hashlib
import secrets
import unicodedata
from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from focal_desktop.base import paths
from focal_desktop.base.trouble import Trouble

MIB = 1024
MEMORY_KIB = (64 * MIB, 512 * MIB)
PASSES = (1, 16)
LANES = (1, 4)
MOST_WORK_KIB = 256 * MIB * PASSES[1]
"""Memory times passes: the dearest that is ever fitted. A stranger's file may ask no more."""
SALT_BYTES = 16
KEY_BYTES = 32

FITTED_MEMORY_KIB = (256 * MIB, 128 * MIB)
FITTED_LANES = 2  # every laptop in use has two cores; both work for the person, so a guess costs twice
SHORTEST_S, AIM_S, LONGEST_S = 0.8, 1.0, 1.2
FITTING_ROUNDS = 8

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 5
CODE_GROUP = 4
CODE_BITS_LEAST = 100
CODE_MISREAD = str.maketrans("OILU", "011V")

# Whoever sits between the two people would have to try keys until all six words agree. 1,024 words make
# 60 bits; the rounds make each try some thousand times dearer, for both sides a matter of milliseconds.
COMPARE_ROUNDS = 4_000
COMPARE_BITS = 10
COMPARE_WORDS = 6
GENERATED_WORDS = 5


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess of a passphrase costs; outside its bounds it cannot be made (ValueError)."""

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        """Refuse what would weaken a vault or stop the computer, before any work."""
        for value, (lowest, highest) in zip(
            (self.memory_kib, self.passes, self.lanes), (MEMORY_KIB, PASSES, LANES), strict=True
        ):
            if not lowest <= value <= highest:
                raise ValueError("the cost of a passphrase is out of bounds")
        if self.memory_kib * self.passes > MOST_WORK_KIB:
            raise ValueError("the work of a passphrase is out of bounds")


FLOOR = Cost(MEMORY_KIB[0], 1, 1)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32-byte key of a passphrase by Argon2id, the same however a keyboard composes letters."""
    text = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(text)
    except MemoryError:
        raise Trouble(
            "not_enough_memory",
            "The computer has not enough free memory to check a passphrase. Nothing was changed; "
            "close other programs and try again.",
        ) from None


def fit(monotonic: Callable[[], float]) -> Cost:
    """Return the cost that makes this computer work for about a second; `monotonic` tells seconds."""

    def measure(cost: Cost) -> float:
        began = monotonic()
        derive("the cost of a guess", bytes(SALT_BYTES), cost)
        return monotonic() - began

    return fit_by(measure)


def fit_by(measure: Callable[[Cost], float]) -> Cost:
    """Return the dearest cost that measures within 1.2 s: 256 MiB, many passes or few, then 128 MiB."""
    for memory_kib in FITTED_MEMORY_KIB:
        passes = _fit_passes(memory_kib, measure)
        if passes:
            return Cost(memory_kib, passes, FITTED_LANES)
    return Cost(FITTED_MEMORY_KIB[-1], PASSES[0], FITTED_LANES)


def _fit_passes(memory_kib: int, measure: Callable[[Cost], float]) -> int:
    """Return the most passes that stay within the time, or 0 where not even one does."""
    passes, fitting = PASSES[0], 0
    for _ in range(FITTING_ROUNDS):
        try:
            took_s = max(measure(Cost(memory_kib, passes, FITTED_LANES)), 0.001)
        except Trouble:
            return 0
        if took_s <= LONGEST_S:
            fitting = max(fitting, passes)
        wanted = min(int(passes * AIM_S / took_s), PASSES[1])
        if took_s < SHORTEST_S:
            wanted = min(max(wanted, passes + 1), PASSES[1])
        if SHORTEST_S <= took_s <= LONGEST_S or wanted <= fitting:
            break
        passes = wanted
    return fitting


def new_code(bits: int = 128) -> str:
    """Return a random code to print: groups of four without look-alike letters, the last a check group."""
    if bits < CODE_BITS_LEAST:
        raise ValueError("a code of fewer bits can be guessed")
    groups = -(-bits // (CODE_BITS * CODE_GROUP))
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(groups * CODE_GROUP))
    letters += _check_group(letters)
    return "-".join(letters[at : at + CODE_GROUP] for at in range(0, len(letters), CODE_GROUP))


def code_bytes(text: str) -> bytes:
    """Return the secret of a typed code, in any case and spacing, O read as 0, I and L as 1, U as V.

    ValueError for a code that was mistyped; all but one in a million slips are noticed.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(CODE_MISREAD)
    letters = "".join(letter for letter in plain if letter.isalnum())
    if (
        len(letters) < CODE_BITS_LEAST // CODE_BITS + CODE_GROUP
        or len(letters) % CODE_GROUP
        or set(letters) - set(CODE_LETTERS)
    ):
        raise ValueError("not a code")
    secret, check = letters[:-CODE_GROUP], letters[-CODE_GROUP:]
    if not secrets.compare_digest(_check_group(secret), check):
        raise ValueError("mistyped code")
    return secret.encode("ascii")


def _check_group(letters: str) -> str:
    digest = hashlib.sha256(b"focal code check\0" + letters.encode("ascii")).digest()
    number = int.from_bytes(digest, "big")
    return "".join(CODE_LETTERS[number >> (CODE_BITS * at) & 31] for at in range(CODE_GROUP))


def six_words(material: bytes) -> str:
    """Return six words for two people to compare by voice; the same material gives the same words."""
    short = hashlib.sha256(material).digest()  # PBKDF2 itself takes a key and the same key with zeros for one
    digest = hashlib.pbkdf2_hmac("sha256", short, b"focal six words\0", COMPARE_ROUNDS)
    number = int.from_bytes(digest, "big")
    words = _words("compare.txt")
    return " ".join(words[number >> (COMPARE_BITS * at) & 1023] for at in range(COMPARE_WORDS))


def five_words() -> str:
    """Return a generated passphrase of 55 random bits that can be learnt by heart; no word comes twice."""
    return draw_words(GENERATED_WORDS)


def draw_words(count: int) -> str:
    """Return so many different generated words, 11 random bits each."""
    return " ".join(secrets.SystemRandom().sample(_words("passphrase.txt"), count))


def is_generated(word: str) -> bool:
    """Tell whether a word is one that passphrases are made of."""
    return word in _words("passphrase.txt")


def one_word() -> str:
    """Return one random word to say on the telephone: a mark to be found by, never a secret."""
    return secrets.choice(_words("compare.txt"))


@functools.cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(paths.resource("words", name).read_text(encoding="ascii").split())
