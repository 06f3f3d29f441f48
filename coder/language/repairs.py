"""Mend what the statistical parser regularly gets wrong in news of conflict, before anything reads the tree.

Each repair is one function that is asked about the words of one tag or label, and says what the parse looks like when
it is wrong. None knows a codebook. The labels are those of the ClearNLP guidelines.
"""

from __future__ import annotations

from collections.abc import Callable

from coder.language.lexicon import load_lexicon
from coder.language.spelling import base_of_regular, lemma_error, singular
from coder.language.surgery import attach, replace, under
from coder.model import Tree, Word

_LEXICON = load_lexicon()
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_PREMODIFIERS = ("det", "amod", "compound", "nmod", "poss", "nummod")
_CLAUSAL_OF_GERUND = ("of", "for", "by", "without", "after", "before", "while", "on", "at", "upon", "since")
_NOMINAL = ("pobj", "dobj", "nsubj", "nsubjpass", "attr", "appos")
_DONE = ("carry", "launch", "stage", "commit")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def mend(tree: Tree) -> Tree:
    """Repair ``tree`` in place, and return it."""
    words = tree.words
    for word in words:
        for repair in _BY_TAG.get(word.tag, ()):
            repair(word, words)
        for repair in _BY_LABEL.get(word.dep, ()):
            repair(word, words)
    _listed_subjects(words)
    return tree


def _mislemmatized(verb: Word, words: list[Word]) -> None:
    # "waged" comes out as "wag", "hopes" as "hop".
    if lemma_error(verb.lower, verb.lemma):
        verb.lemma += "e"


def _irregular(noun: Word, words: list[Word]) -> None:
    # "taxes" comes out as "taxis".
    noun.lemma = _LEXICON.lemmas.get(noun.lower, noun.lemma)


def _plural_as_verb(verb: Word, words: list[Word]) -> None:
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


def _participle_as_verb(verb: Word, words: list[Word]) -> None:
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
            finite = child.tag in _FINITE or any(tag in (*_FINITE, "MD") for tag in auxiliaries)
            bound = child.child(*_SUBJECTS, "mark", "advmod", "prep", "agent", "prt")
            free = bound is None or bound.i > child.i and bound.dep in ("prep", "advmod")
            return child if finite and free else None
    return None


def _subject_as_modifier(verb: Word, words: list[Word]) -> None:
    """A verb has no adjective: that is its subject ("Turkish military strikes bases"), or it a noun ("Russian cover")."""
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


def _inverted_subject(verb: Word, words: list[Word]) -> None:
    """In "into the square marched protesters" the subject comes after its verb, as an object would."""
    if len(verb.children) < 2 or verb.children[0].dep != "prep" or verb.children[0].i > verb.i or verb.dep != "ROOT":
        return
    noun = verb.child("dobj")
    if noun is not None and verb.child(*_SUBJECTS, "aux", "agent") is None:
        if all(word.text != "," for word in words[: verb.i]):
            noun.dep = "nsubj"


def _appositive_subject(verb: Word, words: list[Word]) -> None:
    """In "by attacking Kobane, Turkey angered the US" the last name is no apposition, but the verb's missing subject."""
    if verb.dep not in ("ROOT", "ccomp") or verb.child(*_SUBJECTS) is not None:
        return
    auxiliaries = (child.i for child in verb.children if child.dep in ("aux", "auxpass", "neg", "advmod"))
    first = min((verb.i, *auxiliaries))
    noun = words[first - 1] if first else verb
    while noun.dep in ("compound", "nmod") and noun.head is not None and noun.i < noun.head.i < first:
        noun = noun.head
    if noun.dep == "appos" and under(noun, verb) and noun.i < verb.i:
        attach(noun, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")


def _stray_relative(pronoun: Word, words: list[Word]) -> None:
    """A clause that begins with a relative pronoun (", which troops took") belongs to the noun before it."""
    verb = pronoun.head
    if pronoun.dep not in ("nsubj", "nsubjpass", "dobj") or verb is None or pronoun.i < 2:
        return
    comma = words[pronoun.i - 1].text == ","
    if verb.dep not in ("advcl", "dep", "appos", "parataxis", "acl", "ccomp") or (verb.dep == "ccomp" and not comma):
        return
    noun = words[pronoun.i - 1 - comma]
    while noun.dep in ("compound", "nmod") and noun.head is not None and noun.i < noun.head.i < pronoun.i:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and not under(noun, verb):
        attach(verb, noun, "relcl")


def _place_who(pronoun: Word, words: list[Word]) -> None:
    """In "fighters from Britain who joined" the clause is about the fighters: no place is a who."""
    verb = pronoun.head
    place = verb.head if verb is not None and verb.dep == "relcl" else None
    if verb is None or place is None or place.pos != "PROPN" or place.dep != "pobj":
        return
    preposition = place.head
    if preposition is not None and preposition.lower in ("from", "in", "at", "near") and preposition.head is not None:
        if preposition.head.pos in ("NOUN", "PROPN"):
            attach(verb, preposition.head, "relcl")


def _gerund(verb: Word, words: list[Word]) -> None:
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


def _suspected(verb: Word, words: list[Word]) -> None:
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


def _suspected_object(verb: Word, words: list[Word]) -> None:
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


def _particle_as_quantity(over: Word, words: list[Word]) -> None:
    """In "handed over 50 prisoners" the prisoners are not more than fifty."""
    verb = words[over.i - 1]
    if over.lower == "over" and verb.pos == "VERB" and verb.lemma in ("hand", "turn"):
        attach(over, verb, "prt")


def _verb_as_adjective(word: Word, words: list[Word]) -> None:
    """In "the army, backed by jets, advanced" the verb is taken for an adjective, which would have no subject."""
    if word.dep in ("ROOT", "conj", "relcl", "advcl") and word.lower.endswith("ed"):
        subject = word.child("nsubj")
        if subject is not None and subject.i < word.i:
            word.pos, word.tag, word.lemma = "VERB", "VBD", base_of_regular(word.lower)


def _participle_as_adjective(verb: Word, words: list[Word]) -> None:
    """In "France is opposed to it" the participle says how France stands, as "ready" and "critical" do."""
    if verb.tag == "VBN" and verb.child("agent", "xcomp") is None:
        verb.pos, verb.tag, verb.lemma = "ADJ", "JJ", verb.lower


def _small_clause(adjective: Word, words: list[Word]) -> None:
    """In "found Said guilty" the name is no part of the adjective, but what it is said of."""
    if adjective.pos == "ADJ" and adjective.child("nsubj") is None:
        name = adjective.child("compound", "nmod")
        if name is not None and name.pos in ("PROPN", "NOUN") and name.i < adjective.i:
            name.dep = "nsubj"


def _name_as_adverb(name: Word, words: list[Word]) -> None:
    """In "Mali, he said, had attacked Niger" the name right after a verb without object is its object."""
    verb = name.head
    if name.pos != "PROPN" or verb is None or verb.pos != "VERB" or name.lower in _DAYS or name.child("nummod"):
        return
    start = name.i - sum(child.dep in _PREMODIFIERS for child in name.children if child.i < name.i)
    if start == verb.i + 1 and verb.child("dobj", "auxpass", "nsubjpass", "prep") is None:
        name.dep = "dobj"


def _taken_hostage(noun: Word, words: list[Word]) -> None:
    """In "took three aid workers hostage" the workers are taken; hostages are what they become."""
    if noun.lower not in ("hostage", "prisoner", "captive") or noun.head is None:
        return
    victim = next((child for child in reversed(noun.children) if child.dep == "compound"), None)
    if victim is None:
        if noun.head.tag == "VBN" and noun.head.dep == "acl":
            noun.dep = "oprd"
            for child in [*noun.children, *noun.head.children]:
                if child.dep == "prep" and child.lower == "by":
                    attach(child, noun.head, "agent")
        return
    for child in list(noun.children):
        if child is not victim and child.i < noun.i and child.dep in _PREMODIFIERS:
            attach(child, victim, child.dep)
    noun.dep = "oprd"
    attach(victim, noun.head, "dobj")


def _recipient_as_compound(noun: Word, words: list[Word]) -> None:
    """In "gave Ukraine tanks" the name between a verb of giving and a thing is who gets it."""
    verb = noun.head
    if verb is None or verb.lemma not in _LEXICON.gives or verb.child("dative", "prep") is not None:
        return
    name = noun.child("compound")
    if noun.pos == "NOUN" and name is not None and name.pos == "PROPN" and name.i == verb.i + 1 == noun.i - 1:
        attach(name, verb, "dative")


def _late_agent(preposition: Word, words: list[Word]) -> None:
    """In "was forced to leave the town by the army" the army forces: no infinitive in the active has an agent."""
    verb = preposition.head
    if preposition.lower != "by" or verb is None or verb.dep != "xcomp" or verb.child("auxpass") is not None:
        return
    outer, noun = verb.head, preposition.child("pobj")
    if noun is None or noun.lower in _DAYS or noun.tag == "CD" or outer is None or outer.child("auxpass") is None:
        return
    if outer.child("agent") is None:
        attach(preposition, outer, "agent")


def _doing_participle(verb: Word, words: list[Word]) -> None:
    """In "died in an attack, carried out by rebels" what is carried out is the noun before the comma."""
    at = verb.i - 2
    if verb.tag != "VBN" or at < 0 or words[verb.i - 1].text != "," or verb.lemma not in _DONE:
        return
    noun = words[at]
    if noun.pos == "NOUN" and not under(noun, verb):
        attach(verb, noun, "acl")


def _strayed_complement(preposition: Word, words: list[Word]) -> None:
    """In "accused rebels of attacking" the verb asks for the preposition, which does not describe the rebels."""
    noun = preposition.head
    if noun is not None and noun.dep == "dobj" and noun.head is not None and noun.lemma not in _LEXICON.quantifiers:
        if noun.head.lemma in _LEXICON.governs.get(preposition.lower, ()):
            attach(preposition, noun.head, "prep")


def _governed(preposition: Word) -> bool:
    head = preposition.head
    return head is not None and head.lemma in _LEXICON.governs.get(preposition.lower, ())


def _dateline(dash: Word, words: list[Word]) -> None:
    """In "DAKAR, Senegal - Gunmen attacked" the place before the dash takes no part in the sentence."""
    if not 0 < dash.i < min(10, len(words) - 2) or not words[0].text.isupper() or len(words[0].text) < 3:
        return
    if dash.text != ":" and dash.start == words[dash.i - 1].end:
        return
    if dash.text not in ("-", "–", "—", "--", ":") or any(word.pos in ("VERB", "AUX") for word in words[: dash.i]):
        return
    body = words[dash.i + 1 :]
    first = body[0].i
    root = next((word for word in body if word.dep == "ROOT"), None)
    if root is None:
        root = next((w for w in body if w.pos in ("VERB", "AUX") and (w.head is None or w.head.i < first)), None)
        if root is None:
            return
        attach(root, None, "ROOT")
    for word in words[: dash.i + 1]:
        if word is words[0] or (word.head is not None and word.head.i >= first):
            attach(word, root, "dep" if word.pos != "PUNCT" else "punct")
    for word in body:
        if word is not root and word.head is not None and word.head.i < first:
            attach(word, root, "nsubj" if word.dep in ("ROOT", "appos") else word.dep)


def _listed_subjects(words: list[Word]) -> None:
    """In a headline a comma is an "and" ("Iran, Russia sign pact")."""
    if len(words) < 5 or words[1].text != "," or words[-1].text in (".", "!", "?") or words[0].pos != "PROPN":
        return
    second, verb = words[2], words[0].head
    while second.dep == "compound" and second.head is not None:
        second = second.head
    if verb is not None and verb.tag in ("VBZ", "VBP") and second.dep == "nsubj" and second.head is verb:
        if words[0].dep in ("npadvmod", "dep", "nsubj") and second is not words[0]:
            words[0].dep = "nsubj"
            attach(second, words[0], "conj")


_Repair = Callable[[Word, list[Word]], None]

_BY_TAG: dict[str, tuple[_Repair, ...]] = {
    "VBZ": (_mislemmatized, _plural_as_verb, _subject_as_modifier, _appositive_subject),
    "VBD": (_mislemmatized, _participle_as_verb, _subject_as_modifier, _appositive_subject, _inverted_subject)
    + (_suspected, _suspected_object),
    "VBP": (_subject_as_modifier, _appositive_subject),
    "VBN": (_mislemmatized, _appositive_subject, _suspected, _suspected_object),
    "VBG": (_mislemmatized, _gerund),
    "NNS": (_irregular,),
    "WDT": (_stray_relative,),
    "WP": (_stray_relative, _place_who),
    "HYPH": (_dateline,),
    ":": (_dateline,),
    "JJ": (_verb_as_adjective,),
}

_BY_LABEL: dict[str, tuple[_Repair, ...]] = {
    "acomp": (_participle_as_adjective,),
    "ccomp": (_small_clause,),
    "npadvmod": (_name_as_adverb,),
    "dobj": (_taken_hostage, _recipient_as_compound),
    "quantmod": (_particle_as_quantity,),
    "prep": (_late_agent, _strayed_complement),
    "advcl": (_doing_participle,),
}
