"""Find whose words a cue brings: the noun phrase that is its source, whatever the grammar it stands in."""

from __future__ import annotations

from operator import attrgetter

from coder.model import Tree, Word

VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_NOMINAL_OR_BETWEEN = (*_NOMINAL, "ADP")
SUBJECTS = ("nsubj", "csubj")
_MARKS = (",", ";", ":", "–", "—", "--", "-", ".", "(")
_MEANS = ("use", "need", "spend")
"""Verbs whose object is a means, so that their subject does what follows ("used the radio to deny it")."""
_STOPS = ("”", '"', "''", ":")
FINITE = ("VBD", "VBZ", "VBP")

Source = tuple[Word | None, list[Word]]
"""The head word of a source, None where nobody is named, and the source's words in order."""

NOBODY: Source = (None, [])


def verbal_source(verb: Word) -> Source:
    """The source of a verb: its logical subject, its own, shared, controlled or modified by it."""
    if is_passive(verb):
        agent = verb.child("agent")
        return _of(agent.child("pobj") if agent is not None else None, verb)
    own = [child for child in verb.children if child.dep in SUBJECTS]
    if own:  # Of two, the parse has taken the first from the clause before: "Ten people ... were hurt, doctors said".
        return _subject(max((child for child in own if child.i < verb.i), key=_place, default=own[0]), verb)
    inverted = _inverted(verb)
    if inverted is not None:
        return _of(inverted, verb)
    return _shared(verb)


def beside(verb: Word, tree: Tree) -> Source:
    """The noun phrase right before a verb whose subject the parse has lost."""
    at = verb.i - 1
    while at >= 0 and tree.words[at].pos in ("ADV", "AUX", "PUNCT") and tree.words[at].text not in _STOPS:
        if (at > 0 and tree.words[at].text.istitle()) or is_handle(tree.words[at]):  # A name unknown to the tagger.
            return tree.words[at], [tree.words[at]]
        at -= 1
    if at < 0 or tree.words[at].pos not in _NOMINAL:
        return NOBODY
    for child in verb.children:
        doer = child.child("nsubj") if child.tag in ("VBG", "VBN") and child.i < verb.i else None
        if doer is not None:
            return doer, tree.words[phrase(doer)[0].i : at + 1]
    head = tree.words[at]
    first = _after_comma(verb, tree)
    while head.head is not None and first <= head.head.i < verb.i and head.head.pos in _NOMINAL_OR_BETWEEN:
        head = head.head
    return _of(head, verb) if head.pos in _NOMINAL else NOBODY


def _after_comma(verb: Word, tree: Tree) -> int:
    """Where the noun phrase right before a verb can begin: after a comma ("..., doctors and nurses said")."""
    words = tree.words[: verb.i]
    if not words or words[-1].text == ",":
        return 0
    return max((word.i + 1 for word in words if word.text == ","), default=0)


def nominal_source(noun: Word) -> Source:
    """The source of a noun: its owner ("the ministry's claim"), by or from whom it is, or who makes it."""
    for child in noun.children:
        if child.dep == "poss":
            return _of(child, noun)
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("by", "from") and child.i > noun.i:
            return _of(child.child("pobj"), noun)
    verb = noun.head
    if noun.dep == "dobj" and verb is not None and verb.pos in VERBAL:
        return verbal_source(verb)
    return modifying_source(noun)


def modifying_source(noun: Word) -> Source:
    """The source that a noun's modifier names: "a US announcement", "the Turkish denial"."""
    for child in noun.children:
        if child.dep in ("compound", "nmod", "amod") and child.text[0].isupper() and child.i > 0:
            return _of(child, noun)
    return NOBODY


def above(word: Word, cue: Word) -> Source:
    """The source of the nearest verb above a word."""
    verb = next((part for part in word.ancestors() if part.pos in VERBAL), None)
    return NOBODY if verb is None else _shared_with(verb, cue)


def phrase(noun: Word, without: Word | None = None) -> list[Word]:
    """The words of a noun phrase, marks at its edges trimmed, less a relative clause set off by a comma.

    The clause that holds ``without`` is left out too.
    """
    words = dependents(noun, without)
    aside = next((child for child in noun.children if child.dep == "relcl"), None)
    if aside is not None and aside is not without:
        clause = aside.subtree()
        first = clause[0].i
        if any(word.text == "," and word.i == first - 1 for word in words):
            words = [word for word in words if word.i < first or word.i > clause[-1].i]
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
    return sorted(found, key=attrgetter("i"))


def is_handle(word: Word) -> bool:
    """Whether a word is the name of an account ("@tarin_watch"), which the parse takes for anything."""
    return len(word.text) > 1 and word.text[0] == "@"


def is_passive(verb: Word) -> bool:
    """Whether the verb's surface subject is what it speaks of, not who speaks."""
    marked = verb.child("nsubjpass", "auxpass", "agent")
    if marked is not None:
        return not is_handle(marked)
    if verb.child("aux", *SUBJECTS) is not None:
        return False
    if verb.tag == "VBD" and verb.dep == "acl" and verb.head is not None:  # Set off by a comma, it is no past tense.
        return any(mark.text == "," and mark.i < verb.i for mark in verb.head.children)
    return verb.tag == "VBN" and verb.dep in ("acl", "amod", "advcl")


def trails(verb: Word) -> bool:
    """Whether a participle is set off after a clause that is itself content ("said that it fled, adding ...").

    It then goes on with what the speaker says, not with what the clause tells.
    """
    head = verb.head
    if verb.tag != "VBG" or head is None or verb.dep not in ("advcl", "conj") or verb.i < head.i:
        return False
    content = head.dep in ("ccomp", "xcomp") or (head.dep == "acl" and head.child("mark") is not None)
    if not content or verb.child(*SUBJECTS, "mark") is not None:
        return False
    if verb.dep == "conj":
        return head.tag != "VBG"
    commas = [mark.i for mark in (*head.children, *verb.children) if mark.text == ","]
    return any(max(head.i, verb.i - 4) < i < verb.i for i in commas)


def _inverted(verb: Word) -> Word | None:
    """The subject that follows a verb put after its content (..., said the mayor), whatever the parse took it for."""
    if verb.tag not in FINITE or not any(child.dep == "ccomp" and child.i < verb.i for child in verb.children):
        return None
    after = [child for child in verb.children if child.i > verb.i]
    for noun in (*after, *(part for child in after for part in child.children if part.dep in ("nsubj", "nsubjpass"))):
        if noun.pos in _NOMINAL and dependents(noun)[0].i == verb.i + 1:
            return noun
    return None


def _place(word: Word) -> int:
    return word.i


def _subject(own: Word, verb: Word) -> Source:
    if own.lower in ("that", "which") and verb.dep == "relcl" and verb.head is not None:
        return _of(verb.head, verb)
    return _of(own, verb)


def _of(noun: Word | None, cue: Word) -> Source:
    return NOBODY if noun is None else (noun, phrase(noun, cue))


def _shared(verb: Word) -> Source:
    """The source of a verb that has no subject of its own."""
    head = verb.head
    if head is None:
        return NOBODY
    if trails(verb):
        return above(head, verb)
    if verb.dep in ("conj", "advcl", "xcomp", "parataxis", "dep") and head.pos in VERBAL:
        asked = head.child("dobj")
        if verb.dep == "xcomp" and asked is not None and verb.child("aux") is not None and head.lemma not in _MEANS:
            return _of(asked, verb)
        return _shared_with(head, verb)
    if verb.dep == "ccomp" and verb.tag in FINITE and head.pos in VERBAL and verb.i > head.i:
        return _shared_with(head, verb)
    if verb.dep == "acl" and any(child.tag == "TO" for child in verb.children):
        owned = nominal_source(head)
        return owned if owned[0] is not None else above(head, verb)
    if verb.dep in ("acl", "relcl"):
        return _of(head, verb)
    if verb.dep == "pcomp" and head.head is not None:
        return _after_preposition(verb, head)
    if verb.dep in ("advcl", "xcomp") and head.dep == "acomp" and head.head is not None:
        return verbal_source(head.head)
    return NOBODY


def _after_preposition(verb: Word, preposition: Word) -> Source:
    """The source of a gerund: "attacked him for saying" has its object say it, "began by saying" its subject."""
    governor = preposition.head
    while governor is not None and governor.pos in ("ADP", "ADV", "SCONJ"):
        governor = governor.head
    if governor is None:
        return NOBODY
    if governor.pos not in VERBAL:
        owned = nominal_source(governor)
        return owned if owned[0] is not None else above(governor, verb)
    blamed = governor.child("dobj")
    if blamed is not None and preposition.lower in ("for", "of", "from", "into", "as"):
        return _of(blamed, verb)
    return _shared_with(governor, verb)


def _shared_with(verb: Word, cue: Word) -> Source:
    """The source that another verb lends; a passive one its surface subject ("was wounded and said")."""
    return _of(verb.child("nsubjpass"), cue) if verb.child("nsubjpass") is not None else verbal_source(verb)
