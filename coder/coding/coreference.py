"""Who "it", "he", "the military", a bare surname are: mentions resolved through the document, by rule.

A plain salience model in the spirit of Lappin and Leass (1994): recent beats old, subject beats object, and number,
person and role must agree. What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from coder.codebook.actors import PEOPLE
from coder.coding.antecedents import Antecedents, is_plural
from coder.coding.binding import Binding, bound, commands, reflexive, row
from coder.coding.both import members
from coder.coding.codes import compose, is_role
from coder.coding.roles import OTHERS
from coder.coding.salience import antecedent_test, aside, coordinate, counted, first_of, impersonal, is_person, is_several, salience
from coder.coding.setting import Setting
from coder.coding.short_forms import TAKERS, definite, takes_up
from coder.language.clauses import SUBJECTS, coordinated
from coder.model import Mention, Tree, Word

_WINDOW = 3
"""A pronoun is resolved within this many sentences back; names and short forms within the whole document."""

_OVER = 1.5
"""How far the subject of a clause that a pronoun stands in comes before others ("Iran said that it ...")."""

_BESIDE = 0.75
"""How far an object of such a clause comes before others."""

_SURE = 1.0
"""The least score of what "it" or "they" take up."""

_TURNED = 1.0
"""How far those of earlier sentences stay behind where a sentence has begun with somebody new."""

_PARTNER = 3.0
"""How far the one beside whose noun a possessive stands comes before others ("fighters and their families")."""


class Discourse:
    """What one document has mentioned so far; ``read`` its sentences in order."""

    def __init__(self) -> None:
        self._past = Antecedents()
        self._setting = Setting()

    def read(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """The sentence's mentions with pronouns, surnames and short forms resolved to their fullest earlier mention.

        Left out are what stands for no known actor: such pronouns, impersonal "it", and "the country" of no country.
        """
        here: dict[int, Mention] = {}
        resolved: list[Mention] = []
        for mention in mentions:
            self._setting.read(mention)
        place = _Place(tree.sentence.index, mentions, Binding())
        for mention in _with_others(tree, mentions):
            for found in members(mention, self._past.back(resolved)) or self._resolve(mention, resolved, here, place):
                found = found if _of(found.head) is not None else self._settled(found)
                resolved.append(found)
                here.setdefault(found.head.i, found)
        resolved = [self._settled(_owned(mention, here, "prep")) for mention in resolved]
        for mention in resolved:
            self._past.add(mention)
        return [mention for mention in resolved if mention.kind != "other"]

    def _settled(self, mention: Mention) -> Mention:
        """An institution that nobody owns as that of the state in which the document is set."""
        if mention.kind not in ("role", "person") or not mention.code:
            return mention
        state = self._setting.state_of(mention)
        return replace(mention, code=compose(state, mention.code)) if state else mention

    def _resolve(
        self, mention: Mention, resolved: list[Mention], here: dict[int, Mention], place: _Place
    ) -> list[Mention]:
        """The mention as it is now known, none where it stands for nobody."""
        if mention.kind == "dateline":
            return []
        if mention.kind == "other":
            return [mention]
        if mention.kind == "pronoun":
            return self._pronoun(mention, resolved, place)
        if mention.kind == "role":
            known = _owned(_as(mention, self._short_form(mention, resolved)), here, "poss")
        elif mention.code[3:] == PEOPLE and is_plural(mention.head) and definite(mention.head):
            known = _as(mention, self._past.soldiers(mention, resolved, _WINDOW))
            if known is mention and len(mention.head.children) == 1:
                # "The Americans", who were not mentioned before, are their state.
                known = replace(mention, code=mention.code[:3])
        elif not mention.code or (mention.kind == "person" and is_role(mention.code)):
            known = _as(mention, self._past.named(mention, resolved))
        else:
            known = mention
        # A capital at the sentence's start makes no name of a common noun.
        return [known] if known.code or known.head.pos == "PROPN" else []

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
        if not mention.code:
            return None
        return self._past.only_one(mention, resolved, _WINDOW) or self._past.band(mention, resolved)

    def _pronoun(self, mention: Mention, here: list[Mention], place: _Place) -> list[Mention]:
        """Whom a pronoun stands for; an "other" mention where that is no actor, none where it cannot be told."""
        word = mention.head
        fits = antecedent_test(word)
        if fits is None or impersonal(word):
            return []
        if reflexive(word):
            heads = place.binding.reflexed(word)
            return [_as(mention, other) for other in here if other.head in heads and fits(other)][:1]
        candidates = list(self._candidates(word, here, place, fits))
        if not is_several(word):
            candidates = _alone(candidates)
        score, best = max(candidates, key=lambda scored: scored[0], default=(0.0, None))
        least = 0.0 if is_person(word) or word.tag == "PRP$" else _SURE
        if best is None or (score < least and not (is_person(word) and _the_only_person(candidates))):
            return []
        heads = coordinated(first_of(best.head)) if is_several(word) else [best.head]
        members = [other for _, other in candidates if other.sentence == best.sentence and other.head in heads]
        return [_as(mention, other) for other in {other.code: other for other in members}.values()][::-1]

    def _candidates(
        self, word: Word, here: list[Mention], place: _Place, fits: Callable[[Mention], bool]
    ) -> Iterator[tuple[float, Mention]]:
        """The possible antecedents of a pronoun with their scores, the nearest first."""
        heads = place.binding.rivals(word)
        rivals = [other for other in here if other.head in heads or (word.tag != "PRP$" and bound(word, other.head))]
        named = {other.name for other in place.mentions if other.kind != "role" and commands(word, other.head)}
        over, beside, partners = place.binding.over(word), place.binding.beside(word), row(word)
        turned = not is_person(word) and any(o.head.dep in SUBJECTS and o.kind != "pronoun" for o in here)
        for earlier in self._past.back(here):
            age = place.sentence - earlier.sentence
            if age > _WINDOW:
                return
            itself = any(_same(earlier, other) for other in rivals) or (age == 0 and bound(word, earlier.head))
            if not fits(earlier) or itself or earlier.name in named:
                continue
            score = salience(earlier) - 1.5 * age - (_TURNED if turned and age > 0 else 0.0)
            score += _OVER if age == 0 and earlier.head in over else -aside(earlier)
            if age == 0 and earlier.head in beside:
                score += _BESIDE
            if age == 0 and earlier.head in partners:
                score += _PARTNER
            # Who is named in the sentence itself is meant rather than nobody, wherever he stands.
            yield (max(score, 0.0) if age == 0 and salience(earlier) >= 0 else score), earlier


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that is being read: its index, its mentions as they stand there, and what binds its pronouns."""

    sentence: int
    mentions: list[Mention]
    binding: Binding


def _with_others(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """The mentions in order, with the subjects that are no actors, lest a report's pronoun be taken for an army's."""
    heads = {mention.head.i for mention in mentions}
    others = [
        Mention(word, (word.start, word.end), word.text, "", False, "other", word.text, tree.sentence.index)
        for word in tree.words
        if word.dep in SUBJECTS and (word.pos == "NOUN" or word.tag == "DT") and word.i not in heads
        if not any(noun.i in heads for noun in counted(word))
    ]
    return sorted([*mentions, *others], key=lambda mention: mention.head.i) if others else mentions


def _as(mention: Mention, earlier: Mention | None) -> Mention:
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


def _same(one: Mention, other: Mention) -> bool:
    return one.name == other.name or (one.code == other.code != "" and other.kind != "person")


def _owned(mention: Mention, here: dict[int, Mention], by: str) -> Mention:
    """A role noun with an owner that is a pronoun or short form ("its troops", "the group's leader") as its owner's."""
    if mention.kind != "role" or not mention.code or not is_role(mention.code) or mention.head.lemma in OTHERS:
        return mention
    noun = mention.head.child("poss") if by == "poss" else _of(mention.head)
    owner = here.get(noun.i) if noun is not None else None
    if owner is None or not owner.code or is_role(owner.code):
        return mention
    return replace(mention, code=compose(owner.code, mention.code), resolved=True)


def _of(head: Word) -> Word | None:
    """The noun of the phrase with "of" after a noun."""
    after = next((child for child in head.children if child.dep == "prep" and child.lower == "of"), None)
    return after.child("pobj") if after is not None else None
