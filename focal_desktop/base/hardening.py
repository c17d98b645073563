"""Keeps a process's memory to itself: no other program of the person reads it, no fault leaves it behind.

It holds for one process: a new program in its place, by exec or by spawn, begins without it and sets it anew.
"""

from __future__ import annotations

import sys

from focal_desktop.base import faults

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x1, 0x2
_WER_NOHEAP = 0x1


def harden() -> None:
    """Shut this process, before anything of a person is in it; a system that refuses stops the program."""
    faults.hear_all()
    if (held := sys.modules.get("faulthandler")) is not None:
        held.disable()  # asked for by the environment, it would print the stack of each thread
    _close_memory()


if sys.platform == "win32":  # pragma: no cover  another system

    def _close_memory() -> None:
        import ctypes  # noqa: PLC0415 the hub and the list of kinds start without it

        # No box and no report: a report holds memory. Set for this process alone; adding the program to
        # the excluded applications would leave its name in the person's registry.
        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
        kernel.WerSetFlags(_WER_NOHEAP)

else:

    def _close_memory() -> None:
        import ctypes  # noqa: PLC0415 the hub and the list of kinds start without it
        import resource  # noqa: PLC0415 another system has none

        # A handler that the kernel pipes a core to is not stopped by this limit; not dumpable stops both,
        # and with it ptrace and /proc/<pid>/mem for every other process of the same person.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":  # pragma: no cover  another system
            system.ptrace(_PT_DENY_ATTACH, 0, None, 0)
        elif sys.platform == "linux" and system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0):
            raise RuntimeError("the system does not let this program close its memory")
