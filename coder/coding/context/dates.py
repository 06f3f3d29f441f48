"""When: which of a document's expressions of time belongs to which event."""

from __future__ import annotations

from collections.abc import Sequence

from coder.coding.context.expressions import Expression, days_of, find_expressions
from coder.coding.context.reach import OWN, Reach
from coder.model import Document, Event, Predication, Tree, When, Word

_WITHIN_NOUN = ("compound", "poss", "nummod", "amod", "nmod")
_COMING = ("intended", "demanded")


class DateReader:
    """Dates the events of one document."""

    def __init__(self, document: Document, trees: Sequence[Tree]):
        self._published = document.date
        self._trees = {tree.sentence.index: at for at, tree in enumerate(trees)}
        self._all = trees
        self._expressions: dict[int, list[tuple[Expression, Word]]] = {}

    def date(self, event: Event, reach: Reach) -> When | None:
        """When an event happened: by the nearest expression of its sentence, else on the day of publication.

        An expression in the event's own clause comes first, then one in the clauses that govern it, one in a clause that
        hangs on it, one elsewhere in the sentence, and last the day on which somebody reported it. None where the text
        tells no time and the document has no date.
        """
        at = self._trees[event.sentence.index]
        trigger = event.predication.word
        near = []
        for expression, word in self._in_sentence(at):
            place = reach.of(word, event)
            if place is not None and _may_date(word, event):
                clause = event if place[0] == OWN else reach.predication(word) or event
                near.append((place, abs(word.i - trigger.i), expression, _is_to_come(clause)))
        for *_, expression, ahead in sorted(near, key=lambda one: one[:2]):
            when = self._resolved(expression, at, ahead)
            if when is not None:
                return when
        return When(self._published, self._published, "day", None) if self._published else None

    def _resolved(self, expression: Expression, at: int, ahead: bool) -> When | None:
        """The days that an expression means, counted from a day told before it where its words do so."""
        base = self._published
        if expression.told_from:
            earlier = self._told_before(expression, at)
            if earlier is not None:
                base = earlier.start
        return days_of(expression, base, ahead)

    def _told_before(self, expression: Expression, at: int) -> When | None:
        """The last time that the text tells before an expression, in its paragraph or the one before."""
        paragraph = self._all[at].sentence.paragraph
        for sentence in range(at, -1, -1):
            if self._all[sentence].sentence.paragraph < paragraph - 1:
                return None
            for other, _ in reversed(self._in_sentence(sentence)):
                if (sentence < at or other.end <= expression.start) and not other.told_from:
                    return days_of(other, self._published, False)
        return None

    def _in_sentence(self, at: int) -> list[tuple[Expression, Word]]:
        """The expressions of a sentence with the words that head them."""
        found = self._expressions.get(at)
        if found is None:
            tree = self._all[at]
            pairs = [(one, _head(one, tree)) for one in find_expressions(tree.sentence.text)]
            found = self._expressions[at] = [(one, head) for one, head in pairs if head is not None]
        return found


def _is_to_come(told: Event | Predication) -> bool:
    return told.tense == "future" or told.modality in _COMING


def _head(expression: Expression, tree: Tree) -> Word | None:
    """The word that the rest of an expression hangs on; None where a verb was taken for a month ("may", "march")."""
    start = tree.sentence.start
    words = [w for w in tree.words if w.start < start + expression.end and start + expression.start < w.end]
    if not words or (expression.kind == "month" and words[-1].pos in ("AUX", "VERB")):
        return None
    inside = {word.i for word in words}
    return next((word for word in words if word.head is None or word.head.i not in inside), words[-1])


def _may_date(word: Word, event: Event) -> bool:
    """Whether an expression within a noun phrase ("a 2019 agreement", "Tuesday's attack") is within the event's own."""
    noun = word.head
    if noun is None or word.dep not in _WITHIN_NOUN:
        return True
    return any(noun is anchor for anchor in (event.predication.word, *event.predication.words))
