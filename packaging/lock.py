"""Write the locks anew from `pyproject.toml`: the newest versions, each with its digests."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"lock.txt": ("--extra", "hub", "--extra", "build"), "lock-dev.txt": ("--all-extras",)}
WORDS = ("pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes")
BARE = ("--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")


def main() -> int:
    """Write both locks; neither holds an address or a path of the machine it was made on."""
    uv = str(Path(sys.executable).parent / "uv")
    for name, extras in LOCKS.items():
        target = f"packaging/{name}"
        words = (uv, *WORDS, *extras, "--upgrade", *BARE, "--output-file", target)
        subprocess.run(words, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)  # noqa: S603 the words above
    return 0


if __name__ == "__main__":
    sys.exit(main())
