"""What Sync's list says on paper; it draws nothing. Must never be given a word of a case."""

from __future__ import annotations

import msgspec

NAME = "sync_list"
MOST = 36
"""So many lines fit, each of them in one line, as its words in every language do."""


class SyncList(msgspec.Struct, frozen=True, kw_only=True):
    """The page as people read it, in their language; `said` stands above the table, `left` below it."""

    title: str
    office: str
    said: tuple[str, ...]
    heads: tuple[str, str, str, str, str]
    rows: tuple[tuple[str, str, str, str, str], ...]
    left: str = ""
