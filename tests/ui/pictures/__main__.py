"""Take every screen as a picture: `python -m tests.ui.pictures OUT [SECTION...]`.

English and Arabic, light and dark, at 1366x768 and at 150 % text, over invented data, with the shipped faces.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import product
from pathlib import Path

from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.windows import Style

LANGUAGES, THEMES, SIZES = ("en", "ar"), ("light", "dark"), (100, 150)
Pictures = Mapping[str, Callable[[Window], object]]


def list_styles(words: argparse.Namespace) -> Iterator[Style]:
    """Yield the styles asked for, all of them by default."""
    asked = (words.language or LANGUAGES, words.theme or THEMES, words.size or SIZES)
    for language, theme, size in product(*asked):
        yield Style(language, theme, size)


def find_pictures(names: list[str]) -> dict[str, Pictures]:
    """Return the pictures of each section's module beside this one."""
    here = Path(__file__).parent
    found = sorted(file.stem for file in here.glob("[a-z]*.py"))
    wanted = [name for name in found if not names or name in names]
    return {name: import_module(f"tests.ui.pictures.{name}").PICTURES for name in wanted}


def find_closing(name: str) -> Callable[[], object]:
    """Return what closes the windows that the pictures of a section open beside the first."""
    closing: Callable[[], object] = getattr(import_module(f"tests.ui.pictures.{name}"), "close", list)
    return closing


def take(words: argparse.Namespace, templates: Path) -> None:
    """Open a fresh copy of the vault for each section and style, and take its pictures."""
    out = Path(words.out)
    out.mkdir(parents=True, exist_ok=True)
    for place, style in enumerate(list_styles(words)):
        template = templates / style.language
        if not template.exists():
            windows.make_practice(template, style.language, windows.clock_at())
        for name, pictures in find_pictures(words.names).items():
            clock = windows.clock_at()
            session = windows.open_copy(template, templates / f"{name}{place}", clock)
            window = windows.open_window(session, windows.make_face(style, clock))
            for picture, prepare in pictures.items():
                shown = prepare(window)
                for _ in range(6):  # what asks for other room while it is drawn has it at last
                    windows.settle()
                target = shown if hasattr(shown, "grab") else window
                target.grab().save(str(out / f"{name}_{picture}_{style.name}.png"))
            windows.close_window(window)


def main() -> int:
    """Read the words and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--size", action="append", type=int)
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = str(Path(folder) / "settings")
        take(words, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
