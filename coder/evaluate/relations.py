"""Pair mode against relation gold: which PLOVER root holds between a source and a target (Hu et al., ACL 2024)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from coder.evaluate.gold import Relation
from coder.evaluate.score import Score

MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER events that relation gold has as one root."""


@dataclass(frozen=True, slots=True)
class RelationScore:
    """Figures of relation gold: the share of pairs with the right root and quad class, and the scores by root."""

    pairs: int
    root_accuracy: float
    quad_accuracy: float
    unseen: int
    by_root: dict[str, Score]

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the roots that the gold has."""
        return sum(score.f1 for score in self.by_root.values()) / len(self.by_root)


def root_of(record: dict) -> str | None:
    """The PLOVER root of a record as relation gold names it, None where it has none."""
    plover = record["event"]["plover"] if record["event"] else None
    return MERGED.get(plover, plover)


def score(gold: Sequence[Relation], records: Sequence[dict]) -> RelationScore:
    """The figures of the records that pair mode wrote for relation gold, one each, in its order."""
    said = [root_of(record) for record in records]
    wanted = Counter(relation.plover for relation in gold)
    answered = Counter(said)
    right = Counter(relation.plover for relation, root in zip(gold, said, strict=True) if relation.plover == root)
    quads = sum(
        record["event"] is not None and record["event"]["quad"] == relation.quad
        for relation, record in zip(gold, records, strict=True)
    )
    by_root = {root: Score(wanted[root], answered[root], right[root]) for root in sorted(wanted)}
    return RelationScore(len(gold), right.total() / len(gold), quads / len(gold), answered[None], by_root)
