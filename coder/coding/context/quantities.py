"""How many people a noun phrase means: "at least 17", "dozens of rebels", "a woman and her two children", "no one"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from itertools import takewhile

from coder.coding.context.names import Entities
from coder.coding.context.numbers import number_of
from coder.coding.context.words import Words
from coder.language.clauses import coordinated
from coder.model import Count, Tree, Word

Bounds = tuple[int | None, int | None]

_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
_LARGE = "(?:dozen|hundred|thousand|million)"
_NUMBER = rf"(?:(?:half )?an? {_LARGE}|(?:\d[\d,]*(?:\.\d+)?|{_WORD})(?: {_LARGE})?(?: and {_WORD})?)"
_YEARS = re.compile(r"[-\w]+[- ]years?[- ]old", re.IGNORECASE)
_UNQUOTED = re.compile('["“”„]')
_PERSON = re.compile(r"(?:er|or|ist|ian|man|woman|eer|ee|yst|cleric|student|agent|assistant|president)$")


class Quantities:
    """Counts the people that noun phrases of one sentence name; ``actors`` are the indices of actors' heads."""

    def __init__(self, tree: Tree, words: Words, actors: Collection[int], entities: Entities):
        self._tree = tree
        self._entities = entities
        self._words = words
        self._actors = actors
        modifiers = {phrase: "min" for phrase in words.at_least}
        modifiers |= {phrase: "max" for phrase in words.at_most} | {phrase: "" for phrase in words.inexact}
        self._modifiers = modifiers
        self._pattern = _numbers(tuple(modifiers), tuple(words.fewest))

    def of(self, heads: Sequence[Word], number_needed: bool) -> Count | None:
        """How many people the phrases of the heads name together, None where one of them does not say.

        ``number_needed`` says that a noun that names no people counts only with a number.
        """
        members = [member for head in heads for member in coordinated(self._quantifier(head))]
        members = list({member.i: member for member in members if not _is_included(member)}.values())
        bounds = [(member, self._one(member, number_needed)) for member in members]
        counted = [(member, found) for member, found in bounds if found is not None]
        if not counted:
            return None
        low = sum(found[0] or 0 for _, found in counted)
        high = None
        if len(counted) == len(members) and all(found[1] is not None for _, found in counted):
            high = sum(found[1] for _, found in counted)
        lowest = low if any(found[0] is not None for _, found in counted) else None
        return Count(lowest, high, self._text([member for member, _ in counted]))

    def before(self, word: Word) -> Count | None:
        """The number that stands right before a word ("17 dead", "five people dead")."""
        if word.i == 0:
            return None
        last = self._tree.words[word.i - 1]
        if self._is_people(last) and last.pos != "NUM":
            return self.of([last], True)
        first = self._tree.words[max(0, word.i - 6)]
        text = self._slice(first, last)
        matches = [match for match in self._pattern.finditer(text) if match.end() == len(text)]
        bounds = self._bounds(matches[0]) if matches else None
        return Count(*bounds, matches[0][0]) if bounds else None

    def nouns(self, lemmas: Collection[str]) -> list[Word]:
        """The sentence's nouns with one of the lemmas."""
        return [word for word in self._tree.words if word.pos == "NOUN" and word.lemma.lower() in lemmas]

    def counted(self, word: Word) -> Count | None:
        """The number before a noun, whatever it names ("17 deaths")."""
        match = self._pattern.search(self._slice(self._first(word), word))
        bounds = self._bounds(match) if match else None
        return Count(*bounds, self._slice(self._first(word), word)) if bounds else None

    def after(self, word: Word) -> Count | None:
        """The number right after a word, with the noun that it counts ("killing up to five soldiers")."""
        rest = self._tree.words[word.i + 1 : word.i + 10]
        match = self._pattern.match(self._slice(rest[0], rest[-1])) if rest else None
        bounds = self._bounds(match) if match else None
        if bounds is None:
            return None
        end = rest[0].start + match.end()
        counted = [other for other in rest if other.start >= end]
        run = list(takewhile(lambda other: other.pos in ("ADJ", "NOUN", "PROPN"), counted))
        last = run[-1] if run else next(other for other in reversed(rest) if other.start < end)
        return Count(*bounds, self._slice(rest[0], last))

    def _one(self, word: Word, number_needed: bool) -> Bounds | None:
        if word.lower in self._words.nobody or any(child.lower == "no" for child in word.children if child.i < word.i):
            return (0, 0)
        if word.lower in self._words.somebody:
            return (1, 1)
        text = self._slice(self._first(word), word)
        match = self._pattern.search(_YEARS.sub("", text))
        bounds = self._bounds(match) if match else None
        if bounds is not None:
            people = not number_needed or self._is_people(word) or word.pos == "NUM" or self._of_people(word)
            return bounds if people else None
        return (1, 1) if self._is_one(word) else None

    def _bounds(self, match: re.Match[str]) -> Bounds | None:
        """The bounds that a match of the pattern sets."""
        effect = self._modifiers.get((match["modifier"] or "").lower(), "")
        if match["number"]:
            number = number_of(match["number"])
            if number is None:
                return None
            if match["low"] and (low := number_of(match["low"])) is not None and low < number:
                return (low, number)
            return {"min": (number, None), "max": (None, number)}.get(effect, (number, number))
        fewest = self._words.fewest[match["vague"].lower()]
        if match["tens"]:
            fewest *= {"tens": 20, "dozens": 24, "hundreds": 200}[match["tens"].lower()] // 2
        if match["large"]:
            fewest *= number_of(f"a {match['large']}") or 1
        return (fewest, None) if effect != "max" else (None, fewest)

    def _is_one(self, word: Word) -> bool:
        """Whether a phrase without a number names one person."""
        if _YEARS.fullmatch(word.lower) or word.lower.endswith("-year-old"):
            return True
        if word.tag == "NN":
            return self._is_people(word) and word.lemma.lower() not in ("people", "personnel", "police", "family")
        return word.tag == "NNP" and word.i in self._actors and self._entities.label(word) == "PERSON"

    def _is_people(self, word: Word) -> bool:
        lemma = word.lemma.lower()
        return lemma in self._words.people or (word.i in self._actors and bool(_PERSON.search(lemma)))

    def _of_people(self, word: Word) -> bool:
        """Whether "dozens" or "two" goes on with people ("dozens of villagers", "two of the crew")."""
        of = next((child for child in word.children if child.dep == "prep" and child.lower == "of"), None)
        noun = of.child("pobj") if of is not None else None
        return noun is not None and (self._is_people(noun) or noun.i in self._actors or noun.pos == "PRON")

    def _quantifier(self, word: Word) -> Word:
        """The dozens in "dozens of villagers", the two in "two of the guards"; the word itself where it has none."""
        noun = word.head.head if word.dep == "pobj" and word.head is not None and word.head.lower == "of" else None
        if noun is None or not (noun.pos == "NUM" or noun.lower in (*self._words.fewest, *self._words.nobody, "one")):
            return word
        return self._quantifier(noun)

    def _first(self, word: Word) -> Word:
        """The first word of the phrase that ends with its head."""
        apart = ("appos", "relcl", "punct")
        before = [
            child for child in word.children if child.i < word.i and child.dep not in apart and child.lower != "dead"
        ]
        left = [child.subtree()[0] for child in before]
        return min(left, key=lambda child: child.i, default=word)

    def _slice(self, first: Word, last: Word) -> str:
        return self._tree.sentence.within((first.start, last.end))

    def _text(self, members: Sequence[Word]) -> str:
        """The words that count, from the first of them to the last head, with what a quantifier is said of."""
        last = members[-1]
        of = next((child for child in last.children if child.dep == "prep" and child.lower == "of"), None)
        noun = of.child("pobj") if of is not None else None
        return _UNQUOTED.sub("", self._slice(self._first(members[0]), noun if noun is not None else last))


def _is_included(word: Word) -> bool:
    """Whether a noun is part of what was counted before it: "400 people, including 60 children"."""
    return word.dep == "pobj" and word.head is not None and word.head.lower in ("including", "among")


@cache
def _numbers(modifiers: tuple[str, ...], vague: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a number of people, exact, bounded ("at least 20") or vague ("dozens", "several")."""
    before = "|".join(sorted(map(re.escape, modifiers), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<modifier>{before}) )?(?:between |from )?"
        rf"(?:(?P<low>{_NUMBER})(?: (?:and|to|or) |[-–])(?=\w))?(?:(?P<number>{_NUMBER})"
        rf"|(?:a )?(?:(?P<tens>tens|dozens|hundreds) of )?(?P<vague>{'|'.join(vague)})"
        rf"(?: (?P<large>{_LARGE}))?)(?![\w-])",
        re.IGNORECASE,
    )
