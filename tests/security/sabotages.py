"""Protections taken out on purpose, each with the test that must fail then: plain changes of text."""

from __future__ import annotations

from typing import NamedTuple


class Sabotage(NamedTuple):
    """One protection taken out: this text of this file becomes another, and this test must fail."""

    name: str
    file: str
    find: str
    put: str
    test: str


SABOTAGES: tuple[Sabotage, ...] = (
    Sabotage(
        "the anchor is never compared",
        "focal_desktop/store/opened.py",
        "    held = anchor.read()\n    if held is None:\n        return 1\n",
        "    held = anchor.read()\n    if held is None or held:\n        return 0\n",
        "tests/store/test_behind.py",
    ),
    Sabotage(
        "pages are not overwritten when something is deleted",
        "focal_desktop/store/connection.py",
        '("secure_delete", "ON", "1")',
        '("secure_delete", "OFF", "0")',
        "tests/security/test_erased.py",
    ),
    Sabotage(
        "the log of pages is not cut after an erasure",
        "focal_desktop/store/erasing.py",
        '        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()\n',
        '        store.connection.execute("SELECT 1").fetchall()\n',
        "tests/security/test_erased.py",
    ),
    Sabotage(
        "the search keeps words that were erased",
        "focal_desktop/store/steps/0001_start.sql",
        "INSERT INTO search (search, rank) VALUES ('secure-delete', 1);\n",
        "",
        "tests/security/test_erased.py",
    ),
    Sabotage(
        "the keys of an erased record's parts stay",
        "focal_desktop/store/erasing.py",
        '    writer.run("DELETE FROM key WHERE name >= ? AND name < ?", front, front + "\\U0010ffff")\n',
        "",
        "tests/security/test_erased.py",
    ),
    Sabotage(
        "the data key stays after an erasure",
        "focal_desktop/store/erasing.py",
        "    secure(store)\n    rekeying.renew(store)\n",
        "    secure(store)\n",
        "tests/security/test_erased.py",
    ),
    Sabotage(
        "an erasure is not kept, so what was erased returns",
        "focal_desktop/store/writer.py",
        "        if self.is_gone(change.record, change.field):\n",
        "        if self.is_gone(change.device, change.field):\n",
        "tests/store/test_erasing.py",
    ),
    Sabotage(
        "another program of the same person may read the memory",
        "focal_desktop/base/hardening.py",
        "system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)",
        "system.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)",
        "tests/security/test_hardening.py::test_another_program_of_the_same_person_reads_nothing",
    ),
    Sabotage(
        "a core may be left",
        "focal_desktop/base/hardening.py",
        "    _close_memory()\n\n\nif",
        "\n\nif",
        "tests/security/test_hardening.py::test_no_core_is_left",
    ),
    Sabotage(
        "the window is not hardened",
        "focal_desktop/__main__.py",
        "    if argv is None:\n        _harden()\n",
        "",
        "tests/security/test_hardening.py::test_another_program_of_the_same_person_reads_nothing",
    ),
    Sabotage(
        "a library's last word is printed as it is",
        "focal_desktop/base/faults.py",
        "    logging.lastResort = ",
        "    _ = ",
        "tests/security/test_hardening.py::test_no_voice_of_a_fault_repeats_a_value",
    ),
    Sabotage(
        "an unsigned header is taken",
        "focal_desktop/store/header.py",
        "    return header if signing.is_signed(header.verify, SIGNED_AS + body, signature) else None",
        "    return header",
        "tests/security/test_mutations.py::test_no_altered_header_opens",
    ),
    Sabotage(
        "what stands behind a header's check sum is overlooked",
        "focal_desktop/store/areas.py",
        ' or area[end + CHECK_BYTES :].strip(b"\\0"):',
        ":",
        "tests/security/test_mutations.py::test_no_altered_header_opens",
    ),
    Sabotage(
        "a passphrase opens for a key that it does not pin",
        "focal_desktop/store/slots.py",
        "    if pinned != verify:",
        "    if not pinned:",
        "tests/security/test_mutations.py::test_a_strangers_header_asks_no_unbounded_guess",
    ),
    Sabotage(
        "a code opens for a key that nobody vouches for",
        "focal_desktop/store/slots.py",
        "    if pinned != verify and not signing.is_signed(",
        "    if not pinned and not signing.is_signed(",
        "tests/security/test_mutations.py::test_no_altered_header_opens",
    ),
    Sabotage(
        "an unsigned backup is taken",
        "focal_desktop/store/backup.py",
        "    if not signing.is_signed(front.header.verify, SIGNED_AS + body, signature):",
        "    if not signature:",
        "tests/security/test_mutations.py::test_no_altered_backup_opens",
    ),
    Sabotage(
        "a backup is read whatever its size",
        "focal_desktop/store/backup.py",
        "            if not is_of_size or ",
        "            if ",
        "tests/security/test_mutations.py::test_a_huge_file_is_refused_at_once",
    ),
    Sabotage(
        "an invitation is taken from whoever knows its code",
        "focal_desktop/sync/joining.py",
        "    if not signing.is_signed(author.sign, signed.signed_part(), signed.signature):",
        "    if not signed.signature:",
        "tests/security/test_mutations.py::test_no_altered_invitation_opens",
    ),
    Sabotage(
        "locking only closes the vault",
        "focal_desktop/ui/guard.py",
        "        self._leave()\n        self._desktop.leave(AGAIN)\n",
        "        self._leave()\n        import focal_desktop.ui.door as doors\n"
        "        doors.show_unlock(self._desktop)\n",
        "tests/security/test_memory.py::test_nothing_is_left_in_memory_after_locking",
    ),
    Sabotage(
        "what a sort lays aside goes to the disk",
        "focal_desktop/store/connection.py",
        '    ("temp_store", "MEMORY", "2"),\n',
        '    ("temp_store", "FILE", "1"),\n',
        "tests/security/test_plaintext_ways.py",
    ),
    Sabotage(
        "another file may be attached",
        "focal_desktop/store/connection.py",
        "    if action in (_ATTACH, _DETACH):\n        return _DENY\n",
        "",
        "tests/security/test_plaintext_ways.py",
    ),
    Sabotage(
        "an empty file is taken for a new database",
        "focal_desktop/store/connection.py",
        "    elif not path.is_file() or not path.stat().st_size:  # an empty",
        "    elif not path.is_file():  # an empty",
        "tests/security/test_plaintext_ways.py",
    ),
    Sabotage(
        "a key of any length is taken",
        "focal_desktop/store/connection.py",
        '    if len(key) != 32:\n        raise ValueError("a database key has 32 bytes")\n',
        "",
        "tests/security/test_plaintext_ways.py",
    ),
    Sabotage(
        "a log that lost its end is taken for whole",
        "focal_desktop/store/opened.py",
        "    if newest < sequence:\n        return sequence - newest\n",
        "    if newest < sequence:\n        return 0\n",
        "tests/security/test_flips.py::test_a_flipped_bit_is_told_or_harmless",
    ),
    Sabotage(
        "a backup is not compared with its digest",
        "focal_desktop/store/backup.py",
        "            if not is_of_size or _digest(file) != (front.size_bytes, front.digest):",
        "            if not is_of_size:",
        "tests/security/test_flips.py::test_a_flipped_bit_is_told_or_harmless",
    ),
    Sabotage(
        "the lock outlives the program that took it",
        "focal_desktop/store/lock.py",
        "os.O_RDWR | os.O_CREAT, 0o600)",
        "os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)",
        "tests/security/test_two_starts.py",
    ),
    Sabotage(
        "the lock file is opened and not locked",
        "focal_desktop/store/lock.py",
        "        _try_lock(handle)\n",
        "        _try_lock\n",
        "tests/store/test_lock.py",
    ),
    Sabotage(
        "a change of keys keeps the data key",
        "focal_desktop/store/header.py",
        "    data_key = keys.new_key()\n",
        "    data_key = bytes(keys.KEY_BYTES)\n",
        "tests/security/test_old_keys.py::test_old_secrets_open_nothing_written_later",
    ),
    Sabotage(
        "a way in vouches for no signer",
        "focal_desktop/store/slots.py",
        '    if pinned != verify:\n        raise damaged("H2")\n',
        '    if not pinned:\n        raise damaged("H2")\n',
        "tests/security/test_old_keys.py"
        "::test_a_header_of_another_vault_a_twin_and_a_rolled_back_one_are_refused",
    ),
    Sabotage(
        "an older header is taken for the newest",
        "focal_desktop/store/vault.py",
        " != front.vault.encode() or front.epoch < epoch:",
        " != front.vault.encode() or epoch < 0:",
        "tests/security/test_old_keys.py"
        "::test_a_header_of_another_vault_a_twin_and_a_rolled_back_one_are_refused",
    ),
    Sabotage(
        "the second of two officers has nothing to open",
        "focal_desktop/crypto/sealing.py",
        '    inner = seal(public_b, plaintext, b"inner of two\\0" + info, public_a + public_b)\n',
        "    inner = plaintext\n",
        "tests/security/test_escrow.py::test_no_officer_alone_opens",
    ),
    Sabotage(
        "a changed header is sealed to no officers",
        "focal_desktop/store/rekeying.py",
        "    change = change._replace(made=officers.seal(source, change.made, change.found))\n",
        "",
        "tests/security/test_escrow.py::test_a_vault_is_sealed_to_both_officers_whatever_happens_to_its_keys",
    ),
    Sabotage(
        "the words of a request are not compared",
        "focal_desktop/usecases/reopening.py",
        '    if " ".join(words.casefold().split()) != say_words(request):\n',
        "    if not say_words(request):\n",
        "tests/security/test_escrow.py::test_other_words_are_not_served",
    ),
    Sabotage(
        "the vault of a closed device is opened",
        "focal_desktop/usecases/reopening.py",
        "    if owner is not None and owner.is_revoked():\n",
        "    if owner is not None and not device:\n",
        "tests/security/test_escrow.py::test_the_vault_of_a_closed_device_is_not_opened",
    ),
    Sabotage(
        "a lost sheet stays good after two officers helped",
        "focal_desktop/store/header.py",
        " and chosen.code is None and chosen.keeps_code\n",
        " and chosen.code is None\n",
        "tests/security/test_escrow.py::test_the_sheet_that_was_lost_opens_nothing_afterwards",
    ),
    Sabotage(
        "anybody's word ends a rehearsal",
        "focal_desktop/usecases/reopening.py",
        "    if answer.request != held or not keys.is_mac(key, answer.request, answer.mark):\n",
        "    if answer.request != held or not key:\n",
        "tests/security/test_escrow.py::test_a_rehearsal_that_nobody_made_is_refused",
    ),
    Sabotage(
        "a successor is given the earlier keys",
        "focal_desktop/sync/epochs.py",
        "            and device.is_given(scope, epoch.lost)\n",
        "",
        "tests/sync/test_handing.py::test_the_successor_reads_no_earlier_case_whatever_comes",
    ),
    Sabotage(
        "a hand-over leaves drafts and their keys",
        "focal_desktop/store/parting.py",
        "    _drop_keys_and_drafts(writer)\n",
        "",
        "tests/sync/test_handing.py::test_nothing_of_a_case_is_left_in_the_vault",
    ),
    Sabotage(
        "a desk is handed over with something unsent",
        "focal_desktop/sync/handing.py",
        "        (found.is_unsent, _UNSENT),\n",
        "",
        "tests/sync/test_handing.py::test_what_has_not_arrived_keeps_the_desk_where_it_is",
    ),
    Sabotage(
        "the former person's sheet opens what was handed over",
        "focal_desktop/sync/handing.py",
        "                keeps_code=False,\n",
        "",
        "tests/sync/test_handing.py::test_the_former_secrets_open_nothing_afterwards",
    ),
    Sabotage(
        "more than a number stands on the open card",
        "focal_desktop/usecases/card.py",
        '{"reach": c.reach, "hours": c.hours}',
        '{"reach": c.reach, "hours": c.hours, "name": c.name}',
        "tests/security/test_disk.py::test_only_the_numbers_of_the_card_stand_in_the_clear",
    ),
    Sabotage(
        "the last search is kept among the settings",
        "focal_desktop/ui/shell/top_bar.py",
        "    def _search(self) -> None:\n",
        "    def _search(self) -> None:\n        from focal_desktop.ui import preferences\n"
        "        preferences.place().with_name('last').write_text(self.search.text())\n",
        "tests/security/test_window_day.py",
    ),
    Sabotage(
        "what was compressed is not looked into",
        "tests/security/marks.py",
        "        for form in forms:\n            if form in plain:\n",
        "        for form in forms[:0]:\n            if form in plain:\n",
        "tests/security/test_disk.py",
    ),
)
