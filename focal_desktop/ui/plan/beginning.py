"""Beginning the plan of a year: from last year, from the areas of the policy, or empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from focal_desktop.domain.plan import Plan
from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.usecases import plans
from focal_desktop.usecases.plans import Begun


class Beginning:
    """Offers years and ways to begin; `show` draws a year when something was begun in it."""

    def __init__(self, context: Context, show: Callable[[str], Any], add: Callable[[], Any]) -> None:
        self.context, self._show, self._add = context, show, add

    def list_years(self, held: Sequence[Plan], *, is_own: bool) -> list[tuple[str, str]]:
        """Return the years to choose from; an own office may begin this year's plan and the next."""
        words, this = self.context.words, self.context.session.today.year
        known = {one.year: say_years(one) for one in held if one.year}
        if is_own:
            known.setdefault(this, str(this))
            known.setdefault(this + 1, words.say("{year}: begin", year=str(this + 1)))
        return [(str(year), known[year]) for year in sorted(known)]

    def make_card(self, year: int, held: Sequence[Plan], *, is_own: bool) -> QWidget:
        """Return what stands where a year has no action yet."""
        words = self.context.words
        if not is_own:
            return empty_state(
                self.context.look, "clipboard-list", words.say("This office has no plan for this year yet.")
            )
        is_begun = any(one.year == year for one in held)
        actions: list[tuple[str, Callable[[], Any]]] = []
        before = [one for one in held if one.year and one.year < year]
        if before:
            former = max(before, key=lambda one: one.year or 0)
            said = words.say("Copy forward from {year}", year=str(former.year))
            actions.append((said, lambda: self.copy(former.id, year)))
        actions.append((words.say("Start from the list of areas"), lambda: self.begin_from_areas(year)))
        if is_begun:
            said = words.say(
                "The plan for {year} is begun and has no action yet. Add the first one, or begin with more.",
                year=str(year),
            )
            actions.insert(0, (words.say("Add an action"), self._add))
            return empty_state(self.context.look, "clipboard-list", said, actions)
        actions.append((words.say("Start empty"), lambda: self.begin(year)))
        said = words.say(
            "There is no plan for {year} yet. Start from last year, from headquarters' list of areas, "
            "or empty. Copied forward, what is unfinished comes along and targets are set anew.",
            year=str(year),
        )
        return empty_state(self.context.look, "clipboard-list", said, actions)

    def copy(self, source: str, year: int) -> None:
        """Carry what is unfinished into a year."""
        words = self.context.words
        with self.context.telling():
            begun = plans.copy_forward(self.context.session, source, year)
            self._show(str(year))
            self._offer_undo(
                words.count(
                    len(begun.actions),
                    "One action was carried over. Please set its target.",
                    "{n} actions were carried over. Please set their targets.",
                ),
                begun,
            )

    def begin_from_areas(self, year: int) -> None:
        """Begin with an action to write for each area."""
        words = self.context.words
        with self.context.telling():
            begun = plans.begin_from_areas(self.context.session, year)
            self._show(str(year))
            self._offer_undo(
                words.count(
                    len(begun.actions),
                    "One line was begun. Take out what your office does not need.",
                    "{n} lines were begun. Take out what your office does not need.",
                ),
                begun,
            )

    def begin(self, year: int) -> None:
        """Begin an empty plan."""
        with self.context.telling():
            plans.begin(self.context.session, year)
            self._show(str(year))
            self._add()

    def _offer_undo(self, said: str, begun: Begun) -> None:
        session = self.context.session
        self.context.shell.remember_undo(
            said,
            lambda: plans.take_out(session, begun.actions),
            lambda: plans.put_back(session, begun.plan, begun.actions),
        )


def say_years(plan: Plan) -> str:
    """Return the year of a plan, or the years it spans."""
    return (
        f"{plan.year}–{plan.last_year}" if plan.last_year and plan.last_year != plan.year else f"{plan.year}"
    )
