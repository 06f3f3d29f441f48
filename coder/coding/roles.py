"""Say what role the nouns of a sentence bring, and what their modifiers make of it."""

from __future__ import annotations

from typing import NamedTuple

from coder.codebook.actors import NO_ACTOR, Roles
from coder.coding.names import Names
from coder.language.clauses import MODIFIERS
from coder.language.lexicon import load_lexicon
from coder.model import Tree, Word

_LEXICON = load_lexicon()

NEIGHBOURS = ("neighbour", "neighbor")
OTHERS = frozenset(
    [
        "counterpart", "opponent", "rival", "enemy", "foe", "ally", "adversary", "critic", "partner", "backer",
        "sponsor", "patron", "proxy", *NEIGHBOURS,
    ]
)  # fmt: skip
"""Nouns whose owner is somebody else: "his counterpart" is not his, "Turkey's opponents" are not Turkish."""

_SURNAMES = frozenset(
    [
        "king", "prince", "bishop", "judge", "marshal", "pope", "hunter", "farmer", "driver", "miner", "shepherd",
        "cardinal", "deacon", "priest", "monk", "baron", "major", "constable", "sheriff", "chancellor", "justice",
        "child", "cook", "carpenter", "barber", "architect", "brother", "parish", "temple", "church", "house", "school",
        "home", "lord", "trader", "merchant", "sultan", "emir", "nun", "mayor", "boy", "man", "youth", "ranger",
        "archer", "guard", "page", "sailor", "private", "gunner",
    ]
)  # fmt: skip
"""Role nouns that are surnames, too."""

_PERSONAL = ("my", "your", "his", "her", "our", "their")
"""Whose head is a part of the body."""

_ARMED = ("REB", "UAF", "COP", "CRM", "NGO", "REF", "PKO", "SPY")
"""Chunks of modifiers that outdo a soldier's or vehicle's: "rebel tanks", "aid convoy"."""


_OFFICIALS = ("official", "commissioner", "administrator", "director")
"""Who are no civilians by what is said before them: "local officials", "the district commissioner"."""

_SHADOW = "shadow"
"""What makes a minister one of the opposition: "the shadow foreign secretary"."""

_REGULAR = frozenset(["GOV", "MIL"])
"""Chunks of modifiers that make fighters soldiers: "government fighters"."""


class Role(NamedTuple):
    """What a role noun adds to a code, and how: "own", "weak", "relational" or "thing", as ``roles.yaml`` has it."""

    chunk: str
    strength: str


class RoleReader:
    """The roles of the nouns of one sentence."""

    def __init__(self, tree: Tree, names: Names, roles: Roles):
        self._words = tree.words
        self._names = names
        self._roles = roles
        self._nouns: dict[int, Role | None] = {}

    def role(self, word: Word) -> Role | None:
        """The chunk that a noun brings by itself, and how strongly."""
        if word.i not in self._nouns:
            self._nouns[word.i] = self._find_role(word)
        return self._nouns[word.i]

    def brings(self, word: Word) -> bool:
        """Whether a modifier names an actor or a role."""
        if self._names.at(word) is not None or word.lower in self._roles.adjectives:
            return True
        role = self.role(word)
        return role is not None and role.strength != "thing"

    def brought(self, word: Word) -> str:
        """The chunk that a modifier brings, "" for none."""
        role = self.role(word)
        return self._roles.adjectives.get(word.lower, "") if role is None else role.chunk

    def refined(self, word: Word, role: Role, modifiers: list[Word]) -> str:
        """The role chunk after the modifiers: "police" makes the "forces" COP, "rebel" the "tanks" REB."""
        chunk = role.chunk
        if chunk == "GOV" and any(word.lower == _SHADOW for word in modifiers):
            return "OPP"
        armed = chunk == "MIL" or (chunk == "UAF" and role.strength == "weak")
        if role.strength == "own" and not armed and chunk != "LEG":
            return chunk
        brought = [found for found in map(self.chunk_of, modifiers) if found]
        if chunk == "GOV" and word.lemma.lower() in _OFFICIALS:
            brought = [found for found in brought if found != "CVL"]
        if chunk == "LEG":
            return "OPP" if "OPP" in brought else chunk
        fighting = [found for found in brought if found in _ARMED]
        if armed:
            if "OPP" in brought:
                return "REB"
            regular = (self.chunk_of(word) in _REGULAR for word in modifiers if word.lower != "armed")
            if chunk == "UAF" and not fighting and any(regular):
                return "MIL"
            return fighting[-1] if fighting else "CVL" if "CVL" in brought and role.strength != "own" else chunk
        return fighting[-1] if fighting else brought[-1] if brought else chunk

    def chunk_of(self, word: Word) -> str:
        """The role chunk that a modifier brings, "" for none."""
        if self._names.at(word) is not None or former(word) or word.lower == "deputy":
            return ""
        if word.lower in self._roles.adjectives:
            return self._roles.adjectives[word.lower]
        if word.lower.startswith("anti-"):
            name = self._names.lookup(word.text[5:])
            return "OPP" if name is not None and name.kind == "leaders" else ""
        role = self.role(word)
        return "" if role is None or role.strength == "relational" else role.chunk

    def _find_role(self, word: Word) -> Role | None:
        if word.pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        nouns, lemma, lower = self._roles.nouns, word.lemma.lower(), word.lower
        found = None
        if word.i and (lemma in self._roles.phrases or lower in self._roles.phrases):
            before = self._words[word.i - 1].lower
            longer = f"{self._words[word.i - 2].lower} {before} {lemma}" if word.i > 1 else ""
            found = nouns.get(longer) or nouns.get(f"{before} {lemma}") or nouns.get(f"{before} {lower}")
        phrase = found is not None
        found = found or nouns.get(lower) or nouns.get(lemma)
        if found is None and word.pos == "PROPN" and lower.endswith("s"):
            found = nouns.get(lower[:-1])
        if (
            found is None
            or found == NO_ACTOR
            or (word.pos == "ADJ" and found[1] != "own")
            or (lower in _SURNAMES and not phrase and self._surname(word))
        ):
            return None
        if lower in self._roles.abstract and not phrase and self._abstract(word):
            return None
        if lemma == "head" and (owner := word.child("poss")) is not None and owner.lower in _PERSONAL:
            return None
        return Role(*found)

    def _abstract(self, word: Word) -> bool:
        """Whether a noun is none that acts: "the use of force", which nothing before it makes one of several."""
        if word.tag != "NN" or word.dep in MODIFIERS or word.dep == "conj":
            return False
        return all(child.dep == "amod" and self._names.at(child) is None for child in word.children if child.i < word.i)

    def _surname(self, word: Word) -> bool:
        """Whether a role noun is a surname: King in "Martin Luther King"."""
        before = self._words[word.i - 1] if word.i else None
        if (
            word.tag != "NNP"
            or word.dep in MODIFIERS
            or before is None
            or before.pos != "PROPN"
            or before.head is not word
            or word.child("det") is not None
        ):
            return False
        known = (
            self._names.at(before) is not None
            or before.lower in self._roles.adjectives
            or before.lower in self._roles.nouns
        )
        return not known and before.lower not in self._roles.titles


def is_kin(word: Word) -> bool:
    """Whether a noun is one of somebody's people who are not what he is: "wife", "family members"."""
    if word.lemma.lower() in _LEXICON.kin:
        return True
    return word.lemma == "member" and any(child.lemma.lower() in _LEXICON.kin for child in word.children)


def former(word: Word) -> bool:
    """Whether a word beside a title says that its holder is out of office ("ousted", "ex-president")."""
    return word.lower in _LEXICON.former or word.lower.startswith("ex-")


def any_former(modifiers: list[Word]) -> bool:
    """Whether the modifiers put somebody out of office; "current and former" do not."""
    words = [near for word in modifiers for near in (word, *word.children)]
    return any(map(former, words)) and all(word.lower not in _LEXICON.current for word in words)
