"""What a person has said on the way to a first vault; it lives in memory alone until the end."""

from __future__ import annotations

from focal_desktop.sync.joining import Opened

JOIN, PRACTICE, ALONE = "join", "practice", "alone"
PAGES = {
    JOIN: ("way", "office", "passphrase", "sheet", "making", "words"),
    PRACTICE: ("way", "passphrase", "sheet", "making"),
    ALONE: ("way", "alone", "passphrase", "sheet", "making"),
}


class Plan:
    """Filled page by page; prints nothing of itself."""

    def __init__(self) -> None:
        self.way = ""
        self.invitation = b""
        self.file_name = ""
        self.code = ""
        self.opened: Opened | None = None
        self.office = self.office_name = self.country = self.person = ""
        self.offered = self.passphrase = self.recovery_code = self.words = ""
        self.asked_group = -1
        self.is_again = False

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Plan()"

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the way that was chosen."""
        return PAGES.get(self.way, ("way",))
