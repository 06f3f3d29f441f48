"""Who "it", "he", "the military", a bare surname are: mentions resolved through the document, by rule.

A plain salience model in the spirit of Lappin and Leass (1994): recent beats old, subject beats object, and number, person
and role must agree. What cannot be resolved is left out rather than guessed.
"""

from __future__ import annotations

from dataclasses import replace

from coder.coding.matching import ROLES
from coder.model import Mention, Tree, Word

_PERSON = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
_THING = ("it", "its", "itself")
_PLURAL = ("they", "them", "their", "theirs", "themselves")
_POSSESSIVE = "PRP$"
_WINDOW = 3
"""A pronoun is resolved within this many sentences back; bare surnames and short forms within the whole document."""

_COLLECTIVE = frozenset(
    "military army government ministry coalition group party militia court agency company regime police navy force office union parliament "
    "council administration organization organisation movement opposition junta command alliance commission committee department state "
    "convoy patrol unit embassy watchdog newspaper charity brigade battalion air mission delegation".split()
)
_IMPERSONAL = frozenset(
    "report say believe think understand know allege claim expect fear hope estimate reveal announce decide confirm seem appear emerge "
    "happen turn follow mean rain snow take remain become agree".split()
)
_DEFINITE = ("the", "that", "this", "these", "those")


class Discourse:
    """What one document has mentioned so far; ``read`` its sentences in order."""

    def __init__(self) -> None:
        self._history: list[Mention] = []

    def read(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """The sentence's mentions with pronouns, surnames and short forms resolved to their fullest earlier mention.

        Pronouns and impersonal "it" that stand for no known actor are left out.
        """
        resolved: list[Mention] = []
        for mention in mentions:
            if mention.kind == "pronoun":
                found = self._pronoun(mention, resolved, tree)
                if found is not None:
                    resolved.append(found)
                continue
            mention = self._owned(self._short(mention, resolved), resolved)
            # A capital at the sentence's start makes no name of a common noun, unless it takes one up.
            if mention.code or mention.head.pos == "PROPN":
                resolved.append(mention)
        self._history.extend(mention for mention in resolved if mention.code or mention.kind == "person")
        return resolved

    def _short(self, mention: Mention, here: list[Mention]) -> Mention:
        """A bare surname or a short form ("the ministry") as the fuller mention that it takes up."""
        for earlier in self._back(here):
            if mention.kind == "person" and not mention.code and earlier.kind == "person" and _surname(mention, earlier):
                return replace(mention, code=earlier.code, resolved=earlier.resolved, name=earlier.name)
            if mention.kind == "role" and mention.code in ROLES and _takes_up(mention, earlier):
                return replace(mention, code=earlier.code, resolved=True, name=earlier.name)
        return mention

    def _owned(self, mention: Mention, here: list[Mention]) -> Mention:
        """A role noun with a possessive pronoun ("its troops") as its owner's."""
        if mention.kind != "role" or mention.code not in ROLES:
            return mention
        for child in mention.head.children:
            if child.dep == "poss" and child.tag == _POSSESSIVE:
                owner = next((m for m in here if m.head is child), None)
                if owner is not None and owner.code[:3] not in ROLES:
                    return replace(mention, code=owner.code[:3] + mention.code)
        return mention

    def _pronoun(self, mention: Mention, here: list[Mention], tree: Tree) -> Mention | None:
        word = mention.head
        if word.lower in _THING and _impersonal(word):
            return None
        fits = _fitting(word.lower)
        if fits is None:
            return None
        best: tuple[float, Mention] | None = None
        for earlier in self._back(here):
            age = tree.sentence.index - earlier.sentence
            if age > _WINDOW:
                break
            if not fits(earlier) or (age == 0 and _same_clause(word, earlier.head)):
                continue
            score = _salience(earlier) - 2 * age
            if best is None or score > best[0]:
                best = (score, earlier)
        if best is None:
            return None
        earlier = best[1]
        return replace(mention, code=earlier.code, resolved=earlier.resolved, name=earlier.name)

    def _back(self, here: list[Mention]):
        yield from reversed(here)
        yield from reversed(self._history)


def _surname(short: Mention, full: Mention) -> bool:
    words, fuller = short.name.split(), full.name.split()
    if not words or not fuller or len(fuller) <= len(words):
        return False
    return words[-1] in (fuller[-1], fuller[-2] if fuller[-1] in ("Jr", "Sr", "II", "III", "IV") else fuller[-1])


def _takes_up(short: Mention, earlier: Mention) -> bool:
    """Whether a bare role noun with a definite article takes up an earlier mention with a fuller code."""
    if not _definite(short.head) or len(earlier.code) <= len(short.code) or short.code not in _chunks(earlier.code):
        return False
    if earlier.kind == "pronoun" or _plural(short.head) != _plural(earlier.head):
        return False
    if short.head.lemma.lower() == earlier.head.lemma.lower():
        return True
    words = {word.lower() for word in earlier.text.replace("-", " ").split()}
    return short.head.lower in words


def _definite(word: Word) -> bool:
    return any(child.dep == "det" and child.lower in _DEFINITE for child in word.children)


def _chunks(code: str) -> list[str]:
    return [code[at : at + 3] for at in range(0, len(code), 3)]


def _plural(word: Word) -> bool:
    return word.tag in ("NNS", "NNPS")


def _fitting(pronoun: str):
    """The test that an antecedent of this pronoun must pass; None where the pronoun is not resolved (I, we, you)."""
    if pronoun in _PERSON:
        return lambda m: m.kind == "person" or (m.kind == "role" and not _plural(m.head) and not _is_collective(m))
    if pronoun in _THING:
        return lambda m: bool(m.code) and m.kind != "person" and not _plural(m.head) and (m.kind != "role" or _is_collective(m))
    if pronoun in _PLURAL:
        return lambda m: bool(m.code) and m.kind != "person" and (_plural(m.head) or m.kind == "name" or m.head.lower == "police")
    return None


def _is_collective(mention: Mention) -> bool:
    return mention.head.lemma.lower() in _COLLECTIVE


def _salience(mention: Mention) -> float:
    """Subjects before objects, reporters and main clauses before modifiers; places (in a phrase) last."""
    dep = mention.head.dep
    score = {"nsubj": 3.0, "nsubjpass": 2.5, "dobj": 1.5, "agent": 1.0, "conj": 1.0, "poss": 0.3, "compound": -1.0, "amod": -1.0}.get(dep, 0.0)
    head = mention.head.head
    if dep == "pobj" and head is not None:
        score = -0.5 if head.lower in ("in", "at", "near", "of", "on") else 0.5
    if dep == "nsubj" and head is not None and head.dep == "ROOT":
        score += 0.5
    return score


def _same_clause(pronoun: Word, other: Word) -> bool:
    """Whether the two are arguments of one predicate, and so two different actors; possessives may reach back."""
    if pronoun.tag == _POSSESSIVE:
        return other.head is pronoun.head
    return pronoun.head is not None and pronoun.head is _governor(other)


def _governor(word: Word) -> Word | None:
    head = word.head
    while head is not None and head.pos == "ADP":
        head = head.head
    return head


def _impersonal(word: Word) -> bool:
    """Whether "it" stands for nothing: "it is reported that", "it was clear that", "it took two days"."""
    verb = word.head
    if word.dep == "expl" or verb is None:
        return True
    if word.dep not in ("nsubj", "nsubjpass"):
        return False
    clause = verb.child("ccomp", "csubj", "xcomp", "csubjpass")
    if word.dep == "nsubjpass":
        return clause is not None or verb.lemma in _IMPERSONAL
    if verb.lemma == "be":
        return verb.child("acomp", "attr") is not None and (clause is not None or verb.child("advcl") is not None)
    return verb.lemma in ("seem", "appear", "emerge", "rain", "snow", "happen", "turn", "take")
