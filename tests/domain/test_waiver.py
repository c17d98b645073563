"""A waiver: who allows it, why, what is done instead, until when."""

from __future__ import annotations

from datetime import date

from focal_desktop.domain import waiver
from focal_desktop.domain.record import Merge
from focal_desktop.domain.waiver import KIND, Waiver


def test_the_second_signature_is_headquarters_own() -> None:
    for name in ("second_approver", "second_approved_on"):
        assert (KIND.slots[name].said.merge, KIND.slots[name].said.owner) == (Merge.HQ, "hq")
    assert KIND.slots["approver"].said.owner == ""


def test_approving_needs_reason_mitigation_and_an_end_and_can_be_done_twice() -> None:
    (act,) = KIND.acts
    assert act.needs == ("agreement", "reason", "mitigation", "expires_on")
    assert act.before == ("draft", "approved")
    assert act.after == "approved"


def test_withdrawing_is_the_last_word_of_two_at_once() -> None:
    assert [*waiver.State][-1] == waiver.State.WITHDRAWN


def test_one_that_is_over_never_comes_back_with_its_signatures() -> None:
    assert {"refused", "withdrawn"} == waiver.OVER
    assert [move for move in KIND.moves if move.before in waiver.OVER] == []


def test_a_waiver_is_known_by_its_end() -> None:
    assert waiver.title(Waiver(expires_on=date(2026, 12, 31))) == "Until 2026-12-31"
    assert waiver.title(Waiver()) == "Waiver"
