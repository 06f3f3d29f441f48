"""Claims: what the cues of a sentence bring, and how several in one sentence bear upon each other."""

from __future__ import annotations

from dataclasses import dataclass

from coder.coding.complements import inserted, place
from coder.coding.sources import FINITE, SUBJECTS, VERBAL
from coder.model import Tree, Word

TELLING = ("admits", "asserts", "claims", "doubts", "denies")
"""The stances of those who tell what happened; who asks, promises or feels is no witness to it."""


_BRACKETS = ("(", ")")


@dataclass(slots=True, eq=False)
class Claim:
    """A cue found in a sentence. ``source``, ``cue`` and ``content`` are words in order; ``speaker`` heads the source.

    ``takes_quote`` tells the cues that a quotation beside them can complete; such a one may have no content yet.
    ``presupposed`` content is taken for a fact: the source likes or dislikes it, and does not vouch for it. ``seeming``
    is a cue by which it only seems so.
    """

    word: Word
    tree: Tree
    kind: str
    stance: str
    speaker: Word | None
    source: list[Word]
    cue: list[Word]
    content: list[Word]
    takes_quote: bool = False
    presupposed: bool = False
    seeming: bool = False


def settled(claims: list[Claim], tree: Tree) -> list[Claim]:
    """The claims of one sentence, each given what the others leave it; those that only colour another are gone."""
    if "(" in tree.sentence.text:
        _bracketed(claims, tree)
    if len(claims) < 2:
        return claims
    claims = _joined(claims)
    _carry_on(claims)
    _quoted_as(claims, tree)
    return claims


def _bracketed(claims: list[Claim], tree: Tree) -> None:
    """Keep what a cue in brackets brings within them."""
    for claim in claims:
        before = [word for word in tree.words[: claim.word.i] if word.text in _BRACKETS]
        after = [word for word in tree.words[claim.word.i :] if word.text in _BRACKETS]
        if before and before[-1].text == "(" and after and after[0].text == ")":
            claim.content = [word for word in claim.content if before[-1].i < word.i < after[0].i]


def _joined(claims: list[Claim]) -> list[Claim]:
    """Claims, two made one where one's cue only colours the other's ("refused to confirm", "rejected claims")."""
    by_word = {claim.word.i: claim for claim in claims}
    gone = set()
    for claim in claims:
        holder = by_word.get(claim.word.head.i) if claim.word.dep == "dobj" and claim.word.head is not None else None
        if holder is not None and holder.word.pos in VERBAL:
            if _taken_up(holder, claim):
                gone.add(claim.word.i)
            continue
        outer = by_word.get(claim.word.head.i) if claim.word.dep == "xcomp" and claim.word.head is not None else None
        if outer is None or not claim.content or not (outer.seeming or outer.speaker is claim.speaker is not None):
            continue
        particle = [child for child in claim.word.children if child.tag == "TO" and child not in claim.cue]
        claim.cue = sorted([*outer.cue, *particle, *claim.cue], key=place)
        claim.stance = claim.stance if outer.seeming else outer.stance
        gone.add(outer.word.i)
    return [claim for claim in claims if claim.word.i not in gone]


def _carry_on(claims: list[Claim]) -> None:
    """Give a cue that the parse has put into another's content back to the speaker ("said it fell and claimed ...").

    So where it tells, and stands in the tense of the cue before it; what follows an auxiliary of the clause told is
    that clause's own.
    """
    by_word = {claim.word.i: claim for claim in claims}
    for claim in claims:
        verb, told = claim.word, claim.word.head
        if (
            claim.stance not in TELLING
            or verb.dep != "conj"
            or told is None
            or told.dep != "ccomp"
            or told.i in by_word
            or verb.i < told.i
        ):
            continue
        outer = by_word.get(told.head.i) if told.head is not None else None
        if outer is None or outer.speaker is None or verb.tag not in FINITE or verb.tag != outer.word.tag:
            continue
        if verb.child(*SUBJECTS) is None and outer.word.i < told.i:
            claim.speaker, claim.source = outer.speaker, outer.source
            first = claim.cue[0].i
            outer.content = [
                word for word in outer.content if word.i < first and not (word.i == first - 1 and word.dep == "cc")
            ]


def _quoted_as(claims: list[Claim], tree: Tree) -> None:
    """Give what stands before "..., the agency quoted the ministry as saying" to the agency, within to the ministry."""
    by_word = {claim.word.i: claim for claim in claims}
    for claim in claims:
        verb = claim.word
        if (
            claim.content
            or verb.dep != "pcomp"
            or verb.head is None
            or verb.head.lower != "as"
            or verb.head.head is None
        ):
            continue
        outer = by_word.get(verb.head.head.i)
        if outer is not None:
            words = (*outer.source, *outer.cue, *claim.source)
            claim.content = inserted(tree, min(word.i for word in words), verb.i)
            outer.content = [*claim.content, *outer.content]


def _taken_up(verb: Claim, noun: Claim) -> bool:
    """Whether a verb's cue takes in the noun that is its object: both are the same source's.

    Else what the verb speaks of is another's words, noun and all ("dismissed the rebels' claim that ...").
    """
    if noun.speaker is not None and noun.speaker is not verb.speaker:
        verb.content = noun.word.subtree()
        return False
    verb.cue = sorted([*verb.cue, *(word for word in noun.cue if word not in verb.cue)], key=place)
    verb.content = noun.content
    verb.stance = noun.stance if verb.stance == "asserts" else verb.stance
    return True
