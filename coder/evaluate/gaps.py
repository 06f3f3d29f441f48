"""What a codebook misses in a corpus: predicates between two actors that no rule coded, names that nobody knows,
idle rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.codebook.rules import EventCodebook
from coder.coding.matching import same_actor
from coder.model import Mention, Predication, Reading

EXAMPLES = 3
"""As many example sentences are kept for each gap."""

_OTHER_ROLES = ("object", "recipient", "with", "against", "to", "on", "from", "for", "at", "by", "of", "about", "over")


@dataclass(slots=True)
class Gap:
    """Something that a codebook misses: its ``kind``, what it is, how often it came, and sentences that hold it.

    ``kind`` is "predicate" (``what``: its lemma and the role of the second actor, as in "smuggle object"), "name" (of
    an actor without a code) or "rule" (the id of one that never fired; it has no examples).
    """

    kind: str
    what: str
    count: int = 0
    examples: list[str] = field(default_factory=list)


def gaps(readings: Iterable[Reading], codebook: EventCodebook, minimum: int = 2) -> list[Gap]:
    """The gaps of a codebook in what was read with it, the most useful first.

    Predicates and names come first, by how often they came (``minimum`` times at least), then the rules that never
    fired in the codebook's order. ``readings`` are those of ``coder.coding.coder.Coder.read``.
    """
    found: dict[tuple[str, str], Gap] = {}
    fired: Counter[str] = Counter()
    for reading in readings:
        for kind, what, sentence in _missed(reading):
            gap = found.setdefault((kind, what), Gap(kind, what))
            gap.count += 1
            if len(gap.examples) < EXAMPLES and sentence not in gap.examples:
                gap.examples.append(sentence)
        fired.update(rule for event in reading.events for rule in event.rule.split("+"))
    kept = [gap for gap in found.values() if gap.count >= minimum]
    idle = dict.fromkeys(rule.id for rules in codebook.rules.values() for rule in rules)
    ordered = sorted(kept, key=lambda gap: (-gap.count, gap.kind, gap.what))
    return ordered + [Gap("rule", rule) for rule in sorted(idle) if not fired[rule]]


def _missed(reading: Reading) -> Iterator[tuple[str, str, str]]:
    coded = {word.start for event in reading.events for word in event.predication.words}
    for tree, mentions, predications in zip(reading.trees, reading.mentions, reading.predications, strict=True):
        text = tree.sentence.text
        by_head: dict[int, Mention] = {mention.head.i: mention for mention in mentions}
        for predication in predications:
            role = _between_actors(predication, by_head)
            if role and predication.kind == "verb" and predication.word.start not in coded:
                yield "predicate", f"{predication.lemma} {role}", text
        for mention in mentions:
            if not mention.code and mention.kind == "person":
                yield "name", mention.name, text


def _between_actors(predication: Predication, by_head: dict[int, Mention]) -> str | None:
    """The role of the second of two actors that the predicate stands between, None where it does not."""
    subjects = _actors(predication, "subject", by_head)
    for role in _OTHER_ROLES:
        if any(not same_actor(a, b) for a in subjects for b in _actors(predication, role, by_head)):
            return role
    return None


def _actors(predication: Predication, role: str, by_head: dict[int, Mention]) -> list[Mention]:
    return [by_head[word.i] for word in predication.roles.get(role, ()) if word.i in by_head]
