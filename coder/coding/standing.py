"""Who stands behind a word that is no actor itself: whose it is, who made it, whom it is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from coder.coding.roles import OTHERS
from coder.language.clauses import MODIFIERS, coordinated
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Word

_LEXICON = load_lexicon()

_OWNERS = ("poss",)
_LENDING = (*_OWNERS, *MODIFIERS)

_OF = ("of", "by", "between", "with", "from")
_DOER = ("by", "between", "with", "from")
_NEAR = (*_OF, "to", "in", "at", "for")
_AT = ("of", "by", "between", "with", "against", "to", "on", "in", "near", "at", "inside", "into", "across", "for", "from")
"""By which prepositions an actor stands behind a word: whoever acts owns it, whoever is spoken to or helped may also be
where it is or have it meant for him, whoever is harmed may be its enemy as well."""


class Standing:
    """Finds the actors of words in one sentence.

    ``mentions`` maps a word's index to the actors that it heads; ``harms`` says whether a noun tells of harm done.
    """

    def __init__(self, mentions: Mapping[int, list[Mention]], harms: Callable[[str], bool]):
        self._mentions = mentions
        self._harms = harms

    def actors(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head."""
        return [mention for word in words for mention in self._mentions.get(word.i, ())]

    def agents(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, those who own, modify or made it."""
        return self._behind(words, _OF)

    def patients(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, those who own or modify it,
        or whom it concerns."""
        return self._behind(words, _AT)

    def concerned(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, whoever has to do with it but as its victim.

        Who backs or condemns a campaign against rebels does so to whoever wages it, not to the rebels.
        """
        return self._behind(words, _NEAR)

    def _behind(self, words: Iterable[Word], prepositions: tuple[str, ...]) -> list[Mention]:
        found: list[Mention] = []
        heads = [word for word in words if word.i in self._mentions]
        for word in words:
            # "its troops" are one actor, though the reader of predications lends the troops' act to their owner.
            if word.head not in heads or word.dep not in _LENDING:
                found += self._mentions.get(word.i) or self._stand_in(word, prepositions)
        return found

    def _stand_in(self, word: Word, prepositions: tuple[str, ...]) -> list[Mention]:
        """Who stands behind a word that is no actor:
        "Russia's decision", "a base of the army", "a drone sent by rebels"."""
        if word.lemma in OTHERS:
            return self._others(word)
        for labels in (_OWNERS, MODIFIERS):
            found = [
                mention
                for child in word.children
                if child.dep in labels
                for member in _led(child)
                for mention in self._mentions.get(member.i, ())
            ]
            found = [mention for mention in found if prepositions == _AT or not _topic(mention, word)]
            if found:
                return found
        phrases = {child.lower: child for child in word.children if child.dep == "prep"}
        if prepositions != _AT and self._harms(word.lemma.lower()):
            prepositions = _DOER
        for preposition in prepositions:
            if preposition in phrases:
                objects = [child for child in phrases[preposition].children if child.dep == "pobj"]
                found = self._behind([noun for one in objects for noun in coordinated(one)], prepositions)
                if found:
                    return found
        clauses = [child for child in word.children if child.dep == "acl"]
        makers = [agent for clause in clauses for agent in clause.children if agent.dep == "agent"]
        return self.actors(noun for agent in makers for noun in agent.children)

    def _others(self, word: Word) -> list[Mention]:
        """Who "his Chadian counterpart, Mr Deby" is: never he whose counterpart it is."""
        named = self.actors(child for child in word.children if child.dep == "appos")
        described = self.actors(
            member for child in word.children if child.dep in MODIFIERS for member in coordinated(child)
        )
        return [mention for mention in named if mention.code] or described or named


def is_town(mention: Mention) -> bool:
    """Whether a mention is a town or land by a noun, and so its people."""
    return mention.head.lemma.lower() in _LEXICON.settlements


def _topic(mention: Mention, noun: Word) -> bool:
    """Whether a state only says what a noun is about: "Mali resolutions", "the Mali war", not "Malian proposals"."""
    named = mention.kind == "name" and mention.text == mention.name and mention.head.dep == "compound"
    return named and noun.lemma.lower() in _LEXICON.topics


def _led(modifier: Word) -> list[Word]:
    """A modifier and all coordinated with it, and who leads or backs what is "US-led" or "UN-backed"."""
    found = coordinated(modifier)
    if modifier.dep == "amod":
        found += [child for child in modifier.children if child.dep == "npadvmod"]
    return found
