"""The hub can check who sends and is unable to open what is sent: by what it imports, by what it holds."""

import ast
import subprocess
import sys
from pathlib import Path

from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.house.sources import read_sources
from tests.hub.hubs import Hub
from tests.wire.cast import frame

MAY = ("focal_desktop.wire", "focal_desktop.base", "focal_desktop.hub")
ALSO = {("focal_desktop.crypto", "signing"), ("focal_desktop.crypto", "certificates")}


def imports(tree: ast.Module) -> set[tuple[str, str]]:
    """Return (module, name) of each import of our own."""
    found = [
        (node.module or "", name.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    found += [
        (name.name, "") for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    ]
    return {(module, name) for module, name in found if module.split(".")[0] == "focal_desktop"}


def is_allowed(module: str, name: str) -> bool:
    """Tell whether the hub may import this."""
    whole = f"{module}.{name}"
    return (module, name) in ALSO or any(whole == may or whole.startswith(may + ".") for may in MAY)


def test_the_hub_imports_nothing_that_opens() -> None:
    sources = [source for source in read_sources("focal_desktop") if source.package == "hub"]
    assert len(sources) > 5
    stray = [
        (source.name, *pair) for source in sources for pair in imports(source.tree) if not is_allowed(*pair)
    ]
    assert stray == []


def test_a_stray_import_is_found() -> None:
    for line in (
        "from focal_desktop.crypto import keys",
        "import focal_desktop.store",
        "from focal_desktop import sync",
    ):
        assert not all(is_allowed(*pair) for pair in imports(ast.parse(line))), line


def test_the_wire_holds_no_cipher() -> None:
    sources = [source for source in read_sources("focal_desktop") if source.package == "wire"]
    text = "\n".join(source.text for source in sources)
    assert "cryptography" not in text
    assert {
        pair for source in sources for pair in imports(source.tree) if "wire" not in ".".join(pair)
    } == set()


def test_a_serving_hub_has_loaded_nothing_that_opens() -> None:
    script = (
        "import sys; import focal_desktop.hub.main;"
        "print([name for name in sys.modules if name.startswith('focal_desktop.')])"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for name in ("envelope", "keys", "sealing", "passphrase"):
        assert f"focal_desktop.crypto.{name}" not in found
    for package in ("store", "sync", "usecases", "domain", "cli"):
        assert f"focal_desktop.{package}" not in found


def test_the_hubs_files_hold_no_word_of_a_sealed_body(tmp_path: Path, clock: HandClock) -> None:
    """The body itself is there, as it came; nothing else is made of it."""
    hub = Hub(tmp_path, clock)
    world = hub.found()
    body = b"CANARY-of-a-sealed-body"
    hub.exchange(world.north, [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], body))])
    hub.exchange(world.hq)
    hub.close()
    found = sum(path.read_bytes().count(body) for path in tmp_path.iterdir())
    assert found == 1
