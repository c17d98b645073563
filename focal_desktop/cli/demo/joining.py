"""How everybody comes in: headquarters is founded, people invited, words compared, devices admitted."""

from __future__ import annotations

from focal_desktop.cli import vaults
from focal_desktop.cli.demo import exchanging
from focal_desktop.cli.demo.hubs import Hub
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.sync import admitting, confirming, founding, inviting, joining
from focal_desktop.usecases import offices, switches
from focal_desktop.usecases.practice import desks, entity, filling, recommendations
from focal_desktop.usecases.unlocking import Place


def found(play: Play, hub: Hub) -> None:
    """Make headquarters' first vault, and load what the two source documents say."""
    with play.step("Found headquarters and sync it with the hub"):
        folder, making = play.make("nairobi")
        founder = founding.Founder(
            person=desks.HEADQUARTERS.person, url=hub.url, card=founding.read_card(hub.card.read_bytes())
        )
        session = founding.found(
            folder, founder, making, clock=play.clock, policy=play.policy, kinds=play.kinds
        )
        play.seat("nairobi", session)
        exchanging.by_hub(play, "nairobi")
    with play.step("Load the areas and recommendations of the two source documents"):
        drafts = [
            *recommendations.list_recommendations(play.policy),
            *entity.list_entity_plan(play.times, play.policy),
        ]
        kept = filling.keep_all(session, drafts)
        require(len(kept) == len(drafts) and len(drafts) == 19 + 1 + len(play.policy.codes("plan_area")))


def admit_officer(play: Play) -> None:
    """Invite, join and admit the second officer, with whom the first signs from then on."""
    with play.step("Invite a second case officer, compare the words, admit the device"):
        words = {"officer": _join(play, "officer", desks.SECOND_OFFICER, "root hq_case")}
        exchanging.by_hub(play, "nairobi")
        require(exchanging.is_told_to_wait(play, "officer"))
        _admit(play, words)


def invite_by_two(play: Play) -> None:
    """Invite a third officer of the root: one proposes, the other confirms, and only then it holds."""
    first, second = play["nairobi"], play["officer"]
    with play.step("Propose a third officer: one signature alone changes nothing"):
        held = len(first.store.roster.invitations)
        place = desks.HEADQUARTERS
        wanted = inviting.Invitation(
            office=place.office, office_name=place.office_name, country=place.country, role="root"
        )
        file = play.out / "third_officer.invitation"
        proposed = inviting.invite(first, wanted, lambda data: vaults.write_new(file, data, "out")).proposal
        exchanging.by_hub(play, "nairobi", "officer")
        require(proposed and len(second.store.roster.invitations) == held)
        require(
            [(one.proposal, one.by) for one in confirming.list_proposals(second)]
            == [(proposed, first.person.device)]
        )
    with play.step("The second officer reads what is proposed and signs: now it holds"):
        confirming.confirm(second, proposed)
        exchanging.by_hub(play, "officer", "nairobi")
        require(len(first.store.roster.invitations) == held + 1)
        require(first.store.roster == second.store.roster)


def open_offices(play: Play) -> None:
    """Invite two country offices and a clerk of one, and admit them once the words agree."""
    with play.step("Invite two country offices and a clerk; they join without a network"):
        words = {
            "kisumu": _join(play, "kisumu", desks.KISUMU.place, "focal_point"),
            "basra": _join(play, "basra", desks.BASRA.place, "focal_point"),
            "clerk": _join(play, "clerk", desks.CLERK, "hr_clerk"),
        }
        exchanging.by_hub(play, "nairobi")
    with play.step("The hub tells each newcomer to wait for headquarters"):
        require(all([exchanging.is_told_to_wait(play, name) for name in words]))
    with play.step("Compare the words with headquarters, admit the devices"):
        _admit(play, words)
    with play.step("Switch workplace logging on for one office"):
        offices.switch(play["nairobi"], desks.KISUMU.code, switches.WORKPLACE, is_on=True)
        exchanging.by_hub(play, "nairobi", "officer", "kisumu", "basra")
        require(switches.is_on(play["kisumu"], switches.WORKPLACE))
        require(not switches.is_on(play["basra"], switches.WORKPLACE))


def _join(play: Play, name: str, place: Place, role: str) -> str:
    """Invite a person and make their vault; return the words it says."""
    file = play.out / f"{name}.invitation"
    wanted = inviting.Invitation(
        office=place.office, office_name=place.office_name, country=place.country, role=role
    )
    invited = inviting.invite(play["nairobi"], wanted, lambda data: vaults.write_new(file, data, "out"))
    opened = joining.open_invitation(file.read_bytes(), invited.code)
    folder, making = play.make(name)
    joined = joining.join(
        folder, opened, place.person, making, clock=play.clock, policy=play.policy, kinds=play.kinds
    )
    play.seat(name, joined.session)
    return joined.words


def _admit(play: Play, words: dict[str, str]) -> None:
    """Admit every device whose words are the same on both sides."""
    headquarters = play["nairobi"]
    exchanging.by_hub(play, "nairobi")
    waiting = {one.device: one for one in admitting.list_devices(headquarters) if one.state == "waiting"}
    for name, said in words.items():
        device = play[name].person.device
        require(waiting[device].words == said)
        admitting.admit(headquarters, device, said)
    exchanging.by_hub(play, "nairobi", *words, "nairobi")
    states = {one.device: one.state for one in admitting.list_devices(headquarters)}
    require(all(states[play[name].person.device] == "admitted" for name in words))
