"""Tell quickly which sentences can hold no event, so that nobody reads their predications.

Nothing is lost by it: an event is a rule of the codebook that fits, between two actors. A rule fits only where its head
word is there, the other words of its phrase, and one of the words of each of its conditions; whatever a sentence's
grammar, these are forms or lemmas of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from coder.codebook.rules import EventCodebook
from coder.coding.matching import same_actor
from coder.model import Mention, Tree

KINDS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
"""The kinds of predicates by the part of speech of their words."""


class Gate:
    """Lets the sentences pass that may hold an event of a codebook."""

    def __init__(self, codebook: EventCodebook):
        self._rules = codebook.rules

    def may_hold(self, tree: Tree, mentions: Sequence[Mention]) -> bool:
        """Whether a sentence with these actors, resolved through the discourse, may hold an event."""
        return has_dyad(mentions) and self._may_fit(tree)

    def _may_fit(self, tree: Tree) -> bool:
        """Whether a rule has its words in the sentence."""
        forms: set[str] = set()
        for word in tree.words:
            kind = KINDS.get(word.pos)
            rules = self._rules.get((kind, word.lemma.lower())) if kind is not None else None
            if rules is not None:
                forms = forms or {form for word in tree.words for form in (word.lower, word.lemma.lower())}
                if rules.may_fit(forms):
                    return True
        return False


def has_dyad(mentions: Sequence[Mention]) -> bool:
    """Whether two of a sentence's actors, resolved through the discourse, are not the same."""
    return any(not same_actor(a, b) for a, b in combinations(mentions, 2))
