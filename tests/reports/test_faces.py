"""Every letter we print is in a face we ship, and each run is printed by a face that holds it."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.base import paths, words
from focal_desktop.reports import faces, text
from tests.base import sentences

FACES = faces.load()


def list_policy(said: Any, language: str) -> Iterator[str]:
    """Yield every string of a policy file that is said in a language."""
    if isinstance(said, dict):
        for name, part in said.items():
            if name == language and isinstance(part, str):
                yield part
            else:
                yield from list_policy(part, language)


def list_printed(language: str) -> list[str]:
    """Return everything the reports can say in a language."""
    files = paths.resource("policy").iterdir()
    labels = [one for file in files for one in list_policy(tomllib.loads(file.read_text("utf-8")), language)]
    said = words.load(language)
    printed = {form for one in sentences.list_sentences("reports") for form in one.forms}
    spoken = [said.catalogue.gettext(form) for form in printed]
    for message in sentences.read_catalogue(language) if language != words.ENGLISH else ():
        keys = message.id if isinstance(message.id, tuple | list) else (message.id,)
        if printed.isdisjoint(keys):
            continue
        spoken += message.string if isinstance(message.string, tuple | list) else [message.string or ""]
    return [*labels, *spoken, said.number(1234567), said.percent(0.5), *(said.month(n) for n in range(1, 13))]


@pytest.mark.parametrize("language", words.LOCALES)
@pytest.mark.parametrize("is_right_to_left", [True, False])
def test_no_letter_of_any_printed_string_is_missing(language: str, is_right_to_left: bool) -> None:
    printed = list_printed(language)
    assert len(printed) > 300
    shown = {text.order(text.shape(said), is_right_to_left=is_right_to_left) for said in printed}
    assert FACES.find_missing("".join(shown).replace("\n", "")) == ""


def test_a_missing_letter_is_found_once() -> None:
    assert FACES.find_missing("Häuser 人 в 人 ب") == "人"


@given(st.text(alphabet="aé1 (-ﺑﻼ«٪人", max_size=30), st.booleans())
def test_runs_are_the_text_and_each_is_held_by_its_face(said: str, is_bold: bool) -> None:
    runs = list(FACES.split(said, is_bold=is_bold))
    assert "".join(run.text for run in runs) == said
    first = (FACES.bold if is_bold else FACES.regular)[0]
    for run in runs:
        missing = {letter for letter in run.text if ord(letter) not in run.face.letters} - {" "}
        assert not missing or run.face is first


def test_both_weights_hold_the_same_letters() -> None:
    for regular, bold in zip(FACES.regular, FACES.bold, strict=True):
        assert regular.letters == bold.letters
        assert regular.scale == bold.scale


def test_loading_again_gives_the_same_faces() -> None:
    again = faces.load()
    assert [face.name for face in again.regular + again.bold] == [*faces.REGULAR, *faces.BOLD]
    assert again.regular[0].width("PSEA", 10) == FACES.regular[0].width("PSEA", 10)


def test_figures_come_from_one_face_in_every_language() -> None:
    assert {run.face.name for run in FACES.split("2026") if run.text} == {"NotoSans-Regular"}


def test_a_wider_text_is_wider() -> None:
    face = FACES.regular[0]
    assert face.width("mm", 10) == pytest.approx(2 * face.width("m", 10))
    assert face.width("m", 20) == pytest.approx(2 * face.width("m", 10))


@pytest.mark.parametrize("name", [*faces.REGULAR, *faces.BOLD])
def test_each_face_lies_in_our_files_under_a_megabyte_with_its_licence(name: str) -> None:
    assert 100_000 < len(paths.resource("fonts", f"{name}.ttf").read_bytes()) < 1_000_000
    assert "SIL OPEN FONT LICENSE" in paths.resource("fonts", "OFL.txt").read_text("utf-8")
