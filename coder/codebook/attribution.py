"""Load the lexicon of attribution (attribution.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coder.codebook.problems import CodebookError
from coder.codebook.source import Source


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue verb says of its subject: the stance, and the complements that hold what is vouched for."""

    stance: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributionLexicon:
    """Cue verbs (lemma, or lemma + particle or preposition) and nouns with their stance, adverbs, phrases, speaking things."""

    verbs: dict[str, Cue]
    nouns: dict[str, str]
    adverbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    sources: frozenset[str]


def load_attribution(folder: Path) -> AttributionLexicon:
    """The lexicon of a codebook folder; raises ``CodebookError`` with all that is wrong in it."""
    source = Source(folder / "attribution.yaml")
    problems = source.check("attribution.schema.json")
    if problems:
        raise CodebookError(problems)
    verbs: dict[str, Cue] = {}
    for group in source.data["verbs"]:
        for word in group["words"]:
            known = verbs.get(word)
            takes = frozenset(group["takes"]) | (known.takes if known else frozenset())
            verbs[word] = Cue(known.stance if known else group["stance"], takes)
    nouns = {noun: stance for stance, words in source.data["nouns"].items() for noun in words}
    phrases = tuple(tuple(phrase.split()) for phrase in source.data["phrases"])
    return AttributionLexicon(verbs, nouns, frozenset(source.data["adverbs"]), phrases, frozenset(source.data["sources"]))
