"""Place names in a parsed sentence: which words name a place, and how they hang on the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coder.coding.context.words import Words
from coder.model import Mention, Tree, Word

_NAME = ("PROPN", "X")
_NOMINAL = ("PROPN", "X", "NOUN", "ADJ")
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_CALENDAR = frozenset(
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Jan", "Feb", "Mar",
        "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]
)  # fmt: skip


class Entities:
    """The named entities of one sentence, recognised when they are first asked for: they cost more than the parse."""

    def __init__(self, tree: Tree, recognise: Callable[[Tree], Tree]):
        self._tree = tree
        self._recognise = recognise
        self._labels: dict[int, str] | None = None

    def label(self, word: Word) -> str:
        """The label of the entity that a word is part of (spaCy's, such as GPE), "" where it is of none."""
        if self._labels is None:
            entities = self._recognise(self._tree).entities
            self._labels = {at: label for start, end, label in entities for at in range(start, end)}
        return self._labels.get(word.i, "")


@dataclass(frozen=True, slots=True)
class Named:
    """Words that may name a place.

    ``text`` are the words as they stand ("Abha airport"), ``name`` the name among them ("Abha"). ``strength`` is how
    surely they say where something is: 2 after a preposition of place or a noun such as "village of", 1 as a
    direction, 0 as an object. ``kind`` is "admin1" or "settlement" where a noun beside the name says so, else "";
    ``within`` are the names of what it lies in. ``code`` is the actor code of the name, ``full`` the fullest name of
    that actor, ``preposition`` what the name stands after, each "" where there is none. ``words`` are the name's,
    ``head`` is the word that ends the name, ``holder`` the verb or noun that the phrase hangs on, None outside of
    sentences.
    """

    text: str
    name: str
    strength: int
    kind: str
    code: str = ""
    full: str = ""
    preposition: str = ""
    within: tuple[str, ...] = ()
    head: Word | None = None
    holder: Word | None = None
    words: tuple[Word, ...] = ()


class NameReader:
    """Finds the place names of one sentence."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], entities: Entities, words: Words):
        self._tree = tree
        self._entities = entities
        self._words = words
        self._mentions = mentions
        self._codes = {mention.head.i: mention for mention in mentions if mention.kind in ("name", "person")}

    def names(self) -> list[Named]:
        """The names in order; a place that only says where another lies ("Idlib, Syria") is its ``within``."""
        found = [named for word in self._tree.words if (named := self._named(word)) is not None]
        inner = {word for named in found for word in self._containers(named.head)}
        return [
            named
            for named in found
            if named.head.i not in inner or named.strength == 2 and not self._holds(named, found)
        ]

    def is_site(self, word: Word) -> bool:
        """Whether a word is a noun for a place that is told apart by its name ("Republic Square")."""
        return word.lemma.lower() in self._words.sites

    def is_place(self, words: Sequence[Word]) -> bool:
        """Whether the recogniser of entities takes the words for the name of a place."""
        return any(self._entities.label(word) in _PLACES for word in words)

    def _holds(self, named: Named, found: list[Named]) -> bool:
        return any(named.head.i in self._containers(other.head) for other in found)

    def _named(self, word: Word) -> Named | None:
        """The name that a word ends or that it puts a noun to, None where it is no name or its slot no place's."""
        strength = self._strength(word)
        if strength is None:
            return None
        lemma = word.lemma.lower()
        common = lemma in self._words.divisions or lemma in self._words.settlements or lemma in self._words.sites
        name = self._name_words(word, common)
        if not name or any(part.text.strip(".") in _CALENDAR for part in name):
            return None
        if " ".join(part.lower for part in name) in self._words.no_names:
            return None
        first, last = name[0], word if common else name[-1]
        mention = next((self._codes[part.i] for part in name if part.i in self._codes), None)
        if mention is not None and mention.kind == "person" and mention.code:
            return None
        if not strength and not (mention and mention.code) and not self.is_place(name):
            return None
        return Named(
            text=self._slice(first, last),
            name=self._slice(first, name[-1]),
            head=word,
            holder=self._slot_of(word)[1],
            strength=strength,
            kind="admin1" if lemma in self._words.divisions else self._kind_above(word),
            words=tuple(name),
            code=mention.code if mention is not None else "",
            full=mention.name if mention is not None and mention.code else "",
            preposition=self._slot_of(word)[0],
            within=tuple(self._slice_of(self._tree.words[at]) for at in self._containers(word)),
        )

    def _name_words(self, word: Word, common: bool) -> list[Word]:
        """The capitalised words in a row that end with the word, or (of a common noun) right before it."""
        words, at = self._tree.words, word.i - 1 if common and word.pos == "NOUN" else word.i
        if at < word.i and at > 0 and words[at].dep == "compound" and words[at].lower == words[at].text:
            at -= 1  # "the Yarmuk arms factory"
        found: list[Word] = []
        while at >= 0 and (
            self._in_name(words[at]) or (found and words[at].text in ("al", "el", "ez", "as", "ash", "-"))
        ):
            if found and words[at].dep in ("poss", "conj", "appos") and words[at].head is not word:
                break
            if found and words[at].dep == "poss":
                break
            found.append(words[at])
            at -= 1
        found.reverse()
        return found if found and found[0].text[:1].isalpha() and any(part.text[0].isupper() for part in found) else []

    def _in_name(self, word: Word) -> bool:
        """Whether a word may be part of a name: a proper noun, or another with a capital that names no people."""
        if word.pos in _NAME:
            return any(char.isupper() for char in word.text) or word.lower in ("al", "el")
        capital = word.pos in _NOMINAL and word.i > 0 and any(char.isupper() for char in word.text)
        return capital and self._entities.label(word) != "NORP"

    def _slot_of(self, word: Word) -> tuple[str, Word | None]:
        """The preposition that a name stands after ("" where none) and what that hangs on.

        Seen through are "the village of" and the names that it is coordinated with.
        """
        head = word.head
        if head is None or word.dep != "pobj":
            return self._slot_of(head) if head is not None and word.dep in ("conj", "appos") else ("", head)
        noun = head.head
        if head.lower == "of" and noun is not None and self._of(head) is not None and noun.dep == "pobj":
            return self._slot_of(noun)
        return head.lower, noun

    def _strength(self, word: Word) -> int | None:
        """How surely a word's slot is a place's, None where it is none."""
        if word.pos not in _NOMINAL:
            return None
        head = word.head
        if word.dep in ("conj", "appos") and head is not None and head.pos in ("PROPN", "NOUN"):
            above = self._strength(head)
            return above if word.dep == "conj" else max(above or 0, 0) if above else None
        if word.dep == "pobj" and head is not None:
            if head.lower == "of":
                return self._of(head)
            if head.lower in self._words.prepositions and not (head.dep == "agent" or head.lower == "by"):
                return 2
            return 1 if head.lower in self._words.directions else None
        if word.dep in ("dobj", "nsubjpass", "npadvmod"):
            return 0
        if word.dep == "poss" and head is not None and head.lemma.lower() in (*self._words.parts, *self._words.sites):
            return 2
        return None

    def _of(self, preposition: Word) -> int | None:
        """The slot of "the village of X", "the outskirts of X", "north of X"."""
        noun = preposition.head
        if noun is None:
            return None
        lemma = noun.lemma.lower()
        if lemma in self._words.settlements or lemma in self._words.divisions:
            return max(self._slot(noun), 1)
        return 2 if lemma in self._words.parts or lemma in self._words.sites else None

    def _slot(self, noun: Word) -> int:
        head = noun.head
        if noun.dep == "pobj" and head is not None:
            return 2 if head.lower in self._words.prepositions else 1
        return 0

    def _kind_above(self, word: Word) -> str:
        """What the noun before "of" says of the name: "the city of", "the province of"."""
        preposition = word.head
        noun = preposition.head if preposition is not None and preposition.lower == "of" else None
        if noun is None:
            return ""
        lemma = noun.lemma.lower()
        return "admin1" if lemma in self._words.divisions else "settlement" if lemma in self._words.settlements else ""

    def _containers(self, word: Word) -> list[int]:
        """The names that say where a name lies: "Idlib, Syria", "Rukoro in eastern Congo", "Syria's Hasakah region"."""
        found = []
        for child in word.children:
            if child.dep in ("appos", "npadvmod", "poss") and child.pos == "PROPN":
                found.append(child.i)
            if child.dep == "prep" and child.lower in ("in", "of"):
                found += [noun.i for noun in child.children if noun.dep == "pobj" and self._is_name(noun)]
        noun = word.head.head if word.dep == "pobj" and word.head is not None and word.head.lower == "of" else None
        if noun is not None:
            found += [child.i for child in noun.children if child.pos == "PROPN" and child.dep in ("compound", "poss")]
            for child in noun.children:
                if child.dep == "prep" and child.lower == "in":
                    found += [inner.i for inner in child.children if inner.dep == "pobj" and self._is_name(inner)]
        return found

    def _is_name(self, word: Word) -> bool:
        return word.pos == "PROPN" or any(child.pos == "PROPN" and child.dep == "compound" for child in word.children)

    def _slice_of(self, word: Word) -> str:
        common = word.pos == "NOUN"
        name = self._name_words(word, common)
        return self._slice(name[0], name[-1]) if name else word.text

    def _slice(self, first: Word, last: Word) -> str:
        return self._tree.sentence.within((first.start, last.end))
