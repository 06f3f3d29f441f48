"""By what somebody was killed or hurt, where the clause before tells it: "opened fire on a market, killing five"."""

from __future__ import annotations

from collections.abc import Sequence

from coder.codebook.rules import Composition, Rule
from coder.coding.matching import Matcher
from coder.model import Predication, Word


class Means:
    """Finds, among the predications of one sentence, what a killing was done by."""

    def __init__(self, composition: Composition, matcher: Matcher, predications: Sequence[Predication]):
        self._composition = composition
        self._matcher = matcher
        self._verbs = {one.word.i: one for one in predications if one.kind == "verb"}

    def of(self, killing: Predication) -> Rule | None:
        """The rule for the act, of the same actors, by which a killing was done; None where none is told."""
        act = self._verbs.get(_act(killing.word))
        if act is None or act.polarity != killing.polarity or not _same(act, killing):
            return None
        rules = (rule for rule, words in self._matcher.fitting(act) if self._matcher.bind(rule, act, words) is not None)
        first = next(rules, None)
        return first if first is not None and first.type.code in self._composition.means else None


def _act(word: Word) -> int:
    """The index of the verb whose outcome a killing is ("fired, killing", "shot and killed"), -1 where it is of none."""
    head = word.head
    if head is None or head.i > word.i:
        return -1
    bare = all(child.i > word.i for child in word.children)  # "before killing" and "having killed" tell of another time
    outcome = word.dep == "advcl" and word.tag == "VBG" and bare
    joined = word.dep == "conj" and word.child("nsubj", "nsubjpass") is None
    return head.i if outcome or (joined and head.child("dobj", "prep", "prt") is None) else -1


def _same(act: Predication, killing: Predication) -> bool:
    """Whether both are done by the same."""
    actors = {word.i for word in act.roles.get("subject", ())}
    return any(word.i in actors for word in killing.roles.get("subject", ()))
