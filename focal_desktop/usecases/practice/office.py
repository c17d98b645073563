"""A whole invented desk in the order in which it can be kept."""

from __future__ import annotations

from collections.abc import Iterator

from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.practice import agreements, channels, partners, people, plans, returns
from focal_desktop.usecases.practice.draft import Desk, Draft, Times


def list_desk(desk: Desk, times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield all that an office keeps at its desk: nothing here tells whether anything was ever reported."""
    yield from people.list_people(desk, times, policy)
    yield from channels.list_channels(desk, times)
    yield from partners.list_partners(desk, times, policy)
    yield from agreements.list_agreements(desk, times, policy)
    yield from plans.list_plans(desk, times, policy)


def list_months(desk: Desk, times: Times) -> Iterator[Draft]:
    """Yield what an office files every month, in its case scope."""
    yield from returns.list_returns(desk, times)
