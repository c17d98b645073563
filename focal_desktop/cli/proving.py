"""`focal self-test`: whether the program can work on this computer; no vault of a person is touched."""

from __future__ import annotations

import argparse
import tempfile
from importlib import import_module
from pathlib import Path

from focal_desktop.base import log
from focal_desktop.cli import answers
from focal_desktop.domain.kinds import Kinds

CHECKS = (
    ("libraries", "usecases.proving", "load_libraries"),
    ("database", "usecases.proving", "use_database"),
    ("argon2id", "usecases.proving", "derive_key"),
    ("memory", "usecases.proving", "use_memory"),
    ("hpke", "usecases.proving", "seal_and_open"),
    ("signatures", "usecases.proving", "sign_and_check"),
    ("cipher", "usecases.proving", "encrypt_and_decrypt"),
    ("golden_header", "usecases.proving", "open_golden_header"),
    ("policy", "usecases.proving", "read_policy"),
    ("words", "usecases.proving", "draw_words"),
    ("fonts", "reports.faces", "load"),
    ("vault", "usecases.proving", "use_vault"),
)
"""Each with where it is found: a library that does not load is one more answer, not the end of all."""
WITHOUT_FOLDER = frozenset({"fonts"})


def run_self_test(asked: argparse.Namespace, _kinds: Kinds) -> int:
    """Do every check and say which of them hold; exit 0 only if all do."""
    found = []
    with tempfile.TemporaryDirectory(prefix="focal-", ignore_cleanup_errors=True) as folder:
        for name, module, function in CHECKS:
            found.append({"name": name, "ok": _holds(Path(folder), name, (module, function))})
    ok = all(one["ok"] for one in found)
    answers.say({"ok": ok, "checks": found}, wants_json="json" in asked)
    return 0 if ok else answers.EXIT_INTERNAL


def _holds(folder: Path, name: str, where: tuple[str, str]) -> bool:
    try:
        check = getattr(import_module(f"focal_desktop.{where[0]}"), where[1])
        _ = check() if name in WITHOUT_FOLDER else check(folder)
    except Exception as bug:  # noqa: BLE001 the face: whatever fails is the answer to this one check
        log.event(f"self_test.{name}")
        answers.tell(f"{name}: {type(bug).__name__}")
        return False
    return True
