"""The command line's front door: words in, one answer out, an exit code of the contract."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, arguments
from focal_desktop.domain.kinds import KINDS, Kinds


def main(argv: Sequence[str], kinds: Kinds = KINDS) -> int:
    """Run one command and return its exit code; words for people go to standard error."""
    wants_json = "--json" in argv
    try:
        asked = arguments.parse(argv)
        return int(asked.run(asked, kinds))
    except Trouble as trouble:
        return answers.say_trouble(trouble, wants_json=wants_json)
    except KeyboardInterrupt:
        return answers.say_trouble(answers.STOPPED, wants_json=wants_json)
    except BrokenPipeError:
        sys.stderr.close()
        return answers.EXIT_INTERNAL
    except Exception as bug:  # noqa: BLE001 the face: whatever it is, no traceback and no value is shown
        return int(arguments.load("faults").say_bug(bug, wants_json=wants_json))
