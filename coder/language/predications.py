"""Turn a parsed sentence into predications: predicates and their participants by role, whatever the grammar."""

from __future__ import annotations

from collections.abc import Collection

from coder.language.clauses import MODIFIERS, VERBAL, Clauses, coordinated, infinitive
from coder.language.demands import demanders, wants
from coder.language.factuality import settle
from coder.language.ends import served, tell_fought
from coder.language.lexicon import Lexicon, load_lexicon
from coder.language.light import Sharing, add
from coder.language.times import is_time
from coder.model import Predication, Tree, Word

_CONTENT_PREPOSITIONS = ("of", "for", "to", "on", "about", "over", "against", "from", "into", "in", "with", "as")
_PREDICATING = frozenset(("VERB", "NOUN", "PROPN", "ADJ"))
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CONTENT = ("ccomp", "xcomp", "acl", "dobj", "nsubj", "nsubjpass", "attr", "oprd", "csubj")
_STRAYING = ("by", "between", "against")
_AFTER_AGENT = (*_STRAYING, "on", "at", "with")
"""Prepositions that tell an event's participants even where the parse hangs them on another noun of its phrase; after
"by" ("an attack by rebels on the town") a few more."""


class PredicationReader:
    """Reads the predications of sentences.

    Verbs are always read; of nouns and adjectives those whose lemma is in ``nouns`` or ``adjectives`` (what the
    codebooks know) or in the lexicon's ``embeds`` (what changes the standing of another predicate).
    """

    def __init__(self, nouns: Collection[str], adjectives: Collection[str] = (), lexicon: Lexicon | None = None):
        self._lexicon = lexicon or load_lexicon()
        self._nouns = frozenset(nouns)
        self._adjectives = frozenset(adjectives)

    def read(self, tree: Tree) -> list[Predication]:
        """The sentence's predications in the order of their triggers, contents and factuality settled."""
        clauses = Clauses(self._lexicon, self._nouns)
        found: dict[int, Predication] = {}
        for word in tree.words:
            kind = self._kind(word, tree) if word.pos in _PREDICATING else None
            if kind is not None:
                found[word.i] = self._predication(word, kind, clauses)
        sharing = Sharing(found, self._lexicon, clauses, lambda word: self._verb(word, clauses))
        sharing.share()
        for predication in found.values():
            holder = _holder(predication.word, found, self._lexicon)
            if holder is not None and holder is not predication:
                predication.holder = holder
                holder.contents.append(predication)
            if holder is None or predication.word.dep == "acl":
                predication.serves = served(predication.word, found, self._lexicon)
        sharing.lend_agents()
        self._settle(found, tree)
        tell_fought(found, self._lexicon)
        return list(found.values())

    def _kind(self, word: Word, tree: Tree) -> str | None:
        if word.pos == "VERB":
            return "verb" if _acts(word) else None
        if word.pos in ("NOUN", "PROPN"):
            embeds = word.pos == "NOUN" and word.lemma in self._lexicon.embeds
            if not embeds and word.lemma.lower() not in self._nouns or word.dep in MODIFIERS:
                return None
            return None if word.pos == "PROPN" and _part_of_name(word) and not _title_cased(tree) else "noun"
        if word.pos == "ADJ" and word.dep in ("acomp", "ROOT", "amod", "oprd", "conj", "advcl", "ccomp"):
            known = word.lemma in self._adjectives or (word.dep != "amod" and word.lemma in self._lexicon.embeds)
            return "adjective" if known else None
        return None

    def _predication(self, word: Word, kind: str, clauses: Clauses) -> Predication:
        if kind == "verb":
            return self._verb(word, clauses)
        if kind == "noun":
            return self._noun(word, clauses)
        return _adjective(word, clauses)

    def _verb(self, word: Word, clauses: Clauses) -> Predication:
        particles = [child for child in word.children if child.dep == "prt"]
        roles: dict[str, list[Word]] = {}
        add(roles, "subject", clauses.subject(word))
        add(roles, "object", clauses.object(word))
        add(roles, "recipient", clauses.recipient(word))
        for name, preposition in _phrases(word, clauses):
            add(roles, name, clauses.prepositional(preposition))
        add(roles, "demanded", demanders(word, clauses, self._lexicon))
        for noun in (*roles.get("object", ()), *roles.get("to", ())):
            for preposition in wants(noun, self._lexicon):
                add(roles, "for", clauses.prepositional(preposition))
        lemma = " ".join([word.lemma.lower(), *(particle.lower for particle in particles)])
        return Predication(lemma, "verb", word, [word, *particles], roles)

    def _noun(self, word: Word, clauses: Clauses) -> Predication:
        roles: dict[str, list[Word]] = {}
        for child in word.children:
            if child.dep == "poss":
                add(roles, "possessor", clauses.participants(child))
            elif child.dep in MODIFIERS:
                add(roles, "modifier", _modifiers(child))
        for name, preposition in clauses.prepositions(word):
            add(roles, name, clauses.prepositional(preposition))
        for name, preposition in self._strayed(word, clauses):
            if name not in roles:
                add(roles, name, clauses.prepositional(preposition))
        return Predication(word.lemma.lower(), "noun", word, [word], roles)

    def _strayed(self, word: Word, clauses: Clauses) -> list[tuple[str, Word]]:
        """The "by rebels" of "an attack on a village near Mopti by rebels", wherever the parse has hung it."""
        found: list[tuple[str, Word]] = []
        for _, preposition in clauses.prepositions(word):
            for noun in preposition.children:
                if noun.dep == "pobj" and noun.lemma.lower() not in self._nouns:
                    names = _AFTER_AGENT if preposition.lower == "by" else _STRAYING
                    found += [pair for pair in clauses.prepositions(noun) if pair[0] in names]
                    found += self._strayed(noun, clauses)
        return found

    def _settle(self, found: dict[int, Predication], tree: Tree) -> None:
        question = tree.sentence.text.rstrip("\"'”’) ").endswith("?")
        done: set[int] = set()

        def visit(predication: Predication) -> None:
            if predication.word.i in done:
                return
            done.add(predication.word.i)
            for above in (predication.holder, predication.serves):
                if above is not None:
                    visit(above)
            settle(predication, self._lexicon, question)

        for predication in found.values():
            visit(predication)


def _phrases(verb: Word, clauses: Clauses) -> list[tuple[str, Word]]:
    """The prepositional phrases that tell a verb's participants: its own, then those of its patient by which it has
    none of its own but times ("lifted the ban on rallies on Friday")."""
    passive = clauses.is_passive(verb)
    own = [
        (name, preposition)
        for name, preposition in clauses.prepositions(verb)
        if not (passive and preposition.dep == "agent") and not _absolute(preposition)
    ]
    patient = verb.child("dobj", "nsubjpass") if passive else verb.child("dobj")
    taken = {"of", "by", *(name for name, preposition in own if not is_time(preposition))}
    lent = [] if patient is None else [pair for pair in clauses.prepositions(patient) if pair[0] not in taken]
    given = {name for name, _ in lent}
    return [*(pair for pair in own if pair[0] not in given), *lent]


def _acts(verb: Word) -> bool:
    """Whether a verb tells of something done: not "according to", "including", nor "planned" in "planned talks"."""
    if verb.lemma == "be" or not verb.lower[0].isalnum():
        return False
    if verb.dep == "amod" and verb.child("agent", "prep", "dobj") is None:
        return False
    return verb.tag != "VBG" or (verb.dep != "prep" and verb.child("pobj") is None)


def _part_of_name(noun: Word) -> bool:
    """Whether a capitalised noun is the end of a name of several words ("European Union")."""
    return noun.text[0].isupper() and any(
        child.dep in MODIFIERS and child.text[0].isupper() and child.i < noun.i for child in noun.children
    )


def _title_cased(tree: Tree) -> bool:
    """Whether nearly all of the sentence's longer words have capitals, as in some headlines."""
    longer = [word for word in tree.words if len(word.text) > 4]
    return sum(word.text[0].isupper() for word in longer) > 0.8 * len(longer)


def _absolute(preposition: Word) -> bool:
    """Whether "with" only opens a clause of its own ("with tanks shelling the town, they fled")."""
    if preposition.lower != "with":
        return False
    noun = preposition.child("pobj")
    clause = noun.child("acl") if noun is not None else None
    fronted = preposition.head is not None and preposition.i < preposition.head.i
    return clause is not None and clause.tag == "VBG" and fronted


def _modifiers(modifier: Word) -> list[Word]:
    """A modifier, all coordinated with it, and the names that modify them ("US drone strikes", "Saudi-led strikes")."""
    found = coordinated(modifier)
    for word in list(found):
        if word.dep == "compound" or word.lower == "led":
            found += [w for w in word.children if w.dep in ("compound", "npadvmod") and w.pos == "PROPN"]
    return found


def _adjective(word: Word, clauses: Clauses) -> Predication:
    roles: dict[str, list[Word]] = {}
    copula, own = word.head, word.child("nsubj")
    if own is not None:
        add(roles, "subject", clauses.participants(own))
    elif word.dep == "amod" and copula is not None:
        said_of = copula.child("nsubj") if copula.dep == "ccomp" else None
        add(roles, "subject", [copula] if said_of is None else clauses.participants(said_of))
    elif copula is not None and copula.pos in VERBAL:
        add(roles, "subject", clauses.surface(copula))
    for name, preposition in clauses.prepositions(word):
        add(roles, name, clauses.prepositional(preposition))
    return Predication(word.lemma, "adjective", word, [word], roles)


def _holder(word: Word, found: dict[int, Predication], lexicon: Lexicon) -> Predication | None:
    """The predication whose content the predicate ``word`` is."""
    if _complement(word) and word.head is not None and word.head.i not in found:
        # "said that B was ready", "that B was to blame": the copula stands for what follows.
        word = word.head
    elif word.dep == "amod" and word.head is not None and word.head.dep == "ccomp":
        # "called B a corrupt regime": so does the noun.
        word = word.head
    while word.dep == "conj" and word.head is not None:
        finite = word.tag in _FINITE and word.head.tag not in _FINITE
        independent = finite or word.child("nsubj", "nsubjpass") is not None
        if word.head.pos in VERBAL and independent:
            return None
        word = word.head
    head = word.head
    if head is None:
        return None
    if word.dep == "acl" and not infinitive(word) and word.child("mark") is None:
        # "an attack claimed by them": the participle describes the noun, and is not its content.
        return None
    if word.dep in _CONTENT:
        return found.get(head.i) or _said_of(head, found) or _of_thing(word, found)
    if word.dep == "advcl" and infinitive(word) and (head.lemma in lexicon.asks or head.lemma in lexicon.promises):
        # "called for B to leave", "appealed to B to leave", "promised B on Sunday to leave"
        return found.get(head.i)
    if word.dep in ("advcl", "relcl", "xcomp") and infinitive(word) and _asked_effort(head, lexicon):
        # "urged A to do more to help B"
        return found.get(head.i)
    if word.dep in ("pcomp", "pobj") and head.lower in _CONTENT_PREPOSITIONS and head.head is not None:
        outer = head.head
        while outer.i not in found and outer.dep == "pobj" and outer.head is not None and outer.head.head is not None:
            outer = outer.head.head
        return found.get(outer.i)
    return None


def _asked_effort(verb: Word, lexicon: Lexicon) -> bool:
    """Whether a verb says only how much somebody is asked to do: "do more", "do all they can"."""
    done = verb.child("dobj", "advmod") if verb.lemma == "do" else None
    asked = verb.head is not None and verb.head.lemma in lexicon.asks
    return asked and done is not None and done.lower in ("more", "all", "everything", "enough", "much", "utmost")


def _of_thing(word: Word, found: dict[int, Predication]) -> Predication | None:
    """The verb of "had nothing to do with it"."""
    thing = word.head
    if word.dep != "acl" or thing is None or thing.pos != "PRON" or thing.dep != "dobj" or thing.head is None:
        return None
    return found.get(thing.head.i)


def _complement(word: Word) -> bool:
    """Whether a copula stands for the word: "was ready", "is an attack", "is to blame"."""
    blamed = word.dep == "xcomp" and word.head is not None and word.head.child("acomp", "attr") is None
    return word.dep in ("acomp", "attr") or (blamed and infinitive(word))


def _said_of(copula: Word, found: dict[int, Predication]) -> Predication | None:
    """The adjective or noun of "it is possible that", "the aim is to"."""
    if copula.pos != "AUX":
        return None
    complement = copula.child("acomp", "attr")
    return found.get(complement.i) if complement is not None else None
