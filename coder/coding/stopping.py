"""Who stops what: the participants of predications of stopping ("lifted its ban for B", "the end of talks with B")."""

from __future__ import annotations

from coder.coding.matching import Matcher
from coder.model import Mention, Predication, Word

_SURRENDER = "0874"
"""The code of surrender and retreat."""


def stoppers(predication: Predication, matcher: Matcher) -> list[Mention]:
    """Who stops something; of a noun ("America's suspension of aid") whoever it belongs to."""
    roles = ("subject",) if predication.kind == "verb" else ("subject", "possessor", "by", "modifier")
    found = (matcher.actors(predication.roles.get(role, ())) for role in roles)
    return next(filter(None, found), [])


def others(predication: Predication, content: Predication, matcher: Matcher) -> list[Mention]:
    """Actors beside the stopped event that it may be stopped for ("lifted its ban for B", "halted aid to B")."""
    for roles in (content.roles, predication.roles):
        for role in ("on", "against", "with", "to", "for", "from", "in", "of", "object"):
            found = matcher.patients([w for w in roles.get(role, ()) if w.i != content.word.i])
            if found:
                return found
    return []


def phrase(predication: Predication, matcher: Matcher) -> list[Word]:
    """The words that rules know to make a phrase with the predicate, but for its particles ("stop eating")."""
    return [word for _, words in matcher.fitting(predication) for word in words if word not in predication.words]


def conquered(predication: Predication, matcher: Matcher) -> bool:
    """Whether what ends is won: "the siege ended with the rebels' surrender" gives nothing up."""
    ends = (content for content in predication.contents if content.word in predication.roles.get("with", ()))
    return any(rule.type.code == _SURRENDER for content in ends for rule, _ in matcher.fitting(content))
