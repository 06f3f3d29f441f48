"""Find the names of an actor codebook in a sentence, whatever the tokeniser made of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from coder.codebook.actors import TAIL, ActorCodebook, Name, key
from coder.model import Tree, Word

_PARTICLES = (
    "de",
    "la",
    "los",
    "las",
    "san",
    "santa",
    "del",
    "da",
    "dos",
    "van",
    "von",
    "le",
    "bin",
    "ibn",
    "st",
    "st.",
)
_TITLED = ("parties", "media", "companies", "ngos", "regions")
"""Kinds of names of one word that may be part of others: Golos in "Novy Golos", Bali in "Hasan Bali"."""

_HONORIFICS = ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame", "prof", "prof.")
_PARTS = frozenset(
    [
        "new", "old", "greater", "upper", "lower", "central", "inner", "outer", "downtown", "metropolitan", "port",
        "fort", "camp", "mount", "north", "south", "east", "west", "northern", "southern", "eastern", "western",
        "northwestern", "northeastern", "southwestern", "southeastern", "occupied", "besieged", "ancient", "modern",
    ]
)  # fmt: skip
"""What stands before the name of a place and leaves it one: "Greater Chennai"."""

_PLAIN = (("’", "'"), ("‘", "'"), ("\n", " "), ("\t", " "), ("\u00a0", " "))
"""Marks and blanks, and what stands for them in a codebook's names, of the same length."""


class Found(NamedTuple):
    """A codebook name in a sentence: its first word, the one after its last, its entry, and the word it hangs on."""

    start: int
    end: int
    name: Name
    head: Word


class Names:
    """The longest codebook names of one sentence, by the index of each of their words."""

    def __init__(self, tree: Tree, codebook: ActorCodebook, date: datetime.date | None):
        self._known = codebook.names
        self._begins = codebook.begins
        self._roles = codebook.roles
        self._date = date
        self._found: dict[int, Found] = {}
        self._find(tree)

    @property
    def places(self) -> Set[int]:
        """The indices of all words that are part of a name."""
        return self._found.keys()

    def at(self, word: Word) -> Found | None:
        """The name that the word is part of."""
        return self._found.get(word.i)

    def code(self, name: Name, former: bool = False, titled: bool = False) -> str:
        """The name's code on the document's day; the one outside all offices where the text says "former".

        With a title of office ("President X") it is that of an office even where the day is outside all.
        """
        if former:
            return name.code
        code = name.code_on(self._date)
        return name.code_in_office() if titled and "GOV" not in code else code

    def lookup(self, text: str) -> Name | None:
        """The entry of a name given as text."""
        return self._known.get(text)

    def _find(self, tree: Tree) -> None:
        words, offset, begins = tree.words, tree.sentence.start, self._begins
        text = _plain(tree.sentence.text)
        past = 0
        for word in words:
            first = word.text if word.text.isalnum() else key(word.text)
            if first in begins and word.i >= past:
                at = word.start - offset
                names = _beginning(begins[first], text, at, at + len(first))
                found = self._longest(names, words, word.i) if names else None
                if found is not None:
                    past = found.end
                    self._found.update(dict.fromkeys(range(word.i, past), found))

    def _longest(self, names: Iterable[tuple[str, Name]], words: list[Word], at: int) -> Found | None:
        """The first of the names that begin with a word that ends with a word, too, and is not part of another's."""
        for written, name in names:
            end = _end(words, at, words[at].start + len(written))
            if end is not None and (" " in written or not self._namesake(words, at, name)):
                return Found(at, end, name, _head(words[at:end]))
        return None

    def _namesake(self, words: list[Word], at: int, name: Name) -> bool:
        """Whether a bare surname or place is part of another's name: "Melania Trump", "Bush Street", "De Lima"."""
        before = words[at - 1] if at else None
        if name.kind != "leaders":
            if before is None or name.use != "name" or not before.text[0].isupper():
                return False
            if before.lower in _PARTICLES or before.lower in _HONORIFICS:
                return True
            return name.kind in _TITLED and before.lower not in _PARTS and self._is_unknown(before, words[at])
        after = words[at].head
        if words[at].dep == "compound" and after is not None and after.pos == "PROPN" and after.i == at + 1:
            return after.lower not in self._roles.nouns
        return before is not None and self._is_unknown(before, words[at])

    def _is_unknown(self, before: Word, word: Word) -> bool:
        """Whether a name before a word, and part of its phrase, is none that is known, no role and no title."""
        if before.pos != "PROPN" or before.head is not word or before.i in self._found:
            return False
        roles = self._roles
        return all(before.lower not in known for known in (roles.nouns, roles.adjectives, roles.titles))


def _plain(text: str) -> str:
    """A text of the same length as codebooks write names."""
    for mark, plain in _PLAIN:
        text = text.replace(mark, plain)
    return text


def _beginning(tails: dict[str, list[tuple[str, Name]]], text: str, at: int, behind: int) -> Sequence[tuple[str, Name]]:
    """The names that begin at an offset with a word that ends at ``behind``, the longest first."""
    tail = text[behind : behind + TAIL]
    found = [tails[tail[:length]] for length in range(len(tail), -1, -1) if tail[:length] in tails]
    return [pair for pairs in found for pair in pairs if text.startswith(pair[0], at)] if found else ()


def _end(words: list[Word], at: int, offset: int) -> int | None:
    """The index after the word, from ``at`` on, that ends at an offset; None where none ends there."""
    while at < len(words) and words[at].end < offset:
        at += 1
    return at + 1 if at < len(words) and words[at].end == offset else None


def _head(words: list[Word]) -> Word:
    """The word of a name that its others hang on."""
    start, end = words[0].i, words[-1].i
    return next((word for word in words if word.head is None or not start <= word.head.i <= end), words[-1])
