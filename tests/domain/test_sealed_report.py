"""A sealed report: anyone may write it, headquarters' case officers alone hold it as a record."""

from __future__ import annotations

from datetime import date

from focal_desktop.domain import sealed_report
from focal_desktop.domain.record import SEALED_PARTS, Leaves, Scope
from focal_desktop.domain.sealed_report import KIND, SealedReport


def test_only_the_account_is_ever_needed() -> None:
    (act,) = KIND.acts
    assert (act.name, act.needs, act.role) == ("seal", ("account",), "")
    assert {move.role for move in KIND.moves if move.before != "draft"} == {"hq_case"}


def test_it_lives_at_headquarters_and_points_at_nothing() -> None:
    assert KIND.scope is Scope.HQ_CASE
    assert not any(slot.said.to for slot in KIND.slots.values())
    assert "file" not in {slot.form for slot in KIND.slots.values()}


def test_all_it_says_is_one_sealed_part() -> None:
    assert set(KIND.slots) - set(KIND.fields_leaving(Leaves.REPORT)) == {"state"}
    assert KIND.fields_leaving(Leaves.REPORT) == KIND.fields_leaving(*SEALED_PARTS)


def test_whatever_is_a_record_was_sealed() -> None:
    assert SealedReport().state == "sealed"
    assert {move.after for move in KIND.moves if move.before == "sealed"} == {"read", "closed"}


def test_the_title_tells_nothing_but_the_day() -> None:
    report = SealedReport(
        written_on=date(2026, 3, 2), names="Somebody", account="Something", about="focal_point"
    )
    assert sealed_report.title(report) == "Written 2026-03-02"
    assert sealed_report.title(SealedReport()) == "Sealed report"
