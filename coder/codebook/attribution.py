"""Load the lexicon of attribution of a codebook: the cues by which a text says who vouches for what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.codebook.problems import CodebookError
from coder.codebook.source import Source

FILE = "attribution.yaml"


@dataclass(frozen=True, slots=True)
class Take:
    """What a cue says of a complement: the stance, and whether the source presupposes it instead of vouching for it."""

    stance: str
    presupposed: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A lexicon entry: the words beside the lemma that make a phrase of it, and what it takes as content.

    ``takes`` maps "quote", "clause", "infinitive", "gerund", "object", "as" or a preposition to what is said of it.
    ``documents`` tells that only a document, a picture or data can be the source.
    """

    rest: tuple[str, ...]
    takes: dict[str, Take]
    documents: bool


Cues = dict[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class AttributionLexicon:
    """Cues by the lemma of their head (longer phrases first), and the phrases that need no complement.

    ``according_to`` maps the first word of a phrase to the phrases; the others are lemmas or adverbs, ``documents`` the
    nouns for documents, pictures and data.
    """

    verbs: Cues
    nouns: Cues
    adjectives: Cues
    according_to: dict[str, tuple[tuple[str, ...], ...]]
    hearsay: frozenset[str]
    alleged: frozenset[str]
    deeds: frozenset[str]
    seeming: frozenset[str]
    citing: frozenset[str]
    issuing: frozenset[str]
    receiving: frozenset[str]
    questions: frozenset[str]
    answers: frozenset[str]
    no_speaker: frozenset[str]
    documents: frozenset[str]


def load_attribution(folder: Path) -> AttributionLexicon:
    """The lexicon of a folder's ``attribution.yaml``; raises ``CodebookError`` with all that is wrong in it."""
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
        *(
            frozenset(phrases[key])
            for key in (
                "hearsay",
                "alleged",
                "deeds",
                "seeming",
                "citing",
                "issuing",
                "receiving",
                "questions",
                "answers",
                "no_speaker",
            )
        ),
        frozenset(data["documents"]),
    )


def _cues(groups: list[dict]) -> Cues:
    """Entries by lemma; where two groups give one phrase the same complement, the first group holds.

    What holds only of documents is an entry of its own, before the phrase's other one.
    """
    takes: dict[tuple[bool, tuple[str, ...]], dict[str, Take]] = {}
    for group in groups:
        take = Take(group["stance"], group.get("presupposes", False))
        for phrase in group["words"]:
            entry = takes.setdefault(("from" in group, tuple(phrase.split())), {})
            for complement in group["takes"]:
                entry.setdefault(complement, take)
    cues: dict[str, list[Cue]] = {}
    for (documents, words), entry in sorted(takes.items(), key=lambda item: (-len(item[0][1]), not item[0][0])):
        cues.setdefault(words[0], []).append(Cue(words[1:], entry, documents))
    return {lemma: tuple(found) for lemma, found in cues.items()}
