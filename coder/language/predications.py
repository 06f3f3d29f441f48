"""Turn a parsed sentence into predications: predicates and their participants by role, whatever the grammar."""

from __future__ import annotations

from collections.abc import Collection

from coder.language.clauses import VERBAL, Clauses, coordinated
from coder.language.factuality import settle
from coder.language.lexicon import Lexicon, load_lexicon
from coder.model import Predication, Tree, Word

_CONTENT_PREPOSITIONS = ("of", "for", "to", "on", "about", "over", "against", "from", "into", "in", "with", "as")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_MODIFIERS = ("amod", "compound", "nmod", "npadvmod")


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
        clauses = Clauses(self._lexicon)
        found: dict[int, Predication] = {}
        for word in tree.words:
            kind = self._kind(word)
            if kind is not None:
                found[word.i] = self._predication(word, kind, clauses)
        self._merge_light_verbs(found, clauses)
        for predication in found.values():
            self._hold(predication, found)
        self._lend_agents(found)
        self._settle(found, tree)
        return list(found.values())

    def _kind(self, word: Word) -> str | None:
        if word.pos == "VERB":
            return "verb"
        if word.pos in ("NOUN", "PROPN"):
            if word.dep in ("compound", "amod", "nmod", "npadvmod") and word.head is not None:
                return None
            embeds = word.pos == "NOUN" and word.lemma in self._lexicon.embeds
            return "noun" if embeds or word.lemma.lower() in self._nouns else None
        if word.pos == "ADJ" and word.dep in ("acomp", "ROOT", "amod", "oprd", "conj", "advcl"):
            known = word.lemma in self._adjectives or (word.dep != "amod" and word.lemma in self._lexicon.embeds)
            return "adjective" if known else None
        return None

    def _predication(self, word: Word, kind: str, clauses: Clauses) -> Predication:
        if kind == "verb":
            return _verb(word, clauses, self._nouns)
        if kind == "noun":
            return _noun(word, clauses)
        return _adjective(word, clauses)

    def _merge_light_verbs(self, found: dict[int, Predication], clauses: Clauses) -> None:
        for noun in [p for p in found.values() if p.kind == "noun"]:
            for verb in self._governors(noun.word, found):
                self._merge(noun, verb, clauses)

    def _governors(self, noun: Word, found: dict[int, Predication]) -> list[Predication]:
        """The verbs that could be light for the noun: it is their object or subject, or modified by them."""
        governors = []
        place = noun
        while place.dep == "conj" and place.head is not None and place.head.pos not in VERBAL:
            place = place.head
        if place.dep == "pobj" and place.head.lower == "of" and place.head.head is not None:
            if place.head.head.lemma in self._lexicon.quantifiers:
                place = place.head.head
        if place.head is not None:
            above = place.head if place.dep in ("dobj", "nsubj", "nsubjpass", "attr") else place.head.head
            if above is not None and place.dep in ("dobj", "nsubj", "nsubjpass", "pobj") and above.i in found:
                governors.append(found[above.i])
        governors += [found[c.i] for c in noun.children if c.dep in ("acl", "relcl") and c.i in found]
        return [governor for governor in governors if governor.kind == "verb"]

    def _merge(self, noun: Predication, verb: Predication, clauses: Clauses) -> None:
        """Give the noun the participants of its light verb."""
        lexicon, place = self._lexicon, noun.word
        lemma = verb.lemma
        role = _role_of(noun.word, verb)
        if role is None:
            return
        if role not in ("object", "subject"):
            lemma = f"{verb.word.lemma} {role}"
        if role == "subject" and lemma in lexicon.happen:
            pass
        elif role != "subject" and lemma in lexicon.undergoer:
            _add(noun.roles, "object", verb.roles.get("subject", ()))
            for giver in ("from", "by"):
                _add(noun.roles, "subject", verb.roles.get(giver, ()))
        elif role != "subject" and lemma in lexicon.doer:
            _add(noun.roles, "subject", verb.roles.get("subject", ()))
        else:
            return
        for name, words in verb.roles.items():
            if name not in ("subject", "object", role) and name not in noun.roles:
                _add(noun.roles, name, [word for word in words if word is not place])
        noun.words = sorted({*noun.words, *verb.words}, key=lambda word: word.i)

    def _hold(self, predication: Predication, found: dict[int, Predication]) -> None:
        holder = _holder(predication.word, found)
        if holder is not None and holder is not predication:
            predication.holder = holder
            holder.contents.append(predication)

    def _lend_agents(self, found: dict[int, Predication]) -> None:
        """An event noun as subject acts for its own agent: in "a Russian airstrike killed five" Russia kills."""
        for predication in found.values():
            if predication.kind != "verb":
                continue
            for word in list(predication.roles.get("subject", ())):
                act = found.get(word.i)
                if act is not None and act.kind == "noun":
                    for role in ("subject", "possessor", "by", "modifier"):
                        _add(predication.roles, "subject", act.roles.get(role, ()))

    def _settle(self, found: dict[int, Predication], tree: Tree) -> None:
        question = tree.sentence.text.rstrip("\"'”’) ").endswith("?")
        done: set[int] = set()

        def visit(predication: Predication) -> None:
            if predication.word.i in done:
                return
            done.add(predication.word.i)
            if predication.holder is not None:
                visit(predication.holder)
            settle(predication, self._lexicon, question)

        for predication in found.values():
            visit(predication)


def _verb(word: Word, clauses: Clauses, nouns: frozenset[str]) -> Predication:
    particles = [child for child in word.children if child.dep == "prt"]
    roles: dict[str, list[Word]] = {}
    _add(roles, "subject", clauses.subject(word))
    _add(roles, "object", clauses.object(word))
    _add(roles, "recipient", clauses.recipient(word))
    passive = clauses.is_passive(word)
    for name, preposition in clauses.prepositions(word):
        if not (passive and preposition.dep == "agent"):
            _add(roles, name, clauses.prepositional(preposition))
    direct = word.child("dobj")
    if direct is not None and direct.lemma not in nouns:
        for name, preposition in clauses.prepositions(direct):
            if name != "of" and name not in roles:
                _add(roles, name, clauses.prepositional(preposition))
    lemma = " ".join([word.lemma.lower(), *(particle.lower for particle in particles)])
    return Predication(lemma, "verb", word, [word, *particles], roles)


def _noun(word: Word, clauses: Clauses) -> Predication:
    roles: dict[str, list[Word]] = {}
    for child in word.children:
        if child.dep == "poss":
            _add(roles, "possessor", clauses.participants(child))
        elif child.dep in _MODIFIERS:
            _add(roles, "modifier", coordinated(child))
        elif child.dep == "prep":
            _add(roles, child.lower, clauses.prepositional(child))
        elif child.dep == "acl" and child.tag == "VBN":
            _add(roles, "by", clauses.subject(child))
    return Predication(word.lemma.lower(), "noun", word, [word], roles)


def _adjective(word: Word, clauses: Clauses) -> Predication:
    roles: dict[str, list[Word]] = {}
    copula = word.head
    if word.dep == "amod" and copula is not None:
        _add(roles, "subject", [copula])
    elif copula is not None and copula.pos in VERBAL:
        _add(roles, "subject", clauses.surface(copula))
    for name, preposition in clauses.prepositions(word):
        _add(roles, name, clauses.prepositional(preposition))
    return Predication(word.lemma, "adjective", word, [word], roles)


def _add(roles: dict[str, list[Word]], role: str, words) -> None:
    for word in words:
        known = roles.setdefault(role, [])
        if all(word.i != other.i for other in known):
            known.append(word)


def _role_of(noun: Word, verb: Predication) -> str | None:
    """The role that the noun has in the verb's predication."""
    for role, words in verb.roles.items():
        if any(word.i == noun.i for word in words):
            return role
    return None


def _holder(word: Word, found: dict[int, Predication]) -> Predication | None:
    """The predication whose content the predicate ``word`` is."""
    while word.dep == "conj" and word.head is not None:
        independent = word.child("nsubj", "nsubjpass") is not None or (word.tag in _FINITE and word.head.tag not in _FINITE)
        if word.head.pos in VERBAL and independent:
            return None
        word = word.head
    head = word.head
    if head is None:
        return None
    if word.dep in ("ccomp", "xcomp", "acl", "dobj", "nsubj", "nsubjpass", "attr", "oprd", "csubj"):
        return found.get(head.i)
    if word.dep in ("pcomp", "pobj") and head.lower in _CONTENT_PREPOSITIONS and head.head is not None:
        outer = head.head
        while outer.i not in found and outer.dep == "pobj" and outer.head is not None and outer.head.head is not None:
            outer = outer.head.head
        return found.get(outer.i)
    return None
