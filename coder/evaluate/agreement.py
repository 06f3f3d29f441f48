"""Agreement between two coders on the events that both have recorded, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from coder.evaluate.score import Comparison

FIELDS = ("root", "code", "quad", "source", "target", "polarity", "modality", "kind", "stance", "reporter")


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field: the share of equal values, Cohen's kappa and Krippendorff's alpha (nominal).

    Kappa and alpha are None where they are not defined: both coders used one and the same value throughout.
    """

    field: str
    units: int
    percent: float
    kappa: float | None
    alpha: float | None


def agreement(comparison: Comparison) -> list[Agreement]:
    """The agreement on each field, over the events that both coders have in a sentence."""
    return [_agreement(name, [(g.fields[name], s.fields[name]) for g, s in comparison.pairs]) for name in FIELDS]


def _agreement(name: str, values: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    if not values:
        return Agreement(name, 0, 0.0, None, None)
    equal = sum(a == b for a, b in values) / len(values)
    return Agreement(name, len(values), equal, _kappa(values, equal), _alpha(values))


def _kappa(values: Sequence[tuple[Hashable, Hashable]], observed: float) -> float | None:
    """Cohen's (1960) kappa of two coders."""
    first, second = Counter(a for a, _ in values), Counter(b for _, b in values)
    expected = sum(first[value] * second[value] for value in first) / len(values) ** 2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _alpha(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    import krippendorff

    number = {value: at for at, value in enumerate(dict.fromkeys(value for pair in values for value in pair))}
    if len(number) < 2:
        return None
    ratings = [[number[pair[at]] for pair in values] for at in (0, 1)]
    return float(krippendorff.alpha(ratings, level_of_measurement="nominal"))
