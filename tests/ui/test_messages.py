"""Every code of the command line's contract has its own plain sentence, in every language of the window."""

from __future__ import annotations

import pytest

from focal_desktop.base import words
from focal_desktop.base.said import Said
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers
from focal_desktop.domain.kinds import KINDS
from focal_desktop.ui import messages
from focal_desktop.ui.widgets.form import Form
from tests.desks import POLICY
from tests.ui import windows
from tests.ui.windows import Style

CODES = (*answers.EXITS, "in_the_future")
BLAMING = ("!", "invalid", "illegal", "wrong", "error", "forbidden", "exception")


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_its_own_plain_sentence(code: str) -> None:
    said = messages.of_problem(code, words.load("en"))
    assert said not in ("", messages.GENERAL)
    assert said.endswith(".")
    assert code not in said
    assert not [word for word in BLAMING if word in said.casefold()]


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_it_is_said_in_every_language(language: str) -> None:
    said = {code: messages.of_problem(code, words.load(language)) for code in CODES}
    assert [code for code in CODES if said[code] == messages.PROBLEMS[code]] == []


def test_a_trouble_without_a_sentence_says_that_of_its_code() -> None:
    english = words.load("en")
    assert messages.of_trouble(Trouble("busy", ""), english) == messages.PROBLEMS["busy"]
    assert messages.of_trouble(Trouble("busy", "Its own."), english) == "Its own."
    assert messages.of_problem("code_of_tomorrow", english) == messages.GENERAL


def test_a_sentence_that_no_catalogue_has_gives_way_to_that_of_its_code() -> None:
    arabic = words.load("ar")
    made_up = Trouble("busy", "Not said before: 3 of 7.")
    assert messages.of_trouble(made_up, arabic) == messages.of_problem("busy", arabic)
    assert messages.of_trouble(made_up, words.load("en")) == "Not said before: 3 of 7."


def test_what_a_use_case_tells_is_filled_in_after_it_was_translated() -> None:
    arabic = words.load("ar")
    told = (Said("Partner"), Said("Not said before: {n}.", (("n", 3),)))
    assert messages.of_said(told, arabic) == f"{arabic.name('Partner')} Not said before: 3."
    assert " ".join(one.in_english() for one in told) == "Partner Not said before: 3."


def test_what_is_filed_already_is_said_beside_its_field() -> None:
    windows.make_application()
    face = windows.make_face(Style(), windows.clock_at())
    form = Form(face, POLICY, KINDS["partner"], ("name", "portal_number"))
    form.show_problems((("portal_number", "already_filed"),))
    assert form._problems["portal_number"].text() == messages.PROBLEMS["already_filed"]
    assert form._problems["name"].text() == ""
    form.deleteLater()
    face.jobs.stop()
