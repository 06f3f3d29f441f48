"""The folder of a codebook: where the shipped one is, and what tells one content from another."""

from __future__ import annotations

import hashlib
from pathlib import Path

from coder.codebook.problems import CodebookError, Problem

_HERE = Path(__file__).resolve().parent


def shipped() -> Path:
    """The folder of the codebooks that come with the project."""
    installed = _HERE.parent / "shipped_codebooks"
    return installed if installed.is_dir() else _HERE.parent.parent / "codebooks"


def existing(folder: Path | str | None) -> Path:
    """The folder of a codebook, the shipped one for None; raises ``CodebookError`` where there is none."""
    folder = shipped() if folder is None else Path(folder)
    if not folder.is_dir():
        mend = "Give the folder that holds events/ and actors/"
        raise CodebookError([Problem(str(folder), 0, "", "is no folder", mend)])
    return folder


def content_hash(folder: Path) -> str:
    """A hash of the names and contents of all YAML files of a codebook, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
