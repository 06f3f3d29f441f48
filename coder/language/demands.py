"""Whose will an act does: in "bowing to the miners, the king dismissed him" and "as the miners had demanded" theirs."""

from __future__ import annotations

from collections.abc import Iterator

from coder.language.clauses import Clauses
from coder.language.lexicon import Lexicon
from coder.language.times import is_time
from coder.model import Word


def demanders(verb: Word, clauses: Clauses, lexicon: Lexicon) -> list[Word]:
    """Those who had demanded what the verb says, or what they had demanded ("answering calls from the miners")."""
    places = [verb]
    if verb.dep == "xcomp" and verb.head is not None:
        places.append(verb.head)  # "plans to dismiss him, as the miners have demanded"
    found = [word for place in places for word in _in_clauses(place, clauses, lexicon)]
    if not found and verb.dep == "conj" and verb.head is not None and _gives_way(verb.head, lexicon):
        found = list(_satisfied(verb.head, clauses))  # "bowed to the miners and dismissed him"
    return found


def wants(noun: Word, lexicon: Lexicon) -> Iterator[Word]:
    """The "for" of a demand, wherever its phrase has it: "calls by the opposition for elections"."""
    if noun.lemma not in lexicon.wanted:
        return
    for word in noun.subtree():
        if word.dep == "prep" and word.lower == "for" and not is_time(word):
            yield word


def _in_clauses(verb: Word, clauses: Clauses, lexicon: Lexicon) -> Iterator[Word]:
    for clause in verb.children:
        if clause.dep != "advcl":
            continue
        mark = clause.child("mark")
        if mark is not None and mark.lower == "as" and clause.lemma in lexicon.wanted and _bare(clause):
            yield from clauses.subject(clause)
        elif mark is None and clause.tag == "VBG" and _gives_way(clause, lexicon):
            yield from _satisfied(clause, clauses)


def _bare(clause: Word) -> bool:
    """Whether a verb of demanding says nothing of what is demanded: "as they asked", not "as they asked for help"."""
    if clause.child("dobj", "ccomp", "xcomp") is not None:
        return False
    phrases = (child for child in clause.children if child.dep == "prep" and child.lower == "for")
    return all(is_time(phrase) or phrase.child("pobj") is None for phrase in phrases)


def _gives_way(verb: Word, lexicon: Lexicon) -> bool:
    particle = verb.child("prt")
    return (f"{verb.lemma} {particle.lower}" if particle is not None else verb.lemma) in lexicon.gives_way


def _satisfied(verb: Word, clauses: Clauses) -> Iterator[Word]:
    yield from clauses.object(verb)
    for name, preposition in clauses.prepositions(verb):
        if name in ("to", "before"):
            yield from clauses.prepositional(preposition)
