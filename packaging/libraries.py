"""See to the system's libraries: try whether they are there, and only then ask the system for them.

Uses the standard library alone, writes to standard error alone, and reads nothing.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

MISSING = 9
"""The exit code of a window that cannot be shown."""
DRAWING = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libbrotlidec.so.1": "libbrotli1",
}
SCREEN = {
    "libcups.so.2": "libcups2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
COMPILING = {"cc": "gcc", "/usr/include/stdio.h": "libc6-dev"}
"""What puts a recorder before the program, to see what a power cut could take (tests/security)."""
TALKING = {"dbus-daemon": "dbus-daemon"}
"""By which a desktop tells a window that the computer is being left."""
NEEDS = {"testing": {**DRAWING, **COMPILING, **TALKING}, "window": {**DRAWING, **SCREEN}}


def main(words: Sequence[str]) -> int:
    """See to what `window` or `testing` needs, or to one `package`."""
    match list(words):
        case ["package", name]:
            return install([name])
        case [need] if need in NEEDS:
            return install(find_missing(NEEDS[need]))
    _tell("libraries.py window | testing | package NAME")
    return 2


def find_missing(needed: dict[str, str]) -> list[str]:
    """Return the packages of what is not there; elsewhere than on Linux Qt brings all that it needs."""
    return [package for name, package in needed.items() if sys.platform == "linux" and not _is_there(name)]


def _is_there(name: str) -> bool:
    """Tell whether a library loads, a file lies at its place, or a program is on the path."""
    if ".so" not in name:
        return shutil.which(name) is not None or Path(name).is_file()
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install(packages: Sequence[str]) -> int:
    """Install packages where we may, else name them in one line."""
    if not packages:
        return 0
    before = find_power()
    if before is None or not shutil.which("apt-get"):
        _tell(f"Please install these packages, then start again: {' '.join(packages)}")
        return MISSING
    _tell(f"Installing {' '.join(packages)}.")
    quiet = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
    for step in (("update",), ("install", "-y", "--no-install-recommends", *packages)):
        done = subprocess.run(  # noqa: S603 words of this file
            (*before, *quiet, *step), stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
        )
        if done.returncode:
            _tell(f"They could not be installed. Please see to these packages: {' '.join(packages)}")
            return MISSING
    return 0


def find_power() -> tuple[str, ...] | None:
    """Return the words that come before a system command, or None where we may not give one."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ()
    asked = shutil.which("sudo") and subprocess.run(
        ["sudo", "-n", "true"],  # noqa: S607 found on the path, as a person would
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return ("sudo", "-n") if asked and asked.returncode == 0 else None


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
