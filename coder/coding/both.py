"""Whom "both sides", "the two countries" are: the two actors that the text has set against or beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations, groupby

from coder.coding.codes import chunks, compose, is_role
from coder.coding.salience import PLACING
from coder.language.clauses import MODIFIERS
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

_PERSONS = ("leader", "president", "minister")
_PARTIES = ("side", "party")
_CONTENDING = frozenset(["GOV", "MIL", "REB", "UAF", "OPP", "SPY"])
"""Nouns for members that are persons in office, nouns for those who fight or deal with each other, and who may."""

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "compound", "amod", "nmod")

_BETWEEN, _BESIDE, _HERE, _AGE, _MOST = 3.0, 2.0, 2.0, 0.34, 4
"""What it is worth that something is between two actors, that they stand beside each other, that they stand in the
pair's own sentence, and what each sentence since takes from it; to be told of together is worth 1, up to so often."""


@dataclass(slots=True)
class _Pair:
    """Two actors that were told of together: the last mentions of both, how often, and the best that it is worth."""

    members: tuple[Mention, Mention]
    times: int
    worth: float


def pair_word(mention: Mention) -> Word | None:
    """The word that makes a plural noun a pair ("both", "two" after an article), None where it is none."""
    head = mention.head
    if head.lemma.lower() not in _SIDES or head.tag not in ("NNS", "NNPS"):
        return None
    both = next((child for child in head.children if child.lower == "both"), None)
    two = next((child for child in head.children if child.lower == "two"), None)
    article = any(child.dep == "det" and child.lower in ("the", "these") for child in head.children)
    return both or (two if article else None)


def speaks_of_others(mention: Mention) -> bool:
    """Whether who speaks of a pair is hardly one of it: "said that the two sides had agreed"."""
    return mention.head.lemma.lower() in _PARTIES


def members(mention: Mention, earlier: Iterable[Mention], acting: Collection[Word]) -> list[Mention]:
    """The two that a pair stands for: those told of together most often and last; none where there are none.

    ``earlier`` are the mentions before it, the latest first; ``acting`` the heads of those who act on the pair, and so
    are none of it ("Norway brokered a truce between the two countries"). The first member has the span of the word
    "both" or "two".
    """
    word = pair_word(mention)
    if word is None:
        return []
    noun = mention.head.lemma.lower()
    wanted = _SIDES[noun]
    possible = [other for other in earlier if _may_be(other, noun)]
    thirds = {_member(other.code, wanted) for other in possible if other.head in acting}
    pairs: dict[frozenset[str], _Pair] = {}
    for sentence, told in groupby(possible, key=lambda other: other.sentence):
        last: dict[str, Mention] = {}
        for other in told:
            code = _member(other.code, wanted)
            if code and thirds.isdisjoint((code, compose(code, "GOV"))):
                last.setdefault(code, other)
        _count(pairs, last, mention.sentence - sentence)
    best = max(pairs.values(), key=lambda pair: min(pair.times, _MOST) + pair.worth, default=None)
    if best is None:
        return []
    first, second = (replace(mention, code=_member(m.code, wanted), resolved=True, name=m.name) for m in best.members)
    return [replace(first, span=(word.start, word.end), text=word.text), second]


def _may_be(mention: Mention, noun: str) -> bool:
    """Whether an actor may be one of those that a plural noun means."""
    if mention.kind in ("pronoun", "other") or not mention.code or mention.head.dep not in _ARGUMENTS:
        return False
    if noun in _PERSONS and "GOV" not in chunks(mention.code) and (len(mention.code) > 3 or mention.head.dep in MODIFIERS):
        return False
    if noun in _PARTIES and len(mention.code) > 3 and _CONTENDING.isdisjoint(chunks(mention.code)):
        return False
    above = mention.head.head
    return mention.head.dep != "pobj" or above is None or above.lower not in PLACING


def _count(pairs: dict[frozenset[str], _Pair], last: dict[str, Mention], age: int) -> None:
    """Count the pairs of one sentence's actors, the latest of which comes first; ``age`` is how many sentences ago."""
    for (code, second), (other, first) in combinations(last.items(), 2):
        worth = _together(first.head, second.head) + (0.0 if age else _HERE) - _AGE * age
        known = pairs.setdefault(frozenset((code, other)), _Pair((first, second), 0, worth))
        known.times += 1
        known.worth = max(known.worth, worth)


def _together(first: Word, second: Word) -> float:
    """What it is worth how two stand to each other: "between A and B", "A and B", "A's talks with B"."""
    above = second.head
    if second.dep == "conj" and above is first and len([child for child in first.children if child.dep == "conj"]) == 1:
        return _BETWEEN if first.head is not None and first.head.lower == "between" else _BESIDE
    joined = above is not None and above.lower == "with" and first.dep == "poss" and first.head is above.head
    return _BESIDE if joined else 0.0


def _member(code: str, wanted: str) -> str:
    """What an actor's code becomes as a member of a pair, "" where he cannot be one."""
    state = chunks(code)[0]
    if is_role(state):
        return ""
    if not wanted:
        return code
    return state if wanted == "state" else compose(state, wanted)
