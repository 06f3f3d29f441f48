"""The state in which a document is set: whose "the police" and "the government" are where nobody says so."""

from __future__ import annotations

from collections import Counter

from coder.coding.codes import chunks, is_organisation, is_role
from coder.model import Mention

_INSTITUTIONS = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
"""Roles that belong to a state, as an opposition does; rebels, civilians and the press may be anybody's."""

_VAGUE = ("a", "an", "some", "no", "any", "foreign", "former", "other", "more", "many", "several", "another")
_LEAST, _SHARE, _DATELINE = 3, 0.5, 5
"""How often and with what share of all states a state must be named to be the one that a document is set in, and for
how many mentions a dateline stands."""


class Setting:
    """Counts the states that a document names."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def read(self, mention: Mention) -> None:
        """Take note of a mention, resolved or not."""
        if mention.kind == "dateline":
            self._counts[mention.code[:3]] += _DATELINE
        elif (
            mention.code
            and mention.kind != "pronoun"
            and not is_role(mention.code[:3])
            and not is_organisation(mention.code)
        ):
            self._counts[mention.code[:3]] += 1

    def state_of(self, mention: Mention) -> str:
        """The state that an institution without an owner belongs to, "" where that is not clear."""
        belongs = chunks(mention.code)[0] in _INSTITUTIONS or mention.head.lemma.lower() == "opposition"
        if not belongs or not is_role(mention.code) or _somebody(mention):
            return ""
        state, count = max(self._counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
        return state if count >= _LEAST and count >= _SHARE * sum(self._counts.values()) else ""


def _somebody(mention: Mention) -> bool:
    """Whether the noun means some unknown ones, or another's."""
    children = mention.head.children
    return any(child.dep in ("nummod", "poss") or child.lower in _VAGUE for child in children)
