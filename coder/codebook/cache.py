"""Compiled codebooks kept in the user's cache folder, since checking and compiling one takes seconds.

The folder is ``$CODE_EVENTS_CACHE`` (nothing is kept where that is empty), else ``code-events`` in the user's cache
folder. A file's name tells the codebook's content and the program that compiled it, so that no other is ever taken.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_VARIABLE = "CODE_EVENTS_CACHE"


def kept(content: str) -> Any:
    """What was compiled of a codebook of this content hash, None where that is not kept or cannot be read."""
    path = _path(content)
    if path is None:
        return None
    collects = gc.isenabled()
    gc.disable()  # Going through ten thousands of new objects time and again takes longer than making them.
    try:
        return pickle.loads(path.read_bytes())
    except Exception:  # Not there, cut off, or of another version: whatever it is, compiling helps.
        return None
    finally:
        if collects:
            gc.enable()


def keep(content: str, compiled: Any) -> None:
    """Keep what was compiled, where that can be done."""
    path = _path(content)
    if path is None:
        return
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(pickle.dumps(compiled, pickle.HIGHEST_PROTOCOL))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _path(content: str) -> Path | None:
    folder = os.environ.get(_VARIABLE)
    if folder is None:
        folder = str(_caches() / "code-events")
    return Path(folder) / f"codebook-{content}-{_program()}.pickle" if folder else None


def _caches() -> Path:
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache")


@cache
def _program() -> str:
    """A hash of the modules that make up a compiled codebook, and of the Python that pickled it."""
    here = Path(__file__).resolve().parent
    digest = hashlib.sha256(sys.version.encode())
    for path in (*sorted(here.glob("*.py")), *sorted(here.glob("*.json")), here.parent / "model.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
