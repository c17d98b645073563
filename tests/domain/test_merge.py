"""Folding: the same on every desk whatever the order, and nothing a person wrote is lost."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from focal_desktop.domain import merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain
from tests.domain import logs
from tests.domain.logs import HQ, KIND, Desk

WRITINGS: dict[str, st.SearchStrategy[Plain]] = {
    "word": st.sampled_from(["", "a", "b", "c"]),
    "story": st.sampled_from(["long", "longer"]),
    "colours": st.lists(st.sampled_from(logs.COLOURS), unique=True).map(sorted),
    "child": st.sampled_from(["yes", "no", "not_known", "not_asked", "from_the_future"]),
    "step": st.sampled_from([*logs.Step]).map(str),
    "hold": st.sampled_from(["yes", "no"]),
    "answer": st.sampled_from(["x", "y"]),
    "detail": st.sampled_from(["kept", "shared"]),
    "of_a_newer_office": st.sampled_from([None, 1, "1", "None"]),
}
LOCAL = "detail"


@st.composite
def histories(draw: st.DrawFn) -> list[Desk]:
    """Return desks that have written and met in some order, each with what it has seen."""
    desks = [Desk(device) for device in logs.DESKS]
    for _ in range(draw(st.integers(1, 14))):
        desk = draw(st.sampled_from(desks))
        match draw(st.sampled_from(["write", "write", "write", "keep", "meet"])):
            case "write":
                name = draw(st.sampled_from(sorted(WRITINGS)))
                desk.write(name, draw(WRITINGS[name]))
            case "keep":
                desk.keep(LOCAL, draw(WRITINGS[LOCAL]))
            case _:
                desk.meet(draw(st.sampled_from(desks)))
    return desks


def everything(desks: list[Desk]) -> list[Change]:
    return [c for c in {k: c for desk in desks for k, c in desk.seen.items()}.values() if not c.is_local]


@given(histories(), st.randoms(use_true_random=False))
def test_any_order_with_repeats_gives_the_same(desks: list[Desk], chance: random.Random) -> None:
    changes = everything(desks)
    shuffled = [*changes, *chance.choices(changes, k=5)] if changes else []
    chance.shuffle(shuffled)
    assert logs.fold(shuffled) == logs.fold(changes)


@given(histories())
def test_desks_that_have_met_show_the_same(desks: list[Desk]) -> None:
    for _ in range(2):
        desks[0].meet(desks[1])
        desks[1].meet(desks[2])
    shared = [[c for c in desk.seen.values() if not c.is_local] for desk in desks]
    assert logs.fold(shared[0]) == logs.fold(shared[1]) == logs.fold(shared[2])


@given(histories(), st.data())
def test_nothing_is_lost_in_any_part_of_the_log(desks: list[Desk], data: st.DataObject) -> None:
    desk = data.draw(st.sampled_from(desks))
    changes = [c for c in desk.seen.values() if data.draw(st.booleans())]
    folded = logs.fold(changes)
    replaced = {named for c in changes for named in c.replaces}
    shown = {(c.scope, c.name) for sides in folded.current.values() for c in sides}
    aside = {(c.scope, c.name) for c in (*folded.waiting, *folded.unfolded)}
    passed_on = {(c.scope, c.name) for c in changes if c.is_local and has_shared(changes, c)}
    assert {(c.scope, c.name) for c in changes} <= shown | aside | replaced | passed_on
    for name, sides in folded.current.items():
        texts = {repr(c.value) for c in sides}
        assert repr(folded.values[name]) in texts or name == "colours"
        assert (name in folded.clashes) == (len(texts) > 1 and name != "colours")


def has_shared(changes: list[Change], local: Change) -> bool:
    return any(c.field == local.field and c.device == local.device and not c.is_local for c in changes)


@given(histories(), st.sampled_from(sorted(WRITINGS)), st.data())
def test_an_edit_that_has_seen_everything_never_clashes(
    desks: list[Desk], name: str, data: st.DataObject
) -> None:
    office, _, hq = desks
    office.meet(desks[1])
    hq.meet(office)
    value = data.draw(WRITINGS[name])
    hq.write(name, value)
    office.meet(hq)
    for desk in (office, hq):
        folded = logs.fold(c for c in desk.seen.values() if not c.is_local)
        assert folded.values[name] == value
        assert name not in folded.clashes


@given(histories(), st.sampled_from(["kept", "kept again"]))
def test_the_newest_local_word_is_what_its_own_desk_shows(desks: list[Desk], value: str) -> None:
    for desk in desks:
        desk.keep(LOCAL, value)
        folded = logs.fold(desk.seen.values())
        assert folded.values[LOCAL] == value
        assert LOCAL not in folded.clashes


def test_what_builds_on_something_missing_waits_and_holds_up_nothing_else() -> None:
    office = Desk("desk1")
    first, second = office.write("word", "a"), office.write("word", "b")
    other = office.write("story", "long")
    folded = logs.fold([second, other])
    assert folded.waiting == (second,)
    assert folded.values == {"story": "long"}
    assert logs.fold([second, other, first]).values == {"word": "b", "story": "long"}


def meet_after(name: str, mine: Plain, theirs: Plain, devices: tuple[str, str]) -> merge.Folded:
    """Let two devices write the same field without knowing of each other."""
    one, two = (Desk(device) for device in devices)
    one.write(name, mine)
    two.write(name, theirs)
    one.meet(two)
    return logs.fold(one.seen.values())


OFFICES = ("desk1", "desk2")


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "devices", "shown"),
    [
        ("word", "a", "b", OFFICES, "b"),
        ("word", "a", "b", (HQ, "desk1"), "a"),
        ("story", "long", "longer", OFFICES, "longer"),
        ("child", "yes", "no", OFFICES, "yes"),
        ("child", "not_known", "not_asked", OFFICES, "not_known"),
        ("child", "yes", "from_the_future", ("desk2", "desk1"), "from_the_future"),
        ("step", "closed", "passed_on", OFFICES, "closed"),
        ("step", "closed", "passed_on", ("desk1", HQ), "passed_on"),
        ("hold", "yes", "no", (HQ, "hq0"), "yes"),
    ],
)
def test_the_rule_of_each_field(
    name: str, mine: Plain, theirs: Plain, devices: tuple[str, str], shown: Plain
) -> None:
    folded = meet_after(name, mine, theirs, devices)
    assert folded.values[name] == shown
    if devices == (HQ, "hq0"):
        assert [c.value for c in folded.unfolded] == ["no"]
    else:
        assert sorted(str(c.value) for c in folded.clashes[name]) == sorted([str(mine), str(theirs)])


def test_a_set_keeps_what_anyone_added() -> None:
    folded = meet_after("colours", ["blue"], ["green", "red"], OFFICES)
    assert folded.values["colours"] == ["blue", "green", "red"]
    assert not folded.clashes


def test_in_a_set_adding_wins_over_taking_out() -> None:
    one, two = Desk("desk1"), Desk("desk2")
    one.write("colours", ["blue", "red"])
    two.meet(one)
    one.write("colours", ["red"])
    two.write("colours", ["blue", "green", "red"])
    one.meet(two)
    assert one.values["colours"] == ["blue", "green", "red"]
    one.write("colours", ["red"])
    two.meet(one)
    assert two.values["colours"] == ["red"]


@pytest.mark.parametrize("name", ["hold", "answer"])
def test_what_only_headquarters_sets_stays_unfolded_from_anyone_else(name: str) -> None:
    office, hq = Desk("desk1"), Desk(HQ)
    office.write(name, "no")
    hq.meet(office)
    assert name not in hq.values
    assert [c.value for c in logs.fold(hq.seen.values()).unfolded] == ["no"]
    hq.write(name, "yes")
    office.meet(hq)
    office.write(name, "no")
    assert office.values[name] == "yes"
    assert not logs.fold(office.seen.values()).clashes


def test_equal_words_side_by_side_are_no_clash_but_unlike_types_are() -> None:
    assert not meet_after("word", "a", "a", OFFICES).clashes
    assert meet_after("of_a_newer_office", None, "None", OFFICES).clashes
    assert meet_after("of_a_newer_office", 1, "1", OFFICES).clashes
    assert meet_after("colour", "red\x1fblue", ["red", "blue"], OFFICES).clashes


def test_settling_names_every_side() -> None:
    folded = meet_after("story", "long", "longer", OFFICES)
    office = Desk("desk3")
    office.hear(*folded.current["story"])
    office.write("story", "both together")
    assert office.values["story"] == "both together"
    assert not logs.fold(office.seen.values()).clashes


def test_what_was_put_into_a_scope_stands_for_what_was_kept_here() -> None:
    office, hq = Desk("desk1"), Desk(HQ)
    office.keep("detail", "with a name in it")
    office.write("detail", "cleaned")
    assert office.values["detail"] == "cleaned"
    hq.meet(office)
    hq.write("detail", "cleaned, and classified")
    office.meet(hq)
    assert office.values["detail"] == "cleaned, and classified"
    assert not logs.fold(office.seen.values()).clashes


def test_an_edit_kept_here_after_sharing_is_seen_here_and_shared_without_a_clash() -> None:
    office, hq = Desk("desk1"), Desk(HQ)
    office.keep("detail", "first")
    office.write("detail", "first")
    hq.meet(office)
    office.keep("detail", "second thoughts")
    assert office.values["detail"] == "second thoughts"
    assert not logs.fold(office.seen.values()).clashes
    hq.meet(office)
    assert hq.values["detail"] == "first"
    office.write("detail", "second thoughts")
    hq.meet(office)
    assert hq.values["detail"] == "second thoughts"
    assert not logs.fold(hq.seen.values()).clashes


def test_headquarters_word_stands_beside_what_another_has_only_here() -> None:
    office, hq = Desk("desk1"), Desk(HQ)
    office.keep("detail", "seen here")
    hq.write("detail", "heard there")
    office.hear(*hq.seen.values())
    assert sorted(str(c.value) for c in logs.fold(office.seen.values()).clashes["detail"]) == [
        "heard there",
        "seen here",
    ]


def test_nothing_waits_for_what_stays_closed() -> None:
    """Who took a desk over is never given the earlier value; what has come is waited for as ever."""
    office, hq = Desk("desk1"), Desk(HQ)
    office.write("word", "earlier")
    hq.hear(*office.seen.values())
    again = hq.write("word", "stated anew")
    later = hq.write("word", "later")

    def fold(*changes: Change, closed: str = logs.SHARED) -> merge.Folded:
        return merge.fold(KIND, changes, frozenset({HQ}), logs.list_codes, frozenset({closed}))

    assert fold(again).values == {"word": "stated anew"}
    assert fold(later, again).values == {"word": "later"}
    assert fold(again, closed="another").values == {}
    assert fold(again, closed="another").waiting == (again,)
    assert fold(*hq.seen.values()) == logs.fold(hq.seen.values())


def test_a_kind_of_a_newer_office_is_kept_field_by_field() -> None:
    office = Desk("desk1")
    office.write("word", "a")
    folded = merge.fold(None, office.seen.values(), frozenset(), logs.list_codes)
    assert folded.values == {"word": "a"}


def test_showing_fills_in_defaults_and_keeps_what_is_not_known_here() -> None:
    shown = merge.show_values(KIND, {"word": "a", "of_a_newer_office": 1})
    assert list(shown)[: len(KIND.slots)] == list(KIND.slots)
    assert (shown["word"], shown["child"], shown["colours"]) == ("a", "not_asked", [])
    assert shown["of_a_newer_office"] == 1
