"""A table as people paste it from a spreadsheet: cells, and what each column seems to hold."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.matching import fold

MOST_ROWS = 2000
NAME, CODE = "name", "code"
DAY_FIRST, MONTH_FIRST = DAYS = ("day_first", "month_first")
"""Two ways to write a day; which one a column means is asked where its days can be read either way."""
COLUMNS = (CODE, NAME, "function", "unit", "contract", "language")
"""What a column may hold, by the fields of a person; the empty one is left out."""
HEADINGS = {
    CODE: ("number", "no", "id", "index", "personnel", "matricule", "numero", "indice", "الرقم", "رقم"),
    NAME: ("name", "names", "nom", "prenom", "nombre", "apellido", "apellidos", "surname", "الاسم", "اسم"),
    "function": ("function", "title", "fonction", "cargo", "puesto", "الوظيفة"),
    "unit": ("unit", "section", "unite", "dependencia", "unidad", "الوحدة"),
    "contract": ("contract", "contrat", "contrato", "العقد"),
    "language": ("language", "langue", "idioma", "اللغة"),
}
LISTS = {"contract": "contract_type", "language": "language"}
OF_A_DAY = frozenset(
    (
        *("date", "day", "completed", "completion", "on", "of", "course", "training"),
        *("jour", "le", "de", "formation", "fecha", "curso", "formacion"),
        *("التاريخ", "تاريخ", "الاتمام", "اتمام"),
    )
)
"""A heading of these words alone is that of a day of completion; a day of birth is none."""
_DAY = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[ T].*)?")
_LAST_DAY, _CENTURY = 31, 100
_SEPARATORS = ("\t", ";", ",")
_MOSTLY = 0.6


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells, all of one length, and what each column seems to hold."""

    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()


def read_table(text: str, rules: Policy, codes: Collection[str] = ()) -> Table:
    """Return the rows of a pasted text; tab, semicolon and comma part cells, a row of headings is taken off.

    `codes` are the personnel numbers that are known here, folded.
    """
    rows = _split(text)
    if len(rows) > MOST_ROWS:
        raise Trouble(
            "wrong_type",
            "That is more than two thousand rows. Nothing was changed; please paste it in parts.",
            field="pasted",
        )
    width = max((len(row) for row in rows), default=0)
    rows = [(*row, *[""] * (width - len(row))) for row in rows]
    headings = _read_headings(rows[0]) if rows else ()
    if any(headings):
        return Table(rows=tuple(rows[1:]), columns=_place_days(rows, headings))
    return Table(rows=tuple(rows), columns=_guess(rows, width, rules, codes))


def _split(text: str) -> list[tuple[str, ...]]:
    separator = next((one for one in _SEPARATORS if one in text), "\t")
    lines = csv.reader(text.splitlines(), delimiter=separator, skipinitialspace=True)
    cells = [tuple(" ".join(cell.split()) for cell in line) for line in lines]
    return [line for line in cells if any(line)]


def _read_headings(first: Sequence[str]) -> tuple[str, ...]:
    """Return what a first row says of the columns; a row that names nobody's name or number says nothing."""
    found = tuple(
        next((field for field, words in HEADINGS.items() if set(fold(cell)) & set(words)), "")
        for cell in first
    )
    return found if NAME in found or CODE in found else ()


def _place_days(rows: Sequence[Sequence[str]], headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns, with the first whose heading is that of a day and whose days read one way only."""
    found = list(headings)
    for place, cell in enumerate(rows[0]):
        if not found[place] and fold(cell) and set(fold(cell)) <= OF_A_DAY:
            found[place] = _guess_day([row[place] for row in rows[1:] if row[place]])
            break
    return tuple(found)


def _guess_day(cells: Sequence[str]) -> str:
    """Return how the days of a column are written, nothing where that cannot be told from them."""
    said = {order: [read_day(cell, order) for cell in cells] for order in DAYS}
    read = {order: sum(day is not None for day in days) for order, days in said.items()}
    best = max(DAYS, key=lambda order: read[order])
    if not cells or not _is_mostly([day is not None for day in said[best]]):
        return ""
    is_sure = said[DAY_FIRST] == said[MONTH_FIRST] or read[DAY_FIRST] != read[MONTH_FIRST]
    return best if is_sure else ""


def read_day(said: str, order: str) -> date | None:
    """Return the day that a cell means; one whose year stands first is the same in any order."""
    found = _DAY.fullmatch(said.strip())
    if found is None:
        return None
    first, second, third = (int(part) for part in found.groups())
    if first > _LAST_DAY:
        year, month, day = first, second, third
    else:
        day, month = (first, second) if order == DAY_FIRST else (second, first)
        year = third + 2000 if third < _CENTURY else third
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_completed(row: Sequence[str], columns: Sequence[str], today: date) -> str | None:
    """Return the day a row was completed on, empty where it cannot be read; nothing without such a column."""
    for cell, field in zip(row, columns, strict=False):
        if field in DAYS:
            found = read_day(cell, field)
            return found.isoformat() if found is not None and found <= today else ""
    return None


def has_unread_days(table: Table, columns: Sequence[str]) -> bool:
    """Tell whether a column seems to hold days while none is read as such."""
    if set(DAYS) & set(columns):
        return False
    cells = zip(*table.rows, strict=True)
    return any(_is_mostly([read_day(cell, DAY_FIRST) is not None for cell in one]) for one in cells)


def _guess(
    rows: Sequence[Sequence[str]], width: int, rules: Policy, codes: Collection[str]
) -> tuple[str, ...]:
    found: list[str] = []
    lists = _Lists(rules)
    for place in range(width):
        cells = [row[place] for row in rows if row[place]]
        field = _guess_one(cells, lists, codes)
        is_again = field in found and (field != NAME or found[-1] != NAME)
        found.append("" if is_again else field)
    return tuple(found)


def _guess_one(cells: Sequence[str], lists: _Lists, codes: Collection[str]) -> str:
    if not cells or _is_mostly(["@" in cell for cell in cells]):
        return ""
    for field, list_name in LISTS.items():
        if _is_mostly([bool(lists.find(cell, list_name)) for cell in cells]):
            return field
    if _is_mostly([" ".join(fold(cell)) in codes for cell in cells]):
        return CODE
    if _is_mostly([bool(re.search(r"\d", cell)) and " " not in cell for cell in cells]):
        return CODE
    return NAME if _is_mostly([not re.search(r"\d", cell) for cell in cells]) else ""


def _is_mostly(said: Sequence[bool]) -> bool:
    return sum(said) >= _MOSTLY * len(said)


class _Lists:
    """The codes of the lists, by code or by label in any language: made once for many cells."""

    def __init__(self, rules: Policy) -> None:
        self._by_label: dict[str, dict[tuple[str, ...], str]] = {}
        self._codes = {name: frozenset(rules.entries(name)) for name in LISTS.values()}
        for name in LISTS.values():
            known = self._by_label.setdefault(name, {})
            for code, entry in rules.entries(name).items():
                for label in entry.labels.values():
                    known.setdefault(fold(label), code)

    def find(self, said: str, name: str) -> str:
        """Return the code of a list that a cell names, or nothing."""
        return said if said in self._codes[name] else self._by_label[name].get(fold(said), "")


def read_people(rows: Sequence[Sequence[str]], columns: Sequence[str], rules: Policy) -> list[dict[str, str]]:
    """Return what each row says of a person, by fields; two columns of a name are one name."""
    lists = _Lists(rules)
    return [_read_person(row, columns, lists) for row in rows]


def _read_person(row: Sequence[str], columns: Sequence[str], lists: _Lists) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell, field in zip(row, columns, strict=False):
        said = lists.find(cell, LISTS[field]) if field in LISTS else cell
        if field and field not in DAYS and said:
            found[field] = f"{found[field]} {said}" if field == NAME and field in found else said
    return found
