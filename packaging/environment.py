"""Make an environment from a lock and become a program in it. Uses the standard library alone.

Never writes to standard output and never reads standard input: both belong to the program.
"""

import os
import platform
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(place: BinaryIO) -> None:
        """Wait until the file is ours; one request gives up after ten seconds, a first start takes longer."""
        while True:
            place.seek(0)
            with suppress(OSError):
                return msvcrt.locking(place.fileno(), msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _take(place: BinaryIO) -> None:
        fcntl.flock(place, fcntl.LOCK_EX)


ROOT = Path(__file__).resolve().parents[1]
FAILED = 70


def main(venv_name: str, lock_name: str, *arguments: str) -> int:
    """Make the environment unless it is ready, then hand this process to its Python."""
    venv, lock = ROOT / venv_name, ROOT / "packaging" / lock_name
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _stop)
    try:
        with _only_one(ROOT / f"{venv_name}.lock"):
            _prepare(venv, lock)
    except subprocess.CalledProcessError:
        _tell("The program's environment could not be made; the lines above say why.")
        return FAILED
    return _become([str(_python_of(venv)), *arguments])


def _prepare(venv: Path, lock: Path) -> None:
    """Make what is missing. The stamp goes first and comes back last: what is half made is never trusted."""
    libraries = f"{ROOT}\nPython {platform.python_version()}\n".encode() + lock.read_bytes() + b"# project\n"
    wanted = libraries + (ROOT / "pyproject.toml").read_bytes()
    stamp = venv / "stamp"
    present = stamp.read_bytes() if stamp.is_file() and _python_of(venv).exists() else b""
    if present == wanted:
        return
    stamp.unlink(missing_ok=True)
    if not present.startswith(libraries):
        _fill(venv, lock)
    _call(*_pip(venv), "--no-index", "--no-build-isolation", "--editable", str(ROOT))
    _call(str(_python_of(venv)), "-I", "-m", "compileall", "-q", str(ROOT / "focal_desktop"))
    stamp.write_bytes(wanted)


def _fill(venv: Path, lock: Path) -> None:
    _tell("Making the program's environment; this happens once and takes about a minute.")
    _need_venv()
    if venv.exists():
        shutil.rmtree(venv)
    _call(sys.executable, "-I", "-m", "venv", str(venv))
    _call(*_pip(venv), "--require-hashes", "--only-binary=:all:", "--requirement", str(lock))


def _pip(venv: Path) -> tuple[str, ...]:
    return (str(_python_of(venv)), "-I", "-m", "pip", "--quiet", "--no-input", "install", "--no-deps")


def _need_venv() -> None:
    """Debian keeps a part of Python that makes environments in a package of its own."""
    if find_spec("ensurepip") is not None:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    _call(sys.executable, "-I", str(ROOT / "packaging" / "libraries.py"), "package", package)


def _call(*words: str) -> None:
    """Run one step; its answer goes to standard error, and settings that break an environment stay out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run(  # noqa: S603 words of this file and paths of this checkout
        words, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment, check=True, close_fds=False
    )


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Let one start at a time pass. The system frees the place when the last step of a start has died."""
    with path.open("a+b") as place:
        os.set_inheritable(place.fileno(), True)  # noqa: FBT003 the one argument it has
        _take(place)
        yield


def _become(words: list[str]) -> int:
    """Replace this process, so that signals and exit codes are the program's own."""
    if sys.platform == "win32":
        return subprocess.run(words, check=False).returncode  # noqa: S603 our own program; no exec there
    return os.execv(words[0], words)  # noqa: S606 no shell is wanted


def _python_of(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def _stop(signal_number: int, _frame: FrameType | None) -> None:
    """End as the signal asks; the step that runs is ended with us."""
    raise SystemExit(128 + signal_number)


def _tell(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
