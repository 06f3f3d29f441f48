"""The compiled form of an event codebook: event types, rules by their head word, and the grid of composition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from coder.model import EventType

Conditions = tuple[tuple[str, frozenset[str]], ...]

DEFAULT_ROLES = {
    "verb": (("subject",), ("object",)),
    "noun": (("subject", "possessor", "by", "modifier"), ("on", "against", "object")),
    "adjective": (("subject",), ("to", "with", "of")),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``match`` item of an entry, for one of its words or phrases.

    ``head`` is the predicate's lemma and ``rest`` the phrase's other words; ``source`` and ``target`` are the roles to
    look at, in order; ``weight`` tells specific rules from general ones (the heavier is tried first).
    """

    id: str
    type: EventType
    kind: str
    head: str
    rest: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    where: Conditions
    unless: Conditions
    source_is: frozenset[str]
    source_not: frozenset[str]
    target_is: frozenset[str]
    target_not: frozenset[str]
    symmetric: bool

    @property
    def weight(self) -> int:
        """How specific the rule is: phrase words and conditions on roles count double, conditions on actors once."""
        return 2 * len(self.rest) + 2 * len(self.where) + bool(self.source_is) + bool(self.target_is)

    @property
    def says(self) -> bool:
        """Whether the rule speaks of more than its head word."""
        return bool(self.rest or self.where)

    @property
    def unchecked(self) -> tuple[int, int]:
        """The place of the rule among those whose conditions on the actors cannot be checked."""
        asks = bool(self.source_is) + bool(self.target_is)
        return asks - self.weight, asks


FORCE = ("17", "18", "19", "20")
"""The roots of coercion, assault, fighting and mass violence."""


class Rules:
    """The rules of one head lemma, heaviest first, by the words they need: in a phrase, or of a role's participants."""

    def __init__(self, rules: Iterable[Rule]):
        self._all = tuple(sorted(rules, key=lambda rule: -rule.weight))
        self._plain: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_role: dict[str, dict[str, list[int]]] = {}
        for at, rule in enumerate(self._all):
            for word in rule.rest:
                self._by_word.setdefault(word, []).append(at)
            if not rule.rest and not rule.where:
                self._plain.append(at)
            elif not rule.rest:
                role, names = rule.where[0]
                for name in names:
                    self._by_role.setdefault(role, {}).setdefault(name, []).append(at)
        self._needs: dict[str, set[tuple[frozenset[str], tuple[frozenset[str], ...]]]] = {}
        for rule in self._all:
            needed = frozenset(rule.rest), tuple(words for _, words in rule.where)
            self._needs.setdefault(max(rule.rest, key=len, default=""), set()).add(needed)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and self._all == other._all

    def may_fit(self, forms: Set[str]) -> bool:
        """Whether a sentence of these forms and lemmas has all the words that one of the rules needs beside its
        head."""
        for word in ("", *(self._needs.keys() & forms)):
            for phrase, conditions in self._needs.get(word, ()):
                if phrase <= forms and not any(words.isdisjoint(forms) for words in conditions):
                    return True
        return False

    def possible(self, around: Set[str], called: Callable[[str], Set[str]]) -> list[Rule]:
        """The rules whose phrase may be there and whose first condition is met, heaviest first.

        ``around`` are the words that hang on the head; ``called`` gives what the participants in a role are called.
        """
        places = {at for word in self._by_word.keys() & around for at in self._by_word[word]}
        for role, names in self._by_role.items():
            for name in names.keys() & called(role):
                places.update(names[name])
        places.update(self._plain)
        return [self._all[at] for at in sorted(places)]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outer event makes of its content: ``inner`` maps code prefixes of the content to the composed code."""

    outer: str
    inner: dict[str, str]
    forms: frozenset[str] = frozenset()
    negates: frozenset[str] = frozenset()
    keeps: bool = False

    def compose(self, code: str) -> str | None:
        """The composed code for a content of this code, None where the grid is silent."""
        for length in range(len(code), 1, -1):
            found = self.inner.get(code[:length])
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Wish:
    """Words for what may be wanted and for what may be opposed."""

    wanted: frozenset[str]
    opposed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Composition:
    """What ``composition.yaml`` says: how an event changes with what it is about, with its verb's form, by being
    stopped, and with what it is for.

    ``cells`` is the grid, by the code of the outer event. ``plans`` are the words of planning, ``stop_verbs`` and
    ``stop_nouns`` those of stopping, and ``stops`` maps the code of what is stopped to that of stopping it.
    ``purposes`` maps codes (or their beginnings) of what is wanted to the digit that it adds to the codes in
    ``purposeful``, "" where to none; ``wishes`` has, by digit, the words for it. ``decisions`` are the words of
    deciding, of which the negated content is a refusal. ``served`` are the roots of which an act done to that end is
    one, ``attempted`` those of which an attempt (``attempts`` has the words) is one. ``killing`` are the codes of killing
    and hurting with nothing said of how, ``means`` those of how it may have been done.
    """

    cells: dict[str, Cell]
    plans: frozenset[str]
    stop_verbs: frozenset[str]
    stop_nouns: frozenset[str]
    stops: Cell
    purposeful: frozenset[str] = frozenset()
    purposes: Cell = Cell("purpose", {})
    decisions: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    attempted: frozenset[str] = frozenset()
    attempts: frozenset[str] = frozenset()
    killing: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    wishes: Mapping[str, Wish] = field(default_factory=dict)

    def cell(self, code: str) -> Cell | None:
        """The grid's row for an event of this code; a finer code's row is its general code's ("112" for "1125")."""
        return self.cells.get(code) or self.cells.get(code[:3]) or self.cells.get(code[:2] + "0")

    def made(self) -> frozenset[str]:
        """All codes that composition may give to an event."""
        cells = (*self.cells.values(), self.stops)
        finer = {act + digit for act in self.purposeful for digit in self.purposes.inner.values()}
        return frozenset(code for cell in cells for code in cell.inner.values()) | self.cells.keys() | finer

    def by_form(self, form: str, code: str) -> str | None:
        """What a verb's form ("future", "planned", "negated future") makes of an event of this code, else None."""
        composed = (cell.compose(code) for cell in self.cells.values() if form in cell.forms)
        return next(filter(None, composed), None)

    def negating(self, code: str) -> Cell | None:
        """The row that the negation of the outer event ``code`` amounts to ("did not agree" is a rejection)."""
        return next((cell for cell in self.cells.values() if code in cell.negates), None)


@dataclass(frozen=True, slots=True)
class EventCodebook:
    """All event types by name, the rules by kind and head lemma (heaviest first), and the composition."""

    types: dict[str, EventType]
    rules: dict[tuple[str, str], Rules]
    composition: Composition
    by_code: dict[str, EventType] = field(default_factory=dict)

    def heads(self, kind: str) -> frozenset[str]:
        """The head lemmas of all rules of a kind."""
        return frozenset(head for rule_kind, head in self.rules if rule_kind == kind)

    def harms(self, noun: str) -> bool:
        """Whether a noun alone tells of an act done to somebody by force ("arrest", "killing"): its "of" names him."""
        stem = noun.removesuffix("ing")
        acts = [("noun", noun)]
        if stem != noun:
            acts += [("verb", stem), ("verb", f"{stem}e"), ("verb", stem[:-1])]
        return any(rule.type.root in FORCE and not rule.rest for act in acts for rule in self.rules.get(act, ()))

    def judgements(self) -> frozenset[str]:
        """What rules ask of the content of their predicate: "illegal" in "say that it is illegal"."""
        conditions = (rule.where for rules in self.rules.values() for rule in rules)
        return frozenset(word for where in conditions for role, words in where if role == "content" for word in words)


def compile_rules(entry: dict, sets: dict[str, list[str]]) -> Iterator[Rule]:
    """The rules of one checked entry; ``sets`` are the word lists that ``$name`` stands for."""
    event = event_type(entry)
    for number, item in enumerate(entry.get("match", ()), start=1):
        kind = next(kind for kind in ("verb", "noun", "adjective") if kind in item)
        source, target = DEFAULT_ROLES[kind]
        said = dict(  # Of all the item's phrases, and one object for all of them.
            id=f"{event.code}:{event.name}/{number}",
            type=event,
            kind=kind,
            source=_roles(item.get("source"), source),
            target=_roles(item.get("target"), target),
            where=_conditions(item.get("where"), sets),
            unless=_conditions(item.get("unless"), sets),
            source_is=frozenset(item.get("source_is", ())),
            source_not=frozenset(item.get("source_not", ())),
            target_is=frozenset(item.get("target_is", ())),
            target_not=frozenset(item.get("target_not", ())),
            symmetric=item.get("symmetric", False),
        )
        for phrase in spell_out(item[kind], sets):
            head, rest = split_phrase(phrase, kind)
            yield Rule(head=head, rest=rest, **said)


def event_type(entry: dict) -> EventType:
    """The event type of a codebook entry."""
    plover = entry["plover"]
    return EventType(
        code=entry["code"],
        name=entry["name"],
        label=entry["label"],
        quad=entry["quad"],
        goldstein=entry["goldstein"],
        plover=plover["event"],
        mode=plover["mode"],
        ground=entry.get("ground", False),
    )


def split_phrase(phrase: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """A phrase's head lemma and its other words.

    A verb phrase begins with its head ("open fire on"), a noun phrase ends with it ("air strike") or has it before a
    preposition ("exchange of fire"), an adjective phrase begins with it ("loyal to").
    """
    words = phrase.lower().split()
    if kind != "noun":
        return words[0], tuple(words[1:])
    linking = ("of", "for", "to", "in", "on", "with", "against")
    at = next((i for i, word in enumerate(words) if i and word in linking), len(words))
    return words[at - 1], tuple(words[: at - 1] + words[at:])


def spell_out(words: list[str], sets: dict[str, list[str]]) -> list[str]:
    """A word list with each ``$name`` replaced by its set's words, sets within sets too."""
    found: list[str] = []
    for word in words:
        found.extend(spell_out(sets[word[1:]], sets) if word.startswith("$") else [word])
    return found


def _roles(given: str | list[str] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    if given is None:
        return default
    return (given,) if isinstance(given, str) else tuple(given)


def _conditions(given: dict[str, list[str]] | None, sets: dict[str, list[str]]) -> Conditions:
    return tuple(
        (role, frozenset(word.lower() for word in spell_out(words, sets))) for role, words in (given or {}).items()
    )
