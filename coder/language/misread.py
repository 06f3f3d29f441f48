"""Repairs of words that the parser takes for another part of speech or another kind of clause.

Each is asked about a word of one tag or label, with all the words of the sentence, and mends the tree in place.
"""

from __future__ import annotations

from coder.language.lexicon import load_lexicon
from coder.language.spelling import base_of_regular, lemma_error, singular
from coder.language.surgery import attach, replace
from coder.model import Word

_LEXICON = load_lexicon()
_FINITE = ("VBD", "VBZ", "VBP")
_FINITE_OR_MODAL = (*_FINITE, "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_PREMODIFIERS = ("det", "amod", "compound", "nmod", "poss", "nummod")
_CLAUSAL_OF_GERUND = ("of", "for", "by", "without", "after", "before", "while", "on", "at", "upon", "since")
_PERHAPS = ("may", "might", "could")
_BASES_IN_ED = ("eed", "embed", "shed", "wed", "shred", "bed")
_ARABIC = ("al", "el", "as", "an", "ar", "ad", "ash", "at", "az")
_NOMINAL = ("pobj", "dobj", "nsubj", "nsubjpass", "attr", "appos")


def mislemmatized(verb: Word, words: list[Word]) -> None:
    """Give "waged" the lemma "wage", which comes out as "wag"."""
    if lemma_error(verb.lower, verb.lemma):
        verb.lemma += "e"


def irregular(word: Word, words: list[Word]) -> None:
    """Give "taxes" the lemma "tax", which comes out as "taxis", and "forgave" its tense, if it is taken for a base."""
    lemma = _LEXICON.lemmas.get(word.lower)
    if lemma is None:
        return
    word.lemma = lemma
    if word.tag in ("VB", "VBP"):
        word.tag = "VBD"


def participle_as_gerund(verb: Word, words: list[Word]) -> None:
    """In "appealed to striking miners to return" the miners strike, and nobody strikes them."""
    preposition, noun = verb.head, verb.child("dobj")
    if verb.dep != "pcomp" or verb.lemma not in _LEXICON.intransitive or preposition is None or noun is None:
        return
    if noun.i - verb.i > 2 or noun.tag != "NNS" or noun.child("det", "poss") is not None:
        return
    for child in [child for child in verb.children if child is not noun]:
        attach(child, preposition.head, child.dep)
    attach(noun, preposition, "pobj")
    verb.pos, verb.tag = "ADJ", "JJ"
    attach(verb, noun, "amod")


def past_as_base(verb: Word, words: list[Word]) -> None:
    """In "Indonesia relaxed its rules" the past is taken for a base, whose lemma it would be."""
    if verb.lemma == verb.lower and verb.lower.endswith("ed") and not verb.lower.endswith(_BASES_IN_ED):
        verb.tag, verb.lemma = "VBD", base_of_regular(verb.lower)


def arabic_name(noun: Word, words: list[Word]) -> None:
    """Names with the Arabic article ("al-Hashimi") are taken for common nouns and adjectives."""
    article, _, name = noun.text.partition("-")
    if article.lower() in _ARABIC and name.isalpha() and name[0].isupper():
        noun.pos, noun.tag, noun.lemma = "PROPN", "NNP", noun.text


def plural_as_verb(verb: Word, words: list[Word]) -> None:
    """In "US airstrikes on a village killed ten" the plural noun is taken for the verb, the verb for an adverbial."""
    main = _unmarked_successor(verb)
    if main is None:
        return
    verb.pos, verb.tag, verb.lemma = "NOUN", "NNS", singular(verb.lower)
    replace(verb, main)
    for child in list(verb.children):
        if child.dep in _SUBJECTS:
            child.dep = "compound"
    attach(verb, main, "nsubj")


def plural_after_to(verb: Word, words: list[Word]) -> None:
    """In "gave in on Tuesday to calls for reform" the plural noun is taken for a verb in the infinitive."""
    to = verb.child("aux")
    if to is None or to.tag != "TO" or verb.head is None:
        return
    verb.pos, verb.tag, verb.lemma = "NOUN", "NNS", singular(verb.lower)
    attach(to, verb.head, "prep")
    to.pos, to.tag = "ADP", "IN"
    attach(verb, to, "pobj")


def participle_as_verb(verb: Word, words: list[Word]) -> None:
    """In "the soldiers sent to guard the village fled" the reduced relative is taken for the main clause."""
    subject = verb.child("nsubj", "nsubjpass")
    if verb.pos != "VERB" or subject is None or verb.child("dobj", "aux", "auxpass", "ccomp") is not None:
        return
    main = _unmarked_successor(verb) if verb.lemma not in _LEXICON.happen else None
    if main is None or main.tag != "VBD" or any(word.lower == "and" for word in words[verb.i : main.i]):
        return
    verb.tag = "VBN"
    replace(verb, main)
    attach(subject, main, "nsubj")
    attach(verb, subject, "acl")


def clausal_subject(verb: Word, words: list[Word]) -> None:
    """In "a journalist taken hostage was freed" the reduced relative is taken for a clause that is the subject."""
    subject, main = verb.child("nsubj", "nsubjpass"), verb.head
    if main is None or subject is None or verb.tag not in ("VBD", "VBN") or verb.child("mark", "aux") is not None:
        return
    if subject.pos in ("NOUN", "PROPN") and subject.i < verb.i < main.i and verb.child("advmod") is None:
        attach(subject, main, "nsubjpass" if verb.dep == "csubjpass" else "nsubj")
        verb.tag = "VBN"
        attach(verb, subject, "acl")


def _unmarked_successor(verb: Word) -> Word | None:
    """A finite clause after the verb with neither subject nor conjunction nor comma: there is no such adverbial."""
    if verb.dep not in ("ROOT", "ccomp") or verb.child("nsubj", "nsubjpass", "compound", "amod") is None:
        return None
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep not in ("advcl", "conj", "prep", "npadvmod", "advmod", "xcomp"):
            return None
        if child.tag == "VB":
            continue
        if child.dep in ("advcl", "conj") and child.pos in ("VERB", "AUX"):
            auxiliaries = (word.tag for word in child.children if word.dep == "aux")
            finite = child.tag in _FINITE or any(tag in _FINITE_OR_MODAL for tag in auxiliaries)
            bound = child.child(*_SUBJECTS, "mark", "advmod", "prep", "agent", "prt")
            free = bound is None or bound.i > child.i and bound.dep in ("prep", "advmod")
            return child if finite and free else None
    return None


def subject_as_modifier(verb: Word, words: list[Word]) -> None:
    """A verb has no adjective: it is a noun ("Russian cover"), or that its subject ("Turkish military strikes it")."""
    if verb.pos not in ("VERB", "AUX") or not verb.children or verb.children[0].i > verb.i:
        return
    before = [child for child in verb.children if child.i < verb.i]
    if any(child.dep in _SUBJECTS for child in before) or before[-1].dep not in ("amod", "compound", "nmod"):
        return
    if verb.dep in _NOMINAL:
        if verb.dep in _SUBJECTS or any(child.dep in ("amod", "poss") for child in before):
            verb.pos = "NOUN"
            verb.tag, verb.lemma = ("NNS", singular(verb.lower)) if verb.tag == "VBZ" else ("NN", verb.lower)
        return
    subject = before[-1]
    subject.pos, subject.tag = ("NOUN", "NN") if subject.pos == "ADJ" else (subject.pos, subject.tag)
    subject.dep = "nsubj"
    for child in before[:-1]:
        if child.dep in _PREMODIFIERS:
            attach(child, subject, child.dep)


def gerund(verb: Word, words: list[Word]) -> None:
    """Tell nominal gerunds ("fighting between them went on") from clauses ("accused of spying for Iran")."""
    if verb.pos != "VERB" or verb.head is None or verb.dep not in ("nsubj", "nsubjpass", "pobj", "dobj", "pcomp"):
        return
    if verb.dep == "pcomp" and verb.head.lower not in ("in", "during", "amid", "despite"):
        return
    noun = next((child for child in verb.children if child.i == verb.i - 1), None)
    if noun is not None and noun.dep == "compound" and noun.tag in ("NNS", "NNPS"):
        _noun_as_compound(noun, verb)
        return
    modified = verb.child("det", "poss", "amod", "compound") is not None
    clausal = verb.child("dobj", "xcomp", "ccomp", "aux", "nsubj", "auxpass", "prt", "dative") is not None
    if not modified and clausal:
        verb.dep = {"pobj": "pcomp", "dobj": "xcomp"}.get(verb.dep, verb.dep)
        return
    nominal = modified or any(child.lower in ("of", "between") for child in verb.children if child.dep == "prep")
    if not nominal and verb.dep == "dobj":
        verb.dep = "xcomp"
    elif not nominal and verb.dep == "pobj" and (verb.head.lower in _CLAUSAL_OF_GERUND or _governed(verb.head)):
        verb.dep = "pcomp"
    else:
        verb.pos, verb.tag, verb.lemma = "NOUN", "NN", verb.lower
        verb.dep = "pobj" if verb.dep == "pcomp" else verb.dep


def _noun_as_compound(noun: Word, verb: Word) -> None:
    """In "the militias fighting in Syria are" the participle describes the plural: that is no part of a compound."""
    attach(noun, verb.head, verb.dep)
    attach(verb, noun, "acl")
    for child in list(verb.children):
        if child.i < noun.i and child.dep in _PREMODIFIERS:
            attach(child, noun, child.dep)


def _governed(preposition: Word) -> bool:
    head = preposition.head
    return head is not None and head.lemma in _LEXICON.governs.get(preposition.lower, ())


def participle_as_root(verb: Word, words: list[Word]) -> None:
    """A participle with no auxiliary is no main clause: in "monks marched to the palace, calling for reforms" that is
    what its subject seems to be described by, in "demanding pay, miners stormed the office" what it seems to say."""
    if verb.dep != "ROOT" or verb.child("aux") is not None:
        return
    subject = verb.child("nsubj")
    main = subject.child("acl") if subject is not None else verb.child("ccomp")
    if main is None or main.tag not in ("VBD", "VBN") or (main.i < verb.i) is (subject is None):
        return
    if subject is not None:
        own = [child for child in verb.children if child.i > verb.i and child.dep != "punct"]
        attach(main, verb, "advcl")
        replace(verb, main)
        attach(subject, main, "nsubj")
        for child in own:
            attach(child, verb, child.dep)
        main.tag = "VBD"
    elif main.child(*_SUBJECTS) is not None:
        replace(verb, main)
        _take_back(verb, main)
    else:
        return
    attach(verb, main, "advcl")


def _take_back(verb: Word, main: Word) -> None:
    """Give a participle before the main clause back the clause that it holds: "demanding that he resign, ..."."""
    subject = main.child(*_SUBJECTS)
    clause, mark = main.child("advcl"), main.child("mark")
    if subject is not None and clause is not None and clause.i < subject.i:
        attach(clause, verb, "ccomp")
        if mark is not None and mark.i < clause.i:
            attach(mark, clause, "mark")


def suspected(verb: Word, words: list[Word]) -> None:
    """In "when suspected gunmen stormed a village" nobody suspects: it is said of the gunmen."""
    clause = verb.child("ccomp")
    if verb.lower not in ("suspected", "alleged") or clause is None or clause.child("mark") is not None:
        return
    subject = clause.child("nsubj", "nsubjpass")
    if subject is None or verb.child(*_SUBJECTS, "aux", "auxpass") is not None or subject.i < verb.i:
        return
    replace(verb, clause)
    for child in list(verb.children):
        attach(child, clause, child.dep)
    verb.pos, verb.tag = "ADJ", "JJ"
    attach(verb, subject, "amod")


def suspected_object(verb: Word, words: list[Word]) -> None:
    """In "attacked suspected rebel bases" the bases are attacked, and nobody suspects."""
    outer, noun = verb.head, verb.child("dobj")
    if verb.lower not in ("suspected", "alleged") or noun is None or outer is None or outer.pos != "VERB":
        return
    if verb.i == outer.i + 1 and outer.child("dobj") is None:
        for child in [child for child in verb.children if child is not noun]:
            attach(child, outer, child.dep)
        attach(noun, outer, "dobj")
        verb.pos, verb.tag = "ADJ", "JJ"
        attach(verb, noun, "amod")


def verb_as_adjective(word: Word, words: list[Word]) -> None:
    """In "the army, backed by jets, advanced" the verb is taken for an adjective, which would have no subject."""
    if word.dep in ("ROOT", "conj", "relcl", "advcl") and word.lower.endswith("ed"):
        subject = word.child("nsubj")
        if subject is not None and subject.i < word.i:
            word.pos, word.tag, word.lemma = "VERB", "VBD", base_of_regular(word.lower)
            irregular(word, words)


def obligation(verb: Word, words: list[Word]) -> None:
    """Read the "has to" of "said that it has to leave" as "must": an auxiliary of the verb that follows.

    In the past that is so only in what is reported: who "had to leave" has left.
    """
    act = verb.child("xcomp")
    to = act.child("aux") if act is not None else None
    if verb.lemma != "have" or act is None or to is None or to.tag != "TO" or to.i - verb.i > 2:
        return
    if verb.child("dobj", "neg") is not None:
        return
    if verb.tag == "VBD" and verb.dep != "ccomp" or any(child.lower in _PERHAPS for child in verb.children):
        return
    own = [child for child in verb.children if child is not act]
    replace(verb, act)
    for child in own:
        attach(child, act, child.dep)
    to.tag, to.dep = "IN", "dep"
    verb.pos, verb.tag, verb.lemma = "AUX", "MD", "must"
    attach(verb, act, "aux")
    act.tag = "VB"


def acting_adjective(word: Word, words: list[Word]) -> None:
    """In "demanded that the government lower prices" the verb is taken for an adjective, which would have no object."""
    subject, patient = word.child("nsubj"), word.child("dobj")
    if subject is not None and patient is not None and subject.i < word.i < patient.i:
        word.pos, word.tag, word.lemma = "VERB", "VB", word.lower
        irregular(word, words)
        past_as_base(word, words)


def participle_as_adjective(verb: Word, words: list[Word]) -> None:
    """In "France is opposed to it" the participle says how France stands, as "ready" and "critical" do."""
    if verb.tag == "VBN" and verb.child("agent", "xcomp") is None:
        verb.pos, verb.tag, verb.lemma = "ADJ", "JJ", verb.lower
