"""Load the lexicon of attribution of a codebook: the cues by which a text says who vouches for what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.codebook.problems import CodebookError
from coder.codebook.source import Source

FILE = "attribution.yaml"


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon entry: the words beside the lemma that make a phrase of it, and the stance of each complement.

    ``takes`` maps "quote", "clause", "infinitive", "gerund", "object" or a preposition to a stance.
    """

    rest: tuple[str, ...]
    takes: dict[str, str]


Cues = dict[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class AttributionLexicon:
    """Cues by the lemma of their head (longer phrases first), and the phrases that need no complement.

    ``according_to`` maps the first word of a phrase to the phrases; the others are lemmas or adverbs.
    """

    verbs: Cues
    nouns: Cues
    adjectives: Cues
    according_to: dict[str, tuple[tuple[str, ...], ...]]
    hearsay: frozenset[str]
    seeming: frozenset[str]
    citing: frozenset[str]


def load_attribution(folder: Path) -> AttributionLexicon:
    """The lexicon of a codebook folder's ``attribution.yaml``; raises ``CodebookError`` with all that is wrong in it."""
    source = Source(folder / FILE)
    problems = source.check("attribution.schema.json")
    if problems:
        raise CodebookError(problems)
    data = source.data
    phrases = data["phrases"]
    according: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases["according_to"]:
        words = tuple(phrase.split())
        according.setdefault(words[0], []).append(words)
    return AttributionLexicon(
        *(_cues(data[key]) for key in ("verbs", "nouns", "adjectives")),
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in according.items()},
        *(frozenset(phrases[key]) for key in ("hearsay", "seeming", "citing")),
    )


def _cues(groups: list[dict]) -> Cues:
    """Entries by lemma; where two groups give one phrase the same complement, the first group's stance holds."""
    takes: dict[tuple[str, ...], dict[str, str]] = {}
    for group in groups:
        for phrase in group["words"]:
            entry = takes.setdefault(tuple(phrase.split()), {})
            for complement in group["takes"]:
                entry.setdefault(complement, group["stance"])
    cues: dict[str, list[Cue]] = {}
    for words, entry in sorted(takes.items(), key=lambda item: -len(item[0])):
        cues.setdefault(words[0], []).append(Cue(words[1:], entry))
    return {lemma: tuple(found) for lemma, found in cues.items()}
