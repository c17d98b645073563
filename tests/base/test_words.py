"""What is said is translated before it is filled, with the plurals, dates and digits of its language."""

import gettext
import io
import runpy
from datetime import date

import pytest

from focal_desktop.base import paths, words
from focal_desktop.domain.kinds import KINDS
from tests.base import declared, sentences
from tests.base.sentences import Sentence

DAY = date(2026, 11, 3)
TRANSLATED = tuple(language for language in words.LOCALES if language != words.ENGLISH)
REPORTS = ("reports",)
SHIPPED_FROM = 0.9
"""The share of sentences from which on a language is offered."""


def compile_catalogue(text: bytes, language: str) -> bytes:
    """Compile a catalogue as `packaging/catalogues.py` does."""
    compiler = runpy.run_path(str(sentences.ROOT.parent / "packaging/catalogues.py"))
    compiled: bytes = compiler["compile_catalogue"](text, language)
    return compiled


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_program_reads_what_people_wrote(language: str) -> None:
    folder = paths.resource("locale", language)
    written = folder.joinpath("messages.po").read_bytes()
    assert folder.joinpath("messages.mo").read_bytes() == compile_catalogue(written, language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_of_the_reports_is_translated(language: str) -> None:
    catalogue = sentences.read_catalogue(language)
    assert sentences.find_unsaid(sentences.list_sentences(*REPORTS), catalogue) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nearly_all_of_the_window_is_translated(language: str) -> None:
    catalogue, said = sentences.read_catalogue(language), declared.list_said()
    unsaid = sentences.find_unsaid(said, catalogue)
    assert len(unsaid) <= len(said) * (1 - SHIPPED_FROM), unsaid[:20]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_what_is_filled_in(language: str) -> None:
    for message in sentences.read_catalogue(language):
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        keys = message.id if isinstance(message.id, tuple | list) else (message.id,)
        wanted = {name for key in keys for name in list_names(key)}
        for form in said:
            # A plural form may leave its number out, never ask for something else.
            assert set(list_names(form)) in ({*wanted}, {*wanted} - {"n"}), (message.id, form)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_holds_no_sentence_that_nobody_says(language: str) -> None:
    said = {sentence.forms for sentence in declared.list_said()}
    keys = (message.id for message in sentences.read_catalogue(language) if message.id)
    assert [
        key for key in keys if (tuple(key) if isinstance(key, tuple | list) else (key,)) not in said
    ] == []


def test_a_french_singular_says_its_number_because_it_is_said_of_none_too() -> None:
    plurals = [m.string for m in sentences.read_catalogue("fr") if isinstance(m.string, tuple | list)]
    assert plurals
    assert [forms for forms in plurals if "n" not in list_names(forms[0])] == []


def list_names(form: str | None) -> list[str]:
    """Return the names in braces."""
    return [part.split("}")[0] for part in (form or "").split("{")[1:]]


def test_sentences_are_found_in_the_source() -> None:
    source = (
        'words.say("One {x}", x=1)\nsay("Two")\npress.words.count(3, "one", "{n} many")\nterm.say("fr")\n'
    )
    assert [found.forms for found in sentences.find_sentences(source, "sample.py")] == [
        ("One {x}",),
        ("Two",),
        ("one", "{n} many"),
    ]


def test_a_sentence_is_found_whatever_way_it_takes_until_it_is_shown() -> None:
    source = (
        '"""A docstring is no sentence."""\n'
        '_REFUSED = "This is not it. Nothing was changed."\n'
        'TABLE = {"a": ("busy", "It is open elsewhere. " "Close it.")}\n'
        'run("SELECT name FROM key WHERE name = ?")\n'
        'raise Trouble(f"For {year} nothing.")\n'
        'name("no_code"), say("Title")\n'
    )
    assert list(declared.find_written(source)) == [
        "This is not it. Nothing was changed.",
        "It is open elsewhere. Close it.",
    ]


@pytest.mark.parametrize(
    "source",
    ['words.say(f"For {year}")', 'words.say("For {}".format(1))', "words.say(text)", "words.count(1, a, b)"],
)
def test_a_sentence_made_up_before_it_is_translated_is_found(source: str) -> None:
    with pytest.raises(ValueError, match=r"sample\.py:1"):
        list(sentences.find_sentences(source, "sample.py"))


def test_a_missing_empty_or_doubtful_translation_is_found() -> None:
    catalogue = sentences.read_catalogue("fr")
    catalogue.add("Left empty", "")
    catalogue.add("Guessed", "Deviné", flags=["fuzzy"])
    catalogue.add(("one", "{n} many"), ("un",))
    asked = [Sentence((key,), "x") for key in ("Partner", "Left empty", "Guessed", "Never said")]
    asked.append(Sentence(("one", "{n} many"), "x"))
    found = [sentence.forms[0] for sentence in sentences.find_unsaid(asked, catalogue)]
    assert found == ["Left empty", "Guessed", "Never said", "one"]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Partner"), ("fr", "Partenaire"), ("es", "Asociado"), ("ar", "الشريك")]
)
def test_says_a_sentence_in_its_language(language: str, said: str) -> None:
    assert words.load(language).say("Partner") == said


@pytest.mark.parametrize("language", TRANSLATED)
def test_two_uses_of_one_english_word_are_two_sentences(language: str) -> None:
    said = words.load(language).say
    pairs = (("Answer", "Send the answer"), ("Area", "Area of the plan"))
    assert [pair for pair in pairs if said(pair[0]) == said(pair[1])] == []
    assert KINDS["action"].slots["area"].said.label == "Area of the plan"
    assert KINDS["allegation"].slots["area"].said.label == "Area"


def test_says_in_english_what_nobody_has_translated() -> None:
    assert words.load("fr").say("Not in any catalogue: {n}", n=3) == "Not in any catalogue: 3"


def test_a_doubtful_translation_is_not_used() -> None:
    text = b'msgid "Partner"\nmsgstr "Partenaire"\n\n#, fuzzy\nmsgid "Office"\nmsgstr "Officine"\n'
    compiled = io.BytesIO(compile_catalogue(text, "fr"))
    catalogue = gettext.GNUTranslations(compiled)
    assert (catalogue.gettext("Partner"), catalogue.gettext("Office")) == ("Partenaire", "Office")


@pytest.mark.parametrize("language", ["ru", "EN", "", "../fr"])
def test_a_language_without_words_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        words.load(language)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "0 actions", 1: "one action", 2: "2 actions", 21: "21 actions"}),
        ("fr", {0: "0 action", 1: "1 action", 2: "2 actions"}),
        ("es", {0: "0 acciones", 1: "una acción", 2: "2 acciones"}),
        (
            "ar",
            {
                0: "لا إجراءات",
                1: "إجراء واحد",
                2: "إجراءان",
                3: "3 إجراءات",
                11: "11 إجراءً",
                100: "100 إجراء",
                103: "103 إجراءات",
            },
        ),
    ],
)
def test_counts_with_the_plurals_of_the_language(language: str, forms: dict[int, str]) -> None:
    said = words.load(language)
    assert {number: said.count(number, "one action", "{n} actions") for number in forms} == forms


@pytest.mark.parametrize(
    ("language", "said", "short"),
    [
        ("en", "3 November 2026", "3 Nov 2026"),
        ("fr", "3 novembre 2026", "3 nov. 2026"),
        ("es", "3 de noviembre de 2026", "3 nov 2026"),
        ("ar", "3 نوفمبر 2026", "3 نوفمبر 2026"),
    ],
)
def test_dates_are_said_with_the_month_as_a_word(language: str, said: str, short: str) -> None:
    assert words.load(language).date(DAY) == said
    assert words.load(language).short_date(DAY) == short


def test_months_have_names() -> None:
    assert words.load("en").month(1) == "Jan"
    assert words.load("ar").month(12) == "ديسمبر"


@pytest.mark.parametrize(
    ("language", "said"), [("en", "12,345"), ("fr", "12\u202f345"), ("es", "12.345"), ("ar", "12,345")]
)
def test_numbers_are_grouped_the_way_of_the_language_in_digits_0_to_9(language: str, said: str) -> None:
    assert words.load(language).number(12345) == said


@pytest.mark.parametrize(("share", "said"), [(1.0, "100%"), (0.999, "99%"), (0.29, "29%"), (0.0, "0%")])
def test_a_hundred_per_cent_is_said_of_all_alone(share: float, said: str) -> None:
    assert words.load("en").percent(share) == said


def test_per_cent_keeps_its_sign_behind_the_number_in_arabic() -> None:
    assert words.load("ar").percent(0.86) == "\u200e86%\u200e"


def test_values_are_written_the_way_of_the_language() -> None:
    said = words.load("fr").say("Nobody said {n} on {day}", n=12345, day=DAY)
    assert said == "Nobody said 12\u202f345 on 3 novembre 2026"


def test_yes_and_no_are_sentences_of_their_own() -> None:
    with pytest.raises(TypeError):
        words.load("en").say("It is {so}", so=True)


def test_a_value_against_the_direction_is_closed_off() -> None:
    arabic, english = words.load("ar"), words.load("en")
    assert arabic.isolate("AoC-101 (TSN)") == "\u2068AoC-101 (TSN)\u2069"
    assert arabic.isolate("مكتب 3") == "مكتب 3"
    assert english.isolate("مكتب") == "\u2068مكتب\u2069"
    assert english.say("Office: {x}", x="Iraq (3)") == "Office: Iraq (3)"


def test_what_is_filled_in_begins_where_the_language_does_even_without_a_word_around_it() -> None:
    arabic, said = words.load("ar"), {"reference": "K7GX", "office": "KEN-KSM"}
    assert arabic.fill("{reference}, {office}", **said) == "\u200f\u2068K7GX\u2069, \u2068KEN-KSM\u2069"
    assert arabic.fill("Case {reference}", **said) == "Case \u2068K7GX\u2069"
    assert arabic.fill("، ") == "، "
    assert words.load("en").fill("{reference}, {office}", **said) == "K7GX, KEN-KSM"


def test_a_number_to_call_stays_whole() -> None:
    arabic, english = words.load("ar"), words.load("en")
    whole = "\u2066+000\u00a0000\u00a007\u2069"
    assert arabic.keep_numbers("+000 000 07") == whole
    assert arabic.keep_numbers("مكتب +000 000 07، 08:00-17:00") == f"مكتب {whole}، \u206608:00-17:00\u2069"
    assert arabic.keep_numbers("Desk +000 000 07") == f"\u2068Desk {whole}\u2069"
    assert english.keep_numbers("+0 (00) 000-07 (8-5)") == "+0\u00a0(00)\u00a0000-07 (8-5)"
    assert english.keep_numbers("Gate 3") == "Gate 3"


def test_only_arabic_runs_from_the_right() -> None:
    assert [language for language in words.LOCALES if words.load(language).is_right_to_left] == ["ar"]


def test_filling_does_not_touch_braces_in_a_value() -> None:
    assert words.load("en").say("Said: {x}", x="{n} and {") == "Said: {n} and {"


def test_what_is_no_instant_is_shown_as_it_stands() -> None:
    assert words.load("en").iso_instant("some day") == "some day"
