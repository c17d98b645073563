"""What stands above an edition, and the code that tells two prints apart."""

import re

from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import words
from focal_desktop.reports import edition


def test_the_internal_edition_is_confidential_and_the_other_is_not_classified() -> None:
    english, arabic = words.load("en"), words.load("ar")
    assert [edition.classify(english, mode) for mode in edition.MODES] == ["CONFIDENTIAL", "UNCLASSIFIED"]
    assert [edition.classify(arabic, mode) for mode in edition.MODES] == ["سري", "غير سري"]


@given(st.binary(), st.binary(), st.sampled_from(edition.MODES))
def test_a_code_is_short_grouped_and_of_its_content_alone(one: bytes, other: bytes, mode: str) -> None:
    code = edition.make_check_code(one, mode)
    assert re.fullmatch(r"([A-Z2-7]{4}-){2}[A-Z2-7]{4}", code)
    assert (code == edition.make_check_code(other, mode)) is (one == other)


def test_the_two_editions_of_one_report_have_two_codes() -> None:
    assert edition.make_check_code(b"x", edition.INTERNAL) != edition.make_check_code(b"x", edition.SHAREABLE)
