"""What a protest is for: what those who protest demand, oppose or mean to bring about in the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.codebook.rules import Composition
from coder.coding.matching import Matcher
from coder.language.clauses import MODIFIERS
from coder.language.surgery import under
from coder.model import HAPPENED, Predication, Word

_AWAITING = ("until", "till", "unless")
_CONCESSIONS = "08"
"""The root of giving way: only as something wished for is it what a protest is for."""

_RESIGNATION = "0831"
"""The code of a change of leadership."""

_DISSENT = "14"
"""The root of protest: "to protest against a tax" says what a blockade is for, another protest beside it does not."""

_DEMONSTRATION = "141"
"""The code of demonstrating: what is the object of that is opposed ("protested the law")."""

_SPEAKING = ("02", "10", "11", "12", "14")
"""The roots of appeals, demands, disapproval, rejection and protest: whoever does so says what he wants or opposes."""

_OPPOSING = ("11", "12", _DEMONSTRATION)
"""The roots and code of what is done to the thing that is opposed."""

_AGENTS = ("subject", "possessor", "by", "from", "of", "modifier")
_AGAINST = ("against", "over", "at", "about")
_AIMING = ("for", *_AGAINST)
_WITHIN = ("of", "to", "in", "on", "from")
"""The prepositions before what is opposed, and before what a noun is about ("a return to civilian rule")."""

_EXACT, _WORDED, _VAGUE, _NONE = range(4)
"""How well it is told what an act is for: by an act that the grid names, by a word, by its root, not at all."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What an act is for: the digit for it ("" for none), the predication that tells it, and its name in a rule's.

    ``leaving`` are the words for a resignation that the act itself names ("marched for the ouster of B").
    """

    digit: str
    told: Predication
    name: str
    leaving: tuple[Word, ...] = ()


class Purposes:
    """Finds, among the predications of one sentence, what an act is for."""

    def __init__(self, composition: Composition, matcher: Matcher, predications: Sequence[Predication]):
        self._composition = composition
        self._matcher = matcher
        self._predications = predications
        self._ends = {noun.split()[0] for noun in composition.stop_nouns}

    def of(self, act: Predication) -> Purpose | None:
        """What an act is for; None where nothing tells it.

        What the grid names exactly comes first, then what a word tells, then what the grid names by its beginning, and
        a digit before none.
        """
        goes = self._composition.purposes.compose(_RESIGNATION)
        found = [
            (_WORDED, Purpose(digit, act, word.lemma.lower(), (word,) if digit == goes else ()))
            for digit, word in self._named(act, act)
        ]
        for other in self._predications:
            if other is not act and self._may_tell(act, other):
                found += self._told(act, other)
        best = min(found, key=lambda one: one[0], default=None)
        return best[1] if best is not None else None

    def _told(self, act: Predication, other: Predication) -> Iterator[tuple[int, Purpose]]:
        """What a predication tells of the purpose of an act, and how well."""
        purposes = self._composition.purposes
        for code in self._senses(act, other):
            digit = purposes.compose(code)
            if digit is not None:
                rank = _NONE if not digit else _EXACT if code in purposes.inner else _VAGUE
                yield rank, Purpose(digit, other, other.lemma.replace(" ", "_"))
        says = _wished(other) or any(code.startswith(_SPEAKING) for code in self._codes(other))
        for digit, word in self._named(other, act) if says else ():
            yield _WORDED, Purpose(digit, other, word.lemma.lower())

    def _may_tell(self, act: Predication, other: Predication) -> bool:
        """Whether a predication may tell what those who act want: it is said of them or by them, or under the act."""
        if other.polarity == "negated" or any(self._outer(holder) for holder in other.holders() if holder is not act):
            return False
        actors = {word.i for role in _AGENTS for word in act.roles.get(role, ())}
        theirs = [one for one in self._predications if one is act or _has(one, actors)]
        return any(one is other or _below(other, one) for one in theirs)

    def _outer(self, predication: Predication) -> bool:
        """Whether a predication has a code that its contents make finer."""
        return any(self._composition.cell(code) is not None for code in self._codes(predication))

    def _codes(self, predication: Predication) -> list[str]:
        return [rule.type.code for rule, _ in self._matcher.fitting(predication)]

    def _senses(self, act: Predication, other: Predication) -> Iterator[str]:
        """The codes that a predication's words may have, whoever takes part in it, as far as they tell of a wish."""
        codes = self._codes(other)
        for code in codes:
            cell = self._composition.cell(code)
            if cell is not None:
                acts = (act for content in other.contents for act in self._acts(content))
                yield from filter(None, map(cell.compose, acts))
        wished = _wished(other)
        for code in codes:
            if code.startswith(_CONCESSIONS):
                fits = wished
            else:
                fits = not code.startswith(_DISSENT) or (wished and _below(other, act))
            if fits:
                yield code

    def _acts(self, predication: Predication) -> list[str]:
        """The codes of an act that is the content of a wish, or those of its own contents."""
        return self._codes(predication) or [code for one in predication.contents for code in self._acts(one)]

    def _named(self, predication: Predication, act: Predication) -> Iterator[tuple[str, Word]]:
        """The digits of the words in a predication and its contents for what is wanted or opposed, with the words."""
        for word, wanted in self._spoken_of(predication, act):
            digit = self._digit(word, wanted)
            if digit is not None:
                yield digit, word
        for content in predication.contents:
            if content is not act and content is not predication:
                yield from self._named(content, act)

    def _spoken_of(self, predication: Predication, act: Predication) -> Iterator[tuple[Word, bool]]:
        """Each word in a predication for something that is wanted (True) or opposed (False)."""
        codes = self._codes(predication)
        opposes = predication.lemma in self._composition.stop_verbs or any(c.startswith(_OPPOSING) for c in codes)
        takes_objects = predication is not act or any(code.startswith(_DEMONSTRATION) for code in codes)
        asked = [word for content in predication.contents for word in content.roles.get("subject", ())]
        for role, words in predication.roles.items():
            for word in words:
                if role == "for" or role in _AGAINST:
                    yield word, role == "for"
                elif role == "object" and takes_objects and word not in asked:
                    yield word, not opposes
                for preposition in word.children:
                    if preposition.dep == "prep" and preposition.lower in _AIMING:
                        for noun in preposition.children:
                            yield noun, preposition.lower == "for"

    def _digit(self, word: Word, wanted: bool) -> str | None:
        """The digit for a thing that is wanted or opposed: of "an end to racism" that of opposing racism."""
        names = list(_names(word))
        found = self._first(names, wanted)
        if found is None and word.lemma in self._ends:
            found = self._first(names, not wanted)
        return found

    def _first(self, names: Sequence[str], wanted: bool) -> str | None:
        for name in names:
            for digit, wish in self._composition.wishes.items():
                if name in (wish.wanted if wanted else wish.opposed):
                    return digit
        return None


def _names(word: Word) -> Iterator[str]:
    """What a thing may be called: its head, what stands before it, and what it is about; proper names are no things."""
    for one in (word, *(child for child in word.children if child.dep in MODIFIERS)):
        if one.pos != "PROPN":
            yield one.lemma.lower()
            yield one.lower
    for child in word.children:
        if child.dep == "prep" and child.lower in _WITHIN:
            for noun in child.children:
                yield from _names(noun)


def _has(predication: Predication, actors: set[int]) -> bool:
    """Whether one of the actors, by their words' indices, does what a predication says."""
    return any(word.i in actors for role in _AGENTS for word in predication.roles.get(role, ()))


def _wished(predication: Predication) -> bool:
    return predication.modality not in HAPPENED or _awaited(predication)


def _below(other: Predication, act: Predication) -> bool:
    return other.word is not act.word and under(other.word, act.word)


def _awaited(predication: Predication) -> bool:
    """Whether an act is what another waits for: "until the minister resigns"."""
    mark = predication.word.child("mark")
    return mark is not None and mark.lower in _AWAITING
