"""How many: the people that a violent event befell, from its own clause and from those that tell what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coder.coding.context.names import Entities
from coder.coding.context.quantities import Quantities
from coder.coding.context.words import Words
from coder.model import HAPPENED, Casualties, Count, Event, Mention, Predication, Tree, Word

VIOLENT = frozenset(("14", "15", "17", "18", "19", "20"))
"""The root codes of events that may befall people."""

KINDS = ("killed", "injured", "captured", "displaced")
_BY_VIOLENCE = ("killed", "injured")
THROUGH = ("in", "by", "during", "from", "after")
_HARDLY = ("almost", "nearly", "allegedly")


@dataclass(frozen=True, slots=True)
class _Toll:
    """That so many people were killed, injured ..., and the word that tells it."""

    word: Word
    kind: str
    count: Count


class CasualtyReader:
    """Counts the casualties of the violent events of one sentence."""

    def __init__(
        self,
        tree: Tree,
        predications: Sequence[Predication],
        mentions: Sequence[Mention],
        entities: Entities,
        words: Words,
    ):
        self._tree = tree
        self._words = words
        self._predications = predications
        self._quantities = Quantities(tree, words, {mention.head.i for mention in mentions}, entities)

    @cached_property
    def _tolls(self) -> list[_Toll]:
        return [*self._of_verbs(), *self._of_nouns(), *self._of_states()]

    def casualties(self, event: Event, others: Sequence[Event]) -> Casualties | None:
        """The casualties of an event, None where the sentence counts none; ``others`` are the sentence's events, it
        among them.

        What another clause tells is the event's where that clause hangs on the event or holds it ("were killed when
        jets struck"), or where the sentence tells of no other violence.
        """
        if event.type.root not in VIOLENT:
            return None
        triggers = {other.predication.word.i for other in others if other.type.root in VIOLENT}
        found: dict[str, Count] = {}
        for toll in sorted(self._tolls, key=lambda toll: toll.word.i != event.predication.word.i):
            alone = len(triggers) == 1 and toll.kind in _BY_VIOLENCE and self._joined(toll.word, event.predication.word)
            if alone or _tells_of(toll, event.predication, triggers):
                found.setdefault(toll.kind, toll.count)
        return Casualties(**found) if found else None

    def _joined(self, one: Word, other: Word) -> bool:
        """Whether no semicolon parts two words."""
        first, last = sorted((one.i, other.i))
        return all(word.text != ";" for word in self._tree.words[first:last])

    def aftermath(self) -> Casualties | None:
        """What the sentence counts that befell people "in the attack": in an event that was told before, not in it."""
        found: dict[str, Count] = {}
        for predication in self._predications:
            nouns = [noun for role in THROUGH for noun in predication.roles.get(role, ())]
            if any(noun.lemma.lower() in self._words.incidents and is_definite(noun) for noun in nouns):
                for toll in self._tolls:
                    if (
                        toll.word is predication.word
                        or _hangs_on(toll.word, {predication.word.i}, set())
                        or (toll.word in predication.word.ancestors())
                    ):
                        found.setdefault(toll.kind, toll.count)
        return Casualties(**found) if found else None

    def _of_verbs(self) -> list[_Toll]:
        tolls = []
        for predication in self._predications:
            if predication.kind != "verb" or not _happened(predication):
                continue
            kind, victims = self._befallen(predication)
            doubtful = predication.word.lemma.lower() in self._words.of_people
            count = self._quantities.of(victims, doubtful) if kind else None
            if kind and not victims and predication.word.tag != "VBN":
                count = self._quantities.after(predication.word)
            negated = predication.polarity == "negated"
            if count is not None and (not negated or count.max == 0):
                tolls.append(_Toll(predication.word, kind, count))
        return tolls

    def _befallen(self, predication: Predication) -> tuple[str, list[Word]]:
        """What a verb's victims suffer, and who they are."""
        lemma, verb = predication.lemma, predication.word
        if lemma not in self._words.befalls:
            lemma = verb.lemma.lower()  # "killing up to five": no particle.
        objects = [word for word in predication.roles.get("object", []) if word.lower not in self._words.hostage]
        subjects = predication.roles.get("subject", [])
        if lemma in self._words.suffers:
            return self._words.suffers[lemma], subjects
        if lemma == "shoot" and any(
            word.lower == "dead" for word in (*verb.children, *self._tree.words[verb.i + 1 :][:1])
        ):
            return "killed", objects
        if lemma in ("take", "hold") and not any(word.lower in self._words.hostage for word in verb.subtree()):
            return "", []
        if lemma == "lose" and any(child.lemma == "life" for child in objects):
            return "killed", subjects
        kind = self._words.befalls.get(lemma, "")
        if kind and not objects and verb.tag in ("VBN", "VBD") and all(word.pos == "NUM" for word in subjects):
            return kind, subjects  # "and 106 wounded"
        return kind, objects

    def _of_nouns(self) -> list[_Toll]:
        tolls = []
        for word in self._quantities.nouns(self._words.nouns):
            of = next(
                (child.child("pobj") for child in word.children if child.dep == "prep" and child.lower == "of"), None
            )
            count = self._quantities.of([of], False) if of is not None else None
            count = count or (self._quantities.counted(word) if word.tag == "NNS" else None)
            if count is not None:
                tolls.append(_Toll(word, self._words.nouns[word.lemma.lower()], count))
        return tolls

    def _of_states(self) -> list[_Toll]:
        """ "Left five dead and 12 wounded", "at least 17 dead"."""
        told = {predication.word.i for predication in self._predications if predication.roles.get("object")}
        tolls = []
        for word in self._tree.words:
            kind = self._words.states.get(word.lower)
            count = self._quantities.before(word) if kind and word.i not in told else None
            if count is not None:
                tolls.append(_Toll(word, kind, count))
        return tolls


def is_definite(noun: Word) -> bool:
    """Whether a noun speaks of those who were told of before ("the two soldiers")."""
    return any(child.dep == "det" and child.lower in ("the", "this", "that") for child in noun.children)


def _happened(predication: Predication) -> bool:
    hardly = any(child.lower in _HARDLY for child in predication.word.children if child.dep == "advmod")
    return predication.modality in HAPPENED and not hardly


def _tells_of(toll: _Toll, predication: Predication, triggers: set[int]) -> bool:
    """Whether a toll's clause hangs on the event's predicate, or the predicate on it, with no other event between.

    A clause beside the predicate's tells of something else, and so does an arrest that governs it ("held after a
    clash").
    """
    anchors = {anchor.i for anchor in (predication.word, *predication.words)}
    if toll.word.i in anchors or _hangs_on(toll.word, anchors, triggers):
        return True
    if toll.word.i in triggers or toll.kind not in _BY_VIOLENCE:
        return False
    return any(_hangs_on(anchor, {toll.word.i}, triggers) for anchor in predication.words)


def _hangs_on(word: Word, heads: set[int], triggers: set[int]) -> bool:
    below = word
    for above in word.ancestors():
        if above.i in heads:
            beside = below.dep == "conj" and below.i in triggers
            return not beside and below.dep not in ("ccomp", "parataxis")
        if above.i in triggers and below.dep != "conj":
            return False
        below = above
    return False
