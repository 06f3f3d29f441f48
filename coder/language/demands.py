"""Whose will an act does: in "bowing to the miners, the king dismissed him" and "as the miners had demanded" theirs."""

from __future__ import annotations

from collections.abc import Iterator

from coder.language.clauses import Clauses, infinitive
from coder.language.lexicon import Lexicon
from coder.language.times import is_time
from coder.model import Word

_ANSWERS = ("response", "answer", "reaction", "deference", "concession", "reply", "nod", "sop")
_PRESSED = ("under", "after", "following", "amid", "at")
_FACED = ("in", "on", "because")


def demanders(verb: Word, clauses: Clauses, lexicon: Lexicon) -> list[Word]:
    """Those who had demanded what the verb says, or what they had demanded ("answering calls from the miners")."""
    places = [verb]
    if verb.dep == "xcomp" and verb.head is not None:
        places.append(verb.head)  # "plans to dismiss him, as the miners have demanded"
    finders = (_in_clauses, _of_object, _pressing)
    found = [word for find in finders for place in places for word in find(place, clauses, lexicon)]
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
        elif infinitive(clause) and clause.lemma in lexicon.pleases:
            yield from clauses.object(clause)


def _of_object(verb: Word, clauses: Clauses, lexicon: Lexicon) -> Iterator[Word]:
    """Who had demanded what the verb's object names: "reforms long sought by the opposition"."""
    to = [noun for name, preposition in clauses.prepositions(verb) if name == "to" for noun in preposition.children]
    for noun in (*clauses.object(verb), *to):
        for clause in noun.children:
            participle = clause.dep == "acl" and clause.tag == "VBN"
            if clause is not verb and (participle or clause.dep == "relcl") and clause.lemma in lexicon.wanted:
                yield from clauses.subject(clause)


def _pressing(verb: Word, clauses: Clauses, lexicon: Lexicon) -> Iterator[Word]:
    """What made the subject do it: "under pressure from the miners", "in response to protests by miners"."""
    for name, preposition in clauses.prepositions(verb):
        noun = preposition.child("pobj")
        if noun is None:
            continue
        answered = noun.child("prep") if noun.lemma in _ANSWERS and name in ("in", "as") else None
        if answered is not None and answered.lower == "to":
            yield from clauses.prepositional(answered)
        elif name in _PRESSED or name in _FACED:
            causes = (noun, *_within(noun)) if name in _PRESSED else _within(noun)
            yield from (cause for cause in causes if cause.lemma in lexicon.presses)


def _within(noun: Word) -> Iterator[Word]:
    """What "weeks of protests" and "the face of protests" are of."""
    phrase = noun.child("prep")
    inner = phrase.child("pobj") if phrase is not None and phrase.lower == "of" else None
    if inner is not None:
        yield inner
        yield from _within(inner)


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
        if name in ("to", "before", "from", "by"):
            yield from clauses.prepositional(preposition)
