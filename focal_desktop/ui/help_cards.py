"""The help of each screen: at most 120 words, what it is for and what to do first."""

from __future__ import annotations

from focal_desktop.base.words import Words


def read(name: str, words: Words) -> tuple[str, str]:
    """Return title and text of a card; a screen without one has the card of the desk."""
    cards = _cards(words)
    return cards.get(name, cards["home"])


def list_names(words: Words) -> list[str]:
    """Return the names of all cards, in the order of Guidance."""
    return list(_cards(words))


def _cards(words: Words) -> dict[str, tuple[str, str]]:
    return {**_of_every_day(words), **_of_the_desk(words), **_of_the_rest(words)}


def _of_every_day(words: Words) -> dict[str, tuple[str, str]]:
    say = words.say
    return {
        "home": (
            say("Your desk"),
            say(
                "Five tasks and what is due. Start with the first line that needs you; each has one button. "
                "Everything you type is kept by itself and nothing leaves this computer unless you ask. "
                "Without a network everything works; what waits goes when a link appears, or by USB stick."
            ),
        ),
        "allegations": (
            say("Allegations"),
            say(
                "You record, refer and remind; you do not investigate. Ask only what is needed, write only "
                "what the person chose to tell you. No name is needed. Not known and not asked are answers. "
                "After Record and notify, only the coded notice goes; everything else waits for an act of "
                "yours that shows first what would leave."
            ),
        ),
        "sealed_report": (
            say("Sealed report"),
            say(
                "For what you cannot say at this desk: about a colleague, a supervisor, anyone. It is "
                "sealed for named officers at headquarters. Once sealed, nothing readable stays here; only a "
                "receipt word that you can remember."
            ),
        ),
        "monthly_return": (
            say("Monthly return"),
            say(
                "Three statements, the same in every month, with or without cases. Where one does not hold, "
                "call headquarters; the draft stays."
            ),
        ),
    }


def _of_the_desk(words: Words) -> dict[str, tuple[str, str]]:
    say = words.say
    return {
        "partners": (
            say("Partners"),
            say(
                "Before an agreement is signed: a valid assessment, the clauses, no hold. The sentence Ready "
                "to sign says what is missing. A result of another UN entity is taken over, never scored "
                "again. A waiver needs a reason, what is done instead, an end and its signatures."
            ),
        ),
        "plan": (
            say("Action plan"),
            say(
                "What the office does this year, each line with who and when. Once a quarter, one note for "
                "each action is enough. Last year's plan can be copied forward. Do not mention allegations."
            ),
        ),
        "training": (
            say("Training"),
            say(
                "Add the people of the office once. A session for forty people is one paste from a "
                "spreadsheet. Who is missing gives a reminder text for each group."
            ),
        ),
        "channels": (
            say("Channels"),
            say(
                "How people can report here, and whether it works: test each channel once a quarter. The "
                "numbers of open channels stand on the card that can be read before unlocking."
            ),
        ),
    }


def _of_the_rest(words: Words) -> dict[str, tuple[str, str]]:
    say = words.say
    return {
        "reports": (
            say("Reports"),
            say(
                "Choose a report, look at it, print it or save it. A saved file is no longer protected by "
                "the vault; a printer may keep a copy."
            ),
        ),
        "sync": (
            say("Sync"),
            say(
                "What Nairobi has received, line by line. Waiting is not lost: it goes when there is a link, "
                "and a USB stick is an equal way. Only Read in Nairobi means that somebody there has it."
            ),
        ),
        "offices": (
            say("Offices"),
            say(
                "Every office in one view. Grey is silence, never zero. Admit a device only after the six "
                "words were compared by voice."
            ),
        ),
        "settings": (
            say("Settings"),
            say("Language, text size, light or dark, passphrase, backups. Nothing here touches a record."),
        ),
        "asked": (
            say("Someone asks what we hold"),
            say(
                "Anyone may ask what the organization holds about them (ST/SGB/2024/1). Say: \"Thank you for "
                "asking. Headquarters answers this, and I pass your wish on today.\" Do not search, do not "
                "say whether anything is held, and do not ask why. Do not show your screen. Note only how "
                "the person can be reached safely, if they wish. Headquarters looks, decides and answers; "
                "what it orders to be erased is erased on every computer."
            ),
        ),
    }
