"""Where the program's own files lie. Everything in `resources/` is reached through here."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(*names: str) -> Traversable:
    """Return a file or folder of `resources/`, from the checkout or from an installed package."""
    packaged = resources.files("focal_desktop").joinpath("resources")
    root: Traversable = packaged if packaged.is_dir() else Path(__file__).parents[2] / "resources"
    return root.joinpath(*names)


def own_file(*names: str) -> Traversable:
    """Return a file or folder that lies inside the package, such as the database's steps."""
    return resources.files("focal_desktop").joinpath(*names)
