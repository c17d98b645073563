"""What waits in the parts of the section that are not open: a sign and a sentence, never a count."""

from __future__ import annotations

from focal_desktop.ui.context import Context
from focal_desktop.ui.offices.devices import DevicesDesk
from focal_desktop.ui.offices.reports import ReportsDesk
from focal_desktop.ui.offices.view import OfficesView
from focal_desktop.ui.sync import sentence


def mark_parts(
    context: Context, view: OfficesView, devices: DevicesDesk | None, reports: ReportsDesk | None
) -> None:
    """Show on each part that the role has whether something in it waits for this person."""
    words = context.words
    if devices is not None:
        said = words.say("A device waits to be admitted.")
        view.mark_part("devices", said if devices.has_waiting() else "")
    view.mark_part("signatures", sentence.asked_to_sign(context))
    if reports is not None:
        said = words.say("A sealed report has not been read yet.")
        view.mark_part("reports", said if reports.has_unread() else "")
