"""What the security tests counted, told at the end of a run: how often each was tried and went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest

NAME = "figure"
Tell = Callable[..., None]


class Figure(NamedTuple):
    """One line of the table: what was tried, how often, how often it went wrong, what else was counted."""

    what: str
    tried: int
    bad: int
    detail: str = ""


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Tell:
    """Tell a figure of this test: `figure("bit flips: silent changes", tried=500, bad=0, detail=...)`.

    It is told before it is asserted, so that a failing run says how often.
    """

    def tell(what: str, *, tried: int, bad: int, detail: str = "") -> None:
        record_property(NAME, tuple(Figure(what, tried, bad, detail)))

    return tell


def add_up(told: Iterable[Figure]) -> list[Figure]:
    """Return one figure for each thing that was tried, in the order of their names."""
    found: dict[str, Figure] = {}
    for one in told:
        held = found.get(one.what, Figure(one.what, 0, 0))
        detail = "; ".join(dict.fromkeys(said for said in (held.detail, one.detail) if said))
        found[one.what] = Figure(one.what, held.tried + one.tried, held.bad + one.bad, detail)
    return sorted(found.values())


def draw(figures: Iterable[Figure]) -> list[str]:
    """Return the table, a line a figure."""
    return [
        f"{one.what}: {one.bad:,} of {one.tried:,}" + (f" ({one.detail})" if one.detail else "")
        for one in figures
    ]


def read_reports(reports: Iterable[pytest.TestReport]) -> list[Figure]:
    """Return the figures that tests told, also from another process."""
    return [
        Figure(*value)  # type: ignore[misc] # told by `figure`, which knows what it holds
        for report in reports
        if report.when == "call"
        for name, value in report.user_properties
        if name == NAME
    ]
