"""The one table of acts and the declarations of the kinds name the same acts, those of the contract."""

import inspect

from focal_desktop.domain.kinds import KINDS
from focal_desktop.usecases.acts import ACTS

DECLARED = {(kind.name, act.name) for kind in KINDS.values() for act in kind.acts}
CONTRACT = {
    "allegation": "notify told_by_phone answer close hold release end_subject enter_in_cmts share_details"
    " share_survivor share_reporter share_subject share_account",
    "agreement": "ready_to_sign hold release",
    "waiver": "approve",
    "monthly_return": "file",
    "sealed_report": "seal",
}


def test_every_act_is_declared_and_every_declared_act_is_done() -> None:
    assert set(ACTS) == DECLARED


def test_the_acts_are_those_of_the_contract() -> None:
    assert {(kind, act) for kind, acts in CONTRACT.items() for act in acts.split()} == DECLARED


def test_each_act_is_a_plain_function_with_a_sentence() -> None:
    assert all(inspect.isfunction(function) and inspect.getdoc(function) for function in ACTS.values())
    assert len(set(ACTS.values())) == len(ACTS)
