"""What rules ask of a predication's participants: what they are called, and of which kind they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from coder.codebook.actors import ROLES
from coder.codebook.rules import Rule
from coder.coding.codes import ORGANISATIONS, chunks
from coder.coding.salience import first_of
from coder.language.clauses import MODIFIERS, coordinated, infinitive
from coder.model import Mention, Predication, Word

_DESCRIBING = (*MODIFIERS, "poss", "nummod", "aux")
_FIGHTING = frozenset(["state", "MIL", "REB", "UAF"])
_ENDS = ("end", "halt", "stop")
"""Nouns that say what they are about by "to": who demands an end to a tax speaks of the tax."""


class Descriptions:
    """What a predication's participants are called, role by role, each found when a rule first asks for it."""

    def __init__(self, predication: Predication):
        self._predication = predication
        self._roles: dict[str, Set[str]] = {}

    def unmet(self, rule: Rule) -> tuple[str, str, frozenset[str]] | None:
        """The rule's first condition that does not hold: "where" or "unless", the role, the words;
        None where all do."""
        for role, words in rule.where:
            if words.isdisjoint(self.of(role)):
                return "where", role, words
        for role, words in rule.unless:
            if not words.isdisjoint(self.of(role)):
                return "unless", role, words
        return None

    def of(self, role: str) -> Set[str]:
        """What the participants in a role are called; of "content" the predicates of the contents, of "matter" all that
        hangs on them, of "purpose" what the act is done for, of "serves" the act that the predication is the end of."""
        found = self._roles.get(role)
        if found is None:
            found = self._roles[role] = frozenset(name for word in self._in(role) for name in descriptions(word))
        return found

    def _in(self, role: str) -> Iterable[Word]:
        if role == "content":
            return [content.word for content in self._predication.contents]
        if role == "matter":
            return _matter(self._predication)
        if role == "purpose":
            return _purposes(self._predication)
        if role == "serves":
            return [self._predication.serves.word] if self._predication.serves is not None else []
        return self._predication.roles.get(role, ())


def _matter(predication: Predication) -> Iterator[Word]:
    """What a predication's contents say: their predicates, who and what takes part in them, and how they are done."""
    for content in predication.contents:
        yield content.word
        for role, words in content.roles.items():
            if role != "subject":
                yield from words
        yield from (child for child in content.word.children if child.dep == "advmod")
        yield from _matter(content)


def _purposes(predication: Predication) -> Iterator[Word]:
    """The verbs of what an act, or what it is done with, is for: "sent troops to guard the town"."""
    for word in (predication.word, *predication.roles.get("object", ())):
        yield from (child for child in word.children if child.dep != "ccomp" and infinitive(child))


def descriptions(word: Word) -> list[str]:
    """What a participant may be called: by its head, a modifier, an auxiliary, its of-complement, or what it ends."""
    found = [word.lemma.lower(), word.lower]
    for child in word.children:
        if child.dep in _DESCRIBING:
            found += (child.lemma.lower(), child.lower, *magnitude(child))
        elif child.dep == "prep" and (child.lower == "of" or (child.lower == "to" and word.lemma in _ENDS)):
            noun = child.child("pobj")
            if noun is not None:
                found += descriptions(noun)
    return found


def magnitude(word: Word) -> tuple[str, ...]:
    """What a number in figures counts by: "thousands" for 8,000, "hundreds" for 170."""
    figures = word.lower.replace(",", "")
    if word.dep != "nummod" or not figures.isdecimal() or int(figures) < 100:
        return ()
    return ("thousands",) if int(figures) >= 1000 else ("hundreds",)


def fits(mention: Mention, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    """Whether an actor is of a wanted kind (of any, where none is named) and of no unwanted one."""
    if not wanted and not unwanted:
        return True
    kinds = _kinds(mention)
    return (not wanted or bool(kinds & wanted)) and not kinds & unwanted


def fitting(actors: list[Mention], wanted: frozenset[str], unwanted: frozenset[str]) -> list[Mention]:
    """Those actors that are of a wanted kind and of no unwanted one."""
    return [actor for actor in actors if fits(actor, wanted, unwanted)]


def in_one_row(actors: list[Mention], wanted: frozenset[str], unwanted: frozenset[str]) -> list[Mention]:
    """The actors that fit, and the states and armed ones that stand in a row with them.

    What the rebels do who "attacked the town" with Mali tells in which sense Mali did.
    """
    fit = fitting(actors, wanted, unwanted)
    row = {word.i for actor in fit for word in coordinated(first_of(actor.head))}
    return [
        actor
        for actor in actors
        if actor in fit or (actor.head.i in row and fits(actor, _FIGHTING, unwanted))
    ]


def _kinds(mention: Mention) -> frozenset[str]:
    """The three-letter chunks of the mention's code, and "state", "org" or "unresolved" where it is one."""
    if not mention.code:
        return frozenset(("unresolved",))
    parts = chunks(mention.code)
    kinds = set(parts)
    if ORGANISATIONS & kinds:
        kinds.add("org")
    elif parts[0] not in ROLES and (len(parts) == 1 or parts[1] == "GOV"):
        kinds.add("state")
    return frozenset(kinds)
