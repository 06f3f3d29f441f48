"""Why a rule fits a predication or does not: for explanations, by the questions that the matcher itself asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coder.codebook.rules import Rule
from coder.coding.conditions import Descriptions, fits
from coder.coding.matching import Matcher, phrase_words
from coder.model import Mention, Predication

SHOWN = 6
"""As many of a condition's words are named at the most."""


@dataclass(slots=True)
class Trial:
    """What came of trying a rule on a predication.

    ``outcome`` is "chosen"; "preferred" (it fits, but another rule is preferred); or what it lacks: "phrase", "where",
    "unless", "source", "target", "kind" (an actor is there, of another kind) or "dyad" (only one actor). ``reason``
    says it in words, "" where it is chosen.
    """

    rule: Rule
    outcome: str
    reason: str = ""

    @property
    def phrase(self) -> str:
        """The words of the rule, as the codebook has them but for their order."""
        return _phrase(self.rule)


def trials(matcher: Matcher, predication: Predication) -> list[Trial]:
    """What comes of each rule for the predicate's head word, in the order in which they are tried."""
    match = matcher.match(predication)
    chosen = match.rule if match is not None else None
    return [_trial(matcher, rule, predication, chosen) for rule in matcher.rules(predication)]


def _trial(matcher: Matcher, rule: Rule, predication: Predication, chosen: Rule | None) -> Trial:
    if rule is chosen:
        return Trial(rule, "chosen")
    words = phrase_words(predication, rule.rest)
    if words is None:
        return Trial(rule, "phrase", _no_phrase(rule, predication))
    lacking = Descriptions(predication).unmet(rule)
    if lacking is not None:
        return Trial(rule, lacking[0], _condition(*lacking, predication))
    match = matcher.bind(rule, predication, words)
    sources, targets, _ = matcher.participants(rule, predication, words)
    if match is None:
        return _no_actor(rule, "source", sources)
    if chosen is not None and (matcher.dyads(match) or match.open or match.answers):
        return Trial(rule, "preferred", f'fits, but {chosen.id} with "{_phrase(chosen)}" is preferred')
    if not match.targets and not rule.symmetric:
        return _no_actor(rule, "target", targets)
    return Trial(rule, "dyad", "source and target are one actor")


def _phrase(rule: Rule) -> str:
    before = rule.kind == "noun" and len(rule.rest) == 1
    return " ".join((*rule.rest, rule.head) if before else (rule.head, *rule.rest))


def _no_phrase(rule: Rule, predication: Predication) -> str:
    if not rule.rest:
        return f'the predicate is "{predication.lemma}" here, with its particle'
    return f'the words "{" ".join(rule.rest)}" are not with it'


def _condition(name: str, role: str, words: frozenset[str], predication: Predication) -> str:
    listed = _listed(sorted(words))
    holders = (
        [content.word for content in predication.contents] if role == "content" else predication.roles.get(role, ())
    )
    there = _listed(word.text for word in holders)
    if name == "where":
        return f"its {role} {f'({there}) ' if there else ''}should be one of: {listed}"
    return f"its {role} ({there}) is excepted: {listed}"


def _no_actor(rule: Rule, side: str, found: list[Mention]) -> Trial:
    roles = " or ".join(rule.source if side == "source" else rule.target)
    if not found:
        return Trial(rule, side, f"no {side}: no {'other ' if side == 'target' else ''}actor as its {roles}")
    wanted, unwanted = (rule.source_is, rule.source_not) if side == "source" else (rule.target_is, rule.target_not)
    wrong = _listed(f"{one.text} ({one.code or 'no code'})" for one in found if not fits(one, wanted, unwanted))
    should = f"one of {_listed(sorted(wanted))}" if wanted else f"none of {_listed(sorted(unwanted))}"
    return Trial(rule, "kind", f"its {side} {wrong} should be {should}")


def _listed(words: Iterable[str]) -> str:
    words = list(words)
    return ", ".join(words[:SHOWN]) + (", …" if len(words) > SHOWN else "")
