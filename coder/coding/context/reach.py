"""How near a phrase of a sentence stands to an event: in its own clause, in one that governs it, or elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coder.model import Attribution, Event, Predication, Span, Tree, Word

OWN, GOVERNING, WITHIN, ELSEWHERE, REPORTING = range(5)
"""Where a phrase stands, seen from an event, the nearest first: in its own clause, in a clause or beside a noun that
governs it, in a clause that hangs on it, elsewhere in the sentence, in the clause that says who reports it."""

_CONTENT = ("ccomp", "xcomp", "pcomp")


class Reach:
    """Tells, for the events of one sentence, how near its words stand to them.

    A clause is what stands under a verb, or under a noun or adjective that is a predicate itself. ``attributions`` are the
    document's; their cues are the reporting clauses.
    """

    def __init__(self, tree: Tree, predications: Sequence[Predication], attributions: Sequence[Attribution]):
        self._predicates = {predication.word.i: predication for predication in predications}
        index = tree.sentence.index
        cues = [span for attribution in attributions if attribution.sentence == index for span in attribution.cue]
        self._cues = {word.i for word in tree.words if _in(word, cues)}

    def of(self, word: Word, event: Event) -> tuple[int, int] | None:
        """How near ``word`` is to the event: where it stands, and the number of clauses between; None in its content."""
        anchors = {anchor.i for anchor in event.predication.words} | {event.predication.word.i}
        above = self._clauses_above(word, anchors)
        if not above or above[0].i in anchors:
            return (OWN, 0)
        contents = _contents(event.predication)
        for steps, clause in enumerate(above):
            if clause.i in anchors:
                inner = above[:steps]
                content = any(c.i in contents or c.dep in _CONTENT for c in inner)
                return None if content else (WITHIN, steps)
        governing = [clause.i for clause in self._clauses_above(event.predication.word, ())]
        clause = above[0]
        if clause.i in self._cues:
            return (REPORTING, 0)
        if clause.i in governing:
            return (GOVERNING, governing.index(clause.i))
        return (ELSEWHERE, 0)

    def _clauses_above(self, word: Word, anchors: Collection[int]) -> list[Word]:
        return [above for above in word.ancestors() if above.i in anchors or self._heads_clause(above)]

    def _heads_clause(self, word: Word) -> bool:
        return word.pos == "VERB" or (word.pos == "AUX" and not word.dep.startswith("aux")) or word.i in self._predicates


def _in(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _contents(predication: Predication) -> set[int]:
    found: set[int] = set()
    stack = list(predication.contents)
    while stack:
        content = stack.pop()
        if content.word.i not in found:
            found.add(content.word.i)
            stack.extend(content.contents)
    return found
