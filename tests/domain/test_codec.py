"""Input is judged strictly, field by field; the store is read tolerantly; nothing changes on the way."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain import codec
from focal_desktop.domain.record import Plain
from tests.domain.logs import KIND, Sample, list_codes
from tests.domain.samples import plain_values

ID = "abcdefghijklmnopqrstuvw2"


def problems(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(p.field, p.code) for p in codec.find_problems(KIND, values, list_codes)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("word", "any words, ﺏأي"),
        ("word", "x" * codec.LONGEST_TEXT),
        ("story", "x\n" * (codec.LONGEST_LONG_TEXT // 2)),
        ("colour", "red"),
        ("colours", ["red", "blue"]),
        ("colours", []),
        ("child", "not_known"),
        ("step", "closed"),
        ("on", "2024-02-29"),
        ("on", "1970-01-01"),
        ("at", "2090-12-31T23:59:59Z"),
        ("number", 0),
        ("number", 2**53 - 1),
        ("money", "0.00 USD"),
        ("money", "1234567890123.50 KES"),
        ("paper", "0123456789abcdef" * 4),
        ("other", ID),
        ("others", [ID]),
    ],
)
def test_each_form_takes_what_is_written_in_it(name: str, value: Any) -> None:
    assert problems({name: value}) == []


WRONG_TYPE: dict[str, list[Any]] = {
    "word": [1, True, [], {}, "x" * (codec.LONGEST_TEXT + 1), "nothing\x00here", "half a pair \ud800"],
    "story": [1, "x" * (codec.LONGEST_LONG_TEXT + 1)],
    "colour": [1, ["red"]],
    "colours": ["red", [1], {"red": 1}],
    "child": [True, 1],
    "on": [20240229, True],
    "at": [1.5],
    "number": ["1", -1, 2**53, True, 1.0],
    "money": [
        12,
        "12 USD",
        "12.5 USD",
        "12.50",
        "-1.00 USD",
        "01.00 USD",
        "12.50 usd",
        "12345678901234.00 USD",
    ],
    "paper": ["report.pdf", "0123456789ABCDEF" * 4],
    "other": ["one", ID.upper(), 7, [ID]],
    "others": [ID, ["one"], [None]],
}
NOT_IN_LIST: dict[str, list[Any]] = {
    "colour": ["purple", "Red"],
    "colours": [["red", "purple"], [""]],
    "child": ["true"],
    "step": ["passed on"],
}
NOT_A_DATE: dict[str, list[Any]] = {
    "on": ["2023-02-29", "29.02.2024", "2024-2-9", "2024-02-29T00:00:00Z", "0000-01-01", "٢٠٢٤-٠٢-٢٩", ""],
    "at": ["2024-02-29", "2024-02-29T24:00:00Z", "2024-02-29T00:00:00", "2024-02-29T00:00:00+03:00", "now"],
}

WRONG = {"wrong_type": WRONG_TYPE, "not_in_list": NOT_IN_LIST, "not_a_date": NOT_A_DATE}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (name, value, code)
        for code, cases in WRONG.items()
        for name, values in cases.items()
        for value in values
    ],
)
def test_each_form_says_what_is_wrong(name: str, value: Any, code: str) -> None:
    assert problems({name: value}) == [(name, code)]


def test_every_wrong_field_is_told_at_once_and_no_value_is_repeated() -> None:
    found = codec.find_problems(KIND, {"nope": "secret", "number": "secret", "colour": "secret"}, list_codes)
    assert [(p.field, p.code) for p in found] == [
        ("nope", "unknown_field"),
        ("colour", "not_in_list"),
        ("number", "wrong_type"),
    ]
    assert "secret" not in repr(found)


def test_an_id_is_no_field() -> None:
    assert problems({"id": ID}) == [("id", "unknown_field")]


@pytest.mark.parametrize("name", KIND.slots)
def test_null_clears_a_field(name: str) -> None:
    assert problems({name: None}) == []
    assert codec.to_plain(KIND, {name: None}) == {name: codec.plain_default(KIND.slots[name])}


@pytest.mark.parametrize("name", KIND.slots)
def test_what_a_field_held_before_may_be_written_again(name: str) -> None:
    assert problems({name: codec.plain_default(KIND.slots[name])}) == []


def test_a_set_is_sorted_once() -> None:
    assert codec.to_plain(KIND, {"colours": ["red", "blue", "red"], "word": "b"}) == {
        "colours": ["blue", "red"],
        "word": "b",
    }


def test_reading_skips_what_does_not_fit_and_keeps_codes_of_a_newer_office() -> None:
    held: dict[str, Plain] = {
        "word": 7,
        "colour": "ultraviolet",
        "on": "soon",
        "at": "2024-01-01T00:00:00",
        "number": "1",
        "colours": None,
        "of_a_newer_office": "x",
    }
    assert codec.read(KIND, ID, held) == Sample(id=ID, colour="ultraviolet")


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_reading_never_holds_an_instant_that_cannot_be_written(instant: str) -> None:
    assert codec.read(KIND, ID, {"at": instant}).at is None


def test_an_empty_record_is_a_legal_draft() -> None:
    assert codec.read(KIND, ID, {}) == Sample(id=ID)
    assert problems(plain_values(KIND, Sample())) == []


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Return any sample that a person could have written."""
    whole_seconds = st.datetimes(timezones=st.just(UTC)).map(lambda when: when.replace(microsecond=0))
    colours = st.lists(st.sampled_from(["blue", "green", "red"]), unique=True).map(lambda c: tuple(sorted(c)))
    return Sample(
        id=ID,
        word=draw(TEXT),
        story=draw(TEXT),
        colour=draw(st.sampled_from(["", "red"])),
        colours=draw(colours),
        on=draw(st.none() | st.dates()),
        at=draw(st.none() | whole_seconds),
        number=draw(st.none() | st.integers(0, 2**53 - 1)),
        other=draw(st.sampled_from(["", ID])),
    )


@given(samples())
def test_what_is_written_is_read_back_the_same_and_is_legal_input(sample: Sample) -> None:
    plain = plain_values(KIND, sample)
    held = json.loads(json.dumps(plain))
    assert codec.read(KIND, ID, held) == sample
    assert problems(held) == []
    assert codec.to_plain(KIND, held) == plain


def test_typed_values_are_written_the_way_people_read_them() -> None:
    sample = Sample(on=date(2024, 2, 29), at=datetime(2024, 2, 29, 12, tzinfo=UTC), colours=("blue", "red"))
    plain = plain_values(KIND, sample)
    assert [plain[name] for name in ("on", "at", "colours")] == [
        "2024-02-29",
        "2024-02-29T12:00:00Z",
        ["blue", "red"],
    ]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("word", "text"),
        ("story", "long_text"),
        ("colour", "code"),
        ("colours", "codes"),
        ("child", "yes_no_unknown"),
        ("step", "code"),
        ("on", "date"),
        ("at", "instant"),
        ("number", "whole_number"),
        ("money", "money"),
        ("paper", "file"),
        ("other", "reference"),
        ("others", "references"),
    ],
)
def test_each_form_has_its_name_of_the_contract(name: str, form: str) -> None:
    assert KIND.slots[name].form == form


def test_a_list_is_an_enumeration_a_policy_list_or_nothing() -> None:
    listed = {name: KIND.slots[name].list_codes(list_codes) for name in ("step", "colour", "word")}
    assert listed == {
        "step": ("draft", "passed_on", "closed"),
        "colour": ("red", "green", "blue"),
        "word": (),
    }
