"""A score is derived from the answers each time and stored nowhere."""

from __future__ import annotations

from focal_desktop.usecases import assessments, records
from tests.desks import POLICY, Desk, read_all

SCHEME = POLICY.entries("assessment_scheme")["harmonised_8"].extra["standards"]


def test_a_score_follows_its_answers(desk: Desk) -> None:
    made = records.add(desk.session, "assessment", {"scheme": "harmonised_8"}).id
    found = assessments.score_answers(desk.session, made)
    assert (found.rating, found.still_open, found.is_taken_over) == ("not_assessed", tuple(SCHEME), False)
    answers = [{"assessment": made, "standard": one, "answer": "yes"} for one in SCHEME]
    saved = records.add_many(desk.session, "standard_answer", answers)
    before = read_all(desk.session)
    assert assessments.score_answers(desk.session, made) == assessments.Scored(
        "full", (), is_taken_over=False
    )
    assert read_all(desk.session) == before
    records.edit(desk.session, "standard_answer", saved[0].id, {"answer": "no"})
    scored = assessments.score_answers(desk.session, made)
    assert (scored.rating, scored.gaps) == ("medium", (SCHEME[0],))
    assert "rating" not in records.read(desk.session, "assessment", made).values


def test_answers_of_another_assessment_do_not_count(desk: Desk) -> None:
    one, other = (records.add(desk.session, "assessment", {"scheme": "harmonised_8"}).id for _ in range(2))
    answers = [{"assessment": other, "standard": standard, "answer": "yes"} for standard in SCHEME]
    records.add_many(desk.session, "standard_answer", answers)
    assert assessments.score_answers(desk.session, one).still_open == tuple(SCHEME)


def test_another_entitys_result_is_taken_over(desk: Desk) -> None:
    origin = next(code for code in POLICY.codes("assessment_origin") if code != "own")
    said = {"origin": origin, "scheme": "harmonised_8", "rating": "low"}
    made = records.add(desk.session, "assessment", said).id
    assert assessments.score_answers(desk.session, made) == assessments.Scored("low", (), is_taken_over=True)
