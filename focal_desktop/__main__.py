"""Chooses the face: the hub, the command line or, later, the window."""

import sys
from collections.abc import Sequence

HINT = "Focal is used by commands; `focal --help` lists them.\n"
WRONG_WORDS = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the face the first word asks for and return its exit code; `hub` alone may load the hub."""
    words = tuple(sys.argv[1:] if argv is None else argv)
    if not words:
        sys.stderr.write(HINT)
        return WRONG_WORDS
    if words[0] == "hub":
        from focal_desktop.hub import main as hub  # noqa: PLC0415 a door: no other face loads the hub

        return hub.main(words[1:])
    from focal_desktop.cli import main as cli  # noqa: PLC0415 a door: the hub loads no other face

    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main())
