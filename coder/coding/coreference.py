"""Who "it", "he", "the military", a bare surname are: mentions resolved through the document, by rule.

A plain salience model in the spirit of Lappin and Leass (1994): recent beats old, subject beats object, and number, person
and role must agree. What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coder.coding.antecedents import Antecedents
from coder.coding.codes import compose, is_role
from coder.coding.salience import antecedent_test, bound, impersonal, salience
from coder.coding.short_forms import OTHERS, TAKERS, definite, takes_up
from coder.model import Mention, Tree, Word

_WINDOW = 3
"""A pronoun is resolved within this many sentences back; names and short forms within the whole document."""


class Discourse:
    """What one document has mentioned so far; ``read`` its sentences in order."""

    def __init__(self) -> None:
        self._past = Antecedents()

    def read(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """The sentence's mentions with pronouns, surnames and short forms resolved to their fullest earlier mention.

        Left out are what stands for no known actor: such pronouns, impersonal "it", and "the country" of no country.
        """
        here: dict[int, Mention] = {}
        resolved: list[Mention] = []
        for mention in _with_others(tree, mentions):
            found = self._resolve(mention, resolved, here, tree)
            if found is not None:
                resolved.append(found)
                here.setdefault(found.head.i, found)
        resolved = [_owned(mention, here, "prep") for mention in resolved]
        for mention in resolved:
            self._past.add(mention)
        return [mention for mention in resolved if mention.kind != "other"]

    def _resolve(self, mention: Mention, resolved: list[Mention], here: dict[int, Mention], tree: Tree) -> Mention | None:
        if mention.kind == "pronoun":
            return self._pronoun(mention, resolved, tree)
        if mention.kind == "other":
            return mention
        if mention.kind == "role":
            known = _as(mention, self._short_form(mention, resolved))
            return _owned(known, here, "poss") if known.code else _as_name(known)
        if not mention.code or (mention.kind == "person" and is_role(mention.code)):
            mention = _as(mention, self._past.named(mention, resolved))
        return mention if mention.code else _as_name(mention)

    def _short_form(self, mention: Mention, resolved: list[Mention]) -> Mention | None:
        """The fuller mention that a bare definite noun takes up ("the ministry", "the country", "the group")."""
        if (mention.code and not is_role(mention.code)) or not definite(mention.head):
            return None
        for earlier in self._past.with_word(mention.head, resolved):
            if takes_up(mention, earlier):
                return earlier
        fits = TAKERS.get(mention.head.lower)
        if fits is not None:
            return next((earlier for earlier in self._past.back(resolved) if fits(earlier)), None)
        return self._past.only_one(mention, resolved, _WINDOW) if mention.code else None

    def _pronoun(self, mention: Mention, here: list[Mention], tree: Tree) -> Mention | None:
        word = mention.head
        fits = antecedent_test(word)
        if fits is None or impersonal(word):
            return None
        candidates = self._candidates(word, here, tree.sentence.index, fits)
        best = max(candidates, key=lambda scored: scored[0], default=None)
        return None if best is None or best[0] < 0 or best[1].kind == "other" else _as(mention, best[1])

    def _candidates(
        self, word: Word, here: list[Mention], sentence: int, fits: Callable[[Mention], bool]
    ) -> Iterator[tuple[float, Mention]]:
        """The possible antecedents of a pronoun with their scores, the nearest first."""
        for earlier in self._past.back(here):
            age = sentence - earlier.sentence
            if age > _WINDOW:
                return
            if fits(earlier) and not (age == 0 and bound(word, earlier.head)):
                yield salience(earlier) - 1.5 * age, earlier


def _with_others(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, among them the subjects that are no actors, lest a pronoun for a report be taken for an army."""
    heads = {mention.head.i for mention in mentions}
    others = [
        Mention(word, (word.start, word.end), word.text, "", False, "other", word.text, tree.sentence.index)
        for word in tree.words
        if word.dep in ("nsubj", "nsubjpass") and word.pos == "NOUN" and word.i not in heads
    ]
    return sorted([*mentions, *others], key=lambda mention: mention.head.i) if others else mentions


def _as(mention: Mention, earlier: Mention | None) -> Mention:
    """A mention with the code and name of the one that it takes up."""
    if earlier is None:
        return mention
    return replace(mention, code=earlier.code, resolved=earlier.resolved, name=earlier.name)


def _as_name(mention: Mention) -> Mention | None:
    """A mention without a code, where it is a name: a capital at the sentence's start makes no name of a common noun."""
    return mention if mention.head.pos == "PROPN" else None


def _owned(mention: Mention, here: dict[int, Mention], by: str) -> Mention:
    """A role noun with an owner that is a pronoun or short form ("its troops", "the group's leader") as its owner's."""
    if mention.kind != "role" or not mention.code or not is_role(mention.code) or mention.head.lemma in OTHERS:
        return mention
    for child in mention.head.children:
        if child.dep != by or (by == "prep" and child.lower != "of"):
            continue
        noun = child if by == "poss" else child.child("pobj")
        owner = here.get(noun.i) if noun is not None else None
        if owner is not None and owner.code and not is_role(owner.code):
            return replace(mention, code=compose(owner.code, mention.code), resolved=True)
    return mention
