"""What is said without a call of `say`: labels of declarations, names of codes, troubles."""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum

from babel.messages.pofile import read_po, write_po

from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui import labels, messages, sections
from tests.base.sentences import ROOT, Sentence, list_sentences

FACES = ("base", "crypto", "domain", "reports", "store", "sync", "ui", "usecases", "wire")
SENTENCE = re.compile(r"(?![A-Z]{4,} )[A-Z][^\n]* [^\n]*[.?!]")
"""A capital, words, a full stop; statements of the database begin with a word in capitals."""
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def list_said() -> list[Sentence]:
    """Return everything that the window and the reports say, each once, in the order of the source."""
    called = list_sentences(".")
    held = {form for one in called for form in one.forms}
    found = [*called, *(Sentence((one,), "declared") for one in list_declared() if one not in held)]
    return list({one.forms: one for one in found}.values())


def list_declared() -> list[str]:
    """Return every label, code and trouble that is translated when it is shown."""
    found = [one.label for one in (*sections.SECTIONS, *sections.HIDDEN)]
    found += [*messages.PROBLEMS.values(), messages.GENERAL]
    found += list_kind_labels()
    found += [sentence for folder in FACES for sentence in list_troubles(folder)]
    return list(dict.fromkeys(one for one in found if one))


def list_kind_labels() -> Iterator[str]:
    """Yield the label of each kind and field, its help, and the words of each code that code branches on."""
    for kind in KINDS.values():
        yield kind.label
        for slot in kind.slots.values():
            yield slot.said.label
            yield slot.said.help
            if isinstance(slot.said.codes, type) and issubclass(slot.said.codes, StrEnum):
                yield from (labels.plain(code.value) for code in slot.said.codes)
        yield from (labels.plain(move.after) for move in kind.moves)
    yield from (labels.plain(role) for role in ROLES)


ROLES = (
    *("focal_point", "alternate", "head_of_office", "hr_clerk", "monitor"),
    *("hq_desk", "hq_case", "root", "unknown"),
)


def list_troubles(folder: str) -> Iterator[str]:
    """Yield each text of a trouble or a table of them that is written out in full as a sentence.

    Whatever way a sentence takes until it is shown, by a name, a table or an argument, it stands somewhere.
    """
    for file in sorted((ROOT / folder).rglob("*.py")):
        if "practice" in file.parts:
            continue  # what invented people wrote, not what the program says
        yield from find_written(file.read_text("utf-8"))


def find_written(source: str) -> Iterator[str]:
    """Yield the texts of a source that are sentences: neither docstrings nor statements of the database."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {id(one) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for one in node.values}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        is_said = isinstance(text, str) and id(node) not in docstrings | pieces
        if is_said and SENTENCE.fullmatch(str(text)):
            yield str(text)


def bring_up_to_date(text: bytes, language: str) -> bytes:
    """Return a catalogue with an entry, still empty, for all that is said, and none for what nobody says."""
    catalogue = read_po(io.BytesIO(text), locale=language)
    said = list_said()
    for one in said:
        key = one.forms[0] if len(one.forms) == 1 else one.forms
        if catalogue.get(one.forms[0]) is None:
            catalogue.add(key, locations=[(one.place.split(":")[0], 0)])
    wanted = {one.forms[0] for one in said}
    for message in list(catalogue):
        key = message.id[0] if isinstance(message.id, tuple | list) else message.id
        if key and key not in wanted:
            catalogue.delete(key)
    catalogue.creation_date = catalogue.revision_date = BEGINNING
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=False, ignore_obsolete=True, include_lineno=False)
    return written.getvalue()


def main() -> int:
    """Bring every catalogue up to date, for people to fill in what is empty."""
    for file in sorted((ROOT.parent / "resources/locale").glob("*/messages.po")):
        file.write_bytes(bring_up_to_date(file.read_bytes(), file.parent.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
