"""The anchor tells how far the log had come, survives what a disk does, and costs next to nothing."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from focal_desktop.store import anchor
from focal_desktop.store.anchor import Anchor

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
FILE_BYTES = anchor.BLOCKS * anchor.BLOCK_BYTES


def head(number: int) -> bytes:
    """Return a chain head for a sequence number."""
    return number.to_bytes(32, "big")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the vault's own anchor lies."""
    return tmp_path / "anchor.bin"


@pytest.fixture
def copy_path(tmp_path: Path) -> Path:
    """Where its copy lies, in a folder that is not there yet."""
    return tmp_path / "config" / "focal" / "copy.bin"


def write_up_to(path: Path, copy_path: Path | None, last: int) -> Anchor:
    """Return an anchor after saves 1 to `last`."""
    made = Anchor(path, copy_path, KEY)
    for number in range(1, last + 1):
        assert made.write(number, head(number))
    return made


def test_a_new_anchor_knows_nothing(path: Path, copy_path: Path) -> None:
    """And asking makes no file."""
    assert Anchor(path, copy_path, KEY).read() is None
    assert not path.exists()
    assert not copy_path.parent.exists()


@pytest.mark.parametrize("last", [1, 2, 3, 10])
def test_the_newest_end_is_read(path: Path, copy_path: Path, last: int) -> None:
    """By the same and by a later process; the file never grows."""
    made = write_up_to(path, copy_path, last)
    assert made.read() == (last, head(last))
    assert Anchor(path, copy_path, KEY).read() == (last, head(last))
    assert path.stat().st_size == copy_path.stat().st_size == FILE_BYTES
    assert path.read_bytes() == copy_path.read_bytes()


def test_records_take_turns(path: Path) -> None:
    """Whatever the gaps between numbers, the record before stays whole until the next is."""
    made = Anchor(path, None, KEY)
    for number in (2, 4, 6, 8):
        made.write(number, head(number))
    data = bytearray(path.read_bytes())
    newest = max((0, anchor.BLOCK_BYTES), key=lambda at: data[at + 12])
    data[newest : newest + anchor.BLOCK_BYTES] = bytes(anchor.BLOCK_BYTES)
    path.write_bytes(data)
    assert Anchor(path, None, KEY).read() == (6, head(6))


def test_a_later_process_goes_on_over_the_older_record(path: Path) -> None:
    """Else one torn write could take both."""
    for number in (1, 2, 3):
        again = Anchor(path, None, KEY)
        again.write(number, head(number))
        again.close()
    data = path.read_bytes()
    numbers = {int.from_bytes(data[at + 5 : at + 13], "big") for at in (0, anchor.BLOCK_BYTES)}
    assert numbers == {2, 3}


@given(at=st.integers(0, FILE_BYTES - 1), bit=st.integers(0, 7), cut=st.integers(0, FILE_BYTES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damage_never_makes_another_end(path: Path, at: int, bit: int, cut: int) -> None:
    """Flipped or cut: one of the two records that were written, or none."""
    write_up_to(path, None, 5).close()
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)
    assert Anchor(path, None, KEY).read() in {(4, head(4)), (5, head(5))}
    path.write_bytes(data[:cut])
    assert Anchor(path, None, KEY).read() in {(4, head(4)), (5, head(5)), None}


def test_either_file_is_enough(path: Path, copy_path: Path) -> None:
    """Deleted, emptied or put back to an older state, the other one knows better."""
    made = write_up_to(path, copy_path, 3)
    older = path.read_bytes()
    write_up_to(path, copy_path, 9)
    for spoiled, kept in ((path, copy_path), (copy_path, path)):
        good = kept.read_bytes()
        for wrong in (older, b"", b"x" * FILE_BYTES):
            spoiled.write_bytes(wrong)
            assert made.read() == (9, head(9))
        spoiled.unlink()
        assert made.read() == (9, head(9))
        spoiled.write_bytes(good)


def test_another_key_vouches_for_nothing(path: Path) -> None:
    """A record taken from another vault, or from before the keys changed, is none."""
    write_up_to(path, None, 3)
    assert Anchor(path, None, OTHER_KEY).read() is None


def test_changing_keys_can_be_cut_at_any_point(path: Path, copy_path: Path) -> None:
    """Until the header is switched both keys find their end; afterwards the former one fades."""
    write_up_to(path, copy_path, 7).close()
    renewed = Anchor(path, copy_path, OTHER_KEY)
    assert renewed.write(7, head(7))
    assert renewed.flush()
    assert Anchor(path, copy_path, KEY).read() == (7, head(7))
    assert Anchor(path, copy_path, OTHER_KEY).read() == (7, head(7))
    assert renewed.write(8, head(8))
    assert renewed.read() == (8, head(8))
    assert Anchor(path, copy_path, KEY).read() is None


def test_a_restore_starts_further_back(path: Path, copy_path: Path) -> None:
    """After a person chose to go on without the lost saves, no older and higher record speaks."""
    made = write_up_to(path, copy_path, 9)
    assert made.reset(4, head(44))
    assert made.read() == (4, head(44))
    assert Anchor(path, copy_path, KEY).read() == (4, head(44))


def test_a_missing_copy_does_not_hold_up_a_save(path: Path, tmp_path: Path) -> None:
    """A settings folder that cannot be written is no reason to say that a save failed."""
    (tmp_path / "file").write_bytes(b"")
    made = Anchor(path, tmp_path / "file" / "copy.bin", KEY)
    assert made.write(1, head(1))
    assert made.flush()
    assert made.read() == (1, head(1))


def test_a_vault_that_went_away_is_told(tmp_path: Path) -> None:
    """Told, not raised: the save itself had been committed."""
    (tmp_path / "file").write_bytes(b"")
    made = Anchor(tmp_path / "file" / "anchor.bin", tmp_path / "copy.bin", KEY)
    assert not made.write(1, head(1))
    assert not made.flush()
    assert not made.reset(1, head(1))
    assert made.read() == (1, head(1))


def test_a_disk_that_keeps_nothing_is_told(tmp_path: Path) -> None:
    """Written is not kept: the flush before a change of keys must say so."""
    (tmp_path / "anchor.bin").symlink_to("/dev/null")
    made = Anchor(tmp_path / "anchor.bin", None, KEY)
    made.write(1, head(1))
    assert not made.flush()


def test_one_file_alone_is_flushed(path: Path) -> None:
    """A vault without a copy elsewhere is complete."""
    assert write_up_to(path, None, 1).flush()


def test_closed_files_open_again(path: Path, copy_path: Path) -> None:
    """As when the folder of a memory stick was away for a while."""
    made = write_up_to(path, copy_path, 2)
    made.close()
    made.close()
    assert made.write(3, head(3))
    assert made.read() == (3, head(3))


def test_numbers_of_any_size_and_whole_heads_only(path: Path) -> None:
    """64 bits are kept; half a head is our own fault."""
    made = Anchor(path, None, KEY)
    made.write(2**64 - 1, head(1))
    assert made.read() == (2**64 - 1, head(1))
    with pytest.raises(ValueError, match="32 bytes"):
        made.write(1, b"short")


def test_only_the_owner_reads_it(path: Path) -> None:
    """The number of saves is nobody else's business."""
    write_up_to(path, None, 1)
    assert path.stat().st_mode & 0o077 == 0


def test_it_costs_next_to_nothing(path: Path, copy_path: Path) -> None:
    """It is on the path of each save: at most 50 microseconds for both files."""
    made = write_up_to(path, copy_path, 1)
    best_s = 1.0
    for _ in range(20):
        began = time.perf_counter()
        for number in range(50):
            made.write(number, head(number))
        best_s = min(best_s, (time.perf_counter() - began) / 50)
    assert best_s <= 50e-6
