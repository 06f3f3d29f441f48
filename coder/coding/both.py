"""Whom "both sides", "the two countries" are: the two actors that were lately set against or beside each other most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coder.codebook.actors import PEOPLE
from coder.coding.codes import chunks, compose, is_role, is_state
from coder.coding.salience import first_of, salience
from coder.language.clauses import SUBJECTS, coordinated
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

_FADING = 0.8
"""What a sentence takes from what is said in those before it."""

_LEAST = 0.15
"""The least weight of a pair."""

_ARMED = frozenset(("MIL", "REB", "UAF"))
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
    """The two that a pair stands for: those that stood beside each other most often, of late above all; or none.

    ``earlier`` are the mentions before it, the latest first. The first member has the span of the word "both" or "two".
    """
    word = pair_word(mention)
    if word is None:
        return []
    wanted = _SIDES[mention.head.lemma.lower()]
    earlier = list(earlier)
    over = [m for m in earlier if m.sentence == mention.sentence and m.code and _over(m.head, mention.head)]
    acting = {_member(m.code, wanted) for m in over}
    earlier = [m for m in earlier if m not in over and not (m.code and _member(m.code, wanted) in acting)]
    nearest: dict[frozenset[str], tuple[Mention, Mention]] = {}
    weights: dict[frozenset[str], float] = {}
    for pair in _pairs(earlier, wanted):
        codes = frozenset(_member(m.code, wanted) for m in pair)
        nearest.setdefault(codes, pair)
        age = mention.sentence - pair[0].sentence
        weights[codes] = weights.get(codes, 0.0) + _weight(*pair, wanted) * _FADING**age
    if max(weights.values(), default=0.0) < _LEAST:
        return []
    first, second = (
        replace(mention, code=_member(m.code, wanted), resolved=True, name=m.name)
        for m in nearest[max(weights, key=lambda codes: weights[codes])]
    )
    return [replace(first, span=(word.start, word.end), text=word.text), second]


def _pairs(earlier: Iterable[Mention], wanted: str) -> Iterator[tuple[Mention, Mention]]:
    """The actors that stand next to each other in a sentence and could be members, the nearest sentence first; those of
    a sentence whose codes are the same only once."""
    later: Mention | None = None
    seen: set[frozenset[str]] = set()
    for other in earlier:
        code = _member(other.code, wanted) if other.code else ""
        if other.kind in ("pronoun", "other") or not code or other.head.dep not in _ARGUMENTS or _venue(other):
            continue
        if later is None or later.sentence != other.sentence:
            seen = set()
        elif _member(later.code, wanted) != code:
            codes = frozenset((code, _member(later.code, wanted)))
            if codes not in seen:
                yield other, later
            seen.add(codes)
        later = other


def _venue(mention: Mention) -> bool:
    """Whether a state is only where something is: "the talks in Geneva"."""
    return is_state(mention.code) and mention.head.dep == "pobj" and salience(mention) < 0


def _weight(first: Mention, second: Mention, wanted: str) -> float:
    """How much it says of two that they stand next to each other: more "between A and B" and "A and B"; of sides, that
    both are armed, most where one is an army and the other is not."""
    joined = 2.0 if _between(first.head) else float(second.head in coordinated(first.head))
    one, other = set(chunks(first.code)), set(chunks(second.code))
    kinds = [parts & _ARMED for parts in (one, other)]
    fellows = one & other - _ARMED - {first.code[:3]}
    if wanted or fellows or not all(kinds):
        return 1.0 + joined
    return 2.0 + joined + (kinds[0] != kinds[1])


def _over(subject: Word, pair: Word) -> bool:
    """Whether a noun is the subject of a clause that the pair stands in: who mediates "between the two countries" is
    none of them. Who says what the two do may be one: "Mali said that the two countries would talk"."""
    first = first_of(subject)
    over = first.dep in SUBJECTS and any(above is first.head for above in pair.ancestors())
    return over and pair.dep not in SUBJECTS


def _between(word: Word) -> bool:
    return word.dep == "pobj" and word.head is not None and word.head.lower == "between"


def _member(code: str, wanted: str) -> str:
    """What an actor's code becomes as a member of a pair, "" where he cannot be one."""
    state = chunks(code)[0]
    if is_role(state) or (not wanted and code.endswith(PEOPLE)):
        return ""
    if not wanted:
        return code
    return state if wanted == "state" else compose(state, wanted)
