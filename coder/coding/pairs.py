"""Pair mode: the best event between a source and a target that the document itself names.

The task of Hu et al. (2024): given a sentence, a source and a target, which relation holds between them. Analysts who
find their actors with a recogniser of their own need the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coder.codebook.rules import EventCodebook, Rule
from coder.coding.conditions import fits
from coder.coding.events import EventCoder
from coder.coding.given import head_of
from coder.coding.matching import Match, Matcher, by_head, candidates
from coder.language.clauses import SUBJECTS
from coder.language.surgery import under
from coder.model import HAPPENED, Event, Mention, Pair, Predication, Sentence, Span, Tree, Word

LONGEST_HULL = 1000
"""Sentences are made one for a pair whose ends stand within this many characters."""

STATEMENT = "01"
"""The root of what is said with no more in it: an event of another root is preferred to it, but not what is only said
there."""

WORDS = ("02", "10", "11")
REFUSAL = "12"
"""The roots of what those who protest say to those against whom they do, and of what they refuse in their protest."""

VAGUE = "010"
"""The statement of which nothing more is known."""

ACCUSATION = "112"
"""The row of the grid that says what an accusation makes of what somebody is accused of."""

UNCONNECTED = 10_000
"""More steps than any tree has."""


Reach = Callable[[Predication, Mention], bool]
"""Whether an actor that fills no role of a predication may still be taken for one who takes part in it."""


Suits = Callable[[Mention, frozenset[str], frozenset[str]], bool]
"""Whether an actor is of a kind that a rule wants, and of none that it does not."""


@dataclass(slots=True)
class Ends:
    """The mentions in one sentence that stand for a pair's source, and those that stand for its target."""

    source: list[Mention]
    target: list[Mention]


class PairCoder:
    """Codes the event between the two actors of a pair by the rules of an event codebook."""

    def __init__(self, codebook: EventCodebook):
        self._codebook = codebook

    def event(self, tree: Tree, predications: Sequence[Predication], ends: Ends) -> Event | None:
        """The best event from the source to the target in a sentence, None where no rule sees one.

        An event whose rule finds both in their roles comes first, then one whose predicate has them under it, then one
        that the same sentence tells; at each distance actors that no codebook knows are taken for the kind that a rule
        asks for only where nothing else fits. Statements come last. Among equals what a protest is for comes after the
        protest, what describes another one's participants after that one, what says only the root of another one too,
        and the predicate nearest to both first.
        """
        statement = None
        for reach in (_in_roles, _under, _beside):
            for suits in (fits, _suits):
                matcher = PairMatcher(self._codebook, ends, reach, suits)
                events = EventCoder(self._codebook).read(tree.sentence, predications, matcher)
                found = [event for event in events if event.source in ends.source and event.target in ends.target]
                best = min(found, key=lambda event: self._rank(event, found, ends), default=None)
                told_there = reach is _in_roles and best is not None and best.type.code != VAGUE
                if best is not None and (best.type.root != STATEMENT or told_there):
                    return self._main(best, tree, predications, ends)
                statement = statement or best
            told = self._told(tree, predications, ends) if reach is _in_roles else None
            if told is not None:
                return told
        return statement

    def _main(self, event: Event, tree: Tree, predications: Sequence[Predication], ends: Ends) -> Event:
        """The act that an event accompanies, where the act's rule finds the source: "lifted the curfew in the port,
        giving residents time to shop" tells of the lifting."""
        main = _accompanied(event.predication.word)
        if main is None:
            return event
        matcher = PairMatcher(self._codebook, ends, _under, _suits)
        above = [one for one in predications if one.word is main or (main.dep == "conj" and one.word is main.head)]
        acts = [
            act
            for act in EventCoder(self._codebook).read(tree.sentence, above, matcher)
            if act.source in ends.source and act.target in ends.target and _is_subject(act.source, act.predication)
        ]
        return next((act for act in acts if act.type.root != STATEMENT and act.type.code[2:] != "0"), event)

    def _told(self, tree: Tree, predications: Sequence[Predication], ends: Ends) -> Event | None:
        """What the source says that the target has done, which accuses it: "Baku says that Yerevan broke the truce"."""
        turned = PairMatcher(self._codebook, Ends(ends.target, ends.source), _in_roles, _suits)
        row = self._codebook.composition.cell(ACCUSATION)
        if row is None:
            return None
        for predication in predications:
            speaker = _speaker(predication, ends.source)
            if speaker is None or predication.polarity == "negated" or predication.modality not in HAPPENED:
                continue
            bound = (turned.bind(rule, predication, words) for rule, words in turned.fitting(predication))
            match = next(filter(None, bound), None)
            code = row.compose(match.rule.type.code) if match is not None else None
            if match is not None and code is not None:
                return Event(
                    source=speaker,
                    target=match.sources[0],
                    type=self._codebook.by_code[code],
                    predication=predication,
                    rule=f"told+{match.rule.id}",
                    sentence=tree.sentence,
                    polarity=predication.polarity,
                    modality=predication.modality,
                    tense=predication.tense,
                )
        return None

    def _rank(self, event: Event, found: Sequence[Event], ends: Ends) -> tuple[bool, bool, bool, bool, int, int]:
        trigger = event.predication.word
        distance = _distance(trigger, event.source.head) + _distance(trigger, event.target.head)
        purpose = any(self._is_purpose(event, other) for other in found)
        background = any(_background(event.predication, other.predication) for other in found)
        return _said(event, found), purpose, background, _outdone(event, found), distance, trigger.i

    def _is_purpose(self, event: Event, other: Event) -> bool:
        """Whether an event may be what another one, a protest, is for, or what is said in it."""
        composition = self._codebook.composition
        protests = [one.type.code[:3] in composition.purposeful for one in (event, other)]
        said = event.type.root in WORDS or composition.purposes.compose(event.type.code) is not None
        said = said or (event.type.root == REFUSAL and under(event.predication.word, other.predication.word))
        return protests == [False, True] and said


class PairMatcher(Matcher):
    """Binds rules to a pair's two actors only.

    ``reach`` says how far from a predication they may stand, ``suits`` whether they are of a kind that a rule asks for.
    """

    def __init__(self, codebook: EventCodebook, ends: Ends, reach: Reach, suits: Suits):
        super().__init__(codebook, by_head((*ends.source, *ends.target)))
        self._ends = ends
        self._reach = reach
        self._suits = suits

    def same(self, a: Mention, b: Mention) -> bool:
        """Whether both stand for the same end: two ends are two actors, whatever their codes."""
        return any(a in side and b in side for side in (self._ends.source, self._ends.target))

    def own(self, rule: Rule, source: Mention, target: Mention) -> bool:
        """Two ends are two actors: neither is the other's own state."""
        return False

    def bind(self, rule: Rule, predication: Predication, words: list[Word]) -> Match | None:
        """The rule with those of the ends that stand in its roles, either in either where it is symmetric; None where
        no source does."""
        used = {word.i for word in words}
        either = (*rule.source, *rule.target, "between", "among", "of") if rule.symmetric else ()
        sources = self._side((*rule.source, *either), rule, predication, used, self._ends.source)
        targets = self._side((*rule.target, *either), rule, predication, used, self._ends.target)
        if sources and not targets and self._is_protest(rule, predication):
            # Whom a protest is aimed at is told anywhere: by what those who protest demand, or say of him.
            targets = self._ends.target[:1]
        sources = [m for m in sources if self._suits(m, rule.source_is, rule.source_not)]
        targets = [m for m in targets if self._suits(m, rule.target_is, rule.target_not)]
        return Match(rule, predication, sources, targets, words) if sources else None

    def _is_protest(self, rule: Rule, predication: Predication) -> bool:
        """Whether a rule finds a protest in a predication that tells of it as something that has happened."""
        happened = predication.polarity == "affirmed" and predication.modality in HAPPENED
        return happened and rule.type.code[:3] in self._codebook.composition.purposeful

    def _side(
        self, roles: tuple[str, ...], rule: Rule, predication: Predication, used: set[int], wanted: list[Mention]
    ) -> list[Mention]:
        for role in roles:
            words = candidates(role, rule, predication, used)
            found = [mention for mention in self.patients(words) if mention in wanted]
            if found:
                return found[:1]
        return [mention for mention in wanted if self._reach(predication, mention)][:1]


def _accompanied(word: Word) -> Word | None:
    """The verb whose act an act in a participle's or a relative clause accompanies or describes."""
    for step in (word, *word.ancestors()):
        if step.dep == "advcl" and step.tag == "VBG":
            return step.head
        if step.dep == "relcl" and step.head is not None and step.head.dep not in SUBJECTS:
            return next((above for above in step.ancestors() if above.pos == "VERB"), None)
        if step.dep not in ("xcomp", "ccomp", "advcl", "conj", "dobj", "pobj", "prep"):
            return None
    return None


def _speaker(predication: Predication, ends: Sequence[Mention]) -> Mention | None:
    """The end that is the subject of a verb which holds the predication as its content, at any depth."""
    verbs = (holder for holder in predication.holders() if holder.kind == "verb")
    return next((end for verb in verbs for end in ends if _is_subject(end, verb)), None)


def _is_subject(mention: Mention, predication: Predication) -> bool:
    return any(word is mention.head for word in predication.roles.get("subject", ()))


def _suits(mention: Mention, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    """Whether an actor may be of a wanted kind: one that no codebook knows may be of any."""
    return not mention.code or fits(mention, wanted, unwanted)


def _in_roles(predication: Predication, mention: Mention) -> bool:
    return False


def _under(predication: Predication, mention: Mention) -> bool:
    """Whether the mention depends on the predicate, at any depth, or is the subject of what governs the predicate."""
    if any(above is predication.word for above in mention.head.ancestors()):
        return True
    return any(_is_subject(mention, holder) for holder in predication.holders())


def _beside(predication: Predication, mention: Mention) -> bool:
    """Whether the mention and the predicate hang together in one tree: two sentences joined by mistake do not."""
    return _distance(predication.word, mention.head) < UNCONNECTED


def _said(event: Event, found: Sequence[Event]) -> bool:
    """Whether an event is no more than a statement, or what a statement speaks of: "denied that it had shelled B"."""
    speech = [other.predication for other in found if other.type.root == STATEMENT and other.type.code != VAGUE]
    if any(holder in speech for holder in event.predication.holders()):
        return True
    held = (holder for other in found for holder in other.predication.holders())
    speaks = any(holder is event.predication for holder in held)
    return event.type.root == STATEMENT and (event.type.code == VAGUE or not speaks)


def _outdone(event: Event, found: Sequence[Event]) -> bool:
    """Whether an event only says the root of what the verb beside says in full: "gave in to the miners and sacked him".
    """
    word = event.predication.word
    beside = [other for other in found if word.head is other.predication.word or other.predication.word.head is word]
    finer = any(other.type.root == event.type.root and other.type.code[2:] != "0" for other in beside)
    return finer and event.type.code[2:] == "0"


def _background(predication: Predication, other: Predication) -> bool:
    """Whether a predicate only describes what another's does:
    "lifted the ban that it had imposed", "lowered tariffs"."""
    word = predication.word
    if predication.kind == "noun" and other.kind == "verb" and word.dep == "dobj" and word.head is other.word:
        return True
    describes = False
    for step in (word, *word.ancestors()):
        if step is other.word:
            return describes
        describes = describes or step.dep == "relcl" or (step.dep == "acl" and step.tag in ("VBN", "VBG"))
    return False


def _distance(a: Word, b: Word) -> int:
    """The number of steps between two words in the dependency tree, ``UNCONNECTED`` where they have no common root."""
    up = {word.i: step for step, word in enumerate((a, *a.ancestors()))}
    for step, word in enumerate((b, *b.ancestors())):
        if word.i in up:
            return step + up[word.i]
    return UNCONNECTED


def joined(sentences: Sequence[Sentence], pairs: Sequence[Pair], text: str) -> list[Sentence]:
    """The sentences of a document, those made one between which a pair's source and target stand near each other.

    Where a title or an initial has been taken for a sentence's end, the two ends of a pair would never meet.
    """
    hulls = [hull for pair in pairs if (hull := _hull(pair)) is not None]
    found: list[Sentence] = []
    for sentence in sentences:
        before = found[-1] if found else None
        if before is not None and any(start < before.end and sentence.start < end for start, end in hulls):
            found[-1] = replace(before, end=sentence.end, text=text[before.start : sentence.end])
        else:
            found.append(replace(sentence, index=len(found)))
    return found


def _hull(pair: Pair) -> Span | None:
    """The shortest stretch that holds a phrase of each end, None where it is longer than a sentence should be."""
    hulls = [(min(a[0], b[0]), max(a[1], b[1])) for a in pair.source for b in pair.target]
    start, end = min(hulls, key=lambda hull: hull[1] - hull[0])
    return (start, end) if end - start <= LONGEST_HULL else None


def nearest_ends(
    trees: Sequence[Tree], mentions: Sequence[Sequence[Mention]], pair: Pair
) -> tuple[int, Ends]:
    """The index of the sentence that tells most of a pair, and the pair's ends there; the first of equals."""
    found = [ends_in(tree, pair, here) for tree, here in zip(trees, mentions, strict=True)]
    at = max(range(len(found)), key=lambda i: (bool(found[i].source) + bool(found[i].target), -i))
    return at, found[at]


def ends_in(tree: Tree, pair: Pair, mentions: Sequence[Mention]) -> Ends:
    """The ends of a pair in a sentence, with the pronouns that stand for them.

    ``mentions`` are the sentence's actors, resolved through the discourse: an end bears the code of the mention whose
    head lies in its span.
    """
    sides = [_side_of(tree, spans, mentions) for spans in (pair.source, pair.target)]
    for side, other in (sides, sides[::-1]):
        heads = {mention.head.i for mention in (*side, *other)}
        names = {mention.name for mention in side if mention.code or mention.kind == "person"}
        side += [m for m in mentions if m.kind == "pronoun" and m.name in names and m.head.i not in heads]
    return Ends(*sides)


def _side_of(tree: Tree, spans: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    found = []
    for span in spans:
        words = tree.words_in(span)
        if words:
            found.append(_mention(tree, span, words, mentions))
    return found


def _mention(tree: Tree, span: Span, words: Sequence[Word], mentions: Sequence[Mention]) -> Mention:
    head = head_of(words)
    start, end = max(span[0], words[0].start), min(span[1], words[-1].end)
    text = tree.sentence.within((start, end))
    known = [m for m in mentions if m.kind != "pronoun" and any(m.head is word for word in words)]
    nearest = min(known, key=lambda m: _distance(m.head, head), default=None)
    if nearest is None:
        return Mention(head, (start, end), text, "", False, "name", text, tree.sentence.index)
    return replace(nearest, head=head, span=(start, end), text=text, sentence=tree.sentence.index)
