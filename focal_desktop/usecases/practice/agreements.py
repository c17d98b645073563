"""Invented agreements with clause checks and waivers: some signed, one for each answer of the gate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from focal_desktop.domain.policy import Policy
from focal_desktop.usecases.practice.draft import Desk, Draft, Step, Text, Times


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An invented agreement; `lacks` are clauses not in its text, `meets` what the gate is to answer."""

    code: str
    partner: str
    name: Text
    amount: str
    kind: str = "aoc"
    lacks: tuple[str, ...] = ()
    meets: str = ""  # empty: it was signed some time ago


SHELTER = Text("Incremental housing, phase two", "الإسكان التدريجي، المرحلة الثانية")
WATER = Text("Water points and drainage", "نقاط المياه والصرف")
PLANNING = Text("Neighbourhood planning", "تخطيط الأحياء")
YOUTH = Text("Youth in public space", "الشباب في الفضاء العام")
MARKET = Text("Market rehabilitation", "تأهيل السوق")
LAND = Text("Community land records", "سجلات الأراضي المجتمعية")

AGREEMENTS: Mapping[str, tuple[Agreement, ...]] = {
    "en": (
        Agreement(code="shelter", partner="acacia", name=SHELTER, amount="240000.00 USD"),
        Agreement(code="water", partner="heron", name=WATER, amount="185000.00 USD"),
        Agreement(
            code="market", partner="papyrus", name=MARKET, amount="64000.00 USD", kind="community_contract"
        ),
        Agreement(
            code="planning",
            partner="basalt",
            name=PLANNING,
            amount="52000.00 USD",
            lacks=("termination", "flow_down"),
            meets="refused",
        ),
        Agreement(code="land", partner="lantern", name=LAND, amount="38000.00 USD", meets="ready"),
        Agreement(code="youth", partner="tamarind", name=YOUTH, amount="47000.00 USD", meets="waiver"),
        Agreement(code="landing", partner="ferry", name=MARKET, amount="71000.00 USD", meets="hold"),
    ),
    "ar": (
        Agreement(code="shelter", partner="palm", name=SHELTER, amount="310000.00 USD"),
        Agreement(code="restoration", partner="lattice", name=MARKET, amount="128000.00 USD"),
        Agreement(code="water", partner="reed", name=WATER, amount="96000.00 USD"),
        Agreement(
            code="planning",
            partner="harbour",
            name=PLANNING,
            amount="45000.00 USD",
            lacks=("reporting_duty",),
            meets="refused",
        ),
        Agreement(code="relief", partner="bridge", name=YOUTH, amount="29000.00 USD", meets="waiver"),
    ),
}


def list_agreements(desk: Desk, times: Times, policy: Policy) -> Iterator[Draft]:
    """Yield the agreements of an office with every clause looked at, and a waiver where one is asked for."""
    for number, agreement in enumerate(AGREEMENTS[desk.language]):
        yield _agree(desk, times, agreement, number)
        yield from _check_clauses(desk, times, agreement, policy)
        if agreement.meets == "waiver":
            yield _waive(times, agreement, first_is_enough=desk.language == "ar")


def list_signatures(desk: Desk, times: Times) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield by name the agreements signed some time ago, and how each came there: through the gate."""
    for number, agreement in enumerate(AGREEMENTS[desk.language]):
        if not agreement.meets:
            signed = {"state": "signed", "signed_on": times.before(330 - 20 * number)}
            yield f"agreement/{agreement.code}", (Step("ready_to_sign"), Step(values=signed))


def _agree(desk: Desk, times: Times, agreement: Agreement, number: int) -> Draft:
    starts = times.before(320 - 20 * number) if not agreement.meets else times.after(14)
    values: dict[str, Any] = {
        "number": f"{desk.letters}-{times.year % 100:02}-{number + 1:02}",
        "name": agreement.name.say(desk.language),
        "partner": f"partner/{agreement.partner}",
        "agreement_type": agreement.kind,
        "project": agreement.name.say(desk.language),
        "starts_on": starts,
        "ends_on": times.after(300 + 10 * number),
        "amount": agreement.amount,
    }
    return Draft(kind="agreement", name=f"agreement/{agreement.code}", values=values)


def _check_clauses(desk: Desk, times: Times, agreement: Agreement, policy: Policy) -> Iterator[Draft]:
    article = Text("Article {n}", "المادة {n}").say(desk.language)
    for code, entry in policy.entries("clause").items():
        if entry.extra.get("derived"):
            continue
        is_there = code not in agreement.lacks
        values: dict[str, Any] = {
            "agreement": f"agreement/{agreement.code}",
            "clause": code,
            "present": "yes" if is_there else "no",
            "checked_on": times.before(20),
        }
        if is_there:
            values["evidence"] = article.format(n=entry.extra["number"])
        yield Draft(kind="clause_check", name=f"clause/{agreement.code}/{code}", values=values)


def _waive(times: Times, agreement: Agreement, *, first_is_enough: bool) -> Draft:
    values: dict[str, Any] = {
        "agreement": f"agreement/{agreement.code}",
        "reason": "emergency" if first_is_enough else "sole_partner",
        "mitigation": ["closer_monitoring", "training_before_start"],
        "expires_on": times.after(180),
        "approver": "head_of_office",
        "approved_on": times.before(2),
    }
    return Draft(kind="waiver", name=f"waiver/{agreement.code}", values=values, then=(Step("approve"),))
