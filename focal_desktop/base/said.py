"""A sentence together with what is filled into it, for a layer that does not know the person's language."""

from __future__ import annotations

import msgspec


class Said(msgspec.Struct, frozen=True):
    """A sentence in English, with names in braces, and a value for each; the face says it in its language."""

    sentence: str
    values: tuple[tuple[str, str | int], ...] = ()

    def in_english(self) -> str:
        """Return it as the command line says it."""
        return self.sentence.format(**dict(self.values))
