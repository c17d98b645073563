"""The sentence beside a field, and the sentence of a trouble, in the person's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words

if TYPE_CHECKING:
    from focal_desktop.base.said import Said

PROBLEMS: Mapping[str, str] = {
    "needed": "Please fill this in.",
    "wrong_type": "This cannot be kept as it is: please shorten it or write it another way.",
    "not_in_list": "Please choose from the list.",
    "not_a_date": "Please write a day such as 2 March 2026.",
    "in_the_future": "This day has not come yet. Please look once more.",
    "before_start": "This is before the beginning. Please look once more.",
    "not_allowed": "This is not open to your role, or not switched on for this office.",
    "not_found": "This is no longer here, or was never here. Please choose anew.",
    "already_filed": "This is here already. Open what is there, and change that.",
    "illegal_move": "This step does not follow the one before it. Everything stays as it is.",
    "gate_closed": "Something is still missing before signing. The agreement says what.",
    "unknown_field": "A newer version of the program wrote this.",
    "unknown_kind": "A newer version of the program made this. It is kept as it is.",
    "unknown_act": "This version of the program cannot do this. Everything stays as it is.",
    "unknown_command": "This version of the program cannot do this. Everything stays as it is.",
    "vault_exists": "A vault lies in this folder already. Choose another folder, or unlock that one.",
    "no_vault": "There is no vault in this folder. Choose another one.",
    "invitation_used": "This invitation was used before. Ask headquarters for a new one.",
    "invitation_expired": "This invitation has ended. Ask headquarters for a new one.",
    "invitation_wrong_code": "The code does not fit this invitation. Look at each group once more.",
    "wrong_passphrase": "That did not open it. Look at Caps Lock and at the keyboard, and try again.",
    "damaged": "Part of it cannot be read. Everything readable stays; call headquarters.",
    "backup_unreadable": "This backup cannot be read. Take another copy of it, or an older one.",
    "file_not_ours": "This file was not made by this program. Choose another one.",
    "busy": "This vault is open in another window or on another computer. Close it there first.",
    "not_admitted": "Headquarters has not admitted this computer yet. Everything is safe here until then.",
    "hub_unreachable": "No connection. Everything is safe here, and it is tried again by itself.",
    "hub_refused": "It was not taken over there. Everything is safe here; tell headquarters.",
    "hub_inconsistent": "What came does not fit what is here. Nothing was taken over; call headquarters.",
    "not_enough_memory": "There is not enough memory. Close other programs and try again.",
    "disk_full": "The disk is full. Nothing typed is lost; make room and try again.",
    "newer_version": "This was made by a newer version of the program. Update this computer first.",
    "no_display": "There is no screen to draw on.",
    "internal": "The program made a mistake. Everything saved is safe; start it again.",
}
"""A sentence for every code of the command line's contract, and for those of a field alone."""
GENERAL = "Please look at this once more."


def of_problem(code: str, words: Words) -> str:
    """Return the sentence that stands beside a field."""
    return words.name(PROBLEMS.get(code, GENERAL))


def of_trouble(trouble: Trouble, words: Words) -> str:
    """Return the sentence of a trouble: what happened, what is safe, what to do."""
    general = PROBLEMS.get(trouble.code, GENERAL)
    said = trouble.sentence or general
    # A sentence made up of pieces is in no catalogue: then what its code means is said, in their language.
    return words.name(said if words.knows(said) else general)


def of_said(told: Iterable[Said], words: Words) -> str:
    """Return what a use case has to tell, filled in after it was translated."""
    return " ".join(words.fill(words.name(one.sentence), **dict(one.values)) for one in told)
