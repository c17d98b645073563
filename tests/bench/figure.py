"""One figure of a benchmark in the shape of the command line's contract, and the ways to come by it.

Times are medians; `spread` is the distance between the quartiles as a share of the median.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured, against a base of the same run or, without one, against a limit."""

    name: str
    value: float
    unit: str
    base_name: str | None = None
    baseline: float | None = None
    ratio: float | None = None
    must: float
    ok: bool
    runs: int
    spread: float


class NotRun(Exception):
    """A benchmark cannot run here, for want of something that is no part of the checkout."""


def limit(name: str, unit: str, found: Sequence[float], must: float) -> Figure:
    """Return a figure that may not be over an absolute limit."""
    value = statistics.median(found)
    return Figure(
        name=name,
        value=_round(value),
        unit=unit,
        must=must,
        ok=value <= must,
        runs=len(found),
        spread=_spread(found),
    )


def compare(
    name: str, unit: str, found: Sequence[float], base: tuple[str, Sequence[float]], must: float
) -> Figure:
    """Return a figure that may not be over so many times its base."""
    base_name, held = base
    value, baseline = statistics.median(found), statistics.median(held)
    return Figure(
        name=name,
        value=_round(value),
        unit=unit,
        base_name=base_name,
        baseline=_round(baseline),
        ratio=_round(value / baseline),
        must=must,
        ok=value <= must * baseline,
        runs=len(found),
        spread=_spread(found),
    )


def clock_ms(work: Callable[[], object]) -> float:
    """Do something once and return how many milliseconds it took."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def alternate(
    ours: Callable[[int], float], base: Callable[[int], float], runs: int
) -> tuple[list[float], list[float]]:
    """Measure both in turn, so that whatever else the computer does meets both alike."""
    found = [(ours(run), base(run)) for run in range(runs)]
    return [mine for mine, _ in found], [other for _, other in found]


def _spread(found: Sequence[float]) -> float:
    if len(found) < 2:
        return 0.0
    first, middle, third = statistics.quantiles(found, n=4, method="inclusive")
    return _round((third - first) / middle) if middle else 0.0


def _round(number: float) -> float:
    return round(number, 3)
