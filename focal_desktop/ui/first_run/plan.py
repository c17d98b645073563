"""What a person has said on the way to a first vault; what opens anything lives in memory alone."""

from __future__ import annotations

from focal_desktop.sync.joining import Opened
from focal_desktop.usecases import first_steps
from focal_desktop.usecases.unlocking import Place

JOIN, PRACTICE, ALONE = "join", "practice", "alone"
SHEET, WORDS = "sheet", "words"
PAGES = {
    JOIN: ("way", "office", "passphrase", SHEET, WORDS),
    PRACTICE: ("way", "passphrase", SHEET),
    ALONE: ("way", "alone", "passphrase", SHEET),
}


class Plan:
    """Filled page by page; prints nothing of itself."""

    def __init__(self, way: str = "", invitation: bytes = b"") -> None:
        self.way, self.invitation = way, invitation
        self.file_name = self.code = ""
        self.opened: Opened | None = None
        self.office = self.office_name = self.country = self.person = ""
        self.offered = self.passphrase = self.words = ""
        self.left = first_steps.NONE
        self.is_resumed = False
        """Whether the vault was made before, and its person comes back for what is left."""

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Plan()"

    @property
    def place(self) -> Place:
        """What an office that stands alone is made of."""
        return Place(
            office=self.office, office_name=self.office_name, country=self.country, person=self.person
        )

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the way that was chosen, or those that are left."""
        if self.is_resumed:
            return tuple(name for name, asked in ((SHEET, self.left.code), (WORDS, self.words)) if asked)
        return PAGES.get(self.way, ("way",))
