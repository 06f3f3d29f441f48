"""Try the rules of the event codebook on one predication: phrase, conditions, participants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coder.codebook.rules import FORCE, EventCodebook, Rule
from coder.coding.codes import is_role
from coder.coding.conditions import Descriptions, descriptions, fitting, in_one_row
from coder.coding.contents import JUDGING
from coder.coding.standing import Standing, is_town
from coder.language.clauses import infinitive
from coder.language.lexicon import load_lexicon
from coder.language.times import is_time
from coder.model import Mention, Predication, Word

_LEXICON = load_lexicon()

VERBAL_CONFLICT = 3
MATERIAL_CONFLICT = 4
"""The quad classes of words and of deeds that harm."""

MOVES = "154"
"""The code of moving and raising forces."""

DEMANDED = ("demanded",)
"""The target roles of a rule whose act is one only where it is told who had demanded it."""

_SERVING = ("at", "on", "in")
_REGULAR = ("", "GOV", "MIL")
"""The prepositions of "at the request of", and the roles of who is meant where a state has asked for help."""

_CLAUSES = ("advcl", "ccomp", "xcomp")
VICTIM = "victim"
_PATIENT = ("object", "on", "against", "at", "of", "with")


@dataclass(slots=True)
class Match:
    """A rule that fits a predication: its sources and targets, and the words of its phrase.

    ``between`` says that the sources are equals, who act on each other.
    """

    rule: Rule
    predication: Predication
    sources: list[Mention]
    targets: list[Mention]
    words: list[Word]
    between: bool = False

    @property
    def open(self) -> bool:
        """Whether the content may hold the target."""
        return "content" in self.rule.target

    @property
    def denies(self) -> bool:
        """Whether the words of the phrase itself deny something ("have no hope of")."""
        return "no" in self.rule.rest

    @property
    def answers(self) -> bool:
        """Whether the target is whoever has acted on the source ("came under fire from rebels and returned fire")."""
        return "answered" in self.rule.target


def same_actor(a: Mention, b: Mention) -> bool:
    """Whether two mentions are one actor, who does nothing to himself."""
    if a.span == b.span or (a.code and a.code == b.code):
        return True
    return a.name.lower() == b.name.lower()


def by_head(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """The mentions by the index of their head words."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.head.i, []).append(mention)
    return found


class Matcher:
    """Finds, for the predications of one sentence, the rules that fit and the actors in their roles.

    ``mentions`` maps a word's index to the actors that it heads.
    """

    def __init__(self, codebook: EventCodebook, mentions: Mapping[int, list[Mention]]):
        self._codebook = codebook
        self._mentions = mentions
        self._standing = Standing(mentions, codebook.harms)
        self._fitting: dict[int, list[tuple[Rule, list[Word]]]] = {}

    def same(self, a: Mention, b: Mention) -> bool:
        """Whether two mentions are one actor, who does nothing to himself."""
        return same_actor(a, b)

    def own(self, rule: Rule, source: Mention, target: Mention) -> bool:
        """Whether a target is the state for which its source, a government or an army, acts: it harms it only.

        Its troops that move about at home are no threat to it.
        """
        if (rule.type.quad == MATERIAL_CONFLICT and rule.type.code != MOVES) or not target.code:
            return False
        return source.code in (f"{target.code}GOV", f"{target.code}MIL")

    def dyads(self, match: Match) -> list[tuple[Mention, Mention]]:
        """Each source with each target, once; among equals (a symmetric rule without targets) each pair once."""
        if match.targets and not match.between:
            pairs = [(source, target) for source in match.sources for target in match.targets]
        elif match.rule.symmetric:
            members = match.sources
            pairs = [(a, b) for at, a in enumerate(members) for b in members[at + 1 :]]
        else:
            pairs = []
        if match.between:
            pairs = _listed_pairs(match.sources) or pairs
        once: dict[tuple[str, ...], tuple[Mention, Mention]] = {}
        for source, target in pairs:
            if not self.same(source, target) and not self.own(match.rule, source, target):
                once.setdefault((source.code, source.name, target.code, target.name), (source, target))
        return list(once.values())

    def across(self, sources: Sequence[Mention], targets: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
        """Each source with each other actor among the targets, once."""
        found: list[tuple[Mention, Mention]] = []
        for source in sources:
            for target in targets:
                if not self.same(source, target) and (source, target) not in found:
                    found.append((source, target))
        return found

    def match(self, predication: Predication) -> Match | None:
        """The heaviest rule that fits and finds a source (and a target, unless its content may hold it)."""
        outer = None
        for rule, words in self.fitting(predication):
            match = self.bind(rule, predication, words)
            if match is None:
                continue
            if self.dyads(match):
                return match
            if (match.open or match.answers) and match.sources:
                outer = outer or match
        return outer

    def rules(self, predication: Predication) -> Iterable[Rule]:
        """The rules for the predicate's head word, heaviest first."""
        return self._codebook.rules.get(_key(predication), ())

    def fitting(self, predication: Predication) -> list[tuple[Rule, list[Word]]]:
        """The rules whose phrase and conditions the predication meets, with the phrase's words; heaviest first."""
        known = self._fitting.get(predication.word.i)
        if known is None:
            known = self._fitting[predication.word.i] = self._find_fitting(predication)
        return known

    def _find_fitting(self, predication: Predication) -> list[tuple[Rule, list[Word]]]:
        rules = self._codebook.rules.get(_key(predication))
        if rules is None:
            return []
        around = {form for child in _hanging(predication.word) for form in (child.lower, child.lemma.lower())}
        described = Descriptions(predication)
        alone = phrase_words(predication, ())
        fitting = []
        for rule in rules.possible(around, described.of):
            if rule.target == DEMANDED and not predication.roles.get("demanded"):
                continue
            words = phrase_words(predication, rule.rest) if rule.rest else alone
            if words is not None and described.unmet(rule) is None:
                fitting.append((rule, words))
        return fitting

    def actors(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head."""
        return self._standing.actors(words)

    def agents(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, those who own, modify or made it."""
        return self._standing.agents(words)

    def patients(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, those who own or modify it,
        or whom it concerns."""
        return self._standing.patients(words)

    def concerned(self, words: Iterable[Word]) -> list[Mention]:
        """The actors that the words head; of a word that heads none, whoever has to do with it but as its victim."""
        return self._standing.concerned(words)

    def bind(self, rule: Rule, predication: Predication, words: list[Word]) -> Match | None:
        """The rule with its actors, where it fits a predication; None where no source is of a kind that it wants."""
        sources, targets, between = self.participants(rule, predication, words)
        among = in_one_row if rule.type.root in FORCE else fitting
        sources = among(sources, rule.source_is, rule.source_not)
        targets = fitting(targets, rule.target_is, rule.target_not)
        if not sources:
            return None
        return Match(rule, predication, sources, targets, words, between)

    def participants(
        self, rule: Rule, predication: Predication, words: list[Word]
    ) -> tuple[list[Mention], list[Mention], bool]:
        """The actors in a rule's roles, of whatever kind: sources, targets, and whether the sources are equals.

        Targets are looked for only where there is a source.
        """
        used = {word.i for word in words}
        equals = self._between(predication) if rule.symmetric else []
        sources = equals or self._fill(rule.source, self.agents, rule, predication, used)
        targets: list[Mention] = []
        if sources and not equals:
            find = self.patients if _means_victims(rule) else self.concerned
            targets = self._fill(rule.target, find, rule, predication, used, exclude=sources)
            if rule.type.root in JUDGING and find == self.concerned:  # No town, in which something happens, is praised or blamed for it.
                targets = [target for target in targets if not is_town(target)]
        if rule.type.quad == MATERIAL_CONFLICT:
            targets = self._not_served(targets, predication)
        if not targets and len(sources) > 1 and self._each_other(predication):
            targets = sources
        if sources and not targets and rule.type.root in FORCE and predication.kind == "noun":
            targets = self._meant(predication)
        return sources, targets, bool(equals)

    def _not_served(self, targets: list[Mention], act: Predication) -> list[Mention]:
        """The targets less those for whom it is done: who fights in Mali "at the request of Bamako" harms its rebels."""
        words = [word for role in _SERVING for word in act.roles.get(role, ()) if word.lemma in _LEXICON.behalf]
        states = {actor.code[:3] for actor in self.agents(words) if not is_role(actor.code[:3])}
        return [target for target in targets if target.code[:3] not in states or target.code[3:6] not in _REGULAR]

    def _meant(self, act: Predication) -> list[Mention]:
        """Whom an act of force is meant to harm: the rebels in "an air campaign to drive the rebels out"."""
        for purpose in act.contents:
            harmful = any(rule.type.root in FORCE for rule, _ in self.fitting(purpose))
            if purpose.word.dep == "acl" and purpose.kind == "verb" and harmful:
                return self.patients(purpose.roles.get("object", ()))
        return []

    def _each_other(self, predication: Predication) -> bool:
        """Whether the subjects are what is done to as well: the reader of predications spells "each other" out."""
        subjects = predication.roles.get("subject", ())
        return any(role != "subject" and words == subjects for role, words in predication.roles.items())

    def _between(self, predication: Predication) -> list[Mention]:
        for role in ("between", "among", "amongst", "involving"):
            found = self.patients(predication.roles.get(role, ()))
            if len(found) > 1:
                return found
        return []

    def _fill(
        self,
        roles: tuple[str, ...],
        find: Callable[[Iterable[Word]], list[Mention]],
        rule: Rule,
        predication: Predication,
        used: set[int],
        exclude: Sequence[Mention] = (),
    ) -> list[Mention]:
        """The actors of the first role that holds any (other than those excluded); none after an unknown "they"."""
        for role in roles:
            if role not in predication.roles and role != VICTIM:
                continue
            words = candidates(role, rule, predication, used)
            if words and all(word.tag == "PRP" and word.i not in self._mentions for word in words):
                return []
            found = find(words)
            found = [m for m in found if all(m.span != other.span for other in exclude)]
            if found:
                return found
        return []


def _means_victims(rule: Rule) -> bool:
    """Whether the victim of a deed that a rule's target role names is the rule's target.

    So it is where harm is done, admitted or looked into, and where a rule of verbal conflict itself asks for the deed
    ("call for sanctions").
    """
    if rule.type.quad == MATERIAL_CONFLICT or rule.type.code.startswith(("015", "016", "09")):
        return True
    return rule.type.quad == VERBAL_CONFLICT and any(role in rule.target for role, _ in rule.where)


def _listed_pairs(equals: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The pairs of a list of pairs ("between A and B, C and D, and E and F"); none where it lists single actors."""
    equals = sorted(equals, key=lambda member: member.head.i)
    joined = [_follows_and(member) for member in equals]
    wanted = [at % 2 == 1 for at in range(len(equals))]
    if len(equals) < 4 or len(equals) % 2 or joined != wanted:
        return []
    return list(zip(equals[::2], equals[1::2], strict=True))


def _follows_and(member: Mention) -> bool:
    """Whether "and" with no comma joins an actor to the one before it in a list."""
    before = member.head.head
    if member.head.dep != "conj" or before is None:
        return False
    between = [word.lower for word in before.children if before.i < word.i < member.head.i]
    return "and" in between and "," not in between


def _key(predication: Predication) -> tuple[str, str]:
    return predication.kind, predication.word.lemma.lower()


def candidates(role: str, rule: Rule, predication: Predication, used: set[int]) -> list[Word]:
    """The words that may fill a rule's role: not the phrase's own, and those that the rule's condition on it asks for.

    A condition on the subject may speak of a weapon ("killed by an airstrike"), whose owner has been lent to the role.
    """
    filling = _victims(predication) if role == VICTIM else predication.roles.get(role, ())
    words = [word for word in filling if word.i not in used]
    if role == "subject":
        return words
    if role == "in" and rule.type.quad == MATERIAL_CONFLICT:
        # Who shares in an attack "in coordination with B" is not B's enemy.
        words = [word for word in words if word.lemma not in _LEXICON.shared]
    wanted = next((names for place, names in rule.where if place == role), None)
    return words if wanted is None else [word for word in words if not wanted.isdisjoint(descriptions(word))]


def _victims(predication: Predication) -> Iterator[Word]:
    """To whom or what is done that of which a predication speaks: B in "denied that it had attacked B"."""
    for content in predication.contents:
        for role in _PATIENT:
            yield from content.roles.get(role, ())
        yield from _victims(content)


def phrase_words(predication: Predication, rest: tuple[str, ...]) -> list[Word] | None:
    """The words that make up the rule's phrase in the sentence, None where it is not there.

    A lone verb does not match with a particle ("break" is not "break out") or with what its object is called or made
    ("call B a liar" is no call). The other words of a phrase are particles,
    prepositions, objects, complements or modifiers that hang on the predicate or on one another, in any order.
    """
    word = predication.word
    if not rest:
        return [word] if word.child("prt", "oprd") is None else None
    found, missing = [word], list(rest)
    while missing:
        step = _next_of(missing, found)
        if step is None:
            return None
        found.append(step[0])
        missing.remove(step[1])
    return found


def _next_of(missing: list[str], found: list[Word]) -> tuple[Word, str] | None:
    """The first of the missing words that hangs on one of those found, and which it is."""
    for wanted in missing:
        for place in found:
            for child in _hanging(place):
                named = child.lower == wanted or child.lemma == wanted or child.lemma.lower() == wanted
                if named and child not in found and _may_belong(child):
                    return child, wanted
    return None


def _hanging(word: Word) -> list[Word]:
    """What hangs on a word, the "for" of an infinitive with a subject of its own too ("called for him to go")."""
    marks = (clause.child("mark") for clause in word.children if clause.dep in _CLAUSES and infinitive(clause))
    return [*word.children, *(mark for mark in marks if mark is not None and mark.lower == "for")]


def _may_belong(word: Word) -> bool:
    return word.dep not in ("nsubj", "nsubjpass", "conj", "punct") and not (word.dep == "prep" and is_time(word))
