"""One partner, joined to what the vault holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from focal_desktop.domain import assessment as assessing
from focal_desktop.domain.assessment import Assessment
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import partner_view, phrases, reading, starting
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.partner_view import Offer, PartnerView
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.widgets import parts

FIELDS = (
    "name",
    "partner_type",
    "has_contact",
    "has_sub_partners",
    "country",
    "focal_function",
    "portal_number",
    "vendor_number",
)


class PartnerPage(Page):
    """Check, agreements and details of the partner it was opened at."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        look, words = context.look, context.words
        self.form = RecordForm(context, "partner", FIELDS)
        save = parts.button(look, words.say("Save"), self.form.save, role="primary", icon="save")
        details = parts.page(look, parts.card(look, self.form, parts.row(look, save, 1)), 1)
        self.view = PartnerView(context.face, context.policy, details)
        self.view.head.back_requested.connect(lambda: self.go())
        self.view.check.opened.connect(lambda record: self.go(kind="assessment", record=record))
        self.view.agreements.opened.connect(lambda record: self.go(kind="agreement", record=record))
        self.view.agreements.add_requested.connect(self.start_new)
        self.view.tabs.currentChanged.connect(self._on_tab)
        parts.column(look, self.view, parent=self)

    def open(self, place: Place) -> None:
        """Show a partner; where no tab is named, the one that was open, for another partner the first."""
        tab = place.view or (self.view.tab if place.record == self.shown.record else "assessment")
        self.shown = Place(section="partners", kind="partner", record=place.record, view=tab)
        self.view.show_tab(tab)
        self.refresh()
        self.view.tabs.tabBar().setFocus()

    def _on_tab(self) -> None:
        self.shown = Place(section="partners", kind="partner", record=self.shown.record, view=self.view.tab)

    def refresh(self) -> None:
        """Read the partner again."""
        session, words, policy, face = (
            self.context.session,
            self.context.words,
            self.context.policy,
            self.context.face,
        )
        record = self.shown.record
        partner = reading.read(session, "partner", record)
        assessments = reading.list_parts(session, "assessment", record)
        standing = reading.judge_standing(session, record, assessments)
        meets = partner_view.meets(partner.has_contact, face)
        badges = phrases.list_badges(standing, words, policy)
        self.view.head.show_where(words.say("Partners"), partner.name, meets, badges)
        facts = partner_view.describe(standing.assessment, face, policy) if standing.assessment else []
        self.view.check.show_now(phrases.of_standing(standing, words, policy), facts[1:])
        self.view.check.show_offers(self._list_offers(assessments))
        self.view.check.show_all(assessments)
        lines = [reading.line_of(session, one) for one in reading.list_parts(session, "agreement", record)]
        self.view.agreements.fill(lines)
        self.form.open_record(record)

    def _list_offers(self, assessments: Sequence[Assessment]) -> list[Offer]:
        """Offer to go on with what was begun, or else to begin; never both."""
        session, words = self.context.session, self.context.words
        draft = next((one for one in assessments if one.state == assessing.State.DRAFT), None)
        if draft is not None:
            say = words.say("Go on with the check that was begun")
            return [(say, "play", partial(self.go, kind="assessment", record=draft.id))]
        offers: list[Offer] = []
        earlier = reading.find_last_own(session, assessments)
        if earlier is not None and earlier.assessed_on is not None:
            day = words.short_date(earlier.assessed_on)
            say = words.say("Start from the answers of {day}", day=day)
            offers.append((say, "history", partial(self._begin_from, earlier)))
        for scheme in reading.list_schemes(session):
            label = self.context.policy.label("assessment_scheme", scheme, words.language)
            say = words.say("Start an empty check: {scheme}", scheme=label)
            offers.append((say, "list-checks", partial(self._begin, scheme)))
        say = words.say("Enter a result from elsewhere")
        offers.append((say, "download", partial(self._go_new, "assessment")))
        return offers

    def _begin(self, scheme: str) -> None:
        with self.context.telling():
            self.go(kind="assessment", record=starting.start(self.context.session, self.shown.record, scheme))

    def _begin_from(self, earlier: Assessment) -> None:
        with self.context.telling():
            self.go(kind="assessment", record=starting.start_from(self.context.session, earlier))

    def _go_new(self, kind: str) -> None:
        self.go(kind=kind, view="new", record=self.shown.record)

    def keep(self) -> None:
        """Keep what is typed into the details."""
        self.form.keep()

    def start_new(self) -> bool:
        """Add an agreement with this partner."""
        self._go_new("agreement")
        return True

    def finish(self) -> bool:
        """Save the details, where they are open."""
        if self.view.tab != "details":
            return False
        self.form.save()
        return True
