"""How near a phrase of a sentence stands to an event: in its own clause, in one that governs it, or elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coder.model import Attribution, Event, Predication, Span, Tree, Word

OWN, GOVERNING, WITHIN, ELSEWHERE, CONTENT, REPORTING = range(6)
"""Where a phrase stands, seen from an event, the nearest first: in its own clause, in a clause or beside a noun that
governs it, in a clause that hangs on it, elsewhere in the sentence, in its content (what is demanded, promised,
alleged), in the clause that says who reports it."""

_COMPLEMENTS = ("ccomp", "xcomp", "pcomp")
_OTHER_TIMES = ("after", "before", "since", "until", "till", "once", "although", "though", "because", "if", "unless")
_VERBAL_QUADS = (1, 3)
_CONFLICT = 4
_FAR = 1
"""The number of clauses above the nearest that may tell an event's time and place."""


class Reach:
    """Tells, for the events of one sentence, how near its words stand to them.

    A clause is what stands under a verb, or under a noun or adjective that is a predicate itself. Relative clauses and
    clauses with "after", "because" and the like tell of other times and places: nothing reaches into them or out of
    them. ``attributions`` are the document's; their cues are the reporting clauses. ``events`` are the sentence's:
    what stands in the own clause of one is nobody else's from elsewhere.
    """

    def __init__(
        self,
        tree: Tree,
        predications: Sequence[Predication],
        attributions: Sequence[Attribution],
        events: Sequence[Event],
    ):
        self._triggers = {event.predication.word.i: _anchors(event) for event in events}
        self._predicates = {predication.word.i: predication for predication in predications}
        index = tree.sentence.index
        cues = [span for attribution in attributions if attribution.sentence == index for span in attribution.cue]
        self._cues = {word.i for word in tree.words if _in(word, cues)} if cues else set()

    def of(self, word: Word, event: Event) -> tuple[int, int] | None:
        """How near ``word`` is to the event: where it stands, and the number of clauses between.

        None where it is out of reach.
        """
        near = self._near(word, event)
        if near is not None and near[0] == ELSEWHERE and self._is_anothers(word, event):
            return None
        return near

    def _near(self, word: Word, event: Event) -> tuple[int, int] | None:
        anchors = _anchors(event)
        if _is_antecedent(word, event.predication.word):
            return (OWN, 0)
        above = self._clauses_above(word, anchors)
        if not above or above[0].i in anchors:
            return (OWN, 0)
        for steps, clause in enumerate(above):
            if clause.i in anchors:
                return self._within(above[:steps], event, anchors)
        if above[0].i in self._cues:
            return (REPORTING, 0)
        governing, whole = self._governing(event.predication.word)
        for steps, clause in enumerate(above):
            if clause.i in governing:
                level = governing.index(clause.i)
                if level > _FAR:
                    return None
                return (ELSEWHERE, 0) if steps else (GOVERNING, level)
            if is_apart(clause):
                return None
        return (ELSEWHERE, 0) if whole else None

    def _is_anothers(self, word: Word, event: Event) -> bool:
        for trigger, anchors in self._triggers.items():
            above = self._clauses_above(word, anchors) if trigger != event.predication.word.i else ()
            if above and above[0].i in anchors:
                return True
        return False

    def predication(self, word: Word) -> Predication | None:
        """The predication whose clause a word stands in."""
        return next((self._predicates[above.i] for above in word.ancestors() if above.i in self._predicates), None)

    def _within(self, inner: Sequence[Word], event: Event, anchors: Collection[int]) -> tuple[int, int] | None:
        contents = _contents(event.predication)
        for clause in inner:
            of_event = clause.head is not None and clause.head.i in anchors
            if is_apart(clause) and not (clause.dep == "relcl" and of_event):
                return None
            if clause.dep == "acl" and event.type.quad != _CONFLICT and not of_event:
                return None
            verbal = clause.pos in ("VERB", "AUX")
            content = clause.i in contents or clause.dep in _COMPLEMENTS
            if content and (verbal or event.type.quad in _VERBAL_QUADS):
                return (CONTENT, len(inner))
        return (ELSEWHERE if inner[-1].dep == "conj" else WITHIN, len(inner))

    def _governing(self, word: Word) -> tuple[list[int], bool]:
        """The clauses above a predicate that tell of its time and place, nearest first, and whether all do."""
        found = []
        below = word
        for above in word.ancestors():
            if below.dep == "relcl":
                return found, False
            if self._heads_clause(above):
                found.append(above.i)
            below = above
        return found, True

    def _clauses_above(self, word: Word, anchors: Collection[int]) -> list[Word]:
        return [above for above in word.ancestors() if above.i in anchors or self._heads_clause(above)]

    def _heads_clause(self, word: Word) -> bool:
        return (
            word.pos == "VERB" or (word.pos == "AUX" and not word.dep.startswith("aux")) or word.i in self._predicates
        )


def _anchors(event: Event) -> set[int]:
    return {anchor.i for anchor in event.predication.words} | {event.predication.word.i}


def _is_antecedent(word: Word, predicate: Word) -> bool:
    """Whether a word is what a predicate's clause is said of: "the town where ...", "Friday, when ..."."""
    if predicate.dep != "relcl" or predicate.head is not word:
        return False
    return any(child.lower in ("where", "when") for child in predicate.children)


def is_apart(clause: Word) -> bool:
    """Whether a clause tells of another time or place than the one it hangs on."""
    if clause.dep == "relcl":
        return True
    opening = [
        child.lower for child in clause.children if child.dep in ("mark", "advmod", "prep") and child.i < clause.i
    ]
    if clause.dep == "pcomp" and clause.head is not None:
        opening.append(clause.head.lower)
    return clause.dep in ("advcl", "pcomp") and any(word in _OTHER_TIMES for word in opening)


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
