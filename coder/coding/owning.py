"""Which phrases after a noun say whose it is: "of the army", "for Mali", "in Ankara", "in Borno state"."""

from __future__ import annotations

from coder.coding.codes import is_role, is_state
from coder.coding.names import Names
from coder.coding.roles import Role
from coder.language.clauses import MODIFIERS, coordinated
from coder.model import Word

_WITHIN = ("in", "at", "near", "within", "across", "inside", "around", "outside")
OWNING = ("of", "from", "for", "to", *_WITHIN)
"""Prepositions after which a noun's owner may stand."""

_NAMING = (*MODIFIERS, "poss", "appos")
_BANDS = ("MIL", "REB", "UAF", "OPP")
_SERVING = ("adviser", "advisor", "aide", "assistant", "secretary", "counsel", "deputy")
"""Whose "to" says whom they serve."""

_REGIONS = frozenset(
    [
        "state", "province", "region", "city", "town", "district", "area", "county", "republic", "governorate",
        "prefecture", "valley", "peninsula", "capital",
    ]
)  # fmt: skip
_POSTED = frozenset(
    [
        "envoy", "ambassador", "journalist", "reporter", "correspondent", "diplomat", "tourist", "peacekeeper",
        "observer", "monitor", "inspector", "expatriate", "negotiator", "mediator",
    ]
)  # fmt: skip
"""Those who are not of the place where they are."""

_ABROAD = ("international", "foreign", "western", "overseas")
"""Modifiers of those who are not either: "international aid agencies in Nepal"."""


def whose(word: Word) -> list[Word]:
    """The nouns that "whose" before a noun stands for: "Mali and Chad, whose armies met"."""
    owner = word.child("poss")
    if owner is None or owner.tag != "WP$":
        return []
    clause = next((above for above in word.ancestors() if above.dep == "relcl"), None)
    noun = clause.head if clause is not None else None
    if noun is None and word.head is not None:
        # The parser may take the relative clause for the main one, which has two subjects then.
        noun = next((child for child in word.head.children if child.dep == word.dep and child.i < owner.i), None)
    return coordinated(noun) if noun is not None else []


class Places:
    """The places of one sentence as owners."""

    def __init__(self, names: Names):
        self._names = names

    def owns(self, preposition: str, noun: Word, code: str, word: Word, role: Role, chunk: str) -> bool:
        """Whether a noun after a preposition, whose code is given, is whose a role noun is."""
        lemma = word.lemma.lower()
        if preposition in _WITHIN:
            if any(child.dep == "poss" or child.lower in _ABROAD for child in word.children):
                return False
            posted = lemma in _POSTED or (chunk in ("MIL", "PKO") and lemma != "ministry")
            return not is_role(code) and not posted and self._is_place(noun)
        if preposition == "from" and not self._is_place(noun) and chunk not in _BANDS:
            return False
        if preposition == "to" and lemma not in _SERVING:
            return False
        if preposition == "for" and not lemma.startswith("spokes"):
            return not is_state(code) and role.strength == "relational"
        return not is_role(code) or role.strength != "own"

    def region(self, noun: Word) -> Word:
        """The place that a region is called by: Borno in "Borno state"."""
        if noun.lemma.lower() not in _REGIONS:
            return noun
        inside = (child for child in noun.children if child.dep in _NAMING)
        return next(filter(self._is_place, inside), noun)

    def _is_place(self, noun: Word) -> bool:
        found = self._names.at(noun)
        return found is not None and found.name.kind in ("states", "regions")
