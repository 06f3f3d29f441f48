"""What is made of codebooks, kept in the user's cache folder, since checking and compiling one takes seconds.

The folder is ``$CODE_EVENTS_CACHE`` (nothing is kept where that is empty), else ``code-events`` in the user's cache
folder. A file's name tells what it was made of and the program that made it, so that no other is ever taken. The files
that have not been used for longest are removed when there are many.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

_VARIABLE = "CODE_EVENTS_CACHE"
_MOST = 400
"""So many files are kept: those of some ten codebooks, or of one and hundreds of its changes."""

_BESIDE = ("model.py", "schema.py")
"""Modules beside this package that what is kept is made by."""


def kept(name: str) -> Any:
    """What was kept by a name, which tells the kind of thing and the hash of what it was made of.

    None where that is not kept or cannot be read.
    """
    path = _path(name)
    if path is None:
        return None
    try:
        with without_collecting():
            found = pickle.loads(path.read_bytes())
        with suppress(OSError):
            os.utime(path)
        return found
    except Exception:  # Not there, cut off, or of another version: whatever it is, making it anew helps.
        return None


def keep(name: str, made: Any) -> None:
    """Keep what was made by a name, where that can be done."""
    path = _path(name)
    if path is None:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
            part.replace(path)
            _prune(path.parent)
        finally:
            part.unlink(missing_ok=True)


def _prune(folder: Path) -> None:
    """Remove the files that have not been used for longest, beyond the most that are kept."""
    with os.scandir(folder) as found:
        used = sorted((entry.stat().st_mtime_ns, entry.path) for entry in found if entry.name.endswith(".pickle"))
    for _, path in used[:-_MOST]:
        os.unlink(path)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Hold back Python's collector: to go through ten thousands of new objects time and again takes longer than to
    make them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _path(name: str) -> Path | None:
    folder = os.environ.get(_VARIABLE)
    if folder is None:
        folder = str(_caches() / "code-events")
    return Path(folder) / f"{name}-{_program()}.pickle" if folder else None


def _caches() -> Path:
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache")


@cache
def _program() -> str:
    """A hash of the modules that make what is kept, and of the Python that pickled it."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256(sys.version.encode())
    for path in (*sorted(here.glob("*.py")), *sorted(here.glob("*.json")), *(here.parent / name for name in _BESIDE)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
