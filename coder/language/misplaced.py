"""Repairs of words that the parser hangs in the wrong place, or on the wrong word.

Each is asked about a word of one tag or label, with all the words of the sentence, and mends the tree in place.
"""

from __future__ import annotations

from coder.language.clauses import coordinated
from coder.language.lexicon import load_lexicon
from coder.language.surgery import attach, under
from coder.language.times import is_time
from coder.model import Word

_LEXICON = load_lexicon()
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_PREMODIFIERS = ("det", "amod", "compound", "nmod", "poss", "nummod")
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


def inverted_subject(verb: Word, words: list[Word]) -> None:
    """In "into the square marched protesters" the subject comes after its verb, as an object would."""
    if len(verb.children) < 2 or verb.children[0].dep != "prep" or verb.children[0].i > verb.i or verb.dep != "ROOT":
        return
    noun = verb.child("dobj")
    if noun is not None and verb.child(*_SUBJECTS, "aux", "agent") is None:
        if all(word.text != "," for word in words[: verb.i]):
            noun.dep = "nsubj"


def appositive_subject(verb: Word, words: list[Word]) -> None:
    """In "by attacking Kobane, Turkey angered the US" the name is no apposition, but the verb's missing subject."""
    if verb.dep not in ("ROOT", "ccomp") or verb.child(*_SUBJECTS) is not None:
        return
    auxiliaries = (child.i for child in verb.children if child.dep in ("aux", "auxpass", "neg", "advmod"))
    first = min((verb.i, *auxiliaries))
    noun = words[first - 1] if first else verb
    while noun.dep in ("compound", "nmod") and noun.head is not None and noun.i < noun.head.i < first:
        noun = noun.head
    if noun.dep == "appos" and under(noun, verb) and noun.i < verb.i:
        attach(noun, verb, "nsubjpass" if verb.child("auxpass") else "nsubj")


def stray_relative(pronoun: Word, words: list[Word]) -> None:
    """A clause that begins with a relative pronoun (", which troops took") belongs to the noun before it."""
    verb = pronoun.head
    if pronoun.dep not in ("nsubj", "nsubjpass", "dobj") or verb is None or pronoun.i < 2:
        return
    comma = words[pronoun.i - 1].text == ","
    if verb.dep == "relcl" and comma:
        _of_the_last(verb, words[pronoun.i - 2])
        return
    if verb.dep not in ("advcl", "dep", "appos", "parataxis", "acl", "ccomp") or (verb.dep == "ccomp" and not comma):
        return
    noun = words[pronoun.i - 1 - comma]
    while noun.dep in ("compound", "nmod") and noun.head is not None and noun.i < noun.head.i < pronoun.i:
        noun = noun.head
    if noun.pos in ("NOUN", "PROPN") and not under(noun, verb):
        attach(verb, noun, "relcl")


def _of_the_last(clause: Word, noun: Word) -> None:
    """In "between militias and Chad, which has ..." the clause in the singular is not said of the militias."""
    row = clause.head
    verb = clause.child("aux", "auxpass") or clause
    if row is not None and noun.dep == "conj" and row.tag == "NNS" and noun.tag in ("NN", "NNP") and verb.tag == "VBZ":
        if noun in coordinated(row):
            attach(clause, noun, "relcl")


def told_clause(clause: Word, words: list[Word]) -> None:
    """In "warned B that gas would be used" the clause is what B is told, does not describe B: "that" is no subject."""
    mark = clause.child("mark")
    if mark is None or mark.lower != "that" or clause.child(*_SUBJECTS) is None:
        return
    verb = next((above for above in clause.ancestors() if above.pos == "VERB"), None)
    if verb is not None and verb.lemma in _LEXICON.telling and verb.i < clause.i:
        attach(clause, verb, "ccomp")


def place_who(pronoun: Word, words: list[Word]) -> None:
    """In "fighters from Britain who joined" the clause is about the fighters: no place is a who."""
    verb = pronoun.head
    place = verb.head if verb is not None and verb.dep == "relcl" else None
    if verb is None or place is None or place.pos != "PROPN" or place.dep != "pobj":
        return
    preposition = place.head
    if preposition is not None and preposition.lower in ("from", "in", "at", "near") and preposition.head is not None:
        if preposition.head.pos in ("NOUN", "PROPN"):
            attach(verb, preposition.head, "relcl")


def particle_as_quantity(over: Word, words: list[Word]) -> None:
    """In "handed over 50 prisoners" the prisoners are not more than fifty."""
    verb = words[over.i - 1]
    if over.lower == "over" and verb.pos == "VERB" and verb.lemma in ("hand", "turn"):
        attach(over, verb, "prt")


def small_clause(adjective: Word, words: list[Word]) -> None:
    """In "found Said guilty" the name is no part of the adjective, but what it is said of."""
    if adjective.pos == "ADJ" and adjective.child("nsubj") is None:
        name = adjective.child("compound", "nmod")
        if name is not None and name.pos in ("PROPN", "NOUN") and name.i < adjective.i:
            name.dep = "nsubj"


def subject_of_particle(particle: Word, words: list[Word]) -> None:
    """In "allowed the charity back in" the charity is allowed."""
    noun, verb = particle.child("nsubj"), particle.head
    if noun is not None and verb is not None and verb.child("dobj") is None:
        attach(noun, verb, "dobj")


def name_as_adverb(name: Word, words: list[Word]) -> None:
    """In "Mali, he said, had attacked Niger" the name right after a verb without object is its object."""
    verb = name.head
    if name.pos != "PROPN" or verb is None or verb.pos != "VERB" or name.lower in _DAYS or name.child("nummod"):
        return
    start = name.i - sum(child.dep in _PREMODIFIERS for child in name.children if child.i < name.i)
    if start == verb.i + 1 and verb.child("dobj", "auxpass", "nsubjpass", "prep") is None:
        name.dep = "dobj"


def taken_hostage(noun: Word, words: list[Word]) -> None:
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


def recipient_as_compound(noun: Word, words: list[Word]) -> None:
    """In "gave Ukraine tanks" the name between a verb of giving and a thing is who gets it."""
    verb = noun.head
    if verb is None or verb.lemma not in _LEXICON.gives or verb.child("dative", "prep") is not None:
        return
    name = noun.child("compound")
    if noun.pos == "NOUN" and name is not None and name.pos == "PROPN" and name.i == verb.i + 1 == noun.i - 1:
        attach(name, verb, "dative")


def listed_name(name: Word, words: list[Word]) -> None:
    """In "Oman, Qatar and Kuwait agreed" the second is no other name of the first, but the next in a list."""
    first = name.head
    start = name.i - sum(child.dep in _PREMODIFIERS for child in name.children if child.i < name.i)
    if name.pos != "PROPN" or first is None or first.pos != "PROPN" or start < 2 or words[start - 2] is not first:
        return
    listed = [name]
    for member in listed:
        listed += [child for child in member.children if child.dep == "conj" and child.pos == "PROPN"]
    joined = any(child.dep == "cc" for member in listed for child in member.children)
    after = words[listed[-1].i + 1 : listed[-1].i + 2]
    if joined and len(listed) > 1 and words[start - 1].text == "," and all(word.text != "," for word in after):
        name.dep = "conj"


def late_agent(preposition: Word, words: list[Word]) -> None:
    """In "was forced to leave the town by the army" the army forces: no infinitive in the active has an agent."""
    verb = preposition.head
    if preposition.lower != "by" or verb is None or verb.dep != "xcomp" or verb.child("auxpass") is not None:
        return
    outer, noun = verb.head, preposition.child("pobj")
    if noun is None or is_time(preposition) or outer is None or outer.child("auxpass") is None:
        return
    if outer.child("agent") is None:
        attach(preposition, outer, "agent")


def doing_participle(verb: Word, words: list[Word]) -> None:
    """In "died in an attack, carried out by rebels" what is carried out is the noun before the comma."""
    at = verb.i - 2
    if verb.tag != "VBN" or at < 0 or words[verb.i - 1].text != "," or verb.lemma not in _LEXICON.done:
        return
    noun = words[at]
    if noun.pos == "NOUN" and not under(noun, verb):
        attach(verb, noun, "acl")


def strayed_complement(preposition: Word, words: list[Word]) -> None:
    """In "accused rebels of attacking" the verb asks for the preposition, which does not describe the rebels."""
    noun = preposition.head
    if noun is not None and noun.dep == "dobj" and noun.head is not None and noun.lemma not in _LEXICON.quantifiers:
        if noun.head.lemma in _LEXICON.governs.get(preposition.lower, ()):
            attach(preposition, noun.head, "prep")


def request_for(preposition: Word, words: list[Word]) -> None:
    """In "rejected a call by B for a truce" it is the call, and not the rejection, that is for something."""
    verb = preposition.head
    noun = verb.child("dobj", "nsubjpass") if verb is not None and verb.pos == "VERB" else None
    if noun is None or preposition.lower != "for" or noun.lemma not in _LEXICON.requests:
        return
    between = words[noun.i + 1 : preposition.i]
    if between and between[0].lower in ("by", "from", "of") and all(under(word, noun) for word in between):
        attach(preposition, noun, "prep")


def dateline(dash: Word, words: list[Word]) -> None:
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


def listed_subjects(words: list[Word]) -> None:
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
