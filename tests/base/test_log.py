"""The log carries codes, numbers and ids, and refuses everything else without repeating it."""

import logging
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import ids, log


class Outcome(StrEnum):
    """Codes as the program knows them."""

    REFUSED = "refused"


def test_a_line_holds_code_numbers_codes_and_ids(caplog: pytest.LogCaptureFixture) -> None:
    record = log.Id(ids.new_id())
    with caplog.at_level(logging.INFO, "focal_desktop"):
        log.event("sync.round", sent=3, took_s=0.5, outcome=Outcome.REFUSED, record=record)
    assert caplog.messages == [f"sync.round sent=3 took_s=0.5 outcome=refused record={record}"]


def test_nothing_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    log.event("sync.round", sent=3)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("value", ["amina", "", None, b"bytes", ["list"], {"a": 1}, "2026-01-01"])
def test_other_values_are_refused(value: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "focal_desktop"), pytest.raises(TypeError) as refused:
        log.event("sync.round", note=value)
    assert caplog.messages == []
    assert "amina" not in str(refused.value)


@pytest.mark.parametrize("code", ["", "Two words", "two words", "é", "a" * 65, "line\nbreak", "code\n"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(TypeError):
        log.event(code)


@given(st.text(alphabet="abcdefghijklmnop ", max_size=23))
def test_words_are_never_ids(text: str) -> None:
    with pytest.raises(TypeError):
        log.Id(text if set(text) - set("abcdef") else "word")


def test_digests_and_record_ids_are_ids() -> None:
    assert log.Id("0123456789abcdef" * 4) == "0123456789abcdef" * 4
    assert log.Id(ids.keyed_id("office", ("KE",)))
