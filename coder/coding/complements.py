"""Find what a cue speaks of: the clause, infinitive, noun phrase or prepositional phrase that is its content."""

from __future__ import annotations

from dataclasses import dataclass

from coder.coding.sources import dependents
from coder.model import Tree, Word

_VERBAL = ("VERB", "AUX")
_HOSTS = ("ROOT", "ccomp", "advcl", "relcl", "parataxis", "acl", "conj")


@dataclass(slots=True)
class Complement:
    """A cue's content: its ``kind`` as the lexicon names it, its words, and those (a preposition) that belong to the cue.

    ``around`` tells the clause into which a cue is inserted ("The bridge, he said, had gone").
    """

    kind: str
    words: list[Word]
    cue: list[Word]
    around: bool = False


def verbal(verb: Word, takes: dict[str, str], rest: list[Word]) -> Complement | None:
    """The content of a cue verb; ``rest`` are the words that make a phrase of it ("call" + "on")."""
    passive = verb.child("nsubjpass") is not None
    for child in verb.children:
        if child.dep in ("ccomp", "xcomp"):
            kind = _clause_kind(child)
            if kind in takes or (kind == "clause" and "quote" in takes):
                found = kind if kind in takes else "quote"
                return Complement(found, _with_object(verb, child, kind, rest, passive), [])
            if "object" in takes and kind == "clause" and not _finite(child) and not passive:
                return Complement("object", child.subtree(), [])
    if "clause" in takes or "quote" in takes:
        around = _host(verb)
        if around:
            return Complement("clause" if "clause" in takes else "quote", around, [], around=True)
    return _object(verb, takes, passive, rest) or _prepositional(verb, takes, rest)


def nominal(noun: Word, takes: dict[str, str]) -> Complement | None:
    """The content of a cue noun: a that-clause, an infinitive or a prepositional phrase after it."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl"):
            kind = _clause_kind(child)
            mark = child.child("mark")
            if kind in takes and kind != "gerund" and (kind != "clause" or (mark is not None and mark.lower == "that")):
                return Complement(kind, child.subtree(), [])
        elif child.dep == "prep" and child.lower in takes and child.children:
            return Complement(child.lower, _under(child), [child])
    return None


def adjectival(adjective: Word, takes: dict[str, str]) -> Complement | None:
    """The content of a cue adjective: a clause, an infinitive or a prepositional phrase after it."""
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep in ("ccomp", "xcomp") and _clause_kind(child) in takes:
            return Complement(_clause_kind(child), child.subtree(), [])
        if child.dep == "prep" and child.lower in takes and child.children:
            return Complement(child.lower, _under(child), [child])
    return None


def clause_around(word: Word, tree: Tree, taken: set[int]) -> list[Word]:
    """The clause that a phrase or adverb speaks of, less the words ``taken``.

    It is the nearest one around it; the whole sentence for a phrase that begins or ends the sentence.
    """
    set_off = min(taken) == 0 or all(word.pos == "PUNCT" for word in tree.words[max(taken) + 1 :])
    clause = word
    for above in word.ancestors():
        if above.i in taken:
            continue
        clause = above
        if not set_off and above.pos in _VERBAL and above.dep in _HOSTS:
            break
    return [] if clause is word else [w for w in clause.subtree() if w.i not in taken]


def place(word: Word) -> int:
    """Where a word stands in its sentence, to sort by."""
    return word.i


def _clause_kind(child: Word) -> str:
    for part in child.children:
        if part.i < child.i and part.dep == "aux" and part.tag == "TO":
            return "infinitive"
    if child.tag == "VBG" and child.child("aux", "nsubj", "auxpass") is None:
        return "gerund"
    return "clause"


def _finite(word: Word) -> bool:
    return word.tag in ("VBD", "VBZ", "VBP", "MD") or word.child("aux", "auxpass") is not None


def _with_object(verb: Word, child: Word, kind: str, rest: list[Word], passive: bool) -> list[Word]:
    """A clause's words; with those of whoever is to do it ("urged the sides to talk", "is said to have fled")."""
    words = child.subtree()
    asked = None
    if passive:
        asked = verb.child("nsubjpass")
        asked = None if asked is not None and (asked.lower in ("it", "there") or kind == "clause") else asked
    elif kind == "infinitive":
        preposition = rest[-1] if rest and rest[-1].dep == "prep" else None
        asked = preposition.child("pobj") if preposition is not None else verb.child("dobj", "dative")
    if asked is not None:
        words = [*asked.subtree(), *words]
    return sorted(words, key=place)


def _host(verb: Word) -> list[Word]:
    """The clause into which a cue is inserted ("The bridge, he said, had gone"; "as the mayor put it")."""
    head = verb.head
    if head is None or head.pos not in _VERBAL or verb.child("nsubj", "nsubjpass") is None:
        return []
    mark = verb.child("mark")
    if verb.dep != "parataxis" and not (verb.dep == "advcl" and mark is not None and mark.lower == "as"):
        return []
    if verb.child("ccomp", "dobj", "xcomp") is not None:
        return []
    own = {word.i for word in verb.subtree()}
    return [word for word in head.subtree() if word.i not in own]


def _object(verb: Word, takes: dict[str, str], passive: bool, rest: list[Word]) -> Complement | None:
    object_ = verb.child("nsubjpass") if passive else verb.child("dobj")
    if "object" not in takes or object_ is None or object_ in rest or _empty(object_):
        return None
    words = dependents(object_, without=verb)
    for child in verb.children:
        if child.i > verb.i and (child.dep == "oprd" or (child.dep == "prep" and (child.lower in takes or child.lower == "as"))):
            words += child.subtree()
    return Complement("object", sorted(words, key=place), [])


def _prepositional(verb: Word, takes: dict[str, str], rest: list[Word]) -> Complement | None:
    for child in (*verb.children, *rest, *(c for word in rest for c in word.children)):
        if child.dep == "prep" and child.lower in takes and child.i > verb.i and child.children:
            return Complement(child.lower, _under(child), [] if child in rest else [child])
    return None


def _under(preposition: Word) -> list[Word]:
    return sorted((word for part in preposition.children for word in part.subtree()), key=place)


def _empty(object_: Word) -> bool:
    """Whether an object says nothing ("so") or only repeats the speaker ("himself")."""
    return object_.lower in ("so", "himself", "herself", "themselves", "itself", "who", "what") and not object_.children
