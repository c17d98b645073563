"""An allegation as it was reported; never a finding (ST/SGB/2003/13, ST/SGB/2019/8).

What leaves, and when, is do_no_harm.md F: the notice by itself after *Record and notify*, details and the
subject's part by acts, survivor and reporter only with that person's own consent. Nothing points at a person.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain.problem import Problem
from focal_desktop.domain.record import Act, Answer, Field, Kind, Leaves, Merge, Move, Record, Scope

PROTECT, NOTICE, DETAILS = Merge.PROTECTIVE, Leaves.NOTICE, Leaves.DETAILS


class Regime(StrEnum):
    """The first choice of intake; it sets words, routes and deadlines."""

    NOT_KNOWN = "not_known"
    SEA = "sea"
    WORKPLACE = "workplace"


class State(StrEnum):
    """The four steps an office sees; the full track is headquarters'."""

    DRAFT = "draft"
    PASSED_ON = "passed_on"
    RECEIVED = "received"
    WITH_INVESTIGATORS = "with_investigators"
    CLOSED = "closed"


class Consent(StrEnum):
    """One state per purpose, least protective first; consent to one purpose is never consent to another."""

    GIVEN = "given"
    GUARDIAN = "guardian"
    NOT_ASKED = "not_asked"
    NOT_ASKED_UNSAFE = "not_asked_unsafe"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Help(StrEnum):
    """Whether help was offered; a prompt, never health data (do_no_harm.md A17)."""

    NOT_KNOWN = "not_known"
    YES = "yes"
    NO = "no"
    NOT_SAFE = "not_safe"


class ToldTo(StrEnum):
    """Who heard of it by another way than this program."""

    NOBODY = "nobody"
    HEADQUARTERS = "headquarters"
    OIOS = "oios"


class Line(StrEnum):
    """A coded detail that may be held back, because here it could point to the person."""

    NATURE = "nature"
    AREA = "area"
    INCIDENT_ON = "incident_on"
    SETTING = "setting"
    VICTIMS = "victims"
    VICTIM_SEX = "victim_sex"
    VICTIM_AGE = "victim_age"
    SUBJECT_SEX = "subject_sex"
    SUBJECT_CATEGORY = "subject_category"
    SOURCE_CHANNEL = "source_channel"
    PARTNER = "partner"
    AGREEMENT = "agreement"
    ONGOING = "ongoing"
    CAREGIVER_INVOLVED = "caregiver_involved"
    MATERIAL = "material"
    MATERIAL_KEPT_BY = "material_kept_by"
    PERSON_TOLD_ON = "person_told_on"


class Allegation(Record, frozen=True, kw_only=True):
    """Notice, coded details and four sealed parts; every one of them may be empty."""

    regime: Annotated[str, Field("What is it about?", Regime, leaves=NOTICE)] = Regime.NOT_KNOWN
    state: Annotated[str, Field("Step", State, merge=Merge.LATTICE, leaves=NOTICE)] = State.DRAFT
    received_on: Annotated[date | None, Field("Received on", leaves=NOTICE)] = None
    clock_from_at: Annotated[datetime | None, Field("The clock runs from", leaves=NOTICE)] = None
    conduct: Annotated[str, Field("What was reported", "conduct", leaves=NOTICE)] = "unknown"
    child: Annotated[str, Field("Is a child concerned?", Answer, merge=PROTECT, leaves=NOTICE)] = "not_asked"
    subject_group: Annotated[
        str, Field("The subject of the report belongs to", "subject_group", leaves=NOTICE)
    ] = "unknown"
    danger_now: Annotated[str, Field("Is somebody in danger now?", Answer, merge=PROTECT, leaves=NOTICE)] = (
        "not_asked"
    )
    help_offered: Annotated[str, Field("Was help offered?", Help, leaves=NOTICE)] = Help.NOT_KNOWN
    told_to: Annotated[str, Field("Told by another way", ToldTo, leaves=NOTICE)] = ToldTo.NOBODY
    told_at: Annotated[datetime | None, Field("Told at", leaves=NOTICE)] = None
    consent_record: Annotated[str, Field("May we keep a record?", Consent, merge=PROTECT, leaves=NOTICE)] = (
        Consent.NOT_ASKED
    )
    consent_services: Annotated[
        str, Field("May we refer to services?", Consent, merge=PROTECT, leaves=NOTICE)
    ] = Consent.NOT_ASKED
    consent_share: Annotated[
        str, Field("May investigators know who the survivor is?", Consent, merge=PROTECT, leaves=NOTICE)
    ] = Consent.NOT_ASKED
    consent_contact: Annotated[
        str, Field("May we contact the person again?", Consent, merge=PROTECT, leaves=NOTICE)
    ] = Consent.NOT_ASKED
    reporter_consent_share: Annotated[
        str, Field("May investigators know who reported?", Consent, merge=PROTECT, leaves=NOTICE)
    ] = Consent.NOT_ASKED
    recorder_role: Annotated[str, Field("Recorded by (role)", "fp_role", leaves=NOTICE)] = ""
    answer: Annotated[str, Field("Answer from headquarters", "hq_answers", leaves=NOTICE, owner="hq")] = ""
    answered_on: Annotated[date | None, Field("Answered on", leaves=NOTICE, owner="hq")] = None
    legal_hold: Annotated[
        str, Field("Headquarters asks to keep it", Answer, merge=Merge.HQ, leaves=NOTICE, owner="hq")
    ] = "not_asked"
    subject_ended_on: Annotated[
        date | None, Field("The subject's part may go since", merge=Merge.HQ, leaves=NOTICE, owner="hq")
    ] = None
    in_cmts_on: Annotated[
        date | None, Field("Outcome in CMTS since", merge=Merge.HQ, leaves=NOTICE, owner="hq")
    ] = None

    nature: Annotated[str, Field("Nature, as reported", "nature_sea", leaves=DETAILS)] = "unknown"
    area: Annotated[str, Field("Area", leaves=DETAILS)] = ""
    incident_on: Annotated[date | None, Field("Month of the incident (any day)", leaves=DETAILS)] = None
    setting: Annotated[str, Field("Setting", "setting", leaves=DETAILS)] = "unknown"
    victims: Annotated[int | None, Field("How many victims", leaves=DETAILS)] = None
    victim_sex: Annotated[str, Field("Sex of the victim", "sex", leaves=DETAILS)] = "unknown"
    victim_age: Annotated[str, Field("Age of the victim", "age_group", leaves=DETAILS)] = "unknown"
    subject_sex: Annotated[str, Field("Sex of the subject", "sex", leaves=DETAILS)] = "unknown"
    subject_category: Annotated[
        str, Field("Personnel category of the subject", "personnel_category", leaves=DETAILS)
    ] = "unknown"
    source_channel: Annotated[str, Field("How it reached us", "source_channel", leaves=DETAILS)] = "other"
    partner: Annotated[str, Field("Partner concerned", to="partner", leaves=DETAILS)] = ""
    agreement: Annotated[str, Field("Agreement concerned", to="agreement", leaves=DETAILS)] = ""
    ongoing: Annotated[str, Field("Is it going on?", Answer, merge=PROTECT, leaves=DETAILS)] = "not_asked"
    caregiver_involved: Annotated[
        str, Field("Is a caregiver possibly involved?", Answer, merge=PROTECT, leaves=DETAILS)
    ] = "not_asked"
    subject_points_to_survivor: Annotated[
        str,
        Field("Could naming this person point to the survivor here?", Answer, merge=PROTECT, leaves=DETAILS),
    ] = "not_asked"
    material: Annotated[str, Field("Does material exist?", Answer, leaves=DETAILS)] = "not_asked"
    material_kept_by: Annotated[str, Field("Kept by", "kept_by", leaves=DETAILS)] = "nobody"
    late_reason: Annotated[str, Field("Why it took longer", "late_reason", leaves=DETAILS)] = ""
    person_told_on: Annotated[date | None, Field("The person last heard from us on", leaves=DETAILS)] = None
    held_back: Annotated[
        tuple[str, ...],
        Field("Held back: could point to the person here", Line, merge=Merge.UNION, leaves=DETAILS),
    ] = ()

    survivor_name: Annotated[str, Field("How the survivor is called", leaves=Leaves.SURVIVOR)] = ""
    survivor_contact: Annotated[str, Field("How to reach the survivor safely", leaves=Leaves.SURVIVOR)] = ""
    survivor_words: Annotated[
        str, Field("What only the survivor decides about", leaves=Leaves.SURVIVOR, form="long_text")
    ] = ""
    survivor_services: Annotated[
        tuple[str, ...], Field("Services accepted", "service_type", merge=Merge.UNION, leaves=Leaves.SURVIVOR)
    ] = ()
    reporter_name: Annotated[str, Field("Who reported", leaves=Leaves.REPORTER)] = ""
    reporter_contact: Annotated[str, Field("How to reach the reporter", leaves=Leaves.REPORTER)] = ""
    subject_name: Annotated[str, Field("Subject of the report", leaves=Leaves.SUBJECT)] = ""
    subject_function: Annotated[str, Field("Function of the subject", leaves=Leaves.SUBJECT)] = ""
    subject_description: Annotated[
        str, Field("Description of the subject", leaves=Leaves.SUBJECT, form="long_text")
    ] = ""
    account: Annotated[
        str,
        Field("What the person chose to tell", merge=Merge.BOTH, leaves=Leaves.ACCOUNT, form="long_text"),
    ] = ""


def title(allegation: Allegation) -> str:
    """Return a title that tells nothing but the day it came."""
    return f"Received {allegation.received_on}" if allegation.received_on else "Draft"


def check(allegation: Allegation, today: date) -> list[Problem]:
    """Warn of a day that has not come; the clock may be wrong, so nothing is refused."""
    days = {"received_on": allegation.received_on, "incident_on": allegation.incident_on}
    return [Problem(name, "in_the_future") for name, day in days.items() if day and day > today]


KIND = Kind(
    name="allegation",
    label="Allegation",
    record=Allegation,
    title=title,
    scope=Scope.SEA,
    moves=(
        Move(State.DRAFT, State.PASSED_ON, needs=("regime", "received_on")),
        Move(State.PASSED_ON, State.RECEIVED, role="hq_case"),
        Move(State.PASSED_ON, State.WITH_INVESTIGATORS, role="hq_case"),
        Move(State.RECEIVED, State.WITH_INVESTIGATORS, role="hq_case"),
        Move(State.PASSED_ON, State.CLOSED, role="hq_case"),
        Move(State.RECEIVED, State.CLOSED, role="hq_case"),
        Move(State.WITH_INVESTIGATORS, State.CLOSED, role="hq_case"),
    ),
    acts=(
        Act("notify", before=(State.DRAFT,), after=State.PASSED_ON, needs=("regime", "received_on")),
        Act("told_by_phone", needs=("told_to",)),
        Act("share_details"),
        Act("share_survivor"),
        Act("share_reporter"),
        Act("share_subject", needs=("subject_points_to_survivor",)),
        Act("share_account"),
        Act(
            "answer",
            before=(State.PASSED_ON, State.RECEIVED, State.WITH_INVESTIGATORS),
            needs=("answer",),
            role="hq_case",
        ),
        Act("close", after=State.CLOSED, role="hq_case"),
        Act("hold", role="hq_case"),
        Act("release", role="hq_case"),
        Act("end_subject", role="hq_case"),
        Act("enter_in_cmts", role="hq_case"),
    ),
    check=check,
    on="received_on",
)
