"""The words of commands that stand in a group: headquarters' own work, and two officers together."""

from __future__ import annotations

import argparse

from focal_desktop.cli import options


def _escrow_rehearse(words: argparse.ArgumentParser) -> None:
    options.named(words, "--out")


def _hq_create(words: argparse.ArgumentParser) -> None:
    options.named(words, "--person", "--hub", "--hub-card")
    words.add_argument("--recovery-out", metavar="F")


def _hq_invite(words: argparse.ArgumentParser) -> None:
    options.named(words, "--office", "--office-name", "--country", "--role", "--out")
    words.add_argument("--until", metavar="DATE")


def _hq_admit(words: argparse.ArgumentParser) -> None:
    options.named(words, "--device", "--words")


def _hq_revoke(words: argparse.ArgumentParser) -> None:
    options.named(words, "--device")


def _hq_case(words: argparse.ArgumentParser) -> None:
    options.named(words, "--case")


def _hq_proposals(words: argparse.ArgumentParser) -> None:
    words.add_argument("--file", metavar="FILE", help="take in what another officer wrote with --out")
    words.add_argument("--out", metavar="FILE", help="write what can be confirmed, for another officer")


def _hq_proposal(words: argparse.ArgumentParser) -> None:
    options.named(words, "--proposal")


def _hq_escrow(words: argparse.ArgumentParser) -> None:
    words.add_argument("step", choices=("first", "second"))
    options.named(words, "--request", "--words", "--out")


def _escrow_ask(words: argparse.ArgumentParser) -> None:
    words.add_argument("--backup", metavar="FILE", help="for this backup, where the vault itself is gone")
    words.add_argument("--new-passphrase-file", metavar="NEW")
    options.named(words, "--out")


def _escrow_rehearsed(words: argparse.ArgumentParser) -> None:
    options.named(words, "--answer")


def _hq_open_audit(words: argparse.ArgumentParser) -> None:
    words.add_argument("step", choices=("first", "second"), help="which of the two officers you are")
    options.named(words, "--file")
    words.add_argument("--out", metavar="FILE", help="first: what the second officer opens")


def _hq_open_export(words: argparse.ArgumentParser) -> None:
    options.named(words, "--file")
    words.add_argument("--reason", metavar="R", help="why it is opened; kept in the audit trail")
    words.add_argument("--words-file", metavar="F", help="the words, for a file in the age format")
    words.add_argument("--out", metavar="FILE", help="write its text, instead of showing it")


def _hq_switch(words: argparse.ArgumentParser) -> None:
    options.named(words, "--office")
    words.add_argument("name", metavar="NAME")
    words.add_argument("position", choices=("on", "off"))


GROUPS: dict[str, tuple[str, str, dict[str, tuple[str, options.Fill]]]] = {
    "hq": (
        "headquarters' own work",
        "hq",
        {
            "create": ("headquarters' first vault", _hq_create),
            "invite": ("a file that lets one person join", _hq_invite),
            "admit": ("let a device in whose words were compared", _hq_admit),
            "handed-over": ("open cases that wait after a hand-over: pass or keep", options.nothing),
            "pass-case": ("pass one case to who took its desk over", _hq_case),
            "keep-case": ("keep one case at headquarters after a hand-over", _hq_case),
            "revoke": ("close a device's access", _hq_revoke),
            "proposals": ("what waits for a second officer", _hq_proposals),
            "confirm": ("sign what another officer proposed", _hq_proposal),
            "propose": ("sign anew what the roster has overtaken", _hq_proposal),
            "devices": ("who waits, who is in, who is out", options.nothing),
            "switch": ("switch something on or off for an office", _hq_switch),
            "open-export": ("what was exported to this computer", _hq_open_export),
            "open-audit": ("open a colleague's audit trail, two officers together", _hq_open_audit),
            "escrow": ("open a colleague's vault, two officers together", _hq_escrow),
        },
    ),
    "escrow": (
        "two officers who can open this vault together",
        "escrow",
        {
            "ask": ("ask them, where passphrase and sheet are gone", _escrow_ask),
            "rehearse": ("ask whether they could; no key leaves them", _escrow_rehearse),
            "rehearsed": ("take back their answer", _escrow_rehearsed),
            "status": ("who they are, and when it was last tried", options.nothing),
        },
    ),
}
