"""Chooses the face: the window where nothing is asked, the hub, or the command line."""

import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WRONG_WORDS, NO_DISPLAY = 2, 9
VAULT = "--vault"
OPENS_NONE = ("hub", "kinds")
"""These open no vault: a hub keeps sealed bodies only, and scripts that ask for the kinds do not wait."""
HINT = "The window takes one word, --vault DIR. Everything else is a command: `focal --help` lists them.\n"
_NO_LIBRARY = "A library that the window needs is missing here. `focal --help` lists what works without it.\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the face the first word asks for and return its exit code; `hub` alone may load the hub.

    Without words given it is a process of its own, and closes its memory before a vault is opened in it.
    """
    _speak_utf8()
    words = tuple(sys.argv[1:] if argv is None else argv)
    if find_folder(words) is not None:
        return open_window(argv)
    if argv is None and words[0] not in OPENS_NONE:
        _harden()
    if words[0] == "hub":
        from focal_desktop.hub import main as hub  # noqa: PLC0415 a door: no other face loads the hub

        return hub.main(words[1:])
    from focal_desktop.cli import main as cli  # noqa: PLC0415 a door: the hub loads no other face

    return cli.main(words)


def open_window(argv: Sequence[str] | None = None) -> int:
    """Open the window, of the vault that is named or the person's own, and return its exit code."""
    words = tuple(sys.argv[1:] if argv is None else argv)
    named = find_folder(words)
    if named is None:
        return _say(HINT, WRONG_WORDS)
    gc.disable()  # nothing of a start is waste; looking for some in it costs a twentieth of it
    try:
        from focal_desktop.ui import app  # noqa: PLC0415 a door: no command loads the window
    except ImportError as wrong:
        if (wrong.name or "").startswith("focal_desktop"):
            raise
        return _say(_NO_LIBRARY, NO_DISPLAY)
    from focal_desktop.base import folders  # noqa: PLC0415 a door: the hub knows no vault

    if argv is None:
        _harden()
    return app.main(
        (sys.argv[0], *words), folders.find_vault(named), lambda folder: begin_again(words, folder)
    )


def find_folder(words: Sequence[str]) -> str | None:
    """Return the folder the window is asked for, empty for the person's own; a command asks for none."""
    if not words:
        return ""
    if len(words) == 1 and words[0].startswith(f"{VAULT}="):
        return words[0].partition("=")[2]
    return words[1] if len(words) == 2 and words[0] == VAULT else None


def list_again(began: Sequence[str], words: Sequence[str], folder: "Path") -> list[str]:
    """Return the words that start this program anew, however it was started, at a vault."""
    return [sys.executable, *began[1 : len(began) - len(words)], VAULT, str(folder)]


def begin_again(words: Sequence[str], folder: "Path") -> int:  # pragma: no cover - it ends what counts
    """Put a new process in the place of this one: whatever was in its memory goes with it."""
    again = list_again(sys.orig_argv, words, folder)
    if sys.platform == "win32":  # there a program cannot take another's place
        import subprocess  # noqa: PLC0415 no other system needs it

        with subprocess.Popen(again):  # noqa: S603 the words that started this program
            os._exit(0)
    os.execv(again[0], again)  # noqa: S606 the words that started this program


def _harden() -> None:
    from focal_desktop.base import hardening  # noqa: PLC0415 a door: a list of kinds waits for no library

    hardening.harden()


def _say(sentence: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(sentence)
    return code


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the console's own letters are; half a letter is never a fault of ours."""
    for stream, encoding, errors in (
        (sys.stdin, "utf-8-sig", "surrogateescape"),
        (sys.stdout, "utf-8", "backslashreplace"),  # in JSON this is how such a half is written
        (sys.stderr, "utf-8", "backslashreplace"),
    ):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors=errors)


if __name__ == "__main__":
    sys.exit(main())
