"""Let event nouns and the verbs around them share their participants.

In "launched an attack on B" the attack has the subject of launching; in "a Russian airstrike killed five" the killing
has the agent of the airstrike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coder.language.clauses import MODIFIERS, VERBAL, Clauses
from coder.language.lexicon import Lexicon
from coder.model import Predication, Word

_AGENTS = ("subject", "by", "possessor", "modifier")
_SIDES = ("subject", "by", "between", "among", "involving")
_BESIDE = ("after", "following", "during", "at", "in", "on")
"""Who takes part in a joint event; how one hangs on what somebody has done beside it."""


class Sharing:
    """Shares the participants of one sentence's predications.

    ``found`` maps the index of a trigger to its predication; ``read_verb`` reads a verb that is none itself (a copula).
    """

    def __init__(
        self,
        found: dict[int, Predication],
        lexicon: Lexicon,
        clauses: Clauses,
        read_verb: Callable[[Word], Predication],
    ):
        self._found = found
        self._lexicon = lexicon
        self._clauses = clauses
        self._read_verb = read_verb

    def share(self) -> None:
        """Give event nouns the participants of their light verbs, quantifiers and neighbours."""
        for noun in self._found.values():
            if noun.kind == "noun":
                place = self._place(noun)
                for verb in self._governors(noun.word, place):
                    self._merge(noun, verb)
                if noun.lemma in self._lexicon.joint:
                    self._join(noun, place)

    def lend_agents(self) -> None:
        """An event noun as subject acts for its own agent: in "a Russian airstrike killed five" Russia kills."""
        idle = self._lexicon.undergoer | self._lexicon.happen
        for verb in self._found.values():
            if verb.kind != "verb" or verb.lemma in idle:
                continue
            if "subject" not in verb.roles and "object" in verb.roles:
                add(verb.roles, "subject", self._cause(verb))
            for word in list(verb.roles.get("subject", ())):
                act = self._found.get(word.i)
                if act is not None and act.kind == "noun":
                    add(verb.roles, "subject", next((act.roles[role] for role in _AGENTS if role in act.roles), ()))

    def _cause(self, verb: Predication) -> list[Word]:
        """Who did the harm of an agentless passive ("killed in a raid by rebels", "hurt when rebels opened fire")."""
        if verb.lemma not in self._lexicon.harm:
            return []
        for word in verb.roles.get("in", ()):
            act = self._found.get(word.i)
            if act is not None and act.kind == "noun":
                # In a clash each side may have done it; whoever codes it knows on whose side the victim is.
                sides = [_AGENTS, ("of", "with") if "with" in act.roles else (), ("between", "among")]
                return [word for roles in sides for role in roles for word in act.roles.get(role, ())]
        for child in verb.word.children:
            mark = child.child("advmod", "mark") if child.dep == "advcl" else None
            if mark is not None and mark.lower == "when":
                return [word for word in self._clauses.subject(child) if word.pos != "PRON"]
        return []

    def _place(self, noun: Predication) -> Word:
        """The word that stands in the sentence for the noun: the first of a list, "series" in "a series of attacks"."""
        place = noun.word
        while place.dep == "conj" and place.head is not None and place.head.pos not in VERBAL:
            place = place.head
        if place.dep != "pobj" or place.head is None or place.head.lower != "of" or place.head.head is None:
            return place
        whole = place.head.head
        if whole.lemma in self._lexicon.undergone:
            said_of = self._clauses.surface(whole.head) if whole.dep == "attr" and whole.head is not None else []
            if whole.dep == "appos" and whole.head is not None:
                said_of = self._clauses.participants(whole.head)
            add(noun.roles, "object", said_of)
        elif whole.lemma in self._lexicon.quantifiers:
            for child in whole.children:
                if child.dep == "poss":
                    add(noun.roles, "possessor", self._clauses.participants(child))
                elif child.dep in MODIFIERS:
                    add(noun.roles, "modifier", [child])
            for name, preposition in self._clauses.prepositions(whole):
                if name != "of" and name not in noun.roles:
                    add(noun.roles, name, self._clauses.prepositional(preposition))
            return whole
        return place

    def _governors(self, noun: Word, place: Word) -> list[Predication]:
        """The predicates that could be light for the noun: it is their object or subject, or modified by them."""
        governors = []
        head = place.head
        if head is not None and place.dep in ("dobj", "nsubj", "nsubjpass", "pobj"):
            above = head.head if place.dep == "pobj" else head
            if above is not None and above.i in self._found:
                governors.append(self._found[above.i])
            elif above is not None and above.pos == "AUX" and place.dep == "pobj":
                governors.append(self._read_verb(above))
        for word in {noun.i: noun, place.i: place}.values():
            clauses = [child for child in word.children if child.dep in ("acl", "relcl")]
            # "the aid that B goes on sending"
            clauses += [inner for clause in clauses for inner in clause.children if inner.dep == "xcomp"]
            governors += [self._found[clause.i] for clause in clauses if clause.i in self._found]
        return [governor for governor in governors if governor.kind != "noun"]

    def _merge(self, noun: Predication, verb: Predication) -> None:
        """Give the noun the participants of the verb that is light for it."""
        lexicon = self._lexicon
        role = _role_of(noun.word, verb)
        if role is None:
            return
        lemma = verb.lemma if role in ("object", "subject") else f"{verb.word.lemma} {role}"
        if role in ("object", "subject") and verb.lemma in lexicon.charges_on:
            for name in lexicon.charges_on[verb.lemma]:
                add(noun.roles, "subject", verb.roles.get(name, ()))
            return
        if lemma in lexicon.charges:
            add(noun.roles, "subject", verb.roles.get("object", ()))
            return
        if role == "subject":
            direct = verb.word.child("dobj")
            if lemma not in lexicon.happen and (direct is None or f"{lemma} {direct.lower}" not in lexicon.happen):
                return
        elif lemma in lexicon.undergoer:
            add(noun.roles, "object", verb.roles.get("subject", ()))
            for giver in ("from", "by"):
                add(noun.roles, "subject", [*verb.roles.get(giver, ()), *noun.roles.get(giver, ())])
        elif lemma in lexicon.doer:
            add(noun.roles, "subject", verb.roles.get("subject", ()))
        else:
            self._borrow(noun, verb, role)
            return
        for name, words in verb.roles.items():
            if name not in ("subject", "object", role) and name not in noun.roles:
                add(noun.roles, name, [word for word in words if word is not noun.word])
        noun.words = sorted({*noun.words, *verb.words}, key=lambda word: word.i)

    def _join(self, noun: Predication, place: Word) -> None:
        """Who does something after, at or during talks with somebody has held them, unless they are another's."""
        preposition = place.head
        if preposition is None or place.dep != "pobj" or preposition.lower not in _BESIDE:
            return
        verb = preposition.head
        if verb is None or verb.pos != "VERB" or self._clauses.is_passive(verb):
            return
        owner, subject = noun.word.child("poss"), self._clauses.surface(verb)
        # In "after his talks with B, A said" the pronoun looks ahead.
        ahead = owner is not None and owner.tag == "PRP$" and any(word.i > owner.i for word in subject)
        named = any(word.text[0].isupper() for word in noun.roles.get("modifier", ()))
        alone = not named and not any(role in noun.roles for role in _SIDES)
        if (owner is None or ahead) and alone and any(role in noun.roles for role in ("with", "to", "of")):
            add(noun.roles, "subject", subject)

    def _borrow(self, noun: Predication, verb: Predication, role: str) -> None:
        """The agent of "was killed in an attack by rebels" is the attack's as well."""
        if verb.kind != "verb" or role not in ("in", "during") or _AGENTS[0] in noun.roles or "by" in noun.roles:
            return
        if self._clauses.is_passive(verb.word):
            add(noun.roles, "by", verb.roles.get("subject", ()))


def add(roles: dict[str, list[Word]], role: str, words: Iterable[Word]) -> None:
    """Add words to a role, each once."""
    for word in words:
        known = roles.setdefault(role, [])
        if word not in known:
            known.append(word)


def _role_of(noun: Word, verb: Predication) -> str | None:
    """The role that the noun has in the verb's predication."""
    for role, words in verb.roles.items():
        if noun in words:
            return role
    return None
