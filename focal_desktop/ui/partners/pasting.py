"""Reading a pasted list of partners: one name a line, near names shown, none taken for another silently."""

from __future__ import annotations

import csv
from collections.abc import Generator, Sequence
from difflib import get_close_matches

import msgspec

from focal_desktop.domain.codec import LONGEST_TEXT
from focal_desktop.ui.partners.reading import fold

NEAR = 0.84
MOST = 500
START = 3
HEADERS = frozenset({"name", "partner", "partner name", "organization", "organisation", "nom", "partenaire"})
HEADERS |= frozenset({"nombre", "socio", "asociado", fold("الاسم"), fold("الشريك")})


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """One name of the list: `new`, `near` to one that is here, the `same`, or `long` beyond what is kept."""

    name: str
    state: str = "new"
    like: str = ""


class Known:
    """Names that are here, found by how their words begin: comparing each with each would be slow."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names: dict[str, str] = {}
        self._starts: dict[str, set[str]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know one more name."""
        folded = fold(name)
        self.names.setdefault(folded, name)
        for word in folded.split():
            self._starts.setdefault(word[:START], set()).add(folded)

    def find_near(self, folded: str) -> str:
        """Return the name that is nearest, or nothing where none is near."""
        alike = set[str]().union(*(self._starts.get(word[:START], ()) for word in folded.split()))
        found = get_close_matches(folded, sorted(alike), n=1, cutoff=NEAR)
        return self.names[found[0]] if found else ""


def read_names(text: str) -> list[str]:
    """Return the first cell of each line: tabs divide, else semicolons or commas that every line has."""
    lines = [line for line in text.splitlines() if line.strip()][:MOST]
    every = next((one for one in ";," if lines and all(one in line for line in lines)), "")
    mark = "\t" if "\t" in text else every
    rows = csv.reader(lines, delimiter=mark) if mark else ([line] for line in lines)
    names = [" ".join(row[0].split()) for row in rows if row]
    if names and fold(names[0]) in HEADERS:
        names = names[1:]
    return [name for name in names if name]


def compare(names: Sequence[str], here: Sequence[str]) -> Generator[float, None, list[Pasted]]:
    """Say of each name whether it is new; names of the list itself count as known once they were seen.

    In turns, which tell the share that is done: names that are all alike take a second for a hundred.
    """
    known, found = Known(here), list[Pasted]()
    for name in names:
        found.append(_compare_one(name, known))
        known.add(name)
        yield len(found) / len(names)
    return found


def _compare_one(name: str, known: Known) -> Pasted:
    folded = fold(name)
    if len(name) > LONGEST_TEXT:
        return Pasted(name=name[:80], state="long")
    if folded in known.names:
        return Pasted(name=name, state="same", like=known.names[folded])
    near = known.find_near(folded)
    return Pasted(name=name, state="near", like=near) if near else Pasted(name=name)
