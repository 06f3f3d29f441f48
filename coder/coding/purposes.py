"""What a protest is for: what those who protest demand or mean to bring about in the same sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coder.codebook.rules import Composition
from coder.coding.matching import Matcher
from coder.language.surgery import under
from coder.model import HAPPENED, Predication

_AWAITING = ("until", "till", "unless")
_CONCESSIONS = "08"
"""The root of giving way: only as something wished for is it what a protest is for."""

_DISSENT = "14"
"""The root of protest: "to protest against a tax" says what a blockade is for, another protest beside it does not."""

_AGENTS = ("subject", "possessor", "by", "from", "of", "modifier")


class Purposes:
    """Finds, among the predications of one sentence, what an act is for."""

    def __init__(self, composition: Composition, matcher: Matcher, predications: Sequence[Predication]):
        self._composition = composition
        self._matcher = matcher
        self._predications = predications

    def of(self, act: Predication) -> tuple[str, Predication] | None:
        """The digit for what an act is for ("" for none), and the predication that tells it; None where nothing does.

        What the grid names exactly comes before what it names by its beginning, and a digit before none.
        """
        purposes = self._composition.purposes
        found: list[tuple[bool, bool, str, Predication]] = []
        for other in self._predications:
            if other is not act and self._may_tell(act, other):
                for code in self._senses(act, other):
                    digit = purposes.compose(code)
                    if digit is not None:
                        found.append((digit == "", code not in purposes.inner, digit, other))
        best = min(found, key=lambda one: one[:2], default=None)
        return (best[2], best[3]) if best is not None else None

    def _may_tell(self, act: Predication, other: Predication) -> bool:
        """Whether a predication may tell what those who act want: it is said of them too, or under the act."""
        if other.polarity == "negated" or any(self._outer(holder) for holder in other.holders() if holder is not act):
            return False
        actors = {word.i for role in _AGENTS for word in act.roles.get(role, ())}
        shared = any(word.i in actors for role in _AGENTS for word in other.roles.get(role, ()))
        return shared or _below(other, act)

    def _outer(self, predication: Predication) -> bool:
        """Whether a predication has a code that its contents make finer."""
        return any(self._composition.cell(code) is not None for code in self._codes(predication))

    def _codes(self, predication: Predication) -> list[str]:
        return [rule.type.code for rule, _ in self._matcher.fitting(predication)]

    def _senses(self, act: Predication, other: Predication) -> Iterator[str]:
        """The codes that a predication's words may have, whoever takes part in it, as far as they tell of a wish."""
        codes = self._codes(other)
        for code in codes:
            cell = self._composition.cell(code)
            if cell is not None:
                acts = (act for content in other.contents for act in self._acts(content))
                yield from filter(None, map(cell.compose, acts))
        wished = other.modality not in HAPPENED or _awaited(other)
        for code in codes:
            if code.startswith(_CONCESSIONS):
                fits = wished
            else:
                fits = not code.startswith(_DISSENT) or (wished and _below(other, act))
            if fits:
                yield code

    def _acts(self, predication: Predication) -> list[str]:
        """The codes of an act that is the content of a wish, or those of its own contents."""
        return self._codes(predication) or [code for one in predication.contents for code in self._acts(one)]


def _below(other: Predication, act: Predication) -> bool:
    return other.word is not act.word and under(other.word, act.word)


def _awaited(predication: Predication) -> bool:
    """Whether an act is what another waits for: "until the minister resigns"."""
    mark = predication.word.child("mark")
    return mark is not None and mark.lower in _AWAITING
