"""Load a codebook folder: events, composition, actors and the lexicon of attribution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coder.codebook.actors import ActorCodebook, load_actors
from coder.codebook.attribution import AttributionLexicon, load_attribution
from coder.codebook.cache import without_collecting
from coder.codebook.events import load_events
from coder.codebook.folder import content_hash, existing
from coder.codebook.problems import CodebookError, Problem
from coder.codebook.rules import EventCodebook


@dataclass(frozen=True, slots=True)
class Codebook:
    """A loaded codebook and the hash of its files' contents (the first 12 hexadecimal digits of a SHA-256)."""

    folder: Path
    events: EventCodebook
    actors: ActorCodebook
    attribution: AttributionLexicon
    hash: str


def load_codebook(folder: Path | str | None = None) -> Codebook:
    """Load the codebook in ``folder`` (the shipped one by default).

    Only files that have changed are parsed and checked; what the others hold is taken from the cache. Raises
    ``CodebookError``, whose ``problems`` name file, line, entry, reason and mend, where something is wrong.
    """
    folder = existing(folder)
    content = content_hash(folder)
    return Codebook(folder, *compiled(folder, content), content)


@lru_cache(maxsize=1)
def compiled(folder: Path, content: str) -> tuple[EventCodebook, ActorCodebook, AttributionLexicon]:
    """The parts of the codebook in ``folder``, whose content has that hash; raises ``CodebookError`` with all that is
    wrong in them."""
    problems: list[Problem] = []
    parts = []
    for load in (load_events, load_actors, load_attribution):
        try:
            with without_collecting():
                parts.append(load(folder))
        except CodebookError as error:
            problems += error.problems
    if problems:
        raise CodebookError(sorted(problems))
    events, actors, attribution = parts
    return events, actors, attribution
