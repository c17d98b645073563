"""What a report takes from the policy as it stands: its sections, its fixed texts, the entity's names."""

from collections.abc import Mapping
from datetime import date

from focal_desktop.domain.annual.values import Passage, Term
from focal_desktop.domain.policy import Policy


def find_version(rules: Policy, report: str) -> str:
    """Return the version of a report's template, as every page prints it."""
    return next(str(entry.extra["template"]) for entry in rules.entries(report).values())


def list_sections(rules: Policy, report: str) -> tuple[Term, ...]:
    """Return the sections of a report by their titles, in the order of the policy."""
    entries = sorted(rules.entries(report).values(), key=lambda entry: int(entry.extra["order"]))
    return tuple(Term(entry.code, entry.labels) for entry in entries)


def list_numbers(rules: Policy, report: str) -> Mapping[str, int]:
    """Return the numbers of the sections that are counted; what comes before and after them is not."""
    numbers = {code: int(entry.extra.get("number", 0)) for code, entry in rules.entries(report).items()}
    return {code: number for code, number in numbers.items() if number}


def list_internal(rules: Policy, report: str) -> tuple[str, ...]:
    """Return the sections that only the internal edition has."""
    return tuple(code for code, entry in rules.entries(report).items() if entry.extra.get("internal_only"))


def list_areas(rules: Policy, report: str) -> Mapping[str, tuple[str, ...]]:
    """Return the plan areas that a section tells of."""
    return {code: tuple(entry.extra.get("areas", ())) for code, entry in rules.entries(report).items()}


def list_passages(rules: Policy) -> Mapping[str, Passage]:
    """Return the texts that are printed word for word; those with an end are asked for by their day."""
    return {
        code: Passage(Term(code, entry.labels), Term(code, entry.extra["text"]))
        for code, entry in rules.entries("report_text").items()
        if "valid_until" not in entry.extra
    }


def find_vision(rules: Policy, entity: str, day: date) -> Term | None:
    """Return the entity's vision while its plan runs; after its end date it is not printed."""
    for entry in rules.entries("report_text").values():
        said = entry.extra
        if said.get("entity") == entity and said["valid_from"] <= day <= said["valid_until"]:
            return Term(entry.code, said["text"]) if said["text"].get("en") else None
    return None


def find_head_title(rules: Policy, entity: str) -> Term:
    """Return the title of the head of an entity."""
    entry = rules.entry("entity", entity)
    return Term(entity, entry.extra["head_title"] if entry else {})


def find_short_name(rules: Policy, entity: str) -> Term:
    """Return what people call an entity."""
    entry = rules.entry("entity", entity)
    return Term(entity, entry.extra["short"] if entry else {})
