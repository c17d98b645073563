"""Compile the catalogues: `messages.po` is written by people, `messages.mo` is what the program reads."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""In place of the present: the same text compiles to the same bytes on every day."""
LOCALES = Path(__file__).resolve().parents[1] / "resources" / "locale"


def compile_catalogue(text: bytes, language: str) -> bytes:
    """Return a catalogue as the program reads it; what is marked fuzzy there is left out."""
    catalogue = read_po(io.BytesIO(text), locale=language)
    catalogue.creation_date = catalogue.revision_date = BEGINNING
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def main() -> int:
    """Compile every language."""
    for source in sorted(LOCALES.glob("*/messages.po")):
        source.with_suffix(".mo").write_bytes(compile_catalogue(source.read_bytes(), source.parent.name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
