"""`focal export`: a record or a list in a file, sealed to a person, sealed to words, or plain."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from focal_desktop.base import words as languages
from focal_desktop.cli import answers, desk, opening, vaults
from focal_desktop.cli.answers import WordsMissing
from focal_desktop.crypto import public_export
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.record import Plain, Slot
from focal_desktop.reports import exports, printing
from focal_desktop.reports.exports import TABLE, TEXT, Teller
from focal_desktop.store import vault
from focal_desktop.usecases import export_file, exporting
from focal_desktop.usecases.export_file import Document
from focal_desktop.usecases.exporting import Taken, Wanted, Way
from focal_desktop.usecases.session import Session

WAYS = {"to": Way.OFFICER, "age": Way.WORDS, "plain": Way.PLAIN}


def run_export(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Export one record, or a list; what leaves is written once, into a new file."""
    way = _read_way(asked)
    wanted = Wanted(
        kind=asked.kind,
        id=asked.id or "",
        where=dict(desk.read_pair(one) for one in asked.where),
        parts=tuple(dict.fromkeys(asked.parts)),
        reason=asked.reason or "",
    )
    with opening.unlocked(asked, kinds) as session:
        taken, data = _seal(session, asked, wanted, way)
    printing.write_new(Path(asked.out), data)
    answer = {"ok": True, "path": asked.out, "records": len(taken.rows)}
    answers.say(answer, wants_json="json" in asked)
    return 0


def _read_way(asked: argparse.Namespace) -> Way:
    named = [way for name, way in WAYS.items() if getattr(asked, name)]
    if len(named) != 1:
        said = "Say one way out: --to DEVICE, --age with --words-out F, or --plain. Nothing was written."
        raise WordsMissing("needed", said, field="to")
    if named[0] is Way.WORDS and not asked.words_out:
        said = "Name a file for the generated words with --words-out. Nothing was written."
        raise WordsMissing("needed", said, field="words_out")
    return named[0]


def _seal(session: Session, asked: argparse.Namespace, wanted: Wanted, way: Way) -> tuple[Taken, bytes]:
    kind = session.kind(wanted.kind)
    is_case = exporting.is_case(kind)
    recipient = (
        export_file.require_recipient(session, asked.to, is_case=is_case) if way is Way.OFFICER else None
    )
    proof = None
    if way is Way.PLAIN and is_case:
        proof = vault.prove(session.store.folder, opening.read_passphrase(asked))
    taken = exporting.take(session, wanted, way, proof)
    form = TEXT if wanted.id else TABLE
    text = exports.write(taken, kind, _teller(session), form)
    if recipient is not None:
        document = Document(kind=kind.name, record=wanted.id, is_case=is_case, form=form, text=text)
        return taken, export_file.seal(session, recipient, document)
    if way is Way.PLAIN:
        return taken, text
    generated = public_export.new_words()
    data = public_export.seal(text, generated)
    vaults.write_secret(Path(asked.words_out), generated, "words_out")
    answers.tell("The words are kept nowhere else. Give them by another way than the file.")
    return taken, data


def _teller(session: Session) -> Teller:
    def say_value(slot: Slot, value: Plain) -> str:
        if value is None or value in ("", []):
            return ""
        if slot.form in ("code", "codes", "yes_no_unknown"):
            named = value if isinstance(value, list) else [str(value)]
            return ", ".join(_say_code(session, slot, one) for one in named)
        return ", ".join(value) if isinstance(value, list) else str(value)

    return Teller(
        session=session,
        words=languages.load(languages.ENGLISH),
        say_field=lambda slot: slot.said.label,
        say_value=say_value,
    )


def _say_code(session: Session, slot: Slot, code: str) -> str:
    if isinstance(slot.said.codes, str) and slot.said.codes:
        return session.policy.label(slot.said.codes, code, languages.ENGLISH)
    return code.replace("_", " ")


def open_export(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Show what was sealed to this computer, or to generated words, or write its text into a new file."""
    data = opening.read_file(asked.file, "file", export_file.FILE_BYTES)
    with opening.unlocked(asked, kinds) as session:
        answer, text = (_open_ours if export_file.is_export(data) else _open_public)(session, asked, data)
    if asked.out:
        printing.write_new(Path(asked.out), text)
        answer["path"] = asked.out
    else:
        answer["text"] = text.decode(errors="replace")
    answers.say(answer, wants_json="json" in asked)
    return 0


def _open_ours(session: Session, asked: argparse.Namespace, data: bytes) -> tuple[dict[str, Any], bytes]:
    found = export_file.open_file(session, data, asked.reason or "")
    document = found.document
    answer = {"ok": True, "kind": document.kind, "device": found.device, "by": found.by}
    return {**answer, "known": found.is_known, "form": document.form}, document.text


def _open_public(_session: Session, asked: argparse.Namespace, data: bytes) -> tuple[dict[str, Any], bytes]:
    if not asked.words_file:
        said = "This file opens with words, if at all. Name the file that holds them with --words-file."
        raise WordsMissing("needed", said, field="words_file")
    words = opening.read_secret(asked.words_file, "words_file")
    return {"ok": True, "form": TEXT}, export_file.open_public(data, words)
