"""The program's own files are found from the checkout and from an installed package."""

import subprocess
import sys
import zipfile
from pathlib import Path

from focal_desktop.base import paths

ROOT = Path(__file__).parents[2]


def test_resources_of_the_checkout_are_found() -> None:
    assert paths.resource("policy").is_dir()
    assert not paths.resource("policy", "no such file").is_file()


def test_files_inside_the_package_are_found() -> None:
    assert paths.own_file("base", "paths.py").is_file()


def test_an_installed_package_brings_its_resources(tmp_path: Path) -> None:
    hatch = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path))
    subprocess.run(hatch, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    look = "from focal_desktop.base import paths; import sys; sys.stdout.write(str(paths.resource('policy')))"
    python = (sys.executable, "-S", "-c", look)
    found = subprocess.run(python, cwd=tmp_path / "installed", check=True, capture_output=True, text=True)
    policy = tmp_path / "installed/focal_desktop/resources/policy"
    assert Path(found.stdout) == policy
    assert _names(policy) == _names(ROOT / "resources/policy")


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}
