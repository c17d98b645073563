"""Where the program's own files lie. Everything in `resources/` is reached through here."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def resource(*names: str) -> Path:
    """Return a file or folder of `resources/`, from the checkout or from an installed package."""
    packaged = _PACKAGE / "resources"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*names)


def own_file(*names: str) -> Path:
    """Return a file or folder that lies inside the package, such as the database's steps."""
    return _PACKAGE.joinpath(*names)
