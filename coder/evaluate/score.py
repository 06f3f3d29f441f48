"""Compare two codings of the same texts: precision, recall and F1, confusions, errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coder.evaluate.gold import Judged

LEVELS = {
    "root": ("root",),
    "quad": ("quad",),
    "dyad": ("source", "target"),
    "dyad and root": ("source", "target", "root"),
    "dyad and code": ("source", "target", "code"),
    "full record": ("source", "target", "code", "reporter"),
}
"""What must be equal, in one sentence, for two events to be the same, from lenient to strict."""

_WEIGHTS = {"root": 4, "source": 2, "target": 2, "code": 1, "reporter": 1}


@dataclass(frozen=True, slots=True)
class Score:
    """How many events are in the gold, in the prediction, and in both."""

    gold: int
    predicted: int
    both: int

    @property
    def precision(self) -> float:
        """The share of the predicted events that are right, 0 where there are none."""
        return self.both / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold events that were found, 0 where there are none."""
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.gold + self.predicted) if self.gold + self.predicted else 0.0


@dataclass(slots=True)
class Comparison:
    """Two codings set side by side, event by event:
    ``pairs`` of the same sentence, what is ``missed``, what is ``extra``."""

    pairs: list[tuple[Judged, Judged]] = field(default_factory=list)
    missed: list[Judged] = field(default_factory=list)
    extra: list[Judged] = field(default_factory=list)

    def score(self, level: str) -> Score:
        """The score at one of ``LEVELS``."""
        right = sum(same(gold, said, LEVELS[level]) for gold, said in self.pairs)
        return Score(len(self.pairs) + len(self.missed), len(self.pairs) + len(self.extra), right)

    def by(self, name: str) -> dict[str, Score]:
        """The scores of each value of a field (the roots, say):
        an event is right when it has that value in the gold."""
        gold = Counter(one.fields[name] for one in (*(g for g, _ in self.pairs), *self.missed))
        said = Counter(one.fields[name] for one in (*(p for _, p in self.pairs), *self.extra))
        both = Counter(g.fields[name] for g, p in self.pairs if g.fields[name] == p.fields[name])
        return {value: Score(gold[value], said[value], both[value]) for value in sorted(gold | said, key=str)}

    def confusion(self, name: str) -> Counter[tuple[str | None, str | None]]:
        """How often the gold has the first value of a field and the prediction the second;
        None where one has no event."""
        found = Counter((gold.fields[name], said.fields[name]) for gold, said in self.pairs)
        found.update((one.fields[name], None) for one in self.missed)
        found.update((None, one.fields[name]) for one in self.extra)
        return found


def compare(gold: Sequence[Judged], predicted: Sequence[Judged]) -> Comparison:
    """Set two codings side by side; events are paired within a sentence, the most alike first, each once.

    Optional events of the gold count neither as found nor as missed, nor does what is paired with them as extra.
    """
    result = Comparison()
    documents = dict.fromkeys(one.doc_id for one in (*gold, *predicted))
    gold_of, said_of = _by_document(gold), _by_document(predicted)
    for doc_id in documents:
        _pair(gold_of.get(doc_id, []), said_of.get(doc_id, []), result)
    result.pairs = [pair for pair in result.pairs if not pair[0].optional]
    result.missed = [event for event in result.missed if not event.optional]
    return result


def same(gold: Judged, said: Judged, names: Iterable[str]) -> bool:
    """Whether two events are equal in these fields; a mutual one in either direction."""
    fields = said.fields
    turned = {**fields, "source": fields["target"], "target": fields["source"]}
    sides = (fields, turned) if gold.mutual or said.mutual else (fields,)
    return any(all(gold.fields[name] == side[name] for name in names) for side in sides)


def _by_document(events: Iterable[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = {}
    for event in events:
        found.setdefault(event.doc_id, []).append(event)
    return found


def _pair(gold: list[Judged], said: list[Judged], result: Comparison) -> None:
    candidates = [
        (-_likeness(g, s), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(said)
        if _within(g.sentence, s.sentence) and _likeness(g, s) > 0
    ]
    taken_gold: set[int] = set()
    taken_said: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_said:
            taken_gold.add(i)
            taken_said.add(j)
            result.pairs.append((gold[i], said[j]))
    result.missed += [one for i, one in enumerate(gold) if i not in taken_gold]
    result.extra += [one for j, one in enumerate(said) if j not in taken_said]


def _likeness(gold: Judged, said: Judged) -> int:
    return sum(weight for name, weight in _WEIGHTS.items() if same(gold, said, (name,)))


def _within(one: str, other: str) -> bool:
    """Whether one of two sentences, or snippets of sentences, holds the other, blanks and the kind of quotes aside."""
    a, b = _plain(one), _plain(other)
    return a in b or b in a


def _plain(text: str) -> str:
    return " ".join(text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}).split())
