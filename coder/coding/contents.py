"""What an outer event has to do with what it is about: who is asked, what is asked, and whom it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.codebook.rules import FORCE, Rule
from coder.coding.codes import chunks, is_role
from coder.language.factuality import arranged
from coder.language.lexicon import load_lexicon
from coder.model import EventType, Mention, Predication

_LEXICON = load_lexicon()

INTENT = "030"
ASKING = ("02", "10")
SPARING = ("02", "03", "10", "12")
THREAT = "13"
COMMITTING = ("03", THREAT)
JUDGING = ("01", "05", "11", "12")
LEADERSHIP = "083"
"""The code of the intention to cooperate; the roots of appeals and demands, of what harms nobody that its content
harms, of threats, of what binds its source, and of what is only said of somebody; the code of changes of leadership,
asked of whoever is to go."""

AGENTS = ("subject", "possessor", "by", "modifier")
BLAMED = ("subject", "by")
ASKED = ("subject", "possessor", "by", "from", "with", "of")
PARTS = ("subject", "object", "recipient", "on", "against", "with", "to", "from", "by", "of", "in")
"""The roles in which a content holds who does it, who surely does harm, who is asked for it, or the target of what is
said of it, the likeliest first."""

_ACTING = ((), ("GOV",), ("MIL",))
"""The roles, if any, of those who act for a state."""

HARMLESS = ("115", "160", "173")
"""The codes of suits, of leaving something and of arrests and trials, which threaten nobody in being agreed to."""

_OFFICIAL = ("GOV", "MIL", "SPY", "LEG", "COP", "JUD")
"""Roles of who may speak for a state that is not named."""

DOERS = ("subject", "possessor", "by")
"""The roles of who has done something, and may be accused of it."""


def unasked(outer: EventType, content: Predication) -> bool:
    """Whether an outer event asks for what a passive tells with no word of who is to do it."""
    if outer.root not in ASKING or content.kind != "verb":
        return False
    return bool(content.roles.get("object")) and not content.roles.get("subject")


def spares(outer: EventType, inner: EventType) -> bool:
    """Whether an outer event does nothing to those whom its content harms: who refuses to attack B does B nothing."""
    return outer.root in SPARING and inner.root in FORCE


def facing(outer: EventType, dyads: list[tuple[Mention, Mention]]) -> list[tuple[Mention, Mention]]:
    """The dyads in which an outer event may hold: whom somebody promises or threatens something with is no target.

    "Norway pledged that Norwegian troops would stay": the troops are the source's own.
    """
    if outer.root not in COMMITTING:
        return dyads
    return [(source, target) for source, target in dyads if not _one_side(source, target)]


def _one_side(source: Mention, target: Mention) -> bool:
    """Whether both are of one state, for which both act."""
    own, other = chunks(source.code), chunks(target.code)
    same = bool(own) and own[:1] == other[:1] and own[2:] == other[2:] and not is_role(own[0])
    return same and own[1:2] in _ACTING and other[1:2] in _ACTING


def hostile(outer: EventType, inner: EventType) -> bool:
    """Whether what is agreed to or promised is no cooperation, but reduces relations or harms."""
    return outer.code == INTENT and (inner.root == "16" or inner.root in FORCE)


def demanded(contents: list[Predication]) -> list[Predication]:
    """Of what somebody says, that of which he says that it must be; all, where he says so of nothing."""
    return [content for content in contents if content.modality == "demanded"] or contents


def asserted(outer: EventType, content: Predication) -> bool:
    """Whether a content is not what an outer event asks for or threatens: it tells what is so ("insisted that the deal
    included B"), or what B is not to do ("warned B against sending troops").
    """
    word = content.word
    if outer.root == THREAT:
        return word.dep in ("pcomp", "pobj") and word.head is not None and word.head.lower == "against"
    return outer.root in ASKING and word.dep == "ccomp" and word.tag in ("VBD", "VBZ")


def unwanted(outer: EventType, predication: Predication) -> bool:
    """Whether somebody only does not want something, which is neither a demand nor a refusal."""
    return outer.root in ASKING and predication.polarity == "negated" and predication.lemma in _LEXICON.wishing


def others(speakers: Sequence[Mention], sources: Sequence[Mention]) -> bool:
    """Whether those who say what the sources will do are known to be neither these nor of their state."""
    known = [speaker.code[:3] for speaker in speakers if speaker.code and speaker.code[:3] not in _OFFICIAL]
    return bool(known) and {source.code[:3] for source in sources}.isdisjoint(known)


def may_mean(rule: Rule, content: Predication) -> bool:
    """Whether a content whose actors are not known may be what a rule tells that asks for an object of some kind.

    It has one, which is no act itself: to "accept refugees" is not to "accept talks", nor to "return" to them.
    """
    if rule.says or not rule.target_is or rule.target != ("object",):
        return True
    objects = content.roles.get("object", ())
    return bool(objects) and not any(deeper.word in objects for deeper in content.contents)


def above(predication: Predication) -> Iterator[Predication]:
    """The predications that a predication is told by, nearest first: its holder, or the act of which it is the end."""
    outer = predication.holder or predication.serves
    while outer is not None:
        yield outer
        outer = outer.holder or outer.serves


def with_verb(predication: Predication) -> bool:
    """Whether the predicate is a verb, or a noun that a verb carries ("will send aid", "will be their first talks")."""
    word = predication.word
    copula = word.dep == "attr" and word.head is not None and word.head.pos == "AUX"
    return copula or arranged(predication) or any(word.pos in ("VERB", "AUX") for word in predication.words)


def phrase_in(predication: Predication, words: frozenset[str]) -> bool:
    """Whether the predicate with one of its prepositions ("withdraw from") is among the words."""
    return any(f"{predication.word.lemma.lower()} {role}" in words for role in predication.roles)
