"""The reader of policy: lazy, strict, and calm about codes it does not know."""

from collections.abc import Mapping

import pytest

from focal_desktop.domain import policy

SMALL = """
version = "2026.1"

[colour]
source = "Somewhere"
red = {en = "Red", fr = "Rouge"}
blue = {en = "Blue", source = "Elsewhere", confirmed_on = "2026-01-02", warm = false, help = {en = "Sea"}}

[shape]
source = "Somewhere"
round = {en = "Round"}

[colour.green]
en = "Green"
"""


def read_small(name: str) -> str:
    return SMALL if name == "vocabularies" else 'version = "2025.12"\n'


def with_file(name: str, text: str) -> Mapping[str, str]:
    rules = {n: 'version = "2026.1"\n' for n in policy.FILES}
    return rules | {name: text}


def test_a_list_keeps_its_written_order_and_an_entry_what_it_says_itself() -> None:
    rules = policy.Policy(read_small)
    assert rules.codes("colour") == ("red", "blue", "green")
    blue = rules.entry("colour", "blue")
    assert blue
    assert (blue.source, blue.confirmed_on, blue.extra["warm"]) == ("Elsewhere", "2026-01-02", False)
    assert blue.text("help", "fr") == "Sea"
    assert not blue.text("more", "en")
    assert rules.entries("colour")["green"].source == "Somewhere"
    assert not rules.entries("colour")["red"].confirmed_on


@pytest.mark.parametrize(
    ("code", "language", "label"),
    [
        ("red", "fr", "Rouge"),
        ("blue", "fr", "Blue"),
        ("red", "zh", "Red"),
        ("from_the_future", "en", "from_the_future"),
    ],
)
def test_a_label_falls_back_to_english_and_then_to_the_code(code: str, language: str, label: str) -> None:
    assert policy.Policy(read_small).label("colour", code, language) == label


def test_a_text_is_read_once_and_only_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def read(name: str) -> str:
        asked.append(name)
        return read_small(name)

    rules = policy.Policy(read)
    assert asked == []
    rules.codes("colour")
    rules.codes("shape")
    rules.codes("colour")
    assert asked == ["vocabularies"]


def test_the_version_is_the_newest_of_the_files_by_number() -> None:
    texts = {n: 'version = "2026.9"\n' for n in policy.FILES} | {"terms": 'version = "2026.10"\n'}
    assert policy.Policy(texts.__getitem__).version == "2026.10"


def test_a_list_nobody_wrote_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="no list size"):
        policy.Policy(read_small).codes("size")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("vocabularies", "[a]\nsource = 'x'\nb = {en = 'B'}\n", "vocabularies: no version"),
        (
            "vocabularies",
            "version = '2026.1'\n[a]\nsource = 'x'\nb = {fr = 'B'}",
            r"vocabularies: a\.b: no English",
        ),
        ("vocabularies", "version = '2026.1'\n[a]\nb = {en = 'B'}", r"vocabularies: a\.b: no source"),
        ("vocabularies", "version = '2026.1'\n[a]\nsource='x'\nB-c = {en = 'B'}", r"a\.B-c: the code is not"),
        (
            "vocabularies",
            "version = '2026.1'\n[a]\nsource='x'\nb = {en='B'}\nb = {en='C'}",
            "vocabularies: .*overwrite",
        ),
        ("vocabularies", "version = '2026.1'\n[a.b]\nen='B'\n[a.b]\nen='C'", "vocabularies: "),
        ("vocabularies", "version = '2026.1'\n[a.b", "vocabularies: "),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource='x'\nvalue=1\nunit='weeks'",
            "unknown unit",
        ),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource='x'\nvalue=1.5\nunit='hours'",
            "no whole number",
        ),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource='x'\nunit='hours'",
            "no whole number",
        ),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource='x'\nvalue=-1\nunit='hours'",
            "no whole number",
        ),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource='x'\nvalue=true\nunit='hours'",
            "no whole number",
        ),
        (
            "deadlines",
            "version = '2026.1'\n[deadline.a]\nen='A'\nsource=1\nvalue=1\nunit='hours'",
            "no source",
        ),
        ("vocabularies", "version = '2026.1'\n[[a]]\nen='A'\nsource='x'", "vocabularies: no list a"),
        (
            "vocabularies",
            "version = '2026.1'\n['sex']\nsource='x'\n['sex'.a]\nen='A'",
            "vocabularies: no list sex",
        ),
        ("deadlines", "version = '2026.1'\n[sex.a]\nen='A'\nsource='x'", "does not belong here"),
    ],
)
def test_a_fault_is_named_with_its_file_and_code(name: str, text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        policy.parse(with_file(name, text))


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ValueError, match="missing: clauses"):
        policy.parse({n: "" for n in policy.FILES if n != "clauses"})


def test_bytes_are_read_as_utf_8() -> None:
    text = "version = '2026.1'\n[a]\nsource='x'\nb = {en='B', ar='باء'}"
    rules = policy.parse({n: t.encode() for n, t in with_file("vocabularies", text).items()})
    assert rules.label("a", "b", "ar") == "باء"


DURATIONS = """
version = "2026.1"

[deadline]
source = "Somewhere"
first = {en = "First", value = 24, unit = "hours", clock_start = "knowledge", shown_to_office = true}
second = {en = "Second", value = 3, unit = "months"}

[switch]
source = "Somewhere"
logging = {en = "Logging", value = false}

[limit]
source = "Somewhere"
minutes = {en = "Minutes", value = 3}
"""


def test_deadlines_switches_and_limits_come_as_typed_values() -> None:
    rules = policy.Policy(lambda _: DURATIONS)
    first = policy.Deadline(
        code="first", value=24, unit="hours", clock_start="knowledge", shown_to_office=True
    )
    assert rules.deadline("first") == first
    assert not rules.deadline("second").shown_to_office
    assert rules.hours("first") == 24
    assert rules.switch("logging") is False
    assert rules.limit("minutes") == 3
    with pytest.raises(ValueError, match="not in hours"):
        rules.hours("second")
    with pytest.raises(ValueError, match="no third in the list deadline"):
        rules.deadline("third")
