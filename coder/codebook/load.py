"""Load a codebook folder: events, composition, actors and the lexicon of attribution."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from coder.codebook.actors import ActorCodebook, load_actors
from coder.codebook.attribution import AttributionLexicon, load_attribution
from coder.codebook.cache import keep, kept
from coder.codebook.events import load_events
from coder.codebook.problems import CodebookError, Problem
from coder.codebook.rules import EventCodebook

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Codebook:
    """A loaded codebook and the hash of its files' contents (the first 12 hexadecimal digits of a SHA-256)."""

    folder: Path
    events: EventCodebook
    actors: ActorCodebook
    attribution: AttributionLexicon
    hash: str


def shipped() -> Path:
    """The folder of the codebooks that come with the project."""
    installed = _HERE.parent / "shipped_codebooks"
    return installed if installed.is_dir() else _HERE.parent.parent / "codebooks"


def load_codebook(folder: Path | str | None = None) -> Codebook:
    """Load the codebook in ``folder`` (the shipped one by default).

    What was compiled once is taken from the cache as long as no file has changed. Raises ``CodebookError``, whose
    ``problems`` name file, line, entry, reason and mend, where something is wrong.
    """
    folder = shipped() if folder is None else Path(folder)
    if not folder.is_dir():
        mend = "Give the folder that holds events/ and actors/"
        raise CodebookError([Problem(str(folder), 0, "", "is no folder", mend)])
    compiled = content_hash(folder)
    parts = kept(compiled)
    if parts is None:
        parts = _compile(folder)
        keep(compiled, parts)
    return Codebook(folder, *parts, compiled)


def _compile(folder: Path) -> tuple[EventCodebook, ActorCodebook, AttributionLexicon]:
    problems: list[Problem] = []
    parts = []
    for load in (load_events, load_actors, load_attribution):
        try:
            parts.append(load(folder))
        except CodebookError as error:
            problems += error.problems
    if problems:
        raise CodebookError(sorted(problems))
    events, actors, attribution = parts
    return events, actors, attribution


def content_hash(folder: Path) -> str:
    """A hash of the names and contents of all YAML files of a codebook, the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
