"""The note on paper: one page whatever is missing, its decision in the window's words, no word of a case."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from focal_desktop.base import words
from focal_desktop.domain import partner_note as noting
from focal_desktop.domain.partner import Partner
from focal_desktop.domain.partner_note import PartnerNote
from focal_desktop.reports import edition, offered, partner_note
from focal_desktop.ui.partners import phrases
from tests.domain import notes
from tests.domain.samples import POLICY
from tests.reports.reading import as_printed, read_all

LANGUAGES = offered.find(noting.REPORT).languages
LOW = {"assessments": (notes.assessed(rating="low"),)}
LONG = (
    "Acacia Housing and Neighbourhood Improvement Cooperative of the Lake Region and Beyond, Western Branch"
)
HELD = msgspec.structs.replace(notes.papers().agreement, hold="yes")


def read(note: PartnerNote, language: str = "en") -> str:
    """Return what the page says."""
    made = partner_note.render(note, words.load(language), edition.INTERNAL)
    assert made.pages == 1
    return read_all(made)


def step(name: str, **more: Any) -> Any:
    """Return an agreement at a step."""
    return msgspec.structs.replace(notes.papers().agreement, state=name, **more)


def make_worst() -> PartnerNote:
    """Return a note with all that can be long: names, gaps, open clauses, an unsigned waiver."""
    agreement = msgspec.structs.replace(notes.papers().agreement, name=LONG, number=LONG)
    asked = notes.waiver(
        state="draft", approver="", second_approver="", mitigation=tuple(POLICY.codes("mitigation"))
    )
    return notes.make(
        agreement=agreement,
        office=LONG,
        partner=Partner(id="p1", name=LONG, partner_type="ngo_international", has_contact="yes"),
        assessments=(notes.assessed(rating="low", assessor=LONG, plan_status="failed"),),
        answers=notes.answers(*["no"] * 8),
        clause_checks=(),
        waivers=(asked,),
    )


def test_it_says_what_it_is_and_for_which_agreement() -> None:
    said = read(notes.make())
    for part in (
        *("CONFIDENTIAL", "Record of PSEA capacity review", "Page 1 of 1", "Acacia · National NGO"),
        *("Internal, not an endorsement, valid for agreement KSM-26-01.", "Reference ABC234"),
        *("Medium capacity (moderate risk)", "6 of 7 points · Met 6, Not met 1, Not applicable 1"),
        *("UN-Habitat · Our own", "31 Mar 2026", "31 Mar 2031", "to be completed by 28 Feb 2027"),
        *("Mandatory training", "Training of all personnel", "15 of 15 clauses stand in the text."),
        *("Programme manager · Head of office · Focal point · Headquarters PSEA team",),
        *("Name and function", "Date and signature", "As recorded at this desk on 21 November 2026."),
    ):
        assert part in said, part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_worst", [False, True])
def test_it_is_one_page_in_each_language_without_a_word_of_a_case(language: str, is_worst: bool) -> None:
    note = make_worst() if is_worst else notes.make()
    said = read(note, language)
    assert notes.OF_CASES.search(said) is None
    assert as_printed("ادعاء") not in said
    assert "2026.1" in said


def test_where_much_is_missing_every_gap_and_clause_is_still_named() -> None:
    said = read(make_worst())
    assert "Standards not met: Organizational policy; " in said
    open_clauses = [one.say("en") for one in make_worst().clauses.still_open]
    assert len(open_clauses) == 15
    assert [name for name in open_clauses if name not in said] == []
    assert "Approved by Nobody yet" in said


@pytest.mark.parametrize(
    "changed",
    [
        {"clause_checks": notes.checks(termination="no")},
        {"assessments": ()},
        LOW,
        {**LOW, "waivers": (notes.waiver(),)},
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_reasons_are_those_of_the_window(changed: dict[str, Any], language: str) -> None:
    note = notes.make(**changed)
    seen = phrases.of_verdict(note.verdict, note.step, words.load(language), POLICY).text
    assert partner_note.say_decision(note, words.load(language)) == seen
    assert " ".join(seen.split()) in read(note, language)


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (step("draft"), "Yes: nothing is missing."),
        (step("ready_to_sign"), "Yes: nothing is missing. It is marked ready to sign."),
        (step("signed", signed_on=date(2026, 11, 20)), "Signed on 20 November 2026."),
        (step("ended"), "This agreement has ended."),
        (HELD, "Hold: ask headquarters."),
        (step("signed", hold="yes"), "Hold: ask headquarters."),
    ],
)
def test_each_step_has_its_sentence(agreement: Any, said: str) -> None:
    note = notes.make(agreement=agreement)
    assert partner_note.say_decision(note, words.load("en")) == said
    assert said in read(note)


def test_a_hold_is_the_one_sentence_that_differs() -> None:
    free, held = read(notes.make(**LOW)), read(notes.make(**LOW, agreement=HELD))
    start, end = "Ready to sign? ", " Capacity "
    assert held.split(start)[1].split(end)[0].strip() == "Hold: ask headquarters."
    assert _drop_code(free.split(start)[0] + free.split(end, 1)[1]) == _drop_code(
        held.split(start)[0] + held.split(end, 1)[1]
    )


def _drop_code(said: str) -> str:
    """Return a text without its check code."""
    return said.split("check code")[0]


def test_a_waiver_names_who_approved_it_until_when() -> None:
    said = read(notes.make(**LOW, waivers=(notes.waiver(),)))
    assert "Emergency, help cannot wait · More monitoring visits" in said
    assert "Waiver expires on 31 Jan 2027" in said
    assert "Approved by Head of office · 2 Nov 2026; Headquarters PSEA team · 5 Nov 2026" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"assessments": ()}, "No capacity review is recorded."),
        ({"assessments": (notes.assessed(origin="un_partner_portal"),)}, "Taken over as it stands"),
        ({"answers": notes.answers(*["yes"] * 8)}, "Every standard that applies is met."),
        ({"clause_checks": notes.checks(flow_down="not_applicable")}, "Do not apply: The same duties"),
    ],
)
def test_what_there_is_less_of_is_said(changed: dict[str, Any], said: str) -> None:
    assert said in read(notes.make(**changed))


def test_what_headquarters_does_not_need_is_said_so() -> None:
    free = "sanctions_screened"
    found = tuple(
        msgspec.structs.replace(one, waived="yes") if one.clause == free else one
        for one in notes.checks(**{free: "no"})
    )
    said = read(notes.make(clause_checks=found))
    assert "Not needed here, says headquarters: Screened against sanctions lists." in said


def test_an_agreement_with_neither_number_nor_days_goes_by_its_reference() -> None:
    bare = msgspec.structs.replace(notes.papers().agreement, number="", starts_on=date(2026, 12, 1))
    said = read(notes.make(agreement=bare))
    assert "valid for agreement ABC234." in said
    assert "Dates 1 Dec 2026 · Reference ABC234" in said
    both = msgspec.structs.replace(bare, ends_on=date(2027, 12, 1))
    assert "1 Dec 2026 to 1 Dec 2027" in read(notes.make(agreement=both))


def test_the_same_note_is_the_same_bytes() -> None:
    first, second = (
        partner_note.render(notes.make(), words.load("ar"), edition.INTERNAL).data for _ in range(2)
    )
    assert first == second


def test_a_note_that_fits_no_page_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partner_note, "WAYS", ())
    with pytest.raises(ValueError, match="does not fit"):
        partner_note.render(notes.make(), words.load("en"), edition.INTERNAL)
