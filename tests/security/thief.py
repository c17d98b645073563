"""Another program of the same person, which wants a program's memory and prints what it got.

Whoever may do anything on a computer is not kept out: so it first lays down every such right.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

VERSION_3, NEWEST_RIGHT = 0x20080522, 63
PR_CAPBSET_DROP = 24
PTRACE_ATTACH, PTRACE_DETACH = 16, 17


def lay_down_rights() -> None:
    """Be an ordinary person from now on, and so whatever is started from here."""
    system = ctypes.CDLL(None)
    for right in range(NEWEST_RIGHT + 1):
        system.prctl(PR_CAPBSET_DROP, right, 0, 0, 0)  # who has none is refused, and has none
    header, none = (ctypes.c_uint32 * 2)(VERSION_3, 0), (ctypes.c_uint32 * 6)()
    assert system.capset(header, none) == 0


def read(process: int, name: str) -> str:
    """Try to read a file of a process in which its memory shows."""
    try:
        with Path(f"/proc/{process}/{name}").open("rb") as file:
            if name != "mem":
                file.read()
    except OSError as wrong:
        return wrong.strerror or "refused"
    return "read"


def attach(process: int) -> str:
    """Try to stop a process and look into it."""
    system = ctypes.CDLL(None, use_errno=True)
    if system.ptrace(PTRACE_ATTACH, process, None, None):
        return os.strerror(ctypes.get_errno())
    os.waitpid(process, os.WUNTRACED)
    system.ptrace(PTRACE_DETACH, process, None, None)
    return "read"


def main() -> None:
    """Try each way and say how it went."""
    process = int(sys.argv[1])
    lay_down_rights()
    tried = {name: read(process, name) for name in ("maps", "environ", "auxv", "mem")}
    json.dump({**tried, "ptrace": attach(process)}, sys.stdout)


if __name__ == "__main__":
    main()
