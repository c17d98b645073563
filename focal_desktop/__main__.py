"""Chooses the face: the hub, the command line or, later, the window."""

import io
import sys
from collections.abc import Sequence

HINT = "Focal is used by commands; `focal --help` lists them.\n"
WRONG_WORDS = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the face the first word asks for and return its exit code; `hub` alone may load the hub."""
    _speak_utf8()
    words = tuple(sys.argv[1:] if argv is None else argv)
    if not words:
        sys.stderr.write(HINT)
        return WRONG_WORDS
    if words[0] == "hub":
        from focal_desktop.hub import main as hub  # noqa: PLC0415 a door: no other face loads the hub

        return hub.main(words[1:])
    from focal_desktop.cli import main as cli  # noqa: PLC0415 a door: the hub loads no other face

    return cli.main(words)


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
