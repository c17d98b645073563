"""The report a head of office signs: four pages, no figure of cases, nothing missing or mirrored."""

import re
import time
from functools import cache
from typing import Any

import msgspec
import pytest

from focal_desktop.base import words
from focal_desktop.domain.annual import office
from focal_desktop.domain.annual.values import OfficeAnnual, Term
from focal_desktop.reports import edition, office_annual, page
from tests.reports import samples
from tests.reports.reading import as_printed, read_all, read_cover, read_pages

LANGUAGES = ("en", "fr", "es", "ar")
SIZES: dict[str, dict[str, Any]] = {
    "nothing": {"actions": 0, "partners": 0, "people": 2},
    "usual": {},
    "large": {"actions": 30, "partners": 12},
    "huge": {"actions": 100, "partners": 40},
}


def render(model: OfficeAnnual, language: str = "en", mode: str = edition.INTERNAL) -> page.Rendered:
    """Return the report in a language and edition."""
    return office_annual.render(model, words.load(language), mode)


@cache
def read(language: str = "en", mode: str = edition.INTERNAL, **size: Any) -> tuple[str, ...]:
    """Return the pages of the report of an office of this size."""
    return tuple(read_pages(render(samples.make_office(**size), language, mode)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", edition.MODES)
@pytest.mark.parametrize("size", SIZES)
def test_never_more_than_four_pages_and_each_says_what_it_is(size: str, mode: str, language: str) -> None:
    model = samples.make_office(**SIZES[size])
    said, pages = words.load(language), read(language, mode, **SIZES[size])
    assert 2 <= len(pages) <= office_annual.MOST_PAGES
    marks = {edition.INTERNAL: "CONFIDENTIAL", edition.SHAREABLE: "UNCLASSIFIED"}
    for number, text in enumerate(pages, 1):
        assert as_printed(said.say(marks[mode])) in text
        assert model.template in text
        if language != "ar":
            assert said.say("Page {n} of {total}", n=number, total=len(pages)) in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", edition.MODES)
def test_the_same_model_gives_the_same_bytes(size: str, mode: str) -> None:
    model = samples.make_office(**SIZES[size])
    assert render(model, mode=mode).data == render(model, mode=mode).data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_stands_word_for_word_above_the_place_to_sign(language: str) -> None:
    model = samples.make_office()
    cover = read(language)[0]
    statement = model.passages["office_certification"].text.say(language)
    if language == "ar":
        assert [word for word in statement.split() if as_printed(word.strip(".")) not in cover] == []
    else:
        assert statement in cover.replace("\u00a0", " ")
    for said in ("Name", "Function", "Place", "Date", "Signature"):
        assert as_printed(words.load(language).say(said)) in cover


def test_the_cover_has_five_figures_with_of_how_many() -> None:
    cover = read()[0]
    for said in ("70%", "34 of 48", "4/4", "3/4", "11/12", "4/9", "Iraq Programme, Iraq", "20 January 2026"):
        assert said in cover


def test_no_figure_of_cases_in_any_edition() -> None:
    for mode in edition.MODES:
        said = " ".join(read("en", mode, **SIZES["large"]))
        found = re.findall(r"\b(\w+)\s+(?:allegations?|cases?|survivors?|victims?)\b", said)
        assert [word for word in found if any(letter.isdigit() for letter in word)] == []
        assert "Allegations are reported at the level of the entity." in said


def test_every_office_prints_the_same_words_on_allegations() -> None:
    small, large = (read_all(render(model)) for model in (samples.make_small_office(), samples.make_office()))
    passage = samples.make_office().passages["office_allegations"].text.say("en")
    assert passage in small
    assert passage in large


@pytest.mark.parametrize(
    ("title", "emptied"),
    [
        ("What was done last year", {"last_actions": ()}),
        ("Training", {"courses": ()}),
        ("Partners under agreement", {"ratings": (), "partners": (), "low_partners": 0}),
        ("Plan for next year", {"plan": ()}),
        ("What is needed", {"needs": ()}),
    ],
)
def test_a_section_without_content_vanishes(title: str, emptied: dict[str, Any]) -> None:
    model = samples.make_office()
    assert title in " ".join(read())
    without = msgspec.structs.replace(model, **emptied)
    said = " ".join(read_pages(render(without))[1:])
    assert title not in said


def test_an_office_with_little_to_say_says_it_on_two_pages() -> None:
    made = render(samples.make_small_office())
    assert made.pages == 2
    assert "3 of 3 monthly returns were filed" in read_all(made)


def test_names_stand_in_the_internal_edition_alone() -> None:
    model = msgspec.structs.replace(samples.make_office(), needs_text="A car for the field")
    internal, shared = (read_all(render(model, mode=mode)) for mode in edition.MODES)
    names = ("Urban Roots Cooperative", "AoC-101/2025", "Box at the Mosul site", "A car for the field")
    assert [name for name in names if name not in internal] == []
    assert [name for name in names if name in shared] == []
    assert "Both rounds were held." in internal
    assert "Both rounds were held." not in shared
    assert "2 Full capacity (low risk)" in shared


def test_no_partner_of_low_capacity_is_named_but_counted() -> None:
    said = " ".join(read())
    assert "House of Water" not in said
    assert "One partner of low capacity is named in the annex for headquarters alone." in said


def test_too_many_actions_are_counted_and_the_most_urgent_shown() -> None:
    said = " ".join(read(**SIZES["huge"]))
    assert "43 Completed" in said
    assert "11 of 25 completed" in said
    assert re.search(r"\d+ more in the annex kept at the desk", said)
    assert "At risk" in said


def test_everything_is_shown_as_long_as_it_fits() -> None:
    model = samples.make_office()
    said = " ".join(read())
    assert "more in the annex" not in said
    assert [action.activity for action in model.plan if action.activity.split(",")[0] not in said] == []


def test_budgets_are_marked_as_indicative() -> None:
    assert " ".join(read()).count("have not been cleared by finance") == 2


def test_small_groups_are_not_shown_outside() -> None:
    model = samples.make_small_office()
    assert "50%" in read_all(render(model))
    shared = read_all(render(model, mode=edition.SHAREABLE))
    assert "50%" not in shared
    assert "Fewer than five people" in shared


def test_the_vision_stands_on_the_cover_while_it_holds() -> None:
    model = msgspec.structs.replace(samples.make_office(), vision=Term("vision", {"en": "A better life"}))
    assert "A better life" in read_cover(render(model))


def test_arabic_is_joined_and_latin_in_it_stays_whole() -> None:
    said = read_all(render(samples.make_office(language="ar"), "ar"))
    for word in ("التقرير", "المكتب", "التدريب", "الشركاء", "جذور", "يناير"):
        assert as_printed(word) in said
    for code in ("AoC-101/2025", "HabPost", "UNHCR", "2026.1", "89%"):
        assert code in said


def test_an_arabic_report_can_hold_latin_and_a_latin_one_arabic_text() -> None:
    latin = read_all(render(samples.make_office(language="ar"), "en"))
    arabic = read_all(render(samples.make_office(), "ar"))
    assert as_printed("جذور") in latin
    assert "Urban Roots Cooperative" in arabic


def test_the_check_code_tells_two_reports_apart_and_not_two_languages() -> None:
    def find_code(made: page.Rendered) -> str:
        found = re.search(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", read_cover(made))
        assert found
        return found[0]

    model = samples.make_office()
    other = msgspec.structs.replace(model, low_partners=2)
    assert find_code(render(model)) == find_code(render(model, "fr"))
    assert find_code(render(model)) != find_code(render(other))
    assert find_code(render(model)) != find_code(render(model, mode=edition.SHAREABLE))


def test_the_policy_gives_titles_and_order() -> None:
    model = samples.make_office()
    turned = msgspec.structs.replace(model, sections=model.sections[::-1])
    said = read_all(render(turned))
    assert (
        said.index("What is needed")
        < said.index("Plan for next year")
        < said.index("What was done last year")
    )


def test_a_section_of_a_newer_policy_is_passed_over() -> None:
    model = samples.make_office()
    newer = msgspec.structs.replace(model, sections=(*model.sections, Term("from_a_newer")))
    assert render(newer).pages <= office_annual.MOST_PAGES


def test_a_policy_without_the_statement_prints_no_report() -> None:
    model = msgspec.structs.replace(samples.make_office(), passages={})
    with pytest.raises((ValueError, KeyError)):
        render(model)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_hundred_actions_and_forty_partners_take_under_two_seconds(language: str) -> None:
    model = samples.make_office(actions=100, partners=40, language=language)
    said = words.load(language)
    started = time.process_time()
    office_annual.render(model, said, edition.INTERNAL)
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_endless_texts_and_unknown_codes_still_fit_four_pages(language: str) -> None:
    endless = "Very long words of a person who has much to say. " * 400
    records = samples.make_records(actions=60, partners=30)
    spoilt = msgspec.structs.replace(
        records,
        actions=tuple(
            msgspec.structs.replace(
                action,
                area=f"area_{place}" if place % 2 else action.area,
                activity=endless[:500],
                indicator=endless[:500],
                unit=endless[:500],
                budget=f"{place}.00 C{place % 30:02}",
            )
            for place, action in enumerate(records.actions)
        ),
        partners=tuple(msgspec.structs.replace(one, name=endless[:500]) for one in records.partners),
        channels=tuple(msgspec.structs.replace(one, name="W" * 500) for one in records.channels) * 9,
        plans=tuple(msgspec.structs.replace(one, needs=endless) for one in records.plans),
        quarter_notes=tuple(msgspec.structs.replace(one, note=endless) for one in records.quarter_notes),
        office=msgspec.structs.replace(records.office, name=endless[:500]),
    )
    model = office.office_model(
        samples.YEAR, spoilt, samples.load_policy(), entity=samples.ENTITY, as_of=samples.AS_OF
    )
    made = render(model, language)
    assert made.pages <= office_annual.MOST_PAGES
    assert "…" in read_all(made)


@pytest.mark.parametrize("actions", [15, 22, 60])
def test_actions_of_every_area_are_counted_by_area_where_not_all_are_shown(actions: int) -> None:
    areas = samples.load_policy().codes("plan_area")
    records = samples.make_records(actions=actions, partners=9)
    spread = tuple(
        msgspec.structs.replace(action, area=areas[place % len(areas)])
        for place, action in enumerate(records.actions)
    )
    desk = msgspec.structs.replace(records, actions=spread)
    model = office.office_model(
        samples.YEAR, desk, samples.load_policy(), entity=samples.ENTITY, as_of=samples.AS_OF
    )
    made = render(model)
    said = read_all(made)
    assert made.pages <= office_annual.MOST_PAGES
    shown = [said.count(name) for name in ("Vetting and screening", "Risk assessment of offices")]
    assert min(shown) >= 2
    assert ("in the annex kept at the desk" in said) is (actions > 15)
