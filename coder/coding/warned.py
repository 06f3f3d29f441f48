"""Tell warnings that threaten from those that tell of something: "warned B of an attack by rebels" threatens nobody."""

from __future__ import annotations

from coder.coding.contents import AGENTS, THREAT, others
from coder.coding.matching import Match, Matcher
from coder.model import HAPPENED, Predication

_WARN = ("warn", "warning", "caution")
_HARMFUL = ("15", "16", "17", "18", "19", "20")


def tells(match: Match, matcher: Matcher) -> bool:
    """Whether a warning says what is so, or what harm others than whoever warns may do."""
    warning = match.predication
    if match.rule.type.root != THREAT or warning.lemma not in _WARN:
        return False
    return any(_so(content, matcher) or _by_others(content, match, matcher) for content in _contents(warning))


def _contents(warning: Predication) -> list[Predication]:
    """What a warning is of, and what that is about ("the possibility of an attack")."""
    nearer = [content for content in warning.contents if content.word not in warning.words]
    return nearer + [deeper for content in nearer if content.kind == "noun" for deeper in content.contents]


def _so(content: Predication, matcher: Matcher) -> bool:
    """Whether it is said that something is done, or was: "warned that B was arming the rebels"."""
    said = content.kind == "verb" and content.word.dep == "ccomp" and content.modality in HAPPENED
    conditions = (clause.child("mark") for clause in content.word.children if clause.dep == "advcl")
    if any(mark is not None and mark.lower in ("if", "unless") for mark in conditions):
        return False  # "faces sanctions unless it yields"
    return said and any(matcher.fitting(one) for one in (content, *content.contents))


def _by_others(content: Predication, match: Match, matcher: Matcher) -> bool:
    """Whether others do the harm; even others of the same state where nobody is warned, for then theirs is the threat.
    """
    word = content.word
    preposition = word.head.lower if word.dep in ("pcomp", "pobj") and word.head is not None else None
    if word.dep == "xcomp" or preposition == "against":
        return False
    if not any(rule.type.root in _HARMFUL for rule, _ in matcher.fitting(content)):
        return False
    doers = matcher.actors(word for role in AGENTS for word in content.roles.get(role, ()))
    if match.targets:
        return others(doers, match.sources)
    return bool(doers) and not any(matcher.same(doer, source) for doer in doers for source in match.sources)
