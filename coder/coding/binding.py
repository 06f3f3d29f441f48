"""Whom a pronoun may and may not stand for by its place in the sentence.

The binding principles of Chomsky (1981), as far as a dependency parse shows them: a reflexive takes up the subject of
its own clause, another pronoun nobody who stands beside it as an argument of the same predicate, and a name is taken up
by no pronoun that is the subject of what it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator

from coder.language.clauses import SUBJECTS, VERBAL, Clauses, coordinated, nonfinite
from coder.language.lexicon import load_lexicon
from coder.model import Word

_LEXICON = load_lexicon()

_POSSESSIVE = "PRP$"
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT")
_BESIDE = ("appos", "npadvmod", "nmod")
_MODIFIERS = ("amod", "compound", "nmod", "poss")

_ASIDES = ("relcl", "acl", "advcl", "parataxis", "appos")


class Binding:
    """Answers for the pronouns of one sentence."""

    def __init__(self) -> None:
        self._clauses = Clauses(_LEXICON)

    def subjects(self, word: Word) -> list[Word]:
        """The subjects, shared and controlled ones too, of the clause that a word stands in."""
        verb = _verb(word)
        if verb is None:
            return []
        return [head for head in self._clauses.surface(verb) if head is not word]

    def controllers(self, possessive: Word) -> list[Word]:
        """Who does what a possessive's clause tells, where that has no tense ("failed to meet its pledge")."""
        verb = _verb(possessive)
        owning = possessive.tag == _POSSESSIVE or possessive.dep == "poss"
        return self._clauses.surface(verb) if owning and verb is not None and nonfinite(verb) else []

    def over(self, pronoun: Word) -> set[Word]:
        """The heads of all subjects of the clauses that a pronoun stands in, from its own one to the outermost."""
        return {
            head
            for verb in pronoun.ancestors()
            if verb.pos in VERBAL
            for head in self._clauses.surface(verb)
            if head is not pronoun
        }

    def beside(self, pronoun: Word) -> set[Word]:
        """The heads of the objects of the clauses that a pronoun stands in ("expelled Peru after it ...")."""
        return {
            child
            for verb in pronoun.ancestors()
            if verb.pos in VERBAL
            for child in verb.children
            if child.dep == "dobj"
        }

    def reflexed(self, pronoun: Word) -> list[Word]:
        """Whom a reflexive takes up: the noun that it stands beside ("the army itself"), else its clause's subject."""
        if pronoun.dep in _BESIDE and pronoun.head is not None and pronoun.head.pos in ("NOUN", "PROPN"):
            return [pronoun.head]
        return self.subjects(pronoun)

    def rivals(self, pronoun: Word) -> list[Word]:
        """The heads of those who act beside a pronoun in its clause, and so are somebody else."""
        if pronoun.tag == _POSSESSIVE or pronoun.dep in SUBJECTS and not _embedded(pronoun):
            return []
        verb = _verb(pronoun)
        heads = self.subjects(pronoun)
        if verb is not None and verb.dep == "advcl":  # In "left Chad, accusing it" who accuses is who left.
            heads = [head for head in heads if head.dep != "dobj"]
        return [member for head in heads for member in coordinated(head)]


def reflexive(pronoun: Word) -> bool:
    """Whether a pronoun takes up the subject of its own clause ("itself")."""
    return pronoun.lower.endswith(("self", "selves"))


def bound(pronoun: Word, other: Word) -> bool:
    """Whether the two are arguments of one predicate, and so two different actors; possessives may reach back."""
    if pronoun.tag == _POSSESSIVE:
        return other.head is pronoun.head or other is pronoun.head
    governor = _governor(pronoun)
    fronted = other.dep == "pobj" and other.i < pronoun.i and pronoun.dep in SUBJECTS  # "As for Macron, he ..."
    if governor is None or fronted:
        return False
    others = _governor(other)
    return governor is others or (other.dep in SUBJECTS and any(verb is others for verb in _sharing_subject(governor)))


def commands(pronoun: Word, name: Word) -> bool:
    """Whether a pronoun is the subject of a clause in which a later name stands ("He said that Macron ...")."""
    if pronoun.dep not in SUBJECTS or name.i <= pronoun.i or name.dep in _MODIFIERS:
        return False
    return any(above is pronoun.head for above in name.ancestors())


def judged(pronoun: Word) -> Word | None:
    """Whom a possessive most likely means after "for": who is praised or blamed ("thanked Oman for its help")."""
    noun = pronoun.head
    preposition = noun.head if pronoun.tag == _POSSESSIVE and noun is not None and noun.dep == "pobj" else None
    if preposition is None or preposition.lower not in ("for", "over") or preposition.head is None:
        return None
    return preposition.head.child("dobj") if preposition.head.lemma in _LEXICON.judging else None


def partial(pronoun: Word) -> bool:
    """Whether a pronoun only counts those whom its sentence names ("ten people, most of them women")."""
    of = pronoun.head
    part = of.head if of is not None and of.lower == "of" else None
    if part is None or part.pos in VERBAL:
        return False
    beside = part.head.children if part.head is not None else ()
    return part.dep not in _ARGUMENTS or any(mark.pos == "PUNCT" and mark.i == part.i - 1 for mark in beside)


def row(pronoun: Word) -> list[Word]:
    """The nouns beside which a possessive's own stands in a row ("fighters and their families")."""
    noun = pronoun.head
    if pronoun.tag != _POSSESSIVE or noun is None or noun.dep != "conj":
        return []
    first = noun
    while first.dep == "conj" and first.head is not None:
        first = first.head
    return [member for member in coordinated(first) if member.i < pronoun.i]


def owning(pronoun: Word) -> list[Word]:
    """The possessor around a possessive that says whose own a thing is ("Chad's attack on its own people")."""
    noun = pronoun.head
    if pronoun.tag != _POSSESSIVE or noun is None or all(child.lower != "own" for child in noun.children):
        return []
    owners = (above.child("poss") for above in noun.ancestors())
    return [owner for owner in owners if owner is not None and owner is not pronoun][:1]


def depth(word: Word) -> int:
    """How many relative and adverbial clauses and appositions a word stands within."""
    return sum(part.dep in _ASIDES for part in (word, *word.ancestors()))


def _embedded(pronoun: Word) -> bool:
    """Whether a pronoun is the subject of a clause without tense ("allowed her to stay")."""
    verb = pronoun.head
    if verb is None or verb.dep not in ("ccomp", "xcomp"):
        return False
    return nonfinite(verb) or (verb.tag == "VB" and verb.child("aux") is None)


def _verb(word: Word) -> Word | None:
    verbs = (above for above in word.ancestors() if above.pos in VERBAL and above.dep not in ("aux", "auxpass"))
    verb = next(verbs, None)
    return next(verbs, None) if word.dep in SUBJECTS and verb is word.head and _embedded(word) else verb


def _sharing_subject(verb: Word) -> Iterator[Word]:
    """The verbs above one that has no subject of its own, whose subject is its own: "attacked Niger, accusing it"."""
    while verb.head is not None and verb.dep in ("advcl", "xcomp", "conj") and verb.child(*SUBJECTS) is None:
        controlled = verb.dep == "xcomp" and verb.head.child("dobj") is not None
        verb = verb.head
        if controlled or verb.pos not in VERBAL:
            return
        yield verb


def _governor(word: Word) -> Word | None:
    while word.dep == "conj" and word.head is not None and word.pos in ("NOUN", "PROPN", "PRON"):
        word = word.head
    head = word.head
    while head is not None and head.pos == "ADP":
        head = head.head
    return head
