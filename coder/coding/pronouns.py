"""Whom the pronouns of a sentence stand for, by salience and by where they stand.

A plain salience model in the spirit of Lappin and Leass (1994): recent beats old, subject beats object, and number,
person and role must agree. What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coder.coding.antecedents import Antecedents
from coder.coding.binding import Binding, bound, commands, judged, owning, partial, reflexive, row
from coder.coding.salience import (
    antecedent_test,
    aside,
    first_of,
    impersonal,
    is_person,
    is_several,
    salience,
)
from coder.language.clauses import SUBJECTS, coordinated
from coder.model import Mention, Sentence, Word

WINDOW = 3
"""A pronoun is resolved within this many sentences back; names and short forms within the whole document."""

_OVER = 1.5
"""How far the subject of a clause that a pronoun stands in comes before others ("Iran said that it ...")."""

_BESIDE = 0.75
"""How far an object of such a clause comes before others."""

_SURE = 1.0
"""The score below which "it" and "they" take up only what stands out among all that they could."""

_TURNED = 1.0
"""How far those of earlier sentences stay behind where a sentence has begun with somebody new."""

_PARTNER = 3.5
"""How far the one beside whose noun a possessive stands ("fighters and their families"), who is judged for what is his,
or who does without being the clause's subject ("Oman's failure to meet its pledge"), comes before others."""


class Pronouns:
    """Resolves the pronouns of one sentence.

    ``past`` are the mentions of the sentences before, ``here`` those of this one up to the pronoun, as they become
    known; ``mentions`` all of this one as they stand there. ``quoted`` says whether the character at an offset stands
    in a quotation.
    """

    def __init__(
        self,
        past: Antecedents,
        here: list[Mention],
        mentions: list[Mention],
        sentence: Sentence,
        quoted: Callable[[int], bool],
    ):
        self._quoted = quoted
        self._past = past
        self._here = here
        self._mentions = mentions
        self._sentence = sentence
        self._binding = Binding()

    def meant(self, mention: Mention) -> list[Mention]:
        """The pronoun as each of those whom it stands for; of the kind "other" where that is no actor or not known,
        none where it stands for nothing."""
        word = mention.head
        fits = antecedent_test(word, self._quoted(word.start))
        if fits is None or impersonal(word) or partial(word):
            return []
        if reflexive(word):
            heads = self._binding.reflexed(word)
            return [as_known(mention, other) for other in self._here if other.head in heads and fits(other)][:1]
        owners = [other for other in self._here if other.head in owning(word) and fits(other)]
        if owners:
            return [as_known(mention, owners[0])]
        candidates = list(self._candidates(word, fits))
        if not is_several(word):
            candidates = _alone(candidates)
        score, best = max(candidates, key=lambda scored: scored[0], default=(0.0, None))
        unknown = [] if is_person(word) else [replace(mention, kind="other")]
        if best is None or (score < 0 and not (is_person(word) and _the_only_person(candidates))):
            return unknown
        if not is_person(word) and word.tag != "PRP$" and score < _SURE and _disputed(word, best, candidates):
            return unknown
        heads = [best.head, *(coordinated(first_of(best.head)) if is_several(word) else ())]
        members = [other for _, other in candidates if other.sentence == best.sentence and other.head in heads]
        known = [as_known(mention, other) for other in {other.code: other for other in members}.values()][::-1]
        # Of the arms of several each has his own: who has which cannot be told.
        return known if len(known) == 1 or word.tag != "PRP$" else []

    def _candidates(self, word: Word, fits: Callable[[Mention], bool]) -> Iterator[tuple[float, Mention]]:
        """The possible antecedents of a pronoun with their scores, the nearest first."""
        heads = self._binding.rivals(word)
        rivals = [
            other for other in self._here if other.head in heads or (word.tag != "PRP$" and bound(word, other.head))
        ]
        named = {other.name for other in self._mentions if other.kind != "role" and commands(word, other.head)}
        over, beside = self._binding.over(word), self._binding.beside(word)
        partners = [*row(word), judged(word), *self._binding.controllers(word)]
        told = is_person(word) and not self._quoted(word.start)
        turned = not is_person(word) and any(o.head.dep in SUBJECTS and o.kind != "pronoun" for o in self._here)
        for earlier in self._past.back(self._here):
            age = self._sentence.index - earlier.sentence
            if age > WINDOW:
                return
            if not fits(earlier) or earlier.name in named or (age == 0 and bound(word, earlier.head)):
                continue
            if any(_same(earlier, other) for other in rivals):
                continue
            if told and self._quoted(earlier.span[0]):  # "Baker has failed us," he said.
                continue
            score = salience(earlier) - 1.5 * age - (_TURNED if turned and age > 0 else 0.0)
            score += _OVER if age == 0 and earlier.head in over else -aside(earlier)
            if age == 0 and earlier.head in beside:
                score += _BESIDE
            if age == 0 and earlier.head in partners and earlier.kind != "other":
                score += _PARTNER
            # Who is named in the sentence itself is meant rather than nobody, wherever he stands.
            yield (max(score, 0.0) if age == 0 and salience(earlier) >= 0 else score), earlier


def as_known(mention: Mention, earlier: Mention | None) -> Mention:
    """A mention with the code and name of the one that it takes up."""
    if earlier is None:
        return mention
    if earlier.kind == "other":
        return replace(mention, kind="other", name=earlier.name)
    return replace(mention, code=earlier.code, resolved=earlier.resolved, name=earlier.name)


def _alone(candidates: list[tuple[float, Mention]]) -> list[tuple[float, Mention]]:
    """The candidates less those in a row ("Russia and Turkey"), of which one pronoun cannot mean this one or that."""
    rows = [(first_of(mention.head), mention.name) for _, mention in candidates]
    return [
        scored
        for scored, (first, name) in zip(candidates, rows, strict=True)
        if not any(other is first and called != name for other, called in rows)
    ]


def _the_only_person(candidates: list[tuple[float, Mention]]) -> bool:
    names = {mention.name for _, mention in candidates}
    return len(names) == 1 and all(mention.kind in ("person", "pronoun") for _, mention in candidates)


def _disputed(word: Word, best: Mention, candidates: list[tuple[float, Mention]]) -> bool:
    """Whether another comes close to the best of the candidates; for "it" that may always be what is no actor."""
    score = max(score for score, _ in candidates)
    close = (mention for other, mention in candidates if other > score - _SURE)
    return not is_several(word) or any(mention.name != best.name for mention in close)


def _same(one: Mention, other: Mention) -> bool:
    return one.name == other.name or (one.code == other.code != "" and other.kind != "person")
