"""Who takes part in what an outer event is about, and may be the outer event's target."""

from __future__ import annotations

from collections.abc import Sequence

from coder.codebook.rules import EventCodebook
from coder.coding import contents
from coder.coding.matching import Matcher
from coder.model import EventType, Mention, Predication

_DISAPPROVAL = "11"


class Partakers:
    """Finds the actors of the contents of one sentence's predications."""

    def __init__(self, codebook: EventCodebook, matcher: Matcher):
        self._codebook = codebook
        self._matcher = matcher

    def of(
        self,
        outer: EventType,
        predication: Predication,
        sources: Sequence[Mention],
        roles: Sequence[str] = contents.PARTS,
    ) -> list[Mention]:
        """The actors other than ``sources`` that take part in the predication's contents, subjects first.

        Who refuses to join an invasion or asks for an attack does nothing to its victim, but who threatens one does.
        """
        asked = [content for content in predication.contents if not contents.asserted(outer, content)]
        for content in contents.demanded(asked) if outer.root in contents.ASKING else asked:
            if contents.unasked(outer, content) or _own_act(outer, content, sources):
                continue
            for role in self._roles(outer, content, roles):
                actors = self._matcher.concerned(content.roles.get(role, ()))
                others = [actor for actor in actors if not any(self._matcher.same(actor, one) for one in sources)]
                found = [actor for actor in others if contents.facing(outer, [(one, actor) for one in sources])]
                if found:
                    return found
            found = self.of(outer, content, sources, roles)
            if found:
                return found
        return []

    def _roles(self, outer: EventType, content: Predication, roles: Sequence[str]) -> Sequence[str]:
        """The roles of a content in which a target of the outer event may stand, the likeliest first."""
        harms = self._codebook.harms(content.lemma)
        if content.kind == "noun" and harms and outer.root != contents.THREAT:
            if self._codebook.composition.cell(outer.code) is not None:
                return contents.AGENTS
            if outer.root in contents.JUDGING:
                return contents.BLAMED
        if outer.root in contents.ASKING:
            return [role for role in contents.ASKED if role != "of" or not self._undergone(content)]
        # Where there is a vote or a crisis is not whom a word about it is for.
        return [role for role in roles if role != "in" or harms or content.kind == "verb"]

    def _undergone(self, content: Predication) -> bool:
        """Whether the "of" of a noun names to whom something is done ("the extradition of B"), not who does it."""
        rules = [rule for rule, _ in self._matcher.fitting(content) if content.kind == "noun"]
        return any("of" in rule.target and not rule.type.code.startswith(contents.LEADERSHIP) for rule in rules)


def _own_act(outer: EventType, content: Predication, sources: Sequence[Mention]) -> bool:
    """Whether somebody disapproves of what he himself has done: "regretted leaving B" is not aimed at B."""
    doers = content.roles.get("subject", ()) if outer.root == _DISAPPROVAL and content.kind == "verb" else ()
    return bool(doers) and all(any(doer is source.head for source in sources) for doer in doers)
