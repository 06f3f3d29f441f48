"""When: which of a document's expressions of time belongs to which event."""

from __future__ import annotations

from collections.abc import Sequence

from coder.coding.context.expressions import Expression, days_of, find_expressions
from coder.coding.context.reach import CONTENT, OWN, REPORTING, WITHIN, Reach, is_apart
from coder.model import Document, Event, Predication, Tree, When, Word

_WITHIN_NOUN = ("compound", "poss", "nummod", "amod", "nmod")
_INTENT = "03"
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

        An expression in the event's own clause comes first, then one in the clauses that govern it, one in a clause
        that hangs on it, one elsewhere in the sentence, and last the day on which somebody reported it. None where the
        text tells no time and the document has no date.
        """
        at = self._trees[event.sentence.index]
        trigger = event.predication.word
        near = []
        for expression, word in self._in_sentence(at):
            place = reach.of(word, event)
            if place is not None and _may_date(word, event) and _may_reach(place[0], event):
                clause = event if place[0] == OWN else reach.predication(word) or event
                near.append((place, abs(word.i - trigger.i), expression, clause))
        for *_, expression, clause in sorted(near, key=lambda one: one[:2]):
            when = self._resolved(expression, at, self._is_to_come(expression, clause))
            if when is not None:
                return when
        return When(self._published, self._published, "day", None) if self._published else None

    def _resolved(self, expression: Expression, at: int, ahead: bool) -> When | None:
        """The days that an expression means, counted from a day told before it where its words do so."""
        earlier = self._told_before(expression, at) if expression.told_from else None
        if earlier is None:
            return days_of(expression, self._published, ahead)
        first, last = (days_of(expression, day, ahead) for day in (earlier.start, earlier.end))
        if first is None or last is None or earlier.precision == "day":
            return first
        return When(first.start, last.end, "period", first.text)

    def _is_to_come(self, expression: Expression, told: Event | Predication) -> bool:
        """Whether a clause speaks of a time to come; of a month that is meant or wanted, whether the next is nearer."""
        if told.tense == "future" or told.modality not in _COMING:
            return told.tense == "future"
        if expression.kind not in ("month", "calendar") or self._published is None:
            return True
        past, coming = (days_of(expression, self._published, ahead) for ahead in (False, True))
        return bool(past and coming) and coming.start - self._published < self._published - past.end

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


def _may_reach(place: int, event: Event) -> bool:
    """Whether an expression that stands there may date an event.

    One in the content dates what is meant ("offered to meet on Friday"), and nothing else. What is going on, or had
    been before ("after he had appealed"), is not dated by other clauses.
    """
    if place == CONTENT:
        return event.type.root == _INTENT
    if place in (OWN, WITHIN):
        return True
    word = event.predication.word
    before = is_apart(word) and any(child.dep == "aux" and child.lower == "had" for child in word.children)
    return place == REPORTING or not (event.modality == "ongoing" or event.tense == "present" or before)


def _head(expression: Expression, tree: Tree) -> Word | None:
    """The word that the rest of an expression hangs on; None where a verb was taken for a month ("may", "march")."""
    start = tree.sentence.start
    words = [w for w in tree.words if w.start < start + expression.end and start + expression.start < w.end]
    if not words:
        return None
    inside = {word.i for word in words}
    head = next((word for word in words if word.head is None or word.head.i not in inside), words[-1])
    return None if expression.kind == "month" and len(words) == 1 and not _is_month(head) else head


def _is_month(word: Word) -> bool:
    """Whether a single word is a month: not a verb ("may"), nor a person ("Theresa May", "April Dunne", "May said")."""
    if word.pos in ("AUX", "VERB") or word.dep in ("nsubj", "nsubjpass"):
        return False
    person = word.dep == "compound" and word.head is not None and word.head.pos == "PROPN"
    return not person and not any(child.dep == "compound" and child.pos == "PROPN" for child in word.children)


def _may_date(word: Word, event: Event) -> bool:
    """Whether an expression within a noun phrase ("a 2019 agreement", "Tuesday's attack") is within the event's own."""
    noun = word.head
    if noun is None or word.dep not in _WITHIN_NOUN:
        return True
    return any(noun is anchor for anchor in (event.predication.word, *event.predication.words))
