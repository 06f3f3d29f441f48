"""Verbs and their logical subjects and objects, undoing passive, relative clause, participle, control, coordination.

The labels are those of the ClearNLP dependency guidelines, which spaCy's English models are trained on.
"""

from __future__ import annotations

from collections.abc import Collection

from coder.language.lexicon import Lexicon
from coder.language.times import is_time
from coder.model import Word

VERBAL = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass")
MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
"""The labels of what stands before a noun and says of what sort it is."""

_RECIPROCAL = ("other", "another")
RELATIVE_TAGS = ("WP", "WDT")
_RELATING = (*RELATIVE_TAGS, "WP$")
_OBJECT_CONTROL = ("of", "from", "for", "into", "to", "with", "against")
"""Prepositions before a gerund whose subject is the object, if there is one ("accused B of", "talked B into")."""
_DIRECTIONS = ("back", "away", "forward", "ahead", "home", "together", "down", "out", "off")
_CLAUSE_LIKE = ("advcl", "xcomp", "pcomp", "ccomp", "acl", "conj", "relcl", "dep", "prep", "parataxis")


class Clauses:
    """Answers, for the verbs of one sentence, who is subject and who is object.

    All answers are lists of head words, coordination spelt out and quantifiers ("dozens of") seen through. ``nouns``
    are the lemmas of nouns that tell of acts.
    """

    def __init__(self, lexicon: Lexicon, nouns: Collection[str] = ()):
        self._lexicon = lexicon
        self._nouns = nouns
        self._surface: dict[int, list[Word]] = {}
        self._passive: dict[int, bool] = {}

    def participants(self, word: Word) -> list[Word]:
        """``word`` and all coordinated with it, each with quantifiers and relative pronouns seen through."""
        found: list[Word] = []
        for member in coordinated(word):
            member = self._antecedent(member)
            inner = self._quantified(member)
            if inner is not None:
                found.extend(self.participants(inner))
            elif member.lower in _RECIPROCAL and member.child("det", "amod", "nummod") is not None:
                found.extend(self._each_other(member))
            else:
                found.append(member)
                found.extend(self._named_among(member))
        return found

    def _named_among(self, word: Word) -> list[Word]:
        """The members that a group's phrase names ("countries including France", "groups such as Hamas")."""
        if word.tag not in ("NNS", "NNPS"):
            return []
        found: list[Word] = []
        for child in word.children:
            such = child.lower == "as" and child.children and child.children[0].lower == "such"
            if child.dep == "prep" and (child.lower == "including" or such):
                found += [member for noun in child.children if noun.dep == "pobj" for member in self.participants(noun)]
        return found

    def _each_other(self, word: Word) -> list[Word]:
        """Whom "each other" and "one another" stand for: the subjects of the verb."""
        if not any(child.lower in ("each", "one") for child in word.children):
            return [word]
        verb = next((above for above in word.ancestors() if above.pos in VERBAL), None)
        return [other for other in self.surface(verb) if other is not word] if verb is not None else [word]

    def is_passive(self, verb: Word) -> bool:
        """Whether the verb's surface subject is its logical object."""
        known = self._passive.get(verb.i)
        if known is None:
            known = self._passive[verb.i] = self._find_passive(verb)
        return known

    def subject(self, verb: Word) -> list[Word]:
        """The logical subject (agent)."""
        if not self.is_passive(verb):
            return self.surface(verb)
        own = [child for child in verb.children if child.dep == "agent"]
        agents = own or self._strayed_agent(verb) or self._shared_agent(verb)
        return [w for agent in agents for noun in agent.children if noun.dep == "pobj" for w in self.participants(noun)]

    def _strayed_agent(self, verb: Word) -> list[Word]:
        """The "by" of "was stopped at the gate by soldiers" where it hangs on the gate, which is no act of theirs."""
        places = [noun for _, preposition in self.prepositions(verb) for noun in preposition.children]
        places = [noun for noun in places if noun.dep == "pobj" and noun.lemma.lower() not in self._nouns]
        strayed = [child for noun in places for child in noun.children if child.dep == "prep" and child.lower == "by"]
        return [preposition for preposition in strayed if not is_time(preposition)]

    def _shared_agent(self, verb: Word) -> list[Word]:
        """The "by" of "were surrounded and threatened by troops" for the first of the two verbs."""
        second = verb.child("conj")
        if second is None or second.tag != "VBN" or second.i - verb.i > 2 or second.child(*SUBJECTS) is not None:
            return []
        return [child for child in second.children if child.dep == "agent"]

    def object(self, verb: Word) -> list[Word]:
        """The logical object (patient)."""
        held = self._captive(verb)
        direct = [w for child in verb.children if child.dep == "dobj" for w in self.participants(child) if child != held]
        direct = direct or self._after_particle(verb)
        if self.is_passive(verb):
            return direct or self.surface(verb)
        return direct or self._shared_object(verb) or self._gap(verb) or self._small_clause(verb)

    def _captive(self, verb: Word) -> Word | None:
        """Prisoner in "soldiers held prisoner": a bare noun in the singular says what somebody is held as."""
        noun = verb.child("dobj", "oprd")
        bare = noun is not None and noun.tag == "NN" and not noun.children and noun.lemma in self._lexicon.captive
        return noun if bare and len([child for child in verb.children if child.dep == "dobj"]) < 2 else None

    def _after_particle(self, verb: Word) -> list[Word]:
        """The object that the parser hangs on a particle: "sent in forces"."""
        particles = [child for child in verb.children if child.dep == "prt" and child.lower == "in"]
        nouns = [noun for particle in particles for noun in particle.children if noun.dep == "pobj"]
        return [word for noun in nouns for word in self.participants(noun)]

    def _small_clause(self, verb: Word) -> list[Word]:
        """The subject of a clause without tense: B in "helped B recapture it", "wants B to leave"."""
        clause = verb.child("ccomp")
        if clause is None or clause.child("mark", "aux") is not None and not nonfinite(clause):
            return []
        subject = clause.child("nsubj")
        bare = clause.tag in ("VB", "VBG", "VBN", "JJ") or (clause.tag == "VBP" and verb.lemma in self._lexicon.bare)
        if subject is None or not bare or subject.i < verb.i or clause.child("cop") is not None:
            return []
        return self.participants(subject)

    def recipient(self, verb: Word) -> list[Word]:
        """The indirect object ("gave B aid", "B was given aid")."""
        dative = [child for child in verb.children if child.dep == "dative"]
        for child in dative:
            nouns = [child] if child.pos != "ADP" else [c for c in child.children if c.dep == "pobj"]
            return [w for noun in nouns for w in self.participants(noun)]
        if self.is_passive(verb) and verb.child("dobj") is not None:
            return self.surface(verb)
        return []

    def surface(self, verb: Word) -> list[Word]:
        """The surface subject, the verb's own or the one it shares or is controlled by."""
        known = self._surface.get(verb.i)
        if known is None:
            self._surface[verb.i] = []
            known = self._surface[verb.i] = self._find_surface(verb)
        return known

    def prepositions(self, word: Word) -> list[tuple[str, Word]]:
        """``(preposition, preposition's word)`` of the prepositional phrases that hang on ``word``; "along with" is
        one."""
        # In "pulled back from the town" the preposition may hang on the adverb.
        near = (word, *(child for child in word.children if child.dep == "advmod" and child.lower in _DIRECTIONS))
        hanging = (child for place in near for child in place.children)
        phrases = [child for child in hanging if child.dep in ("prep", "agent") and child.pos != "VERB"]
        return [(_preposition(phrase, phrases), phrase) for phrase in phrases]

    def prepositional(self, preposition: Word) -> list[Word]:
        """The participants of a prepositional phrase; of a stranded one, the relative clause's antecedent."""
        found: list[Word] = []
        for child in preposition.children:
            if child.dep == "pobj" or (child.dep in ("amod", "acomp") and preposition.lower == "as"):
                found += self.participants(child)
            elif child.dep == "prep" and preposition.lower in ("from", "out", "off", "along", "together", "alongside"):
                found += self.prepositional(child)
        if not preposition.children and preposition.head is not None and preposition.head.dep == "relcl":
            antecedent = preposition.head.head
            if antecedent is not None:
                found += self.participants(antecedent)
        return found

    def _find_passive(self, verb: Word) -> bool:
        if verb.child("auxpass", "nsubjpass") is not None or (verb.tag != "VBG" and self._captive(verb) is not None):
            return True
        if verb.dep == "conj" and verb.tag in ("VBN", "VBD") and verb.child("nsubj") is not None:
            return self._elliptical(verb)
        if verb.tag == "VBD" and verb.dep == "acl" and verb.child("dobj", "aux", "nsubj") is None:
            return True
        if verb.tag != "VBN" or verb.child("aux") is not None:
            return False
        if verb.child("dobj") is not None:
            return verb.child("agent") is not None
        if verb.dep in ("acl", "advcl", "amod"):
            return True
        if verb.dep == "conj" and verb.head is not None and verb.child(*SUBJECTS) is None:
            return verb.head.pos in VERBAL and self.is_passive(verb.head)
        return verb.child("agent") is not None

    def _elliptical(self, verb: Word) -> bool:
        """Whether the verb shares a passive's auxiliary: "ten people were killed and twenty wounded"."""
        subject, passive = verb.child("nsubj"), verb.head
        if subject is None or passive is None or verb.child("aux", "dobj", "prt") is not None:
            return False
        counted = subject.pos == "NUM" or subject.child("nummod") is not None
        return counted and passive.child("auxpass") is not None

    def _find_surface(self, verb: Word) -> list[Word]:
        own = [child for child in verb.children if child.dep in SUBJECTS and child.i != verb.i]
        if own:
            return [w for child in own for w in self.participants(child)]
        head = verb.head
        if head is None or verb.dep not in _CLAUSE_LIKE:
            return []
        if verb.dep == "conj":
            return self.surface(head) if head.pos in VERBAL else []
        if verb.dep in ("relcl", "acl"):
            return self._modified(verb, head)
        if verb.dep in ("pcomp", "prep"):
            return self._after_preposition(verb, head)
        if head.pos not in VERBAL:
            return self._surface_of_copula(head) or self._headline(verb, head)
        if verb.dep == "advcl":
            return self._adverbial(verb, head)
        return self.controller(head) if verb.dep == "xcomp" or nonfinite(verb) else []

    def controller(self, verb: Word) -> list[Word]:
        """Who does what the infinitive or participle under ``verb`` says."""
        if verb.lemma not in self._lexicon.subject_control or self.is_passive(verb):
            patient = self.recipient(verb) or self.object(verb)
            if patient:
                return patient
            for name, preposition in self.prepositions(verb):
                if name in ("on", "upon", "to", "for") and preposition.i > verb.i and not is_time(preposition):
                    asked = self.prepositional(preposition)
                    if asked:
                        return asked
        return self.surface(verb)

    def _adverbial(self, verb: Word, head: Word) -> list[Word]:
        # "The town was bombed, killing five": the bombers killed. "Jets bombed it after being warned": they were.
        if verb.tag == "VBG" and head.lemma in self._lexicon.states and head.child("dobj") is not None:
            return self.object(head)
        resultative = verb.tag == "VBG" and verb.i > head.i and verb.child("mark", "prep", "aux") is None
        if resultative and self.is_passive(head):
            return self.subject(head)
        if head.lemma in self._lexicon.asks and infinitive(verb):
            return self.controller(head)
        return self.surface(head)

    def _headline(self, verb: Word, noun: Word) -> list[Word]:
        """The EU in "EU to impose sanctions"."""
        named = noun.dep == "ROOT" and noun.i < verb.i and noun.pos in ("NOUN", "PROPN")
        return self.participants(noun) if named else []

    def _modified(self, verb: Word, noun: Word) -> list[Word]:
        return self._doer_of(noun) if infinitive(verb) else self.participants(noun)

    def _doer_of(self, noun: Word) -> list[Word]:
        """Whose a decision or operation is: its owner, who it is by, or the subject of the verb that it completes."""
        for child in noun.children:
            if child.dep == "poss":
                return self.participants(child)
            if child.dep == "prep" and child.lower in ("by", "from"):
                return self.prepositional(child)
        governor, place = noun.head, noun.dep
        if governor is not None and place == "pobj":
            governor = governor.head
            if governor is not None and governor.pos in VERBAL:
                return self.controller(governor)
            return self._doer_of(governor) if governor is not None and governor.pos == "NOUN" else []
        if governor is not None and governor.pos in VERBAL and place in ("dobj", "attr", "nsubjpass"):
            return self.subject(governor)
        return []

    def _after_preposition(self, verb: Word, preposition: Word) -> list[Word]:
        governor = preposition.head if verb.dep == "pcomp" else preposition
        if governor is None:
            return []
        if governor.pos in VERBAL:
            return self.controller(governor) if preposition.lower in _OBJECT_CONTROL else self.surface(governor)
        if governor.pos == "ADJ":
            own = governor.child("nsubj")
            return self.participants(own) if own is not None else self._surface_of_copula(governor)
        return self._doer_of(governor)

    def _surface_of_copula(self, head: Word) -> list[Word]:
        """The subject of "is ready to send", "is an ally, sending": what the adjective or noun is said of."""
        copula = head.head
        if head.dep in ("acomp", "attr", "oprd") and copula is not None and copula.pos in VERBAL:
            return self.surface(copula)
        return []

    def _shared_object(self, verb: Word) -> list[Word]:
        """The object of "shelled and bombed the town" for the first of the two verbs."""
        for child in verb.children:
            if child.dep == "conj" and child.pos == "VERB" and child.child(*SUBJECTS) is None:
                complements = (w for w in verb.children if w.dep in ("prep", "xcomp", "ccomp", "dobj"))
                between = [w for w in complements if verb.i < w.i < child.i]
                direct = child.child("dobj")
                if direct is not None and not between and child.i - verb.i <= 3:
                    return self.participants(direct)
        return []

    def _gap(self, verb: Word) -> list[Word]:
        """The antecedent as object in "the village (that) troops attacked", "the village troops tried to attack"."""
        clause = verb.head if verb.dep == "xcomp" and verb.head is not None else verb
        if clause is not verb and clause.lemma not in self._lexicon.asks and clause.child("dobj", "ccomp") is None:
            return self._gap_in(clause) if infinitive(verb) and verb.child("ccomp", "xcomp") is None else []
        return self._gap_in(verb) if verb.child("ccomp", "xcomp") is None else []

    def _gap_in(self, verb: Word) -> list[Word]:
        """The antecedent of a relative clause that has a subject of its own and no other word for the antecedent."""
        if verb.dep != "relcl" or verb.head is None:
            return []
        subjects = [child for child in verb.children if child.dep in SUBJECTS]
        stranded = any(p.children == [] for _, p in self.prepositions(verb))
        # "the countries whose ministers met": the antecedent is in the subject already.
        filled = any(word.tag in _RELATING for one in subjects for word in (one, *one.children))
        if not subjects or stranded or filled:
            return []
        if any(child.tag == "WRB" for child in verb.children):
            return []
        if any(child.tag in _RELATING for p in verb.children if p.dep == "prep" for child in p.children):
            return []
        return self.participants(verb.head)

    def _antecedent(self, word: Word) -> Word:
        """What a relative pronoun stands for."""
        if word.tag in RELATIVE_TAGS or (word.lower == "that" and word.dep in SUBJECTS and word.tag in ("WDT", "IN")):
            for above in word.ancestors():
                if above.dep == "relcl" and above.head is not None:
                    return self._what_led_to(word, above, above.head)
        return word

    def _what_led_to(self, pronoun: Word, verb: Word, noun: Word) -> Word:
        """What prompted or led to something is an act, or who did it: in "clashes with B that left ten dead" not B."""
        if noun.pos == "PROPN" and pronoun.lower == "which" and verb.lemma in self._lexicon.harm:
            acts = (above for above in noun.ancestors() if above.lemma in self._nouns and above.pos == "NOUN")
            return next(acts, noun)
        if verb.lemma not in self._lexicon.consequence:
            return noun
        outer = noun.head
        if noun.dep == "pobj" and outer is not None and outer.lower != "of":
            outer = outer.head
        elif noun.dep != "dobj" or pronoun.lower != "which" or verb.child("xcomp") is None:
            return noun
        if outer is None:
            return noun
        if outer.pos in VERBAL:
            return next(iter(self.surface(outer)), noun)
        return outer if outer.pos == "NOUN" else noun

    def _quantified(self, word: Word) -> Word | None:
        """The soldiers in "dozens of soldiers"; None where the word is no quantifier."""
        if word.pos == "NUM" or word.tag == "DT" or word.lemma in self._lexicon.quantifiers:
            for child in word.children:
                if child.dep == "prep" and child.lower == "of":
                    return child.child("pobj")
        return None


def _preposition(phrase: Word, phrases: list[Word]) -> str:
    """A preposition's form; of "along with", which is no place that something goes along, both."""
    own = phrase.lower == "along" and any(child.lower == "with" for child in phrase.children)
    other = phrase.lower == "with" and any(one.lower == "along" and one.i == phrase.i - 1 for one in phrases)
    return "along with" if own or other else phrase.lower


def coordinated(word: Word) -> list[Word]:
    """``word`` and its conjuncts, in order ("A, B and C")."""
    found = [word]
    for member in found:
        for child in member.children:
            if child.dep == "conj" and child.pos not in VERBAL:
                found.append(child)
    return found


def nonfinite(verb: Word) -> bool:
    """Whether the verb is an infinitive with "to" or a participle without auxiliary."""
    if verb.tag == "VBG":
        return verb.child("aux") is None
    return infinitive(verb)


def infinitive(verb: Word) -> bool:
    """Whether the verb has the infinitive's "to"."""
    return any(child.dep == "aux" and child.tag == "TO" for child in verb.children)
