"""Whom "both sides", "the two countries" are: the last two actors that a sentence set against or beside each other."""

from __future__ import annotations

from collections.abc import Iterable
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
}
"""Nouns for the members of a pair, and what becomes of their codes: nothing, their state alone, or their state and a role."""

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
    """The two actors that a pair stands for, from the nearest sentence that has two; none where no sentence has.

    ``earlier`` are the mentions before it, the latest first. The first member has the span of the word "both" or "two".
    """
    word = pair_word(mention)
    if word is None:
        return []
    wanted = _SIDES[mention.head.lemma.lower()]
    sentence, found = None, []
    for other in earlier:
        if other.sentence != sentence:
            sentence, found = other.sentence, []
        if other.kind == "pronoun" or other.kind == "other" or not other.code or other.head.dep not in _ARGUMENTS:
            continue
        code = _member(other.code, wanted)
        if code and all(code != known for known, _ in found):
            found.append((code, other))
            if len(found) == 2:
                (second, later), (first, former) = found
                span = (word.start, word.end)
                return [
                    replace(mention, span=span, text=word.text, code=first, resolved=True, name=former.name),
                    replace(mention, code=second, resolved=True, name=later.name),
                ]
    return []


def _member(code: str, wanted: str) -> str:
    """What an actor's code becomes as a member of a pair, "" where he cannot be one."""
    state = chunks(code)[0]
    if is_role(state):
        return ""
    if not wanted:
        return code
    return state if wanted == "state" else compose(state, wanted)
