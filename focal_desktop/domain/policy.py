"""Policy as a value: coded lists, deadlines, settings and switches, each with its source.

It is given text and never looks for it: no disk, no network, no clock here.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import msgspec

# The lists of each file; one not named here stands in the vocabularies, so that a new one needs no code.
LISTS: Mapping[str, tuple[str, ...]] = {
    "clauses": ("clause",),
    "courses": ("course",),
    "deadlines": ("deadline", "yearly_date"),
    "offices": ("entity", "region", "seed_office", "country"),
    "plan_areas": ("plan_area", "sg_prong", "iasc_outcome", "core_indicator"),
    "recommendations": ("recommendation", "recommendation_group"),
    "report_sections": ("office_annual", "hq_annual", "partner_note", "figure_group", "report_text"),
    "retention": ("retention",),
    "standards": ("standard", "standard_answer", "standard_evidence", "assessment_scheme", "capacity_rating"),
    "switches": ("switch", "limit"),
    "terms": ("term",),
    "vocabularies": (),
}
FILES = tuple(LISTS)
ENGLISH = "en"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
UNITS = ("hours", "calendar_days", "working_days", "months", "years")

_HOMES = {list_name: file for file, lists in LISTS.items() for list_name in lists}
_TABLE = re.compile(r"^\[(\w+)", re.MULTILINE)
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_VERSION = re.compile(r"(\d{4})\.(\d{1,3})")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a list. `confirmed_on` is empty until headquarters has confirmed it."""

    code: str
    labels: Mapping[str, str]
    source: str
    confirmed_on: str = ""
    extra: Mapping[str, Any] = {}

    def label(self, language: str) -> str:
        """Return the label in a language, in English where that language has none."""
        return self.labels.get(language) or self.labels[ENGLISH]

    def text(self, name: str, language: str) -> str:
        """Return a longer text of the entry in a language, in English where there is none, or nothing."""
        said = self.extra.get(name, {})
        return str(said.get(language) or said.get(ENGLISH, ""))


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """So much time from something that happened; a working day is one of the office's own calendar."""

    code: str
    value: int
    unit: str
    clock_start: str = ""
    shown_to_office: bool = False


class Policy(msgspec.Struct, frozen=True, eq=False):
    """The rules in force, read from a text only when a list of it is first asked for."""

    read: Callable[[str], str]
    _parts: dict[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    _lists: dict[str, Mapping[str, Entry]] = msgspec.field(default_factory=dict)

    @property
    def version(self) -> str:
        """Return the newest version among the files; records keep the one they were made under."""
        found = (_version(name, self._split(name)[""]) for name in FILES)
        return max(found, key=lambda version: tuple(map(int, version.split("."))))

    def entries(self, list_name: str) -> Mapping[str, Entry]:
        """Return a whole list in its written order; an unknown list is a ValueError."""
        if list_name not in self._lists:
            home = _HOMES.get(list_name, "vocabularies")
            self._lists[list_name] = _list(home, list_name, self._split(home).get(list_name, ""))
        return self._lists[list_name]

    def codes(self, list_name: str) -> tuple[str, ...]:
        """Return the codes of a list in their written order."""
        return tuple(self.entries(list_name))

    def entry(self, list_name: str, code: str) -> Entry | None:
        """Return one entry, or nothing for a code that a newer office may know and we do not."""
        return self.entries(list_name).get(code)

    def label(self, list_name: str, code: str, language: str) -> str:
        """Return what people read for a code: in the language, else in English, else the code itself."""
        entry = self.entry(list_name, code)
        return entry.label(language) if entry else code

    def deadline(self, code: str, list_name: str = "deadline") -> Deadline:
        """Return a span of time: of the deadlines, or of another list of spans such as `retention`."""
        said = self._one(list_name, code).extra
        return msgspec.convert({**said, "code": code}, Deadline)

    def hours(self, code: str) -> int:
        """Return a deadline that is counted in hours; one in another unit is a ValueError."""
        found = self.deadline(code)
        if found.unit != "hours":
            raise ValueError(f"deadlines: deadline.{code} is not in hours")
        return found.value

    def switch(self, name: str) -> bool:
        """Return whether a switch ships on or off; headquarters' word for one office stands elsewhere."""
        return bool(self._one("switch", name).extra["value"])

    def limit(self, name: str) -> int:
        """Return a whole number that the program keeps to, such as the minutes before it locks."""
        return int(self._one("limit", name).extra["value"])

    def _one(self, list_name: str, code: str) -> Entry:
        found = self.entry(list_name, code)
        if found is None:
            raise ValueError(f"no {code} in the list {list_name}")
        return found

    def _split(self, name: str) -> Mapping[str, str]:
        if name not in self._parts:
            self._parts[name] = _split(self.read(name))
        return self._parts[name]


def parse(files: Mapping[str, bytes | str]) -> Policy:
    """Return the policy of these files, every list read and checked; the first fault is a ValueError."""
    if missing := [name for name in FILES if name not in files]:
        raise ValueError(f"missing: {', '.join(missing)}")
    texts = {n: t.decode() if isinstance(t, bytes) else t for n, t in files.items()}
    policy = Policy(texts.__getitem__)
    for name, text in texts.items():
        parts = _split(text)
        _version(name, parts.pop(""))
        for list_name in sorted({*parts, *_toml(name, text)} - {"version"}):
            if _HOMES.get(list_name, "vocabularies") != name:
                raise ValueError(f"{name}: the list {list_name} does not belong here")
            policy.entries(list_name)
    return policy


def _split(text: str) -> dict[str, str]:
    # Reading TOML is slow; so that only the list asked for is read, the text is cut at its tables first.
    marks = [(0, ""), *((found.start(), found[1]) for found in _TABLE.finditer(text)), (len(text), "")]
    parts: dict[str, str] = {}
    for (here, list_name), (there, _) in pairwise(marks):
        parts[list_name] = parts.get(list_name, "") + text[here:there]
    return parts


def _version(name: str, head: str) -> str:
    said = str(_toml(name, head).get("version", ""))
    if not _VERSION.fullmatch(said):
        raise ValueError(f"{name}: no version")
    return said


def _list(file: str, name: str, text: str) -> Mapping[str, Entry]:
    table = _toml(file, text).get(name)
    said = table if isinstance(table, dict) else {}
    shared = {k: v for k, v in said.items() if not isinstance(v, dict)}
    found = {k: _entry(f"{file}: {name}.{k}", k, shared | v) for k, v in said.items() if isinstance(v, dict)}
    if not found:
        raise ValueError(f"{file}: no list {name}")
    return found


def _entry(place: str, code: str, said: dict[str, Any]) -> Entry:
    labels = {k: v for k, v in said.items() if _LANGUAGE.fullmatch(k) and isinstance(v, str)}
    faults = {
        "the code is not lower_snake": not _CODE.fullmatch(code),
        "no English label": not labels.get(ENGLISH),
        "no source": not (said.get("source") and isinstance(said["source"], str)),
        "unknown unit": said.get("unit", UNITS[0]) not in UNITS,
        "no whole number": "unit" in said and not (type(said.get("value")) is int and said["value"] >= 0),
    }
    for fault, is_found in faults.items():
        if is_found:
            raise ValueError(f"{place}: {fault}")
    confirmed_on = said.get("confirmed_on", "")
    extra = {k: v for k, v in said.items() if k not in {"source", "confirmed_on", *labels}}
    return Entry(code=code, labels=labels, source=said["source"], confirmed_on=confirmed_on, extra=extra)


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"{file}: {fault}") from fault
