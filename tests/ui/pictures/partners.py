"""Pictures of Partners."""

from focal_desktop.ui.context import Place
from focal_desktop.ui.partners import reading, starting
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, records


def go(window: Window, **where: str) -> None:
    """Open a place of the section."""
    window.go(Place(section="partners", **where))


def partner_with(window: Window, step: str, rating: str = "") -> str:
    """Return a partner one of whose agreements stands so, with a capacity where one is named."""
    return next(
        line.id
        for line in reading.list_partners(window.session)
        if rating in ("", line.standing.rating) and any(one.step == step for one in line.agreements)
    )


def agreement_that(window: Window, step: str) -> str:
    """Return an agreement that stands so."""
    found = (one for line in reading.list_partners(window.session) for one in line.agreements)
    return next(one.id for one in found if one.step == step)


def open_tab(window: Window, tab: str) -> None:
    """Open a tab of a partner that is not ready."""
    go(window, kind="partner", view=tab, record=partner_with(window, "refused"))


def open_empty(window: Window) -> None:
    """Open the form of a new partner."""
    go(window, kind="partner", view="new")


def open_result(window: Window) -> None:
    """Open the form for a result from elsewhere."""
    go(window, kind="assessment", view="new", record=partner_with(window, "refused"))


def open_sheet(window: Window) -> None:
    """Go on with a check that was begun from earlier answers."""
    partner = partner_with(window, "refused", "full")
    checks = reading.list_parts(window.session, "assessment", partner)
    begun = starting.start_from(window.session, checks[0])
    answers = reading.list_answers(window.session, begun)
    for code in ("reporting", "investigations"):
        values = {"answer": "no" if code == "reporting" else "not_answered"}
        records.edit(window.session, "standard_answer", answers[code].id, values)
    go(window, kind="assessment", record=begun)


def open_decision(window: Window) -> None:
    """Show the end of the same sheet."""
    scroll = window.current.page.view.area.verticalScrollBar()  # type: ignore[union-attr]  # the page before
    scroll.setValue(scroll.maximum())


def open_agreement(window: Window, step: str, tab: str = "clauses") -> None:
    """Open an agreement that stands so."""
    go(window, kind="agreement", view=tab, record=agreement_that(window, step))


def open_paste(window: Window) -> None:
    """Paste a few names, one of them near to one that is here."""
    go(window, view="paste")
    known = reading.list_partners(window.session)[0].partner.name
    names = [
        "Name\tType",
        "Delta Builders\tNGO",
        known.replace("(", "").replace(")", "") + "\tNGO",
        f"{known}\tNGO",
    ]
    window.current.page.box.setPlainText("\n".join(names))  # type: ignore[union-attr]  # the page just opened


def open_waiver(window: Window) -> None:
    """Open a waiver that one has approved and another must still approve, or one that counts."""
    found = records.list_page(window.session, "waiver", {})[0]
    go(window, kind="agreement", view="waiver", record=found[0].parent)


def open_signing(window: Window) -> None:
    """Mark an agreement ready to sign."""
    record = agreement_that(window, "ready")
    acts.act(window.session, "agreement", record, "ready_to_sign", {})
    go(window, kind="agreement", view="clauses", record=record)


def open_decided(window: Window) -> None:
    """Open a check that was decided."""
    partner = partner_with(window, "ready", "full")
    go(window, kind="assessment", record=reading.list_parts(window.session, "assessment", partner)[0].id)


PICTURES = {
    "list": go,
    "partner": lambda window: open_tab(window, "assessment"),
    "agreements": lambda window: open_tab(window, "agreements"),
    "details": lambda window: open_tab(window, "details"),
    "new": open_empty,
    "result": open_result,
    "sheet": open_sheet,
    "decision": open_decision,
    "agreement_ready": lambda window: open_agreement(window, "ready"),
    "agreement_missing": lambda window: open_agreement(window, "refused"),
    "waiver_new": lambda window: open_agreement(window, "refused", "waiver"),
    "paste": open_paste,
    "waiver": open_waiver,
    "signing": open_signing,
    "decided": open_decided,
    "facts": lambda window: open_agreement(window, "refused", "facts"),
}
