"""Whom "both sides", "the two countries" are: the last two actors that a sentence set against or beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coder.coding.codes import chunks, compose, is_role
from coder.model import Mention, Word

_SIDES = {
    "side": "",
    "party": "",
    "country": "state",
    "nation": "state",
    "state": "state",
    "neighbour": "state",
    "neighbor": "state",
    "government": "GOV",
    "leader": "GOV",
    "president": "GOV",
    "minister": "GOV",
    "army": "MIL",
    "military": "MIL",
    "force": "MIL",
    "general": "MIL",
    "convoy": "MIL",
    "patrol": "MIL",
}
"""Nouns for the members of a pair, and what their codes become: the same, their state, or their state with a role."""

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "compound", "amod", "nmod")


def pair_word(mention: Mention) -> Word | None:
    """The word that makes a plural noun a pair ("both", "two" after an article), None where it is none."""
    head = mention.head
    if head.lemma.lower() not in _SIDES or head.tag not in ("NNS", "NNPS"):
        return None
    both = next((child for child in head.children if child.lower == "both"), None)
    two = next((child for child in head.children if child.lower == "two"), None)
    article = any(child.dep == "det" and child.lower in ("the", "these") for child in head.children)
    return both or (two if article else None)


def members(mention: Mention, earlier: Iterable[Mention]) -> list[Mention]:
    """The two that a pair stands for: the last that stood "between A and B", else the nearest sentence's; or none.

    ``earlier`` are the mentions before it, the latest first. The first member has the span of the word "both" or "two".
    """
    word = pair_word(mention)
    if word is None:
        return []
    wanted = _SIDES[mention.head.lemma.lower()]
    pairs = list(_pairs(earlier, wanted))
    pair = next((pair for pair in pairs if _between(pair[0].head)), pairs[0] if pairs else None)
    if pair is None:
        return []
    first, second = (replace(mention, code=_member(m.code, wanted), resolved=True, name=m.name) for m in pair)
    return [replace(first, span=(word.start, word.end), text=word.text), second]


def _pairs(earlier: Iterable[Mention], wanted: str) -> Iterator[tuple[Mention, Mention]]:
    """The last two actors of each sentence that could be members, the nearest sentence first."""
    last: Mention | None = None
    done = -1
    for other in earlier:
        if (
            other.kind in ("pronoun", "other")
            or not other.code
            or other.head.dep not in _ARGUMENTS
            or other.sentence == done
        ):
            continue
        code = _member(other.code, wanted)
        if not code:
            continue
        if last is not None and last.sentence == other.sentence and _member(last.code, wanted) != code:
            yield other, last
            done = other.sentence
        last = other


def _between(word: Word) -> bool:
    return word.dep == "pobj" and word.head is not None and word.head.lower == "between"


def _member(code: str, wanted: str) -> str:
    """What an actor's code becomes as a member of a pair, "" where he cannot be one."""
    state = chunks(code)[0]
    if is_role(state):
        return ""
    if not wanted:
        return code
    return state if wanted == "state" else compose(state, wanted)
