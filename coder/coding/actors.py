"""Find the actors of a sentence: which words head their phrases, how far these reach, what they are called."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import chain

from coder.codebook.actors import ActorCodebook, Name
from coder.coding.antecedents import is_plural
from coder.coding.names import Names
from coder.coding.phrases import Phrases
from coder.coding.roles import RoleReader
from coder.coding.salience import is_collective
from coder.coding.setting import Setting
from coder.language.clauses import MODIFIERS
from coder.language.lexicon import load_lexicon
from coder.model import Mention, Tree, Word

_LEXICON = load_lexicon()

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_HEADS = frozenset((*NOMINAL, "ADJ"))
_MODIFYING = frozenset((*MODIFIERS, "conj"))
"""What heads an actor's phrase where it is no name: a word of these parts of speech, or a modifier for itself."""

ANAPHORS = frozenset(["country", "nation", "state", "kingdom", "republic", "body", "neighbour", "neighbor", "side"])
"""Nouns that are no actors by themselves, but stand for one that was named before."""

_AREAS = (
    "state", "province", "region", "governorate", "city", "district", "area", "territory", "town", "village", "valley",
)  # fmt: skip
"""Nouns that a region's name makes one name with: "Borno state"."""


_SIDES = ("REB", "UAF", "OPP")
"""Chunks of modifiers that stand for a side in "rebel attacks"; a "military attack" is a manner, not an actor."""

_DASHES = ("-", "--", "–", "—")
_ARGUMENTS = ("nsubj", "dobj", "pobj", "nsubjpass", "conj")
_INSIDE = ("compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "advmod", "punct", "case", "poss", "neg")
_EDGES = ("DET", "PUNCT", "CCONJ", "ADP", "ADV")
_OUTSIDE_TAGS = ("PRP$", "DT", "WDT", "``", "''", ",", "-LRB-")
_NO_ACTOR = frozenset(
    [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "mon", "tue", "tues",
        "wed", "thu", "thurs", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep",
        "oct", "nov", "dec", "am", "pm", "a.m.", "p.m.", "gmt", "est", "utc", "bst", "today", "yesterday", "tomorrow",
        "tonight", "twitter", "facebook", "youtube", "telegram", "instagram", "whatsapp", "tiktok", "snapchat", "skype",
        "internet", "web", "ramadan", "eid", "christmas", "easter", "hanukkah", "passover", "nowruz", "covid-19",
        "covid", "coronavirus", "ebola", "euro", "dollar", "photo", "photograph", "image", "video", "file", "picture",
        "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "god", "allah", "act",
        "treaty", "accord", "convention", "constitution", "bill", "operation", "war", "day", "week", "prize", "cup",
        "league", "airport", "street", "square", "road", "river", "sea", "ocean", "bay", "gulf", "lake", "mount",
        "mountain", "mountains", "valley", "island", "islands", "hotel", "state", "affairs", "eur", "usd", "gbp",
        "summit", "festival", "games", "olympics", "championship", "airbus", "boeing", "kalashnikov", "ak-47", "m16",
        "f-16", "tomahawk", "scud",
    ]
)  # fmt: skip
"""Heads of names that are times, places of no state, laws, events, products and platforms."""

_FEATURES = ("mount", "lake", "cape", "operation", "hurricane", "typhoon", "cyclone", "storm", "river", "flight")
"""What stands before the names of things in nature and of events: "Mount Hope", "Operation Dawn"."""


class ActorCoder:
    """Reads the actors of sentences with an actor codebook."""

    def __init__(self, codebook: ActorCodebook):
        self._codebook = codebook
        roles = codebook.roles
        self._words = frozenset((*roles.nouns, *roles.phrases, *roles.adjectives, *ANAPHORS))

    def mentions(self, tree: Tree, date: datetime.date | None) -> list[Mention]:
        """The sentence's actors in order; coordinated modifiers share a head ("US and Russian troops").

        ``date`` decides which office a person holds. Pronouns and nouns that only stand for another actor ("the
        country") come with an empty code, names that no codebook knows with an empty code and ``resolved`` False. The
        place of a dateline comes first, as a mention of the kind "dateline".
        """
        names = Names(tree, self._codebook, date)
        roles = RoleReader(tree, names, self._codebook.roles)
        reading = _Sentence(tree, names, Phrases(tree, names, roles), roles, self._codebook.roles.titles)
        return reading.mentions(self._words)

    def is_region(self, mention: Mention) -> bool:
        """Whether a mention is of a state's region or town by name, or stands for one."""
        name = self._codebook.names.get(mention.name)
        return name is not None and name.kind == "regions" and mention.code in self._codebook.states

    def setting(self, mentions: Iterable[list[Mention]]) -> Setting:
        """Where a document is set, from the actors of all its sentences."""
        return Setting(chain.from_iterable(mentions), self._codebook.states, self._codebook.roles.homes)


class _Sentence:
    """The reading of one sentence."""

    def __init__(self, tree: Tree, names: Names, phrases: Phrases, roles: RoleReader, titles: frozenset[str]):
        self._tree = tree
        self._titles = titles
        self._names = names
        self._phrases = phrases
        self._roles = roles

    def mentions(self, nouns: frozenset[str]) -> list[Mention]:
        """The actors; ``nouns`` are all words, but names and pronouns, that may head one."""
        words = self._tree.words
        start = _dateline(words)
        found = self._set_in(words[:start])
        named = self._names.places
        for word in words[start:]:
            if word.i in named or (word.pos in _HEADS or word.dep in _MODIFYING) and _may_head(word, nouns):
                found += self._at(word)
        return found

    def _set_in(self, dateline: list[Word]) -> list[Mention]:
        """The place of a dateline, which is no actor but says where the document is set."""
        for word in dateline:
            found = self._names.at(word)
            name = self._names.lookup(word.text.title()) if found is None else found.name
            if name is not None and name.kind in ("states", "regions"):
                return [
                    Mention(
                        word,
                        (word.start, word.end),
                        word.text,
                        name.code[:3],
                        True,
                        "dateline",
                        name.full,
                        self._tree.sentence.index,
                    )
                ]
        return []

    def _at(self, word: Word) -> list[Mention]:
        """The actors that the word heads."""
        if word.tag in ("PRP", "PRP$"):
            return [self._mention(word, word, word, "", "pronoun", word.text)]
        if not self._is_head(word):
            return []
        pair = self._pair(word)
        if pair:
            index = self._tree.sentence.index
            return [
                Mention(word, (at, at + len(text)), text, name.code, True, "name", name.full, index)
                for at, text, name in pair
            ]
        codes = self._phrases.codes(word)
        if codes:
            kind, final = self._kind(word), codes[-1]
            spans = [self._share(word, shared[1], shared is final) for shared in codes]
            return [self._mention(word, *span, code, kind) for (code, _), span in zip(codes, spans, strict=True)]
        if self._unknown(word) or self._anaphoric(word):
            return [self._mention(word, *self._extent(word), "", self._kind(word))]
        return []

    def _share(self, word: Word, modifier: Word | None, final: bool) -> tuple[Word, Word]:
        """The first and last word of one actor of a phrase:
        its modifier, for the final one up to the end of the phrase."""
        first, last = self._extent(word)
        if modifier is None or (final and modifier.i > last.i):
            return first, last
        return modifier, last if final else modifier

    def _is_head(self, word: Word) -> bool:
        found = self._names.at(word)
        if found is not None and found.head is not word:
            return False
        if found is None and (word.lower in self._titles or (word.pos == "PROPN" and word.lower in _NO_ACTOR)):
            return False
        if self._is_modifier(word):
            return self._stands_alone(word)
        return found is not None or word.pos in NOMINAL or (word.pos == "ADJ" and word.dep in _ARGUMENTS)

    def _is_modifier(self, word: Word) -> bool:
        while word.dep == "conj" and word.head is not None:
            word = word.head
        return word.dep in MODIFIERS

    def _stands_alone(self, word: Word) -> bool:
        """Whether a modifier stands for itself: Russian in "Russian airstrikes", not in "Russian troops"."""
        if not self._roles.brings(word) and not self._pair(word):
            return False
        above = word
        while above.dep in _MODIFYING and above.head is not None:
            beside = above.dep == "conj" and self._is_modifier(above)
            above = above.head
            if beside or self._holds(above):
                continue
            if self._phrases.is_actor(above) or self._phrases.sides.attached(above) is not None:
                return False
            if above.pos == "PROPN" and above.lower not in _AREAS:
                return False
        found = self._names.at(word)
        if found is not None or self._pair(word):
            # The "Aleppo offensive" is fought in Aleppo, not by it.
            if found is None or found.name.kind != "regions" or above.lemma.lower() in _AREAS:
                return True
            return is_plural(above) and above.lemma.lower() in _LEXICON.powers
        return self._roles.brought(word) in _SIDES or (word.pos != "ADJ" and is_collective(word))

    def _holds(self, word: Word) -> bool:
        """Whether a participle says whose a place is: "rebel-held positions"."""
        return word.lower in _LEXICON.held and self._phrases.sides.attached(word) is not None

    def _pair(self, word: Word) -> list[tuple[int, str, Name]]:
        """The two actors of "US-Russia" in "the US-Russia confrontation": offset, text and entry of each."""
        parts = word.text.split("-") if "-" in word.text and self._names.at(word) is None else ()
        found, start = [], word.start
        for part in parts:
            name = self._names.lookup(part)
            if name is None:
                return []
            found.append((start, part, name))
            start += len(part) + 1
        return found

    def _unknown(self, word: Word) -> bool:
        """Whether the word heads a name that no codebook knows."""
        if not word.text[0].isupper() or word.dep in ("npadvmod", "intj", "meta"):
            return False
        if any(child.lower in _FEATURES for child in word.children if child.dep == "compound"):
            return False
        return word.pos == "PROPN" or (word.pos == "NOUN" and word.i == 0 and word.lower not in _NO_ACTOR)

    def _anaphoric(self, word: Word) -> bool:
        """Whether a noun that is no actor by itself may stand for one named before: "the country", "the base"."""
        if word.lemma.lower() in ANAPHORS:
            return True  # Also "both countries": pairs are resolved with the other short forms.
        role = self._roles.role(word)
        return role is not None and role.strength == "thing" and word.child("det") is not None

    def _kind(self, word: Word) -> str:
        """ "person" for people by name, "name" for other names, "role" for all else."""
        found = self._names.at(word)
        if found is not None:
            return "person" if found.name.kind == "leaders" else "name"
        role = self._roles.role(word)
        if role is not None:
            return "role" if word.pos != "PROPN" or self._phrases.codes(word) else "name"
        if word.pos != "PROPN" and not word.text[0].isupper():
            return "role"
        acronym = len(word.text) > 1 and word.text.isupper() and word.child("compound") is None
        return "name" if acronym or word.child("det") is not None else "person"

    def _mention(self, head: Word, first: Word, last: Word, code: str, kind: str, name: str | None = None) -> Mention:
        span = (first.start, last.end)
        text = self._tree.sentence.within(span)
        full = name or self._full_name(head, text)
        return Mention(head, span, text, code, bool(code), kind, full, self._tree.sentence.index)

    def _extent(self, head: Word) -> tuple[Word, Word]:
        """The first and last word of the phrase's core: modifiers, titles and head, without article or complements."""
        words = self._tree.words
        found = self._names.at(head)
        first, last = (found.start, found.end - 1) if found else (head.i, head.i)
        while first > 0 and self._belongs(words[first - 1], head):
            first -= 1
        while words[first].pos in _EDGES and first < head.i:
            first += 1
        inside = self._names.at(words[first])
        if inside is not None:
            first = inside.start
        return words[first], words[last]

    def _belongs(self, word: Word, head: Word) -> bool:
        if word.tag in _OUTSIDE_TAGS:
            return False
        step: Word | None = word
        while step is not None and step is not head:
            if step.dep not in _INSIDE and not (step.dep in ("conj", "cc") and step.i < head.i):
                return False
            if step.dep in ("poss", "case"):
                return False
            step = step.head
        return step is head

    def _full_name(self, head: Word, text: str) -> str:
        """The codebook's fullest name; of unknown people the name without titles and roles; else the text."""
        found = self._names.at(head)
        if found is not None:
            return found.name.full if found.name.use == "name" else text
        if head.pos != "PROPN" or self._roles.role(head) is not None:
            return text
        parts = [head]
        for word in head.children:
            named = word.pos == "PROPN" and word.dep in ("compound", "nmod") and word.i < head.i
            if named and word.text[0].isalnum() and not self._roles.brings(word) and word.lower not in self._titles:
                parts.append(word)
        return " ".join(word.text for word in sorted(parts, key=lambda word: word.i))


def _may_head(word: Word, nouns: frozenset[str]) -> bool:
    """Whether a word that is no known name may head an actor's phrase, or be a modifier that is one by itself.

    So may what is written like a name or like two ("US-Russia"), a pronoun, and what is among ``nouns``.
    """
    if word.pos in ("PROPN", "PRON") or word.text[0].isupper() or "-" in word.text:
        return True
    return word.lower in nouns or word.lemma.lower() in nouns


def _dateline(words: list[Word]) -> int:
    """The index of the first word after a dateline: "GENEVA (Reuters) - ", "Moscow - "; 0 where there is none."""
    if len(words) < 2 or words[0].pos != "PROPN" or not (words[0].text.isupper() or words[1].text in _DASHES):
        return 0
    for word in words[1:12]:
        if word.text in _DASHES and word.start > words[word.i - 1].end:
            return word.i + 1
        if word.pos not in ("PROPN", "PUNCT", "NUM"):
            return 0
    return 0
