"""The fields of each tab and what to know before writing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from focal_desktop.base.words import Words
from focal_desktop.ui.allegations.fields_view import Group

Groups = Sequence[Group]


def list_groups(words: Words) -> Mapping[str, Groups]:
    """Return the groups of the tabs of fields, in their order."""
    return {"summary": _summary(words), "consent": _consent(words), "help": _help(words)}


def _summary(words: Words) -> Groups:
    return (
        Group(
            heading=words.say("The notice"),
            note=words.say("Once it was passed on, a change here goes to headquarters by itself."),
            names=("received_on", "child", "conduct", "danger_now", "subject_group"),
        ),
        Group(
            heading=words.say("Coded details"),
            note=words.say(
                "They stay on this computer until you send them under Sharing. Leave open what was not told."
            ),
            names=(
                *("nature", "setting", "area", "incident_on", "ongoing", "source_channel"),
                *("victims", "victim_sex", "victim_age", "subject_sex", "subject_category", "partner"),
                *("agreement", "material", "material_kept_by", "late_reason"),
            ),
        ),
    )


def say_consent(words: Words, *, is_child: bool) -> tuple[str, str]:
    """Return whose word is asked for, and what to know first: of a child it is not the child's (A8)."""
    if is_child:
        return words.say("A child may be concerned: the caregiver's consent"), words.say(
            "The child's own view counts where the child offers it; pass it on by telephone, it is not "
            "kept here. What is best for the child, and what national law asks, is decided by a "
            "child-protection specialist with headquarters, never here."
        )
    return words.say("The survivor's own word, for each use"), words.say(
        "Yes to one use is never yes to another. What was sent cannot be called back; a word "
        "taken back asks headquarters to stop using it."
    )


def _consent(words: Words) -> Groups:
    heading, note = say_consent(words, is_child=False)
    return (
        Group(
            heading=heading,
            note=note,
            names=("consent_record", "consent_services", "consent_share", "consent_contact"),
        ),
        Group(
            heading=words.say("Whoever reported, and a caregiver"),
            note=words.say("Refusing to be known never stops the notice."),
            names=("reporter_consent_share", "caregiver_involved"),
        ),
    )


def _help(words: Words) -> Groups:
    return (
        Group(
            heading=words.say("Help"),
            note=words.say(
                "Medical care helps at any time. Some treatments work only within 72 hours / 5 days. Nothing "
                "of health is kept here, and help does not wait for an investigation."
            ),
            names=("help_offered", "person_told_on"),
        ),
        Group(
            heading=words.say("Ways to tell the person about"),
            note=words.say(
                "Doctor, counsellor, Ombudsman, Ethics Office: say that they exist. Who went is kept nowhere."
            ),
            names=(),
        ),
    )
