"""Find what a cue speaks of: the clause, infinitive, noun phrase or prepositional phrase that is its content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from operator import attrgetter

from coder.coding.sources import VERBAL, dependents, is_passive, trails
from coder.model import Tree, Word

_HOSTS = ("ROOT", "ccomp", "advcl", "relcl", "parataxis", "acl", "conj")
_ADJUNCTS = ("in", "at", "during", "after", "before", "since", "by", "until", "over", "from")
_EMPTY = ("so", "himself", "herself", "themselves", "itself", "who", "what")

place = attrgetter("i")
"""Where a word stands in its sentence, to sort by."""


@dataclass(slots=True)
class Complement:
    """A cue's content: its ``kind`` as the lexicon names it, its words, and those (a preposition) of the cue."""

    kind: str
    words: list[Word]
    cue: list[Word]


def verbal(verb: Word, takes: Collection[str], rest: list[Word]) -> Complement | None:
    """The content of a cue verb; ``rest`` are the words that make a phrase of it ("call" + "on")."""
    passive = is_passive(verb)
    # Of two clauses, the one after the verb is its own: "..., he said; she argued that ...".
    clauses = [child for child in verb.children if child.dep in ("ccomp", "xcomp")]
    if len(clauses) > 1:
        clauses.sort(key=lambda child: child.i < verb.i)
    for child in clauses:
        kind = clause_kind(child)
        if kind == "clause" and _subjectless(child):
            continue
        found = kind if kind in takes else _widened(child, kind, passive, takes)
        if found is not None:
            words = _with_object(verb, child, kind, rest, passive)
            return Complement(found, sorted([*words, *_before(verb, child)], key=place), [])
        if ("object" in takes or "as" in takes) and kind == "clause" and not _finite(child) and not passive:
            return Complement("object" if "object" in takes else "as", child.subtree(), [])
    if "clause" in takes:
        around = _host(verb, takes)
        if around:
            return Complement("clause", around, [])
        strayed = _strayed(verb)
        if strayed:
            return Complement("clause", strayed, [])
    return _object(verb, takes, passive, rest) or _prepositional(verb, takes, rest)


def inserted(tree: Tree, first: int, last: int) -> list[Word]:
    """The rest of a sentence into which the words from ``first`` to ``last`` are inserted, or at whose end they stand.

    For a source and cue ("..., the port office wrote on Monday.") that the parse has not seen for what they are; none
    where no comma stands before them and, but for some words, a comma or the sentence's end after.
    """
    words = tree.words
    if first < 3 or words[first - 1].text not in (",", "–", "—", "--"):
        return []
    after = last + 1
    while after < len(words) and words[after].text not in (",", ".", "–", "—", "--", ";", ":"):
        after += 1
    if after - last > 8 or (after < len(words) and words[after].text in (";", ":")):
        return []
    return [word for word in words if word.i < first - 1 or (word.i >= after and words[after].text != ".")]


def after_colon(tree: Tree, last: int) -> list[Word]:
    """The rest of a sentence after a colon that follows the word ``last`` closely; none where there is none."""
    for word in tree.words[last + 1 : last + 10]:
        if word.text == ":":
            return tree.words[word.i + 1 :]
        if word.pos == "PUNCT" or word.tag in ("VBD", "VBZ", "VBP", "VBG"):
            return []
    return []


def nominal(noun: Word, takes: Collection[str]) -> Complement | None:
    """The content of a cue noun: a that-clause, an infinitive or a prepositional phrase after it."""
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl", "advcl"):
            kind = clause_kind(child)
            mark = child.child("mark")
            if kind in takes and kind != "gerund" and (kind != "clause" or (mark is not None and mark.lower == "that")):
                return Complement(kind, child.subtree(), [])
        elif child.dep == "prep" and child.lower in takes and child.children:
            return Complement(child.lower, _under(child), [child])
    return None


def adjectival(adjective: Word, takes: Collection[str]) -> Complement | None:
    """The content of a cue adjective: a clause, an infinitive or a prepositional phrase after it."""
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep in ("ccomp", "xcomp") and clause_kind(child) in takes:
            return Complement(clause_kind(child), child.subtree(), [])
        if child.dep == "prep" and child.lower in takes and child.children:
            return Complement(child.lower, _under(child), [child])
    return None


def clause_around(word: Word, tree: Tree, taken: set[int]) -> list[Word]:
    """The clause that a phrase or adverb speaks of, less the words ``taken``.

    It is the nearest one around it; the whole sentence for a phrase set off by a comma, or at the sentence's end.
    """
    first, last = min(taken), max(taken)
    final = all(word.pos == "PUNCT" for word in tree.words[last + 1 :])
    set_off = len(taken) > 1 and (first == 0 or final or tree.words[first - 1].text == ",")
    clause = word
    for above in word.ancestors():
        if above.i in taken:
            continue
        clause = above
        if above.pos in VERBAL and above.dep in _HOSTS and not set_off:
            break
        if above.dep in ("ccomp", "relcl") and not final and first > 0:
            break
    return [] if clause is word else [w for w in clause.subtree() if w.i not in taken]


def without_asides(words: list[Word]) -> list[Word]:
    """Words less the relative clauses that a comma sets off: facts, which nobody wants ("urged X, who leads Y, to go").
    """
    for word in words:
        if word.dep != "relcl":
            continue
        clause = word.subtree()
        first = clause[0]
        before = (
            [mark for mark in word.head.children if mark.text == "," and mark.i == first.i - 1] if word.head else []
        )
        if before and any(part.tag in ("WDT", "WP", "WP$") for part in clause[:3]):
            words = [part for part in words if part not in clause]
    return words


def clause_kind(child: Word) -> str:
    """Whether a verb heads an "infinitive" (with "to"), a "gerund" (without subject or auxiliary) or a "clause"."""
    for part in child.children:
        if part.i < child.i and part.dep == "aux" and part.tag == "TO":
            return "infinitive"
    if child.tag == "VBG" and child.child("aux", "nsubj", "auxpass") is None:
        return "gerund"
    return "clause"


def _before(verb: Word, clause: Word) -> list[Word]:
    """The words of the other clauses in a row before a cue ("One fell and another was hurt, officials said")."""
    if clause.i > verb.i or clause.dep != "ccomp":
        return []
    others = [child for child in verb.children if child.dep == "ccomp" and child.i < verb.i and child is not clause]
    return [word for other in others for word in other.subtree()]


def _widened(child: Word, kind: str, passive: bool, takes: Collection[str]) -> str | None:
    """What else a clause may count as: a quotation, or of a passive the clause ("is said to have fled")."""
    if kind == "infinitive" and passive and "clause" in takes:
        return "clause"
    if kind != "clause" or "quote" not in takes or child.head is None:
        return None
    quoted = any(part.tag in ("``", "''") for part in (*child.children, *child.head.children))
    return "quote" if quoted else None


def _subjectless(verb: Word) -> bool:
    """Whether a finite verb has no subject: no clause then, but where the parse went wrong ("a video posted shows")."""
    return verb.tag in ("VBZ", "VBP", "VBD") and verb.child("nsubj", "nsubjpass", "csubj", "expl") is None


def _finite(word: Word) -> bool:
    return word.tag in ("VBD", "VBZ", "VBP", "MD") or word.child("aux", "auxpass") is not None


def _strayed(verb: Word) -> list[Word]:
    """A that-clause that the parse has hung on the last phrase before it ("warned readers in a letter that ...")."""
    for child in reversed(verb.children):
        if child.i < verb.i or child.dep not in ("dobj", "dative", "prep", "advcl"):
            continue
        for word in child.subtree():
            mark = word.child("mark") if word.dep in ("acl", "relcl", "ccomp", "advcl") else None
            if mark is None or mark.lower != "that" or not _belongs(child, word, mark):
                continue
            return [part for part in word.subtree() if part.i >= mark.i]
    return []


def _belongs(phrase: Word, clause: Word, mark: Word) -> bool:
    """Whether a that-clause within a phrase behind a cue is what the cue speaks of, and not the phrase's own."""
    if phrase.dep == "prep" or clause is phrase:
        return True
    if phrase.dep == "advcl" and phrase.child("nsubjpass") is None:
        # A comma ends the participle's phrase before it: "reported, citing officials, that ...".
        commas = [part.i for part in clause.head.children if part.text == ","] if clause.head is not None else []
        return phrase.tag == "VBG" and mark.i - 1 in commas
    return clause.head is phrase


def _with_object(verb: Word, child: Word, kind: str, rest: list[Word], passive: bool) -> list[Word]:
    """A clause's words; with those of whoever is to do it ("urged the sides to talk", "is said to have fled").

    Participles set off after the clause are the speaker's next words, not its own.
    """
    words = child.subtree()
    mark = child.child("mark")
    if mark is not None and mark.lower == "that" and kind == "clause":
        words = [word for word in words if word.i >= mark.i]
    for part in child.children:
        if trails(part):
            words = [word for word in words if word.i < part.i]
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


def _host(verb: Word, takes: Collection[str]) -> list[Word]:
    """The clause into which a cue is inserted ("The bridge, he said, had gone"; "as the mayor put it")."""
    head = verb.head
    subject = verb.child("nsubj")
    if head is None or head.pos not in VERBAL or subject is None or verb.child("ccomp", "xcomp") is not None:
        return []
    mark = verb.child("mark")
    hearer = verb.child("dobj", "dative")
    if verb.dep == "parataxis":
        fits = hearer is None or hearer.pos == "PRON" or "object" not in takes
    elif mark is not None:
        fits = verb.dep == "advcl" and mark.lower == "as"
    else:
        fits = verb.dep == "advcl" and hearer is None and verb.child("advmod") is None
    if not fits or any(child.text in (":", ";") for child in verb.children):
        return []
    own = {word.i for word in verb.subtree()}
    return [word for word in head.subtree() if word.i not in own] if len(own) < 16 else []


def _object(verb: Word, takes: Collection[str], passive: bool, rest: list[Word]) -> Complement | None:
    """A noun phrase, with what is said of it ("as a traitor", "for lying"); for "as" something must be said of it."""
    object_ = verb.child("nsubjpass") if passive else verb.child("dobj")
    if object_ is None and passive and verb.dep == "acl" and verb.child("agent") is not None:
        object_ = verb.head
    if object_ is None and "as" in takes and rest:
        object_ = rest[-1].child("pobj")
    if object_ is None or object_ in rest or (object_.lower in _EMPTY and not object_.children):
        return None
    agent = verb.child("agent")
    doer = agent.child("pobj") if agent is not None else None
    after = [*verb.children, *(child for word in rest for child in word.children)]
    # The parse hangs "of bombing it" on the doer in "was accused by the army of bombing it".
    after += [child for child in (doer.children if doer is not None else ()) if child.child("pcomp") is not None]
    tails = [child for child in after if child.i > verb.i and _is_tail(child)]
    kind = "object" if "object" in takes else "as"
    if kind not in takes or (kind == "as" and not any(tail.dep == "oprd" or tail.lower == "as" for tail in tails)):
        return None
    words = dependents(object_, without=verb)
    for tail in tails:
        words += dependents(tail, without=verb.child("agent"))
    return Complement(kind, sorted(words, key=place), [])


def _is_tail(child: Word) -> bool:
    return child.dep == "oprd" or (child.dep == "prep" and child.lower not in _ADJUNCTS)


def _prepositional(verb: Word, takes: Collection[str], rest: list[Word]) -> Complement | None:
    for child in (*verb.children, *rest, *(c for word in rest for c in word.children)):
        if child.dep == "prep" and child.lower in takes and child.i > verb.i and child.children:
            return Complement(child.lower, _under(child), [] if child in rest else [child])
    return None


def _under(preposition: Word) -> list[Word]:
    return sorted((word for part in preposition.children for word in part.subtree()), key=place)
