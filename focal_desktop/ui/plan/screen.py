"""The action plan of a year: joins outline and panels to the use cases; holds no record of its own."""

from __future__ import annotations

from collections.abc import Sequence

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.plan import KIND, Plan
from focal_desktop.ui import labels
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.plan import lines
from focal_desktop.ui.plan.beginning import Beginning
from focal_desktop.ui.plan.head import Head
from focal_desktop.ui.plan.joining import QUARTERS
from focal_desktop.ui.plan.panels import Panels
from focal_desktop.ui.plan.view import PlanView
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import plans, records, reporting
from focal_desktop.usecases.plans import Outline


class PlanScreen(Screen):
    """Understands a plan, an action, a note (record: the action, view: the quarter).

    View `quarter` lists what has no note for the quarter that ended, `new` begins an action.
    """

    SHOWS = frozenset({"plan", "action", "quarter_note"})
    HELP = "plan"
    LIST = "action"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        year, ended = plans.find_quarter_before(context.session.today)
        self._ended_year, self._ended = year, ended.value
        self._office, self._year = context.session.person.office, context.session.today.year
        self._outline: Outline | None = None
        self.beginning = Beginning(context, self._show_year, self.start_new)
        said = context.words.say("{quarter} {year}", quarter=self._ended.upper(), year=str(year))
        head = Head(context.face, _list_offices(context), said)
        columns = lines.list_columns(context.face, context.policy, context.session.today)
        self.view = PlanView(context.face, columns, head)
        self.panels = Panels(context, self.view, lambda: self._outline)
        parts.column(context.look, self.view, parent=self)
        head.year_chosen.connect(self._show_year)
        head.office_chosen.connect(self._show_office)
        head.shown_otherwise.connect(self._draw)
        head.add_requested.connect(self.panels.open_new)
        head.about_requested.connect(self.panels.open_about)
        self.view.opened.connect(self.panels.open_action)
        self.view.note_opened.connect(self.panels.open_note)

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Open a plan, and in it what the place names."""
        if place.view == "quarter":
            return self._open_quarter()
        action, quarter = self._resolve(place)
        if outline := self._find_outline(action or place.record, is_action=bool(action)):
            self._office, self._year = outline.office, outline.plan.year or self._year
        self.refresh()
        found = self.panels.find(action)
        if self.panels.cells.open_at(place):
            return None
        if found is not None and quarter in QUARTERS:
            self.panels.open_note(found, quarter)
        elif found is not None:
            self.panels.open_action(found)
        elif place.view == "new":
            self.panels.open_new()
        elif place.view == "about":
            self.panels.open_about()
        return None

    def _resolve(self, place: Place) -> tuple[str, str]:
        """Return the action that a place is about, and the quarter; a note can be named by its own id."""
        if place.kind != "quarter_note" or place.view in QUARTERS:
            is_within = place.kind in ("action", "quarter_note")
            return (place.record, place.view) if is_within else ("", "")
        try:
            said = records.read(self.context.session, place.kind, place.record).values
        except Trouble:
            return "", ""
        return str(said.get("action", "")), str(said.get("quarter", ""))

    def _find_outline(self, record: str, *, is_action: bool) -> Outline | None:
        """Return the plan that is named, or that an action lies in; one that is not here is nothing."""
        session = self.context.session
        try:
            if is_action:
                record = str(records.read(session, "action", record).values.get("plan", ""))
            return plans.read_outline(session, record) if record else None
        except Trouble:
            return None

    def _open_quarter(self) -> None:
        self._office, self._year = self.context.session.person.office, self._ended_year
        self.view.head.filter.show_code("quarter")
        self.refresh()
        left = self._outline.list_unnoted(self._ended) if self._outline else ()
        if left:
            self.panels.open_note(left[0], self._ended)

    def place(self) -> Place:
        """Return the plan, or the action or note that is open."""
        record = self._outline.plan.id if self._outline else ""
        return self.panels.place() or Place(section="plan", kind=KIND.name if record else "", record=record)

    # --- drawing

    def refresh(self) -> None:
        """Read the plan of the chosen year again; what is being typed stays."""
        held = next((one for one in self._list_plans() if one.year == self._year), None)
        self._outline = plans.read_outline(self.context.session, held.id) if held else None
        self._draw()

    def _list_plans(self) -> list[Plan]:
        return plans.list_plans(self.context.session, self._office)

    def _draw(self) -> None:
        held, outline, words = self._list_plans(), self._outline, self.context.words
        is_own = self._office == self.context.session.person.office
        head, state = self.view.head, outline.plan.state if outline else ""
        head.show_years(self.beginning.list_years(held, is_own=is_own), str(self._year))
        head.show_state(state, labels.of_value(KIND.slots["state"], state, words, self.context.policy))
        head.about.setVisible(outline is not None)
        head.add.setVisible(outline is not None and is_own)
        has_lines = outline is not None and bool(outline.actions)
        head.show_choices(has_lines, with_quarter=self._year == self._ended_year)
        if outline is None or not has_lines:
            self.view.show_instead(self.beginning.make_card(self._year, held, is_own=is_own))
            return
        session = self.context.session
        keeps = lines.choose(head.filter.value(), session.person.roles, session.today, self._ended)
        shown = [one for one in outline.actions if keeps(one)]
        groups = lines.group(shown, head.by.value(), self.context.policy, words)
        self.view.show_groups(groups, lines.say_summary(outline, len(shown), session.today, words))
        self.panels.cells.follow()

    def _show_year(self, year: str) -> None:
        self.panels.go_back()
        self._year = int(year)
        self.refresh()

    def _show_office(self, office: str) -> None:
        self.panels.go_back()
        self._office = office
        self.refresh()

    # --- what the keys ask for

    def keep(self) -> None:
        """Keep what is being typed in the outline or beside it."""
        self.panels.keep()

    def start_new(self) -> bool:
        """Begin an action."""
        return self.panels.open_new()

    def finish(self) -> bool:
        """Save what stands in a cell, or beside the outline."""
        return self.panels.finish()

    def go_back(self) -> bool:
        """Close the cell or the panel; what was typed in it is kept."""
        return self.panels.go_back()


def _list_offices(context: Context) -> Sequence[tuple[str, str]]:
    """Return the offices whose plans headquarters chooses from, by their names."""
    session, words = context.session, context.words
    if not session.person.is_hq:
        return ()
    names = {one.code: one.name for one in reporting.list_offices(session)}
    codes = sorted({session.person.office, *plans.list_offices(session)})
    return [
        (code, words.say("{code} · {name}", code=code, name=names[code]) if names.get(code) else code)
        for code in codes
    ]


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return PlanScreen(context)
