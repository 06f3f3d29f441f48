"""Find whose words a cue brings: the noun phrase that is its source, whatever the grammar it stands in."""

from __future__ import annotations

from coder.model import Word

_VERBAL = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "csubj")
_MARKS = (",", ";", ":", "–", "—", "--", "-", ".", "(")

Source = tuple[Word | None, list[Word]]
"""The head word of a source, None where nobody is named, and the source's words in order."""


def verbal_source(verb: Word) -> Source:
    """The source of a verb: its logical subject, its own, shared, controlled or modified by it."""
    if _passive(verb):
        agent = verb.child("agent")
        noun = agent.child("pobj") if agent is not None else None
        return _of(noun, verb)
    own = verb.child(*_SUBJECTS)
    if own is not None:
        return (None, []) if own.lower in ("it", "there") and own.dep == "expl" else _of(own, verb)
    inverted = verb.child("dobj")
    if inverted is not None and inverted.pos == "PROPN" and verb.dep == "ROOT" and verb.tag in ("VBD", "VBZ") and verb.i < inverted.i:
        if any(child.dep == "ccomp" and child.i < verb.i for child in verb.children):
            return _of(inverted, verb)
    return _shared(verb)


def nominal_source(noun: Word) -> Source:
    """The source of a noun: its owner ("the ministry's claim"), by or from whom it is, or who makes it."""
    for child in noun.children:
        if child.dep == "poss":
            return _of(child, noun)
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("by", "from") and child.i > noun.i:
            return _of(child.child("pobj"), noun)
    verb = noun.head
    if noun.dep == "dobj" and verb is not None and verb.pos in _VERBAL:
        return verbal_source(verb)
    return None, []


def phrase(noun: Word, without: Word | None = None) -> list[Word]:
    """The words of a noun phrase, marks at its edges trimmed, the clause that holds ``without`` left out."""
    words = dependents(noun, without)
    while words and words[0].text in _MARKS and words[0] is not noun:
        words = words[1:]
    while words and words[-1].text in _MARKS and words[-1] is not noun:
        words = words[:-1]
    return words


def dependents(word: Word, without: Word | None = None) -> list[Word]:
    """``word`` and all that depends on it, in order, less the child under which ``without`` stands."""
    found, stack = [], [word]
    while stack:
        part = stack.pop()
        if part is without:
            continue
        found.append(part)
        stack.extend(part.children)
    return sorted(found, key=lambda part: part.i)


def _of(noun: Word | None, cue: Word) -> Source:
    return (None, []) if noun is None else (noun, phrase(noun, cue))


def _shared(verb: Word) -> Source:
    """The source of a verb that has no subject of its own."""
    head = verb.head
    if head is None:
        return None, []
    if verb.dep in ("conj", "advcl", "xcomp", "parataxis", "dep") and head.pos in _VERBAL:
        if verb.dep == "xcomp" and (asked := head.child("dobj")) is not None and verb.child("aux") is not None:
            return _of(asked, verb)
        return verbal_source(head) if not (_passive(head) and verb.dep == "advcl") else _surface(head, verb)
    if verb.dep in ("acl", "relcl"):
        return _of(head, verb)
    if verb.dep == "pcomp" and head.head is not None:
        return verbal_source(head.head) if head.head.pos in _VERBAL else nominal_source(head.head)
    if verb.dep in ("advcl", "xcomp") and head.dep == "acomp" and head.head is not None:
        return verbal_source(head.head)
    return None, []


def _surface(verb: Word, cue: Word) -> Source:
    return _of(verb.child("nsubjpass"), cue)


def _passive(verb: Word) -> bool:
    if verb.child("nsubjpass", "auxpass", "agent") is not None:
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "amod") and verb.child("aux") is None
