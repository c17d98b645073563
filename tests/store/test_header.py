"""The header opens to its owner alone, to one key alone, whatever happens to its bytes."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.crypto.passphrase import FLOOR, Cost
from focal_desktop.store import areas, header, slots
from focal_desktop.store.header import Header, Officer, Opened, Secrets
from focal_desktop.wire.magic import HEADER, Magic

DATA = Path(__file__).parents[1] / "data"
SEED, THEIRS = b"s" * 32, b"t" * 32
PHRASE = "acorn bridge candle dune easel"
CODE = passphrase.new_code()
MADE, OPENED = header.create(Secrets(passphrase=PHRASE, cost=FLOOR, signing_seed=SEED, code=CODE))
FILED = msgspec.structs.replace(MADE, epoch=1)


def packed(made: Header | dict[str, Any] | bytes, seed: bytes = SEED) -> bytes:
    """Return one signed area, as somebody with the seed and our source could make it."""
    body = made if isinstance(made, bytes) else msgspec.json.encode(made)
    return areas.pack(HEADER, signing.sign(seed, header.SIGNED_AS + body) + body)


def code_of(call: Any, *arguments: Any) -> str:
    """Return the code of the Trouble that a call ends in."""
    with pytest.raises(Trouble) as trouble:
        call(*arguments)
    return trouble.value.code


def outcome(call: Callable[[], Any]) -> Any:
    """Return what a call gives, or the code of its Trouble; anything else goes through."""
    try:
        return call()
    except Trouble as trouble:
        return trouble.code


def change(made: Header, **fields: Any) -> Header:
    """Return the header with other fields."""
    return msgspec.structs.replace(made, **fields)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A written header."""
    header.write(tmp_path / "header.bin", MADE, SEED)
    return tmp_path / "header.bin"


def test_a_written_header_opens(path: Path) -> None:
    """By passphrase and by code, to the same key, which it names."""
    read = header.read(path)
    assert read == FILED
    assert header.unlock(read, PHRASE) == OPENED
    assert header.unlock_with_code(read, CODE.lower().replace("-", " ")) == OPENED
    assert read.key_id == keys.key_id(OPENED.data_key)


def test_a_header_tells_nothing_secret(path: Path) -> None:
    """Neither the file nor a trace of our values shows a key."""
    data = path.read_bytes()
    for secret in (OPENED.data_key, SEED, PHRASE.encode(), CODE.encode()):
        assert secret not in data
    chosen = Secrets(passphrase=PHRASE, cost=FLOOR, signing_seed=SEED, code=CODE)
    assert repr((chosen, OPENED)) == "(Secrets(), Opened())"


def test_two_vaults_share_nothing() -> None:
    """The same passphrase on two laptops opens two different things."""
    other, opened = header.create(Secrets(passphrase=PHRASE, cost=FLOOR, signing_seed=SEED))
    assert opened != OPENED
    assert other.vault != MADE.vault
    assert other.database != MADE.database
    assert other.passphrase.salt != MADE.passphrase.salt
    assert code_of(header.unlock_with_code, other, CODE) == "wrong_passphrase"


@pytest.mark.parametrize(
    "phrase", ["", PHRASE + " ", PHRASE.upper(), CODE], ids=("none", "longer", "upper", "code")
)
def test_another_passphrase_is_said_to_be_wrong(phrase: str) -> None:
    """And nothing else is said."""
    assert code_of(header.unlock, FILED, phrase) == "wrong_passphrase"


def test_another_code_is_said_to_be_wrong() -> None:
    """A mistyped one with another sentence, since it can be compared with the sheet."""
    with pytest.raises(Trouble, match="not the recovery code") as other:
        header.unlock_with_code(FILED, passphrase.new_code())
    with pytest.raises(Trouble, match="mistyped") as mistyped:
        header.unlock_with_code(FILED, CODE[:-1])
    assert other.value.code == mistyped.value.code == "wrong_passphrase"


def test_too_little_memory_is_neither_wrong_nor_damaged(path: Path) -> None:
    """A vault made on a large computer says on a small one what is the matter."""
    program = (
        "import resource, sys, pathlib, msgspec\n"
        "from focal_desktop.base.trouble import Trouble\n"
        "from focal_desktop.crypto import passphrase\n"
        "from focal_desktop.store import header\n"
        "made = header.read(pathlib.Path(sys.argv[1]))\n"
        "slot = msgspec.structs.replace(made.passphrase, cost=passphrase.Cost(512 * 1024, 1, 1))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))\n"
        "try: header.unlock(msgspec.structs.replace(made, passphrase=slot), 'any')\n"
        "except Trouble as trouble: print(trouble.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout == "not_enough_memory\n"


def test_no_header_is_no_vault(tmp_path: Path) -> None:
    """Nothing is made by looking."""
    (tmp_path / "file").write_bytes(b"")
    for path in (
        tmp_path / "header.bin",
        tmp_path / "missing" / "header.bin",
        tmp_path / "file" / "header.bin",
    ):
        assert code_of(header.read, path) == "no_vault"
        assert not path.exists()


@pytest.mark.parametrize("data", [b"", b"FHDR", bytes(2 * areas.AREA_BYTES), b"x" * 200_000])
def test_what_is_no_header_is_damaged(data: bytes) -> None:
    """Short, empty or foreign."""
    assert code_of(header.parse, data) == "damaged"


def test_a_newer_header_is_said_to_be_newer(path: Path) -> None:
    """Even beside an older one of ours, which no longer counts; and it is not written over."""
    newer = areas.pack(Magic(HEADER.letters, HEADER.version + 1), b"what we do not know")
    areas.overwrite(path, 1, newer)
    assert code_of(header.read, path) == "newer_version"
    assert code_of(header.write, path, MADE, SEED) == "newer_version"
    assert areas.split(areas.read(path))[1] == newer


def test_headers_are_written_in_turn(path: Path) -> None:
    """The newest counts, the one before stays until it is scrubbed."""
    for epoch in (2, 3, 4):
        before = areas.split(areas.read(path))
        kept = [header.parse(area).epoch for area in before].index(epoch - 1)
        written = header.write(path, FILED, SEED)
        after = areas.split(areas.read(path))
        assert header.read(path) == written
        assert written.epoch == epoch
        if epoch > 2:
            assert after[kept] == before[kept]
    header.scrub(path)
    first, second = areas.split(areas.read(path))
    assert first == second
    assert header.parse(first).epoch == 4
    changed_at = path.stat().st_mtime_ns
    header.scrub(path)
    assert path.stat().st_mtime_ns == changed_at


@pytest.mark.parametrize("share", [0.0, 0.01, 0.05, 0.5, 0.999])
def test_a_cut_while_writing_leaves_the_old_header(path: Path, share: float) -> None:
    """Torn anywhere before the end of the text, the switch has not happened."""
    header.write(path, FILED, SEED)
    newest, _ = header.rekey(
        header.read(path), Secrets(passphrase="new", cost=FLOOR, signing_seed=THEIRS), code_seed=SEED
    )
    before = header.read(path)
    old = areas.split(areas.read(path))
    header.write(path, newest, THEIRS)
    new = areas.split(areas.read(path))
    index = 0 if old[0] != new[0] else 1
    done = int(len(new[index].rstrip(b"\0")) * share)
    areas.overwrite(path, index, new[index][:done] + old[index][done:])
    assert header.read(path) == before


def test_a_seed_signs_only_its_own_header(path: Path) -> None:
    """A slip of ours must not leave a vault that nobody can open."""
    before = path.read_bytes()
    with pytest.raises(ValueError, match="seed"):
        header.write(path, FILED, THEIRS)
    assert path.read_bytes() == before


@given(area=st.integers(0, 1), at=st.integers(0, 12_000), bit=st.integers(0, 7))
def test_a_flipped_bit_is_found_or_harmless(area: int, at: int, bit: int) -> None:
    """In a scrubbed file: always the same header. In a single area: damaged; never another."""
    whole = packed(FILED)
    flipped = bytearray(whole * 2)
    flipped[area * areas.AREA_BYTES + at] ^= 1 << bit
    assert header.parse(bytes(flipped)) == FILED
    assert code_of(header.parse, bytes(flipped[area * areas.AREA_BYTES :][: areas.AREA_BYTES])) == "damaged"


@given(data=st.data(), cut=st.integers(0, 2 * areas.AREA_BYTES))
def test_any_mix_of_damage_ends_in_trouble_or_the_same(data: st.DataObject, cut: int) -> None:
    """Cut, overwritten in places, exchanged: one of the headers that were signed, or damaged."""
    newer = change(FILED, epoch=2)
    mixed = bytearray(packed(FILED) + packed(newer))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(mixed) - 1))
        mixed[at : at + 4] = data.draw(st.binary(min_size=1, max_size=4))
    assert outcome(lambda: header.parse(bytes(mixed[:cut]))) in (FILED, newer, "damaged")


BODY: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(FILED))
LEAVES = [
    *((name,) for name in BODY),
    *(("passphrase", name) for name in BODY["passphrase"]),
    *(("code", name) for name in BODY["code"]),
    *(("passphrase", "cost", name) for name in BODY["passphrase"]["cost"]),
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=40),
    st.binary(max_size=1300).map(lambda data: msgspec.json.decode(msgspec.json.encode(data))),
    st.lists(st.integers(), max_size=3),
)


@given(leaf=st.sampled_from(LEAVES), value=VALUES)
def test_a_forged_header_leads_to_no_other_key(leaf: tuple[str, ...], value: Any) -> None:
    """Any field altered and signed anew, even with the vault's own seed: Trouble, or the same key."""
    body: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(FILED))
    inner = body
    for name in leaf[:-1]:
        inner = inner[name]
    inner[leaf[-1]] = value
    ended = outcome(lambda: header.unlock_with_code(header.parse(packed(body)), CODE))
    assert ended in (OPENED, "damaged", "wrong_passphrase")


def test_a_forged_cost_is_refused_before_any_work() -> None:
    """Neither a downgrade nor a bomb of memory or time gets as far as a derivation."""
    began = time.perf_counter()
    for cost in (
        {"memory_kib": 8 * 1024 * 1024, "passes": 1, "lanes": 1},
        {"memory_kib": 1024 * 1024, "passes": 1, "lanes": 1},
        {"memory_kib": 512 * 1024, "passes": 16, "lanes": 1},
        {"memory_kib": 1024, "passes": 1, "lanes": 1},
        {"memory_kib": 65536, "passes": 10**6, "lanes": 1},
        {"memory_kib": 65536, "passes": 1, "lanes": 64},
        {"memory_kib": 65536, "passes": 1},
    ):
        body = {**BODY, "passphrase": {**BODY["passphrase"], "cost": cost}}
        assert code_of(header.parse, packed(body)) == "damaged"
    assert time.perf_counter() - began < 0.5


def test_another_cost_within_bounds_does_not_open() -> None:
    """The cost is bound to what it guards."""
    slot = msgspec.structs.replace(FILED.passphrase, cost=Cost(FLOOR.memory_kib, 2, 1))
    assert code_of(header.unlock, change(FILED, passphrase=slot), PHRASE) == "wrong_passphrase"


@pytest.mark.parametrize(
    "forged",
    [
        {**BODY, "more": 1},
        {**BODY, "database": "../d-00000000.db"},
        {**BODY, "database": "d-00000000.db\n"},
        {**BODY, "database": "d-0000000G.db"},
        {**BODY, "vault": "0"},
        {**BODY, "epoch": 0},
        {**BODY, "epoch": 2**60},
        {**BODY, "key_id": "AAAA"},
        {**BODY, "escrows": [{"officers": ["a", "b"], "sealed": ""}] * 11},
        {name: value for name, value in BODY.items() if name != "passphrase"},
        msgspec.json.encode(FILED) + b"x",
        b'{"vault": "\xff"}',
        b"[" * 60_000,
        b"",
    ],
)
def test_a_body_that_is_not_exact_is_damaged(forged: Any) -> None:
    """Though whole and signed: unknown fields, ways out of the folder, wrong sizes, no text."""
    assert code_of(header.parse, packed(forged)) == "damaged"


def test_an_unsigned_header_is_damaged() -> None:
    """Another's signature is none."""
    assert code_of(header.parse, packed(FILED, THEIRS)) == "damaged"


def plant_twin(seed: bytes, own_key: bytes) -> Header:
    """Return the owner's slots around a key of somebody else, signed with that person's seed."""
    twin = change(FILED, key_id=keys.key_id(own_key), verify=signing.public_key(seed))
    slot = slots.seal_data_key(FILED.passphrase, FILED.vault, own_key)
    assert FILED.code is not None
    code = slots.seal_data_key(FILED.code, FILED.vault, own_key)
    return header.parse(packed(change(twin, passphrase=slot, code=code), seed))


def test_a_planted_twin_is_refused() -> None:
    """Anyone who can write the folder can seal to the owner's public keys; the slots pin the signer."""
    twin = plant_twin(THEIRS, b"a key they know, 32 bytes long!!")
    assert code_of(header.unlock, twin, PHRASE) == "damaged"
    assert code_of(header.unlock_with_code, twin, CODE) == "damaged"


def test_a_data_key_of_another_name_is_refused() -> None:
    """The key must be the one that the header names."""
    other = header.parse(packed(change(FILED, key_id=bytes(16))))
    assert code_of(header.unlock_with_code, other, CODE) == "damaged"
    assert FILED.code is not None
    private_slot = msgspec.structs.replace(
        FILED.code,
        data_key=sealing.seal(
            FILED.code.public,
            b"another key, sealed under the name",
            slots._data_key_info(FILED.code, FILED.vault),
            FILED.key_id,
        ),
    )
    assert code_of(header.unlock_with_code, change(FILED, code=private_slot), CODE) == "damaged"


def test_slots_of_another_vault_do_not_fit() -> None:
    """A slot is bound to its vault."""
    assert code_of(header.unlock, change(FILED, vault="0" * 32), PHRASE) == "wrong_passphrase"
    assert code_of(header.unlock_with_code, change(FILED, vault="0" * 32), CODE) == "wrong_passphrase"


NEW = Secrets(passphrase="a new passphrase", cost=FLOOR, signing_seed=THEIRS)
CHANGED, CHANGED_KEY = header.rekey(FILED, NEW, SEED)


def test_a_new_passphrase_means_new_keys(path: Path) -> None:
    """Data key, key pair, salt, signer and database are new; the printed code stays good."""
    written = header.write(path, CHANGED, THEIRS)
    read = header.read(path)
    assert read == written
    assert read.epoch == 2
    assert read.vault == FILED.vault
    assert read.database != FILED.database
    assert header.unlock(read, "a new passphrase") == CHANGED_KEY != OPENED
    assert header.unlock_with_code(read, CODE) == CHANGED_KEY
    assert code_of(header.unlock, read, PHRASE) == "wrong_passphrase"
    assert read.passphrase.public != FILED.passphrase.public


def test_an_old_slot_with_the_old_passphrase_opens_nothing_new() -> None:
    """What is left of the former header on the raw disk leads to the former key alone."""
    mixed = change(CHANGED, passphrase=FILED.passphrase, verify=FILED.verify)
    assert code_of(header.unlock, mixed, PHRASE) == "damaged"
    old_private = slots._open_private(
        FILED.passphrase, FILED.vault, slots._passphrase_secret(FILED.passphrase, PHRASE), ""
    )[1]
    for slot in (CHANGED.passphrase, CHANGED.code):
        assert slot is not None
        with pytest.raises(keys.NotForUs):
            sealing.open_sealed(
                old_private, slot.data_key, slots._data_key_info(slot, CHANGED.vault), CHANGED.key_id
            )


def test_who_held_the_old_signing_seed_plants_no_header() -> None:
    """The passphrase slot pins the new signer, so the former seed signs nothing that opens."""
    own_key = b"a key they know, 32 bytes long!!"
    slot = slots.seal_data_key(CHANGED.passphrase, CHANGED.vault, own_key)
    forged = change(CHANGED, passphrase=slot, key_id=keys.key_id(own_key), verify=FILED.verify)
    assert (
        code_of(header.unlock, header.parse(packed(change(forged, epoch=9), SEED)), NEW.passphrase)
        == "damaged"
    )


def test_changing_twice_keeps_the_code() -> None:
    """The seed of the day the code was made vouches for each later one."""
    third = Secrets(passphrase="third", cost=FLOOR, signing_seed=b"3" * 32)
    made, opened = header.rekey(CHANGED, third, SEED)
    assert header.unlock_with_code(made, CODE) == opened
    with pytest.raises(ValueError, match="seed"):
        header.rekey(CHANGED, third, THEIRS)


def test_a_voucher_speaks_for_one_signer_only() -> None:
    """Taken over to another header it is worth nothing."""
    assert CHANGED.code is not None
    for voucher in (b"", bytes(64), signing.sign(THEIRS, b"anything")):
        slot = msgspec.structs.replace(CHANGED.code, voucher=voucher)
        assert code_of(header.unlock_with_code, change(CHANGED, code=slot), CODE) == "damaged"


def test_a_new_code_ends_the_old_one() -> None:
    """As when the printed sheet was lost."""
    code = passphrase.new_code(100)
    chosen = Secrets(passphrase=PHRASE, cost=FLOOR, signing_seed=THEIRS, code=code)
    made, opened = header.rekey(FILED, chosen, SEED)
    assert header.unlock_with_code(made, code) == opened
    assert code_of(header.unlock_with_code, made, CODE) == "wrong_passphrase"


def test_a_vault_without_a_code_can_get_one() -> None:
    """And stays without one where none is asked for."""
    bare = change(FILED, code=None)
    assert header.rekey(bare, NEW, SEED)[0].code is None
    made, opened = header.rekey(bare, Secrets(passphrase="p", cost=FLOOR, signing_seed=SEED, code=CODE), SEED)
    assert header.unlock_with_code(made, CODE) == opened


def test_what_is_no_code_makes_no_vault() -> None:
    """A code is made by us, never by a person."""
    with pytest.raises(ValueError, match="code"):
        header.create(Secrets(passphrase=PHRASE, cost=FLOOR, signing_seed=SEED, code="1234"))


def test_renewing_changes_the_data_key_alone() -> None:
    """After an erasure: no passphrase is asked for, both ways in stay, the old key is worthless."""
    made, opened = header.renew(FILED)
    assert opened != OPENED
    assert made.database != FILED.database
    assert header.unlock(made, PHRASE) == header.unlock_with_code(made, CODE) == opened
    bare, _ = header.renew(change(FILED, code=None))
    assert bare.code is None


ANA, BEN = sealing.new_private(), sealing.new_private()
PAIR = (Officer("ana", sealing.public_of(ANA)), Officer("ben", sealing.public_of(BEN)))


def test_two_officers_open_together(path: Path) -> None:
    """One alone cannot; the key they bring must be the one named."""
    header.write(path, header.add_escrows(FILED, OPENED, (PAIR,)), SEED)
    read = header.read(path)
    escrow, info = read.escrows[0], header.escrow_info(read.vault, read.key_id)
    assert escrow.officers == ("ana", "ben")
    inner = sealing.open_outer(ANA, PAIR[1].public, escrow.sealed, info)
    brought = sealing.open_inner(BEN, PAIR[0].public, inner, info)
    assert header.unlock_with_key(read, brought) == OPENED
    assert code_of(header.unlock_with_key, read, bytes(32)) == "damaged"
    with pytest.raises(keys.NotForUs):
        sealing.open_inner(BEN, PAIR[0].public, escrow.sealed, info)


def test_an_escrow_of_a_former_key_is_dropped() -> None:
    """It would open nothing and give false hope."""
    held = header.add_escrows(FILED, OPENED, (PAIR, PAIR[::-1]))
    assert len(held.escrows) == 2
    assert header.renew(held)[0].escrows == ()
    assert header.rekey(held, NEW, SEED)[0].escrows == ()


def test_the_largest_header_fits() -> None:
    """Both slots and as many escrows as are allowed."""
    pairs = (PAIR,) * 10
    full = header.add_escrows(FILED, OPENED, pairs)
    assert header.parse(packed(full)) == full


def test_a_header_of_the_first_release_opens() -> None:
    """Written down once; each later version must open it."""
    data = (DATA / "header-1.bin").read_bytes().ljust(areas.AREA_BYTES, b"\0")
    read = header.parse(data)
    opened = Opened(bytes.fromhex("b0d39dda8743e9eb7bfb013e73230cae794b07fa4b5f8b66c527f676b453a3d8"))
    assert header.unlock(read, "acorn bridge candle dune easel") == opened
    assert header.unlock_with_code(read, "91JS-146M-3MEB-236Q-EXY6-334G-6QCB-S3QT") == opened
